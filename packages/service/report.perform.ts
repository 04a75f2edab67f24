/** What taking a report comes to, whatever its form: done, asked back first, or turned down because of what is known. */
import { civilDay } from '@dhatri/care/dhaka'
import { countAlive } from '@dhatri/care/outcome'
import type { Report } from '@dhatri/care/report'
import type { AboutReport } from '@dhatri/care/report.about'
import { CODES, type Kind } from '@dhatri/care/report.kind'
import { isUnseen, SEEN } from '@dhatri/care/seen'
import type { Tally } from '@dhatri/care/tally'
import type { Write } from '@dhatri/store/table'
import { printIso } from '@dhatri/text/day'
import type { Letter } from './letter.ts'
import { recordAbout, releaseBy, type Taken } from './report.about.ts'
import { reportDanger } from './report.danger.ts'
import { listDue } from './report.due.ts'
import { askBack, isGrave } from './report.grave.ts'
import { helpFor } from './report.help.ts'
import { moveToPhone, refusePhone, rename } from './report.identity.ts'
import { refuseAbout } from './report.judge.ts'
import { type Answer, lastWrite, loadLast } from './report.log.ts'
import { placeWoman } from './report.place.ts'
import { registerByWorker, watchSame } from './report.register.ts'
import { findSubject, nameFacts } from './report.subject.ts'
import type { Registering } from './report.tally.ts'
import { findNamed } from './report.undo.outcome.ts'
import { undoLast } from './report.undo.ts'
import { loadWoman, stepWoman, type Woman } from './woman.ts'
import type { Posted } from './worker.ts'
import type { Job, World } from './world.ts'

/** A report as far as it was taken. */
export type Performed = {
  form: Kind
  writes: Write[]
  jobs?: Job[]
  answer: Answer
  /** An answer that is put together from several messages. */
  text?: string
  /** Whether it took effect. */
  isTaken: boolean
  /** Whether the same text is read anew each time. */
  isFresh?: boolean
  /** The question that was asked back instead, and the report it is about. */
  asks?: { report: Report; last?: number; same?: string }
  /** What it adds to the worker's week. */
  tally?: Tally
  registering?: Registering
  /** The write that makes it the last report. */
  last?: (mark: string | undefined) => Promise<Write>
}

/** What was confirmed with 1, who she is the same as, or whether the keyword was misspelt. */
export type Manner = { mark?: string; last?: number; same?: string; isSlip?: boolean }

/** Takes a report; without `mark` a grave one is only asked back. */
export async function perform(
  world: World,
  letter: Letter,
  worker: Posted,
  report: Report,
  manner: Manner = {},
): Promise<Performed> {
  switch (report.kind) {
    case 'register': {
      if (manner.same !== undefined) {
        const watched = await watchSame(world, worker, manner.same)
        return took(world, worker, 'register', watched, watched.woman)
      }
      const registered = await registerByWorker(world, letter, worker, report)
      const { same, answer } = registered
      if (same !== undefined) return { ...told('register', answer), asks: { report, same } }
      const undo = registered.woman === undefined ? undefined : ({ do: 'registered' } as const)
      return took(world, worker, 'register', { ...registered, ...(undo && { undo }) }, registered.woman)
    }
    case 'help':
      return told('help', helpFor(report.form))
    case 'due':
      return {
        ...told('due', { message: 'answer', facts: {} }),
        text: await listDue(world, worker, letter.phone.language),
      }
    case 'last':
      return told('last', await sayLast(world, worker))
    case 'undo':
      return takeBack(world, worker, manner, report)
    case 'danger': {
      const taken = await reportDanger(world, { id: letter.id, language: letter.phone.language }, worker, report.who)
      if (taken === undefined) return told('danger', { message: 'reply.dangerWho', facts: {} })
      return { ...took(world, worker, 'danger', taken, taken.woman), isFresh: true }
    }
    default:
      return performAbout(world, letter, worker, report, manner)
  }
}

