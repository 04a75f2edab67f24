/**
 * One event of a woman's life or messages, as a pure and total function of her record. All that is due is settled
 * first, then the event applies, then what it took out of the plan is ended; a repeated or older event changes nothing.
 */
import { type Day, printIso } from '@dhatri/text/day'
import { correctBirth } from './birth.correct.ts'
import { sumBirth } from './birth.ts'
import { nameCarer } from './carer.ts'
import { undoVaccine, vaccinate } from './child.ts'
import { allow, answerConsent, disallow } from './consent.ts'
import { type DatedContact, findAsked, findContact, listContacts } from './contact.ts'
import { visitCourse } from './course.visit.ts'
import { civilDay } from './dhaka.ts'
import type { CareEvent, Effect } from './event.ts'
import { flightDue } from './flight.ts'
import { type Entry, writeEvent } from './history.ts'
import { isOpen } from './item.ts'
import { nameKin, refuseKin } from './kin.ts'
import { notePut } from './later.ts'
import { findRelease, tellAge, tellGuardian } from './minor.ts'
import { mute } from './mute.ts'
import { applyOutcome, isCarrying, lossOf, type OutcomeReport, outcomes, type Teller, undoOutcome } from './outcome.ts'
import { plan } from './plan.ts'
import { checkMother } from './postnatal.ts'
import type { By, OutcomeKind, Record } from './record.ts'
import { redate } from './redate.ts'
import { rephone } from './rephone.ts'
import { keepSafe, narrowRules } from './safe.ts'
import type { Rules } from './schedule.ts'
import { forgetSeen, see, seeOn } from './seen.ts'
import { cancelUnplanned, flyAll, flyOne, type Stepped, settle } from './settle.ts'
import { place } from './unplaced.ts'
import { undoVisit } from './visit.undo.ts'
import { watch } from './watch.ts'

export type { Stepped } from './settle.ts'

/** What whoever reviews deaths (MPDR: notified within 24 hours) is told. */
const REVIEW = 'supervisor.review'

/** Applies an event at an instant. */
export function step(record: Record, event: CareEvent, now: number, general: Rules): Stepped {
  const rules = narrowRules(record, general)
  const settled = settle(register({ record, effects: [] }, now), now, rules)
  return cancelUnplanned(apply(settled, event, now, rules), event.kind, now, rules)
}

/** When the record must next be looked at: the earliest of all, or undefined when nothing is left. */
export function nextDue(record: Record, now: number, rules: Rules): number | undefined {
  if (record.settledTo === 0) return now
  const open = plan(record, rules).find((item) => isOpen(item, record))
  const all = record.flights.map(flightDue)
  if (open) all.push(open.at)
  // Nothing of hers is planned until then, so nothing else would wake her.
  const release = findRelease(record, rules, now)
  if (release !== undefined) all.push(release)
  return all.length === 0 ? undefined : Math.min(...all)
}

/** The keys of her messages that may be claimed now. */
export function listReady(record: Record, now: number): string[] {
  return record.flights.filter((flight) => flight.state === 'waiting' && flight.at <= now).map((flight) => flight.key)
}

function apply(stepped: Stepped, event: CareEvent, now: number, rules: Rules): Stepped {
  switch (event.kind) {
    case 'registered':
    case 'tick':
      return stepped
    case 'agreed':
    case 'declined':
    case 'wrongNumber':
      return consent(stepped, event, now)
    case 'allowed':
      return allow(stepped, event, now)
    case 'disallowed':
      return disallow(stepped, event, now)
    case 'kinNamed':
      return nameKin(stepped, event, now)
    case 'kinRefused':
      return refuseKin(stepped, event, now)
    case 'asked':
      return notePut(stepped, event, now)
    case 'safe':
      return keepSafe(stepped, event, now)
    case 'aged':
      return tellAge(stepped, event, now, rules)
    case 'guardian':
      return tellGuardian(stepped, event, now)
    case 'watched':
      return watch(stepped, event, now)
    case 'placed':
      return place(stepped, event, now)
    case 'stopped':
    case 'started':
      return silence(stepped, now, rules)
    case 'preferred':
      return prefer(stepped, event.channel, rules)
    case 'visit':
      return visit(stepped, event, now, rules)
    case 'checked':
      return checkMother(stepped, event, now)
    case 'seen':
      return see(stepped, event, now)
    case 'unvisited':
      return undoVisit(stepped, event, now, rules)
    case 'vaccinated':
      return vaccinate(stepped, event, now)
    case 'unvaccinated':
      return undoVaccine(stepped, event, now)
    case 'muted':
      return mute(stepped, event, now, rules)
    case 'rephoned':
      return rephone(stepped, event, now)
    case 'reassigned':
      return reassign(stepped, event.chw, now)
    case 'born':
      return bear(stepped, event, now)
    case 'corrected':
      return correctBirth(stepped, event, now, rules)
    case 'lost':
      return end(stepped, lossOf(stepped.record, event, now), event, now)
    case 'died':
      return end(stepped, 'maternalDeath', event, now)
    case 'carer':
      return nameCarer(stepped, event, now)
    case 'moved':
    case 'lostToFollowUp':
    case 'wrongEntry':
      return end(stepped, event.kind, event, now)
    case 'undone':
      return undo(stepped, event, now, rules)
    case 'redated':
      return redate(stepped, event, now, rules)
    default:
      return flyOne(stepped, event, now, rules)
  }
}

