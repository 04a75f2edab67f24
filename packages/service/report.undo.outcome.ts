/**
 * UNDO with her id: what was told of how her pregnancy ended is taken back, whoever told it. A worker may for a day; a
 * supervisor or the desk for a month, so that "tell the office" leads somewhere. It is asked back first.
 */
import type { Outcome, OutcomeKind } from '@dhatri/care/record'
import type { Report } from '@dhatri/care/report'
import { CODES, type Kind } from '@dhatri/care/report.kind'
import type { Write } from '@dhatri/store/table'
import type { Answer } from './report.log.ts'
import { findSubject, nameFacts } from './report.subject.ts'
import { stepWoman, type Woman } from './woman.ts'
import type { Posted } from './worker.ts'
import type { Job, World } from './world.ts'

/** What UNDO comes to: nothing to take back, a question first, or done. */
export type Undone =
  | { is: 'nothing'; answer: Answer }
  /** `report` where another one was asked about than was sent. */
  | { is: 'asked'; answer: Answer; last: number; report?: Extract<Report, { kind: 'undo' }> }
  | { is: 'done'; answer: Answer; writes: Write[]; jobs: Job[] }

/** The report by which each outcome would have been told. */
const FORMS: { [kind in OutcomeKind]?: Kind } = {
  liveBirth: 'birth',
  neonatalDeath: 'death',
  childDeath: 'death',
  maternalDeath: 'death',
  moved: 'fix',
  lostToFollowUp: 'fix',
  wrongEntry: 'fix',
}

/** What she was last said to have had, where it may still be taken back. */
export function findUndoable(world: World, worker: Posted, { record }: Woman): Outcome | undefined {
  const { outcome } = record
  const { undo, undoAbove } = world.rules.policy
  const reach = isAbove(worker) ? undoAbove : undo
  return outcome?.before !== undefined && world.now() - outcome.at <= reach ? outcome : undefined
}

/** Takes her outcome back; `confirmed` is the instant of the one that was asked about. */
export async function undoHers(world: World, worker: Posted, woman: Woman, confirmed?: number): Promise<Undone> {
  const outcome = findUndoable(world, worker, woman)
  if (outcome === undefined || (confirmed !== undefined && confirmed !== outcome.at)) {
    return { is: 'nothing', answer: { message: 'reply.undo.nothing', facts: {} } }
  }
  const facts = { ...(await nameFacts(world, woman)), form: CODES[FORMS[outcome.kind] ?? 'loss'] }
  if (confirmed === undefined) return { is: 'asked', answer: { message: 'reply.ask.undo', facts }, last: outcome.at }
  const by = isAbove(worker) ? 'desk' : 'worker'
  const { writes, jobs } = await stepWoman(world, woman, { kind: 'undone', at: outcome.at, by }, worker.code)
  return { is: 'done', answer: { message: 'reply.done.undone', facts }, writes, jobs }
}

/** The woman whom UNDO names; undefined where she is none of the worker's. */
export async function findNamed(world: World, worker: Posted, id: string): Promise<Woman | undefined> {
  const subject = await findSubject(world, worker, { id })
  return subject.is === 'one' ? subject.woman : undefined
}

const isAbove = ({ cadre }: Posted) => cadre === 'supervisor' || cadre === 'desk'
