/**
 * Danger that a worker tells behind another form's keyword (`ANC 102341 rokto jacche`): the visit is noted and the case is
 * opened all the same, with the advice in front of the one reply. A missed danger is worse than a false one.
 */
import { civilDay } from '@dhatri/care/dhaka'
import { type ReportReading, readReport } from '@dhatri/care/report'
import type { Who } from '@dhatri/care/report.about'
import { hearDanger } from './hear.ts'
import type { Effects, Letter } from './letter.ts'
import { reportDanger } from './report.danger.ts'
import { countWrite } from './report.log.ts'
import { sayBefore } from './report.said.ts'
import type { Posted } from './worker.ts'
import type { World } from './world.ts'

/** Forms behind whose keyword no cry is looked for: they are one, ask for something, give names, or tell what she died of. */
const DEAF = new Set(['danger', 'rename', 'place', 'death', 'due', 'last', 'undo', 'help'])

/** Whom the danger is about; `nobody` where the report is good for nothing else, `new` for one who is registered by it. */
export type Cry = { who: Who } | 'nobody' | 'new'

/** The danger behind a report's keyword; undefined where none is told. */
export function hearCry(world: World, reading: ReportReading, text: string): Cry | undefined {
  const known = reading.ok ? reading.report : reading.known
  if (DEAF.has(known.kind) || hearDanger(world, text) === undefined) return undefined
  if (known.kind === 'register') return 'new'
  return 'who' in known && known.who !== undefined ? { who: known.who } : 'nobody'
}

/** The same text as a report of danger. */
export function readAsDanger(world: World, text: string): ReportReading | undefined {
  return readReport(`D ${text}`, civilDay(world.now()))
}

/** What the report comes to, with the case opened too; a name may only sound like danger, so for a new woman D is asked for. */
export async function withCry(
  world: World,
  letter: Letter,
  worker: Posted,
  cry: Exclude<Cry, 'nobody'>,
  effects: Effects,
): Promise<Effects> {
  if (cry === 'new') return sayBefore(world, letter, effects, 'reply.dangerAsk', {})
  const taken = await reportDanger(world, { id: letter.id, language: letter.phone.language }, worker, cry.who)
  if (taken === undefined) return sayBefore(world, letter, effects, 'reply.dangerWho', {})
  return {
    ...sayBefore(world, letter, effects, taken.answer.message, taken.answer.facts),
    writes: [...effects.writes, ...taken.writes, countWrite(world, worker, 'danger')],
    jobs: [...(effects.jobs ?? []), ...(taken.jobs ?? [])],
  }
}
