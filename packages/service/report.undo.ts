/**
 * UNDO: the worker's last report of the last day is taken back. What would bring a pregnancy back, or end a case, is
 * asked back first; at most one message is caught up on.
 */
import type { CareEvent } from '@dhatri/care/event'
import { CODES } from '@dhatri/care/report.kind'
import { negate } from '@dhatri/care/tally'
import type { Values } from '@dhatri/flow/channel'
import type { Write } from '@dhatri/store/table'
import { readPhone } from '@dhatri/text/phone'
import { laySteps, loadCase } from './cases.ts'
import { nameWrites } from './names.ts'
import { endReferral } from './referral.ts'
import { moveToPhone, openOld } from './report.identity.ts'
import { dayLong, forgetWrite, type LastReport, lastWrite, loadLast } from './report.log.ts'
import { isServed, nameFacts } from './report.subject.ts'
import { untallyWrite } from './report.tally.ts'
import { findUndoable, type Undone, undoHers } from './report.undo.outcome.ts'
import { loadWoman, stepWoman, type Woman } from './woman.ts'
import { loadWho, whoWrite } from './woman.who.ts'
import type { Posted } from './worker.ts'
import type { Job, World } from './world.ts'

/** Taken back without a question: nothing ends or begins by it. */
const LIGHT = new Set(['visit', 'vaccine', 'mute', 'rename'])

const nothing: Undone = { is: 'nothing', answer: { message: 'reply.undo.nothing', facts: {} } }

/** Takes the last report back; `confirmed` is the instant of the report that was asked about, `isSlip` that UNDO was misspelt. */
export async function undoLast(
  world: World,
  worker: Posted,
  { confirmed, isSlip = false, named }: { confirmed?: number; isSlip?: boolean; named?: Woman },
): Promise<Undone> {
  const last = await loadLast(world, worker)
  if (named !== undefined && isAboutHer(world, worker, named, last)) return undoHers(world, worker, named, confirmed)
  if (last?.undo === undefined || last.woman === undefined || world.now() - last.at > dayLong) return nothing
  // Another report came in between: it is not the one that was asked about.
  if (confirmed !== undefined && confirmed !== last.at) return nothing
  const woman = await loadWoman(world, last.woman)
  if (woman === undefined || !isServed(worker, woman)) return nothing
  // She has told something since she was signed up: what is taken back is that, never her.
  if (last.undo.do === 'registered' && woman.record.outcome !== undefined) {
    const hers = await undoHers(world, worker, woman)
    return hers.is === 'asked' ? { ...hers, report: { kind: 'undo', id: woman.shortId } } : nothing
  }
  const facts = { ...(await nameFacts(world, woman)), form: CODES[last.form] }
  if (confirmed === undefined && (isSlip || !LIGHT.has(last.undo.do))) {
    return { is: 'asked', answer: { message: 'reply.ask.undo', facts }, last: last.at }
  }
  const taken = await takeBack(world, worker, woman, last, facts)
  if (taken === undefined) return nothing
  const { undo: _, mark, tally, ...rest } = last
  return {
    is: 'done',
    answer: { message: 'reply.done.undone', facts },
    writes: [
      ...taken.writes,
      await lastWrite(world, worker, rest),
      ...(mark === undefined ? [] : [forgetWrite(worker, mark)]),
      ...(tally === undefined ? [] : [untallyWrite(worker.code, last.at, negate(tally))]),
    ],
    jobs: taken.jobs,
  }
}

/** Whether what was last told of her is meant: not the worker's own last report, or told since. */
function isAboutHer(world: World, worker: Posted, woman: Woman, last: LastReport | undefined): boolean {
  if (last?.woman !== woman.record.id || last.undo?.do === 'registered') return true
  const outcome = findUndoable(world, worker, woman)
  return outcome !== undefined && outcome.at > last.at
}

async function takeBack(
  world: World,
  worker: Posted,
  woman: Woman,
  { undo, at }: LastReport,
  facts: Values,
): Promise<{ writes: Write[]; jobs: Job[] } | undefined> {
  const by = 'worker'
  const step = async (event: CareEvent) => {
    const { writes, jobs, hasChanged } = await stepWoman(world, woman, event, worker.code)
    return hasChanged ? { writes, jobs } : undefined
  }
  switch (undo?.do) {
    case 'registered':
      return step({ kind: 'wrongEntry', by })
    case 'outcome':
      return step({ kind: 'undone', at, by })
    case 'visit':
      return step({ kind: 'unvisited', contact: undo.contact, since: at, by })
    case 'vaccine':
      return step({ kind: 'unvaccinated', visit: undo.visit, by })
    case 'mute':
      return step({ kind: 'muted', weeks: 0, by })
    case 'redate':
      return step({ kind: 'redated', lmp: undo.lmp, dating: undo.dating, by })
    case 'rename': {
      const { id, area } = woman.record
      const { name: now, ...who } = await loadWho(world, id)
      const { name, voice } = await openOld(world, id, undo.old)
      const named = name === undefined ? {} : { name }
      const write = await whoWrite(world, id, { ...who, ...named, ...(voice === undefined ? {} : { voice }) })
      const found = nameWrites(world, id, { area, ...named }, { area, ...(now === undefined ? {} : { name: now }) })
      return { writes: [write, ...found], jobs: [] }
    }
    case 'rephone': {
      const old = await openOld(world, woman.record.id, undo.old)
      const phone = old.number === undefined ? undefined : readPhone(old.number)
      const number = phone?.ok ? phone.phone : 'none'
      const before = old.consent === undefined ? {} : { before: old.consent }
      const { writes, jobs } = await moveToPhone(world, woman, { number, ...before }, facts)
      return writes.length === 0 ? undefined : { writes, jobs: jobs ?? [] }
    }
    case 'case': {
      const open = await loadCase(world, undo.id)
      if (open === undefined) return undefined
      const stepping = await laySteps(world, open, { kind: 'closed', outcome: 'mistake', by: worker.code })
      if (!stepping.hasChanged) return undefined
      const ended = await endReferral(world, undo.id, 'mistake', worker.code)
      return { writes: [...stepping.writes, ...ended.writes], jobs: [{ do: 'case', id: undo.id }, ...ended.jobs] }
    }
    default:
      return undefined
  }
}