function register({ record, effects }: Stepped, now: number): Stepped {
  if (record.settledTo !== 0) return { record, effects }
  const facts = { by: record.by, consent: record.consent, lmp: printIso(record.lmp), schedule: record.schedule }
  return wrote({ record: { ...record, settledTo: now }, effects }, writeEvent('registered', '', now, facts))
}

function consent(
  stepped: Stepped,
  event: Extract<CareEvent, { kind: 'agreed' | 'declined' | 'wrongNumber' }>,
  now: number,
): Stepped {
  const words = event.kind === 'agreed' ? event.words : undefined
  const record = answerConsent(stepped.record, event.kind, now, words)
  if (!record) return stepped
  const entry = writeEvent(`consent.${event.kind}`, now, now, words === undefined ? undefined : { words })
  const answered = wrote({ ...stepped, record }, entry)
  return event.kind === 'agreed' ? answered : told(answered, entry.id, 'chw', 'chw.changed')
}

/** STOP and START: what was under way ends unsent, and nothing that may be out is tried again. */
function silence(stepped: Stepped, now: number, rules: Rules): Stepped {
  const quiet = flyAll(
    stepped,
    (flight) =>
      flight.state === 'waiting' || flight.state === 'unknown' ? { kind: 'suppressed', reason: 'stop' } : undefined,
    now,
    rules,
  )
  // One being handed off is held back by the look at the phone; no refusal or unheard ring may bring any of them back.
  const flights = quiet.record.flights.map((flight) => (flight.until < now ? flight : { ...flight, until: now - 1 }))
  const isSame = flights.every((flight, index) => flight === quiet.record.flights[index])
  return isSame ? quiet : { ...quiet, record: { ...quiet.record, flights } }
}

function prefer(stepped: Stepped, channel: 'sms' | 'voice', rules: Rules): Stepped {
  const { record } = stepped
  if (record.channel === channel) return stepped
  const free = new Set(plan(record, rules).flatMap((item) => (item.channel || item.to !== 'woman' ? [] : [item.key])))
  const flights = record.flights.map((flight) =>
    flight.state === 'waiting' && flight.calls === 0 && free.has(flight.key) ? { ...flight, channel } : flight,
  )
  return { ...stepped, record: { ...record, channel, flights } }
}

function visit(stepped: Stepped, event: Extract<CareEvent, { kind: 'visit' }>, now: number, rules: Rules): Stepped {
  const { record } = stepped
  const today = civilDay(now)
  const said = event.contact === undefined ? undefined : { ...event, contact: event.contact }
  const ofCourse = said && visitCourse(stepped, said, now, rules)
  if (ofCourse) return ofCourse
  const dated = findVisited(record, event, today, rules)
  if (!dated || record.visits[dated.contact] !== undefined || record.state === 'wrongEntry') return stepped
  const { contact } = dated
  if (!event.didGo) return miss(stepped, dated, now)
  // "Did you go?" is answered days later: what she says is about the contact's own day.
  const day = event.day ?? (event.by === 'self' ? Math.min(today, dated.day) : today)
  const visits = { ...record.visits, [contact]: day }
  const missed = record.missed.filter((each) => each !== contact)
  const settled = record.settled.filter((key) => !key.startsWith(`${contact}.`))
  const entry = writeEvent('visit', contact, now, { contact, day: printIso(day), by: event.by })
  return wrote({ ...stepped, record: { ...record, visits, missed, settled } }, entry)
}

