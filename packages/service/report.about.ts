/**
 * Reports about a woman who is on the list, as events of her record: visit, birth, loss, death, correction, vaccine,
 * mute. What a report ends stops in the same write, and what takes it back is kept beside it.
 */
import type { BirthStory } from '@dhatri/care/birth'
import { findBirthPlace } from '@dhatri/care/birth.place'
import { mayBeCared } from '@dhatri/care/carer'
import { findContact, findNext } from '@dhatri/care/contact'
import { civilDay } from '@dhatri/care/dhaka'
import { nextVaccines } from '@dhatri/care/due'
import type { CareEvent } from '@dhatri/care/event'
import { countAlive, isCarrying } from '@dhatri/care/outcome'
import { findPostnatal, nextPostnatal } from '@dhatri/care/postnatal'
import type { Record } from '@dhatri/care/record'
import type { AboutReport } from '@dhatri/care/report.about'
import { SEEN } from '@dhatri/care/seen'
import { type Tally, tallyOf } from '@dhatri/care/tally'
import type { Values } from '@dhatri/flow/channel'
import type { Write } from '@dhatri/store/table'
import { type Day, printIso } from '@dhatri/text/day'
import { releaseWrites } from './hold.ts'
import type { Answer, Undo } from './report.log.ts'
import type { Registering } from './report.tally.ts'
import { stepWoman, type Woman } from './woman.ts'
import type { Posted } from './worker.ts'
import type { Job, World } from './world.ts'

/** What taking a report comes to: what is written, what is answered, and how it is taken back. */
export type Taken = {
  writes: Write[]
  jobs?: Job[]
  answer: Answer
  undo?: Undo
  /** What it adds to the worker's week. */
  tally?: Tally
  registering?: Registering
}

/** The reports that are one event of her record. */
export type EventReport = Exclude<AboutReport, { kind: 'danger' | 'rephone' | 'rename' | 'place' | 'carer' }>

/** Takes a report about a woman. */
export async function recordAbout(
  world: World,
  worker: Posted,
  woman: Woman,
  report: EventReport,
  facts: Values,
): Promise<Taken> {
  const event = eventOf(woman.record, report)
  const stepping = await stepWoman(world, woman, event, worker.code)
  const { record } = stepping.woman
  const release = await releaseBy(world, woman, report, event)
  if (!hasApplied(woman.record, record)) return { writes: release, answer: { message: 'reply.done.already', facts } }
  const undo = undoOf(world, woman.record, report)
  return {
    writes: [...stepping.writes, ...release],
    jobs: stepping.jobs,
    answer: answerTo(world, record, report, facts),
    tally: tallyOf(woman.record, record, report, world.rules),
    ...(undo === undefined ? {} : { undo }),
  }
}

/** What her worker's word lifts of a hold, also where it says nothing new: she has been seen, and is as she was. */
export async function releaseBy(world: World, woman: Woman, report: EventReport, event?: CareEvent): Promise<Write[]> {
  const today = civilDay(world.now())
  const on = 'day' in report && report.day !== undefined && report.kind !== 'loss' ? report.day : today
  return releaseWrites(world, woman, event?.kind === 'lost', on)
}

function hasApplied(before: Record, after: Record): boolean {
  const parts = (record: Record) =>
    JSON.stringify([
      record.state,
      record.outcome,
      record.visits,
      record.child,
      record.lmp,
      record.muted,
      record.guardian,
      record.carer,
    ])
  return parts(before) !== parts(after)
}

function eventOf(record: Record, report: EventReport): CareEvent {
  const by = 'worker'
  switch (report.kind) {
    case 'visit':
      return report.care === 'anc'
        ? { kind: 'visit', didGo: true, day: report.day, by }
        : { kind: 'checked', day: report.day, by }
    case 'birth':
      return { kind: record.state === 'born' ? 'corrected' : 'born', by, ...readBirth(report) }
    case 'loss':
      return { kind: 'lost', loss: report.loss, by, ...(report.day === undefined ? {} : { day: report.day }) }
    case 'death':
      return deathOf(record, report)
    case 'fix':
      return { kind: 'redated', lmp: report.lmp, dating: report.dating, by }
    case 'vaccine':
      return { kind: 'vaccinated', visit: report.visit, day: report.day, by }
    case 'mute':
      return { kind: 'muted', weeks: report.weeks, by }
    default:
      return { kind: report.kind, by }
  }
}