async function performAbout(
  world: World,
  letter: Letter,
  worker: Posted,
  said: Exclude<AboutReport, { kind: 'danger' }>,
  { mark }: Manner,
): Promise<Performed> {
  const form = formOf(said)
  const subject = await findSubject(world, worker, said.who)
  if (subject.is !== 'one') {
    return told(form, { message: subject.is === 'several' ? 'reply.several' : 'reply.notYours', facts: {} })
  }
  const { woman } = subject
  const report = asDeath(said, woman)
  const facts = await nameFacts(world, woman)
  const refused = refuseAbout(woman.record, report, facts) ?? refusePhone(world, letter, woman, report, facts)
  if (refused !== undefined && isTask(woman, report)) {
    // She herself has told of it already: that her worker knows now means that she has been seen.
    const seen = await stepWoman(world, woman, { kind: 'seen', day: civilDay(world.now()), by: 'worker' }, worker.code)
    const taken: Taken = { writes: seen.writes, jobs: seen.jobs, answer: { message: 'reply.done', facts } }
    return took(world, worker, form, { ...taken, undo: { do: 'visit', contact: SEEN } }, woman.record.id)
  }
  if (refused !== undefined) {
    const isVisit = report.kind === 'visit' || report.kind === 'vaccine'
    return { ...told(form, refused), writes: isVisit ? await releaseBy(world, woman, report) : [] }
  }
  if (isGrave(report) && mark === undefined) {
    // Her number may have another woman by the time of the answer: what is confirmed is the woman who was named.
    const meant: Report = { ...report, who: { id: woman.shortId } }
    return { ...told(form, askBack(woman.record, report, facts)), asks: { report: meant } }
  }
  const taken = await takeAbout(world, worker, woman, report, facts)
  return took(world, worker, form, taken, taken.writes.length === 0 ? undefined : woman.record.id)
}

/** After a live birth a loss that nobody names is a child's death: of twins it is asked how many. */
function asDeath(report: Exclude<AboutReport, { kind: 'danger' }>, { record }: Woman): typeof report {
  if (report.kind !== 'loss' || report.loss !== 'loss' || countAlive(record) === 0) return report
  const { who, day } = report
  return { kind: 'death', whose: 'baby', who, ...(day === undefined ? {} : { day }) }
}

/** Whether a report of a loss that is known is the visit that she waits for. */
function isTask({ record }: Woman, { kind }: AboutReport): boolean {
  return isUnseen(record) && (kind === 'loss' || kind === 'death')
}

async function takeAbout(
  world: World,
  worker: Posted,
  woman: Woman,
  report: Exclude<AboutReport, { kind: 'danger' }>,
  facts: Answer['facts'],
): Promise<Taken> {
  if (report.kind === 'rename') return rename(world, woman, report.name)
  if (report.kind === 'place') return placeWoman(world, woman, report.place, facts)
  if (report.kind === 'rephone') return moveToPhone(world, woman, { number: report.phone }, facts)
  if (report.kind === 'carer') return moveToPhone(world, woman, { number: report.phone, isCarer: true }, facts)
  return recordAbout(world, worker, woman, report, facts)
}

async function takeBack(
  world: World,
  worker: Posted,
  manner: Manner,
  report: Extract<Report, { kind: 'undo' }>,
): Promise<Performed> {
  const confirmed = manner.mark === undefined || manner.last === undefined ? {} : { confirmed: manner.last }
  const named = report.id === undefined ? undefined : await findNamed(world, worker, report.id)
  if (report.id !== undefined && named === undefined) return told('undo', { message: 'reply.notYours', facts: {} })
  const undone = await undoLast(world, worker, {
    ...confirmed,
    isSlip: manner.isSlip === true,
    ...(named && { named }),
  })
  const base = told('undo', undone.answer)
  if (undone.is === 'asked') return { ...base, asks: { report: undone.report ?? report, last: undone.last } }
  return undone.is === 'done'
    ? { ...base, writes: undone.writes, jobs: undone.jobs, isTaken: true, isFresh: true }
    : base
}

async function sayLast(world: World, worker: Posted): Promise<Answer> {
  const last = await loadLast(world, worker)
  const woman = last?.woman === undefined ? undefined : await loadWoman(world, last.woman)
  if (last === undefined || woman === undefined) return { message: 'reply.last.nothing', facts: {} }
  const facts = await nameFacts(world, woman)
  return {
    message: 'reply.last',
    facts: { ...facts, form: CODES[last.form], date: printIso(civilDay(last.at)) },
  }
}

function took(world: World, worker: Posted, form: Kind, taken: Taken, woman: string | undefined): Performed {
  const { writes, jobs = [], answer, undo, tally, registering } = taken
  const at = world.now()
  const keep = {
    form,
    at,
    ...(woman === undefined ? {} : { woman }),
    ...(undo === undefined ? {} : { undo }),
    ...(tally === undefined ? {} : { tally }),
  }
  const isTaken = writes.length > 0
  return {
    form,
    writes,
    jobs,
    answer,
    isTaken,
    ...(tally === undefined ? {} : { tally }),
    ...(registering === undefined ? {} : { registering }),
    ...(isTaken && woman !== undefined
      ? { last: (mark) => lastWrite(world, worker, mark === undefined ? keep : { ...keep, mark }) }
      : {}),
  }
}

function told(form: Kind, answer: Answer): Performed {
  return { form, writes: [], answer, isTaken: false }
}

function formOf(report: AboutReport): Kind {
  switch (report.kind) {
    case 'visit':
      return report.care
    case 'rephone':
    case 'rename':
    case 'moved':
    case 'wrongEntry':
    case 'guardian':
    case 'carer':
    case 'place':
      return 'fix'
    default:
      return report.kind
  }
}