function findVisited(
  record: Record,
  { contact, day, by }: Extract<CareEvent, { kind: 'visit' }>,
  today: Day,
  rules: Rules,
): DatedContact | undefined {
  if (contact !== undefined) return listContacts(record, rules).find((each) => each.contact === contact)
  // After the pregnancy an answer that names no visit could be about several: nothing is guessed.
  if (day === undefined && by === 'self') return isCarrying(record) ? findAsked(record, rules, today) : undefined
  return findContact(record, rules, day ?? today)
}

function miss(stepped: Stepped, { contact, day }: DatedContact, now: number): Stepped {
  const { record } = stepped
  if (record.missed.includes(contact) || !isCarrying(record)) return stepped
  const entry = writeEvent('missed', contact, now, { contact })
  const missed = wrote({ ...stepped, record: { ...record, missed: [...record.missed, contact] } }, entry)
  return told(missed, entry.id, 'chw', 'chw.missed', { date: printIso(day) })
}

function end(stepped: Stepped, kind: OutcomeKind, event: OutcomeReport & { by: By }, now: number): Stepped {
  const applied = applyOutcome(stepped.record, kind, event, now)
  if (!applied || applied === stepped.record) return stepped
  // Whoever reports a loss of somebody else's has seen her.
  const record = event.by === 'self' ? applied : { ...applied, visits: seeOn(applied, civilDay(now)) }
  const entry = writeEvent(kind, now, now, {
    by: event.by,
    day: printIso(event.day ?? civilDay(now)),
    ...factsOf(event),
  })
  return outcomes[kind].tells.reduce<Stepped>(
    (sum, who) => told(sum, entry.id, who, who === 'chw' ? 'chw.changed' : REVIEW, {}, event.by),
    wrote({ ...stepped, record }, entry),
  )
}

/** A birth: of several babies some may have died, and the mother too; each of these is told. */
function bear(stepped: Stepped, event: Extract<CareEvent, { kind: 'born' }>, now: number): Stepped {
  const { day, by, mother } = event
  const { kind, lost, ...sum } = sumBirth(event)
  const { place, attendant } = event
  const report: OutcomeReport & { by: By } = {
    day,
    by,
    ...sum,
    ...(lost.length > 0 && { lost }),
    ...(place && { place }),
    ...(attendant && { attendant }),
    ...(mother && mother !== 'died' && { mother }),
  }
  const born = end(stepped, kind, report, now)
  const isNews = born !== stepped && lost.length > 0
  const reviewed = isNews ? told(born, `${kind}.${now}`, 'supervisor', REVIEW, {}, by) : born
  return mother === 'died' ? end(reviewed, 'maternalDeath', { day: Math.max(day, civilDay(now)), by }, now) : reviewed
}

/** What the programme counts of a birth. */
function factsOf({ babies, lost, place, attendant, sexes, weights, mother }: OutcomeReport): {
  [name: string]: string | number
} {
  const facts = { babies, dead: lost?.join(' '), place, attendant, sexes, weights: weights?.join(' '), mother }
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}

function reassign(stepped: Stepped, chw: string, now: number): Stepped {
  const { record } = stepped
  if (record.chw === chw) return stepped
  return wrote({ ...stepped, record: { ...record, chw } }, writeEvent('reassigned', now, now, { to: chw }))
}

function undo(stepped: Stepped, { at, by }: { at?: number; by: By }, now: number, rules: Rules): Stepped {
  const { undo: reach, undoAbove } = rules.policy
  const undone = undoOutcome(stepped.record, now, by === 'desk' ? undoAbove : reach, at)
  if (!undone) return stepped
  const record = forgetSeen(undone)
  // What fell due in between is settled at once: at most one message is caught up on.
  return settle(wrote({ ...stepped, record }, writeEvent('undone', now, now, { by })), now, rules)
}

function wrote(stepped: Stepped, entry: Entry): Stepped {
  return { ...stepped, effects: [...stepped.effects, { do: 'history', ...entry }] }
}

function told(
  stepped: Stepped,
  id: string,
  who: Teller,
  message: string,
  facts: { date?: string } = {},
  by?: By,
): Stepped {
  const tell: Effect = { do: 'tell', id: `tell.${id}.${who}`, who, message, facts, ...(by && { by }) }
  return { ...stepped, effects: [...stepped.effects, tell] }
}
