/**
 * What a worker looks up by dialling or calling: her list one woman at a time, her own week, a supervisor's report one
 * line at a time. Nothing is changed by it. Who was shown before in this conversation is not shown again.
 */
import { weekOf } from '@dhatri/care/rota'
import { printIso } from '@dhatri/text/day'
import type { Deed, Done } from '../deed.ts'
import { nameFacts } from '../report.subject.ts'
import { resultsOf } from '../results.ts'
import { listTeam, sayLine } from '../team.ts'
import { loadWorker, type Posted } from '../worker.ts'
import { listWork } from '../worklist.ts'
import type { World } from '../world.ts'

/** The worker whose phone this is; a number that was theirs is nobody's. */
async function findCaller(world: World, { phone }: Deed): Promise<Posted | undefined> {
  const code = phone.links.worker
  const worker = code === undefined ? undefined : await loadWorker(world, code)
  return worker === undefined || worker.hasLeft || worker.pseudonym !== phone.pseudonym ? undefined : worker
}

/** The next woman on the list, the most urgent first. */
export async function nextDue(world: World, deed: Deed): Promise<Done> {
  const worker = await findCaller(world, deed)
  if (worker === undefined) return { outcome: { is: 'failed' } }
  const { outcomes } = deed.held.slot.conversation
  const shown = new Set(outcomes.flatMap(({ facts }) => facts?.['id'] ?? []))
  const { lines } = await listWork(world, worker)
  const left = lines.filter(({ woman }) => !shown.has(woman.shortId))
  const [line] = left
  if (line === undefined) return { outcome: { is: shown.size > 0 ? 'done' : 'none' } }
  const { name } = await nameFacts(world, line.woman)
  const facts = { id: line.woman.shortId, name: name ?? '', left: Math.min(98, left.length - 1) }
  const { isDanger, due } = line
  if (isDanger || due === undefined) return { outcome: { is: 'danger', facts } }
  return { outcome: { is: due.is, facts: { ...facts, date: printIso(due.day) } } }
}

/** Her own week as it stands, beside the one before. */
export async function ownWeek(world: World, deed: Deed): Promise<Done> {
  const worker = await findCaller(world, deed)
  if (worker === undefined) return { outcome: { is: 'failed' } }
  const { facts } = await resultsOf(world, worker, weekOf(world.now()))
  return { outcome: { is: 'told', facts } }
}

/** The next line of a supervisor's report. */
export async function nextTeam(world: World, deed: Deed): Promise<Done> {
  const worker = await findCaller(world, deed)
  if (worker === undefined) return { outcome: { is: 'failed' } }
  const { outcomes } = deed.held.slot.conversation
  const at = outcomes.filter(({ facts }) => facts?.['line'] !== undefined).length
  const line = worker.cadre === 'supervisor' ? (await listTeam(world, worker))[at] : undefined
  if (line === undefined) return { outcome: { is: at > 0 ? 'done' : 'none' } }
  return { outcome: { is: 'shown', facts: { line: sayLine(world, line, deed.phone.language) } } }
}