/** A birth as a worker tells it. */
export function readBirth(report: Extract<AboutReport, { kind: 'birth' }>): { day: Day } & BirthStory {
  const { day, babies, attendant, each } = report
  const place = report.place === undefined ? undefined : findBirthPlace(report.place)
  return {
    day,
    ...(babies === undefined ? {} : { babies }),
    ...(place === undefined ? {} : { place }),
    ...(attendant === undefined ? {} : { attendant }),
    ...(each === undefined ? {} : { each }),
  }
}

function deathOf(record: Record, report: Extract<EventReport, { kind: 'death' }>): CareEvent {
  const when = report.day === undefined ? {} : { day: report.day }
  if (report.whose === 'mother') return { kind: 'died', by: 'worker', ...when }
  const alive = countAlive(record)
  const some = report.babies !== undefined && report.babies < alive ? { dead: report.babies } : {}
  return { kind: 'lost', loss: alive > 0 ? 'loss' : 'neonatalDeath', by: 'worker', ...when, ...some }
}

function undoOf(world: World, before: Record, report: EventReport): Undo | undefined {
  switch (report.kind) {
    case 'visit': {
      const anc = findContact(before, world.rules, report.day)?.contact
      const check = findPostnatal(before, report.day)
      const isCheck = check !== undefined && before.visits[check] === undefined
      const contact = report.care === 'anc' ? anc : isCheck ? check : SEEN
      return contact === undefined ? undefined : { do: 'visit', contact }
    }
    case 'vaccine':
      return { do: 'vaccine', visit: report.visit }
    case 'fix':
      return { do: 'redate', lmp: before.lmp, dating: before.dating }
    case 'mute':
      return report.weeks === 0 ? undefined : { do: 'mute' }
    default:
      return { do: 'outcome' }
  }
}

function answerTo(world: World, record: Record, report: EventReport, facts: Values): Answer {
  const today = civilDay(world.now())
  switch (report.kind) {
    case 'visit': {
      const said = { ...facts, date: printIso(report.day) }
      const after = Math.max(today, report.day) + 1
      const next = report.care === 'anc' ? findNext(record, world.rules, after) : nextPostnatal(record, after)
      const isNext = next !== undefined && (report.care === 'pnc' || isCarrying(record))
      return isNext
        ? { message: 'reply.done.visit', facts: { ...said, next: printIso(next.day) } }
        : { message: 'reply.done.lastVisit', facts: said }
    }
    case 'birth': {
      const next = nextPostnatal(record, today)
      return next === undefined
        ? { message: 'reply.done', facts }
        : { message: 'reply.done.birth', facts: { ...facts, next: printIso(next.day) } }
    }
    case 'loss':
      return { message: 'reply.done.loss', facts }
    case 'fix':
      return { message: 'reply.done.redated', facts: { ...facts, edd: printIso(record.lmp + 280) } }
    case 'vaccine': {
      const next = nextVaccines(record, world.rules, today + 1)
      const isAhead = next !== undefined && next > today
      return isAhead
        ? { message: 'reply.done.nextVaccine', facts: { ...facts, next: printIso(next) } }
        : { message: 'reply.done.vaccine', facts }
    }
    case 'death':
      return { message: mayBeCared(record) ? 'reply.done.carerWho' : 'reply.done', facts }
    case 'mute':
      return report.weeks === 0
        ? { message: 'reply.done.unmuted', facts }
        : { message: 'reply.done.muted', facts: { ...facts, date: printIso(today + report.weeks * 7) } }
    default:
      return { message: 'reply.done', facts }
  }
}
