/**
 * The alerts that wait on one worker's phone. A phone holds one question by SMS, so where two cases are open at once
 * each carries its number, and "1 <number>" answers the right one; a bare "1" is never given to the later of two.
 */

import type { Case, CaseEvent } from '@dhatri/care/case.record'
import { readAnswer } from '@dhatri/care/keyword'
import { workerKey } from '@dhatri/store/items'
import type { Key } from '@dhatri/store/table'
import { foldForMatch } from '@dhatri/text/normal'
import { laySteps, loadCase, numberOf, type Open } from './cases.ts'
import type { Parcel } from './handoff.ts'
import type { Effects, Letter } from './letter.ts'
import { endReferral, type Referred, refer } from './referral.ts'
import { readSlot } from './slot.ts'
import { loadWoman } from './woman.ts'
import type { World } from './world.ts'

/** A case that a worker was alerted to and that is not over. */
export type Alert = { open: Open; number: string; at: number }

const alertsKey = (code: string): Key => ({ pk: workerKey(code).pk, sk: 'ALERTS' })
const nameOf = (id: string) => `k_${id}`

/** The cases a worker was alerted to that are still open, oldest alert first; those that are over too, where asked for. */
export async function listAlerts(world: World, code: string, which: 'open' | 'all' = 'open'): Promise<Alert[]> {
  const item = (await world.table.get(alertsKey(code), { isStrong: true })) ?? {}
  const found = await Promise.all(
    Object.entries(item).map(async ([name, at]): Promise<Alert | undefined> => {
      if (!name.startsWith('k_') || typeof at !== 'number') return undefined
      const open = await loadCase(world, name.slice(2))
      if (open === undefined || (which === 'open' && open.record.state === 'closed')) return undefined
      return { open, at, number: await findNumber(world, open.record) }
    }),
  )
  return found.filter((alert) => alert !== undefined).sort((one, other) => one.at - other.at)
}

async function findNumber(world: World, record: Case): Promise<string> {
  const woman = record.woman === undefined ? undefined : await loadWoman(world, record.woman)
  return woman?.shortId ?? numberOf(world, record.id)
}

/** Notes an alert that is about to go out; where another case waits on the same phone it says how to name this one. */
export async function numberAlert(world: World, record: Case, parcel: Parcel): Promise<Parcel> {
  const { flight, worker } = parcel
  if (worker === undefined || flight.channel !== 'sms') return parcel
  const item = (await world.table.get(alertsKey(worker), { isStrong: true })) ?? {}
  const open = await listAlerts(world, worker)
  const known = new Set(open.map((alert) => nameOf(alert.open.record.id)))
  const over = Object.keys(item).filter(
    (name) => name.startsWith('k_') && !known.has(name) && name !== nameOf(record.id),
  )
  await world.table.update(alertsKey(worker), {
    set: { [nameOf(record.id)]: { value: world.now() } },
    ...(over.length > 0 ? { remove: over } : {}),
  })
  const others = open.filter((alert) => alert.open.record.id !== record.id && isWaiting(alert, worker))
  const isAlert = flight.message === 'chw.alert'
  return others.length === 0 || !isAlert ? parcel : { ...parcel, flight: { ...flight, message: 'chw.alertMany' } }
}

/** An answer to one of a worker's alerts; undefined where the text is none, or the phone's own question takes it. */
export async function answerAlert(world: World, letter: Letter): Promise<Effects | undefined> {
  const code = letter.phone.links.worker
  const said = readChoice(letter.text)
  if (code === undefined || said === undefined) return undefined
  const alerts = await listAlerts(world, code)
  if (said.number !== undefined) {
    const [named, ...others] = alerts.filter(({ number }) => number.endsWith(said.number ?? ''))
    return named === undefined || others.length > 0 ? undefined : act(world, named, said.isYes, code)
  }
  const waiting = alerts.filter((alert) => isWaiting(alert, code))
  const ringing = waiting.filter(({ open }) => open.record.state === 'ringing')
  const [only, other] = ringing.length > 0 ? ringing : waiting
  const waits = letter.phone.item?.['asksAt']
  // A report of her own that was asked back later than any alert is what she answers.
  if (only === undefined || (typeof waits === 'number' && waiting.every(({ at }) => at < waits))) return undefined
  if (other !== undefined) {
    const facts = { one: only.number, two: other.number }
    return { writes: [], reply: { message: 'reply.case.which', facts } }
  }
  const slot = await readSlot(world, letter.phone.pseudonym, 'sms', letter.phone.item)
  const isItsOwn = slot !== undefined && !slot.isEnded && slot.conversation.start.facts['case'] === only.open.record.id
  return isItsOwn || slot === undefined ? undefined : act(world, only, said.isYes, code)
}

/** "1", "2", yes or no, with the number of a case or its last two digits and more behind it. */
function readChoice(text: string): { isYes: boolean; number?: string } | undefined {
  const body = foldForMatch(text)
  const [, choice, number] = /^([12]) ?(\d{2,6})$/.exec(body.replace(/(?<=\d) (?=\d{1,5}$)/, ' ')) ?? []
  if (choice !== undefined && number !== undefined && body.includes(' ')) return { isYes: choice === '1', number }
  const answer = readAnswer(text)
  if (answer === 'yes' || answer === 1) return { isYes: true }
  return answer === 'no' || answer === 2 ? { isYes: false } : undefined
}

/** Whether a case waits for this worker: it rings, or it is theirs and they were asked how she is. */
function isWaiting({ open: { record } }: Alert, code: string): boolean {
  return record.state === 'ringing' || (record.taken?.by === code && record.taken.asks > 0)
}

async function act(world: World, { open, number }: Alert, isYes: boolean, by: string): Promise<Effects> {
  const { record } = open
  const isMine = record.taken?.by === by
  const asked = isMine ? record.taken?.asked : undefined
  const event = chooseEvent(isYes, isMine, asked, by)
  const stepping = await laySteps(world, open, event)
  const holder = stepping.record.taken?.by
  const message = sayOf(event.kind, isYes, holder === undefined || holder === by)
  const referred = await followUp(world, record, event, holder, by)
  return {
    writes: [...stepping.writes, ...referred.writes],
    jobs: [{ do: 'case', id: record.id }, ...referred.jobs],
    reply: { message, facts: { id: number } },
  }
}

/** Whoever takes a case sends her on; once she was seen nobody need ask whether she arrived. */
async function followUp(
  world: World,
  record: Case,
  event: CaseEvent,
  holder: string | undefined,
  by: string,
): Promise<Referred> {
  if (event.kind === 'taken' && holder === by && record.taken === undefined) return refer(world, record, by)
  const isSeen = event.kind === 'seen' && event.didSee
  return isSeen ? endReferral(world, record.id, 'seen', by) : { writes: [], jobs: [] }
}

function chooseEvent(isYes: boolean, isMine: boolean, asked: 'left' | 'seen' | undefined, by: string): CaseEvent {
  if (asked === 'left') return { kind: 'left', didLeave: isYes, by }
  if (asked === 'seen') return { kind: 'seen', didSee: isYes, by }
  if (isYes) return { kind: 'taken', by }
  return { kind: isMine ? 'handedOn' : 'passed', by }
}

function sayOf(kind: CaseEvent['kind'], isYes: boolean, isFree: boolean): string {
  if (kind === 'left') return isYes ? 'reply.case.left' : 'reply.case.notLeft'
  if (kind === 'seen') return isYes ? 'reply.case.seen' : 'reply.case.notSeen'
  if (kind === 'taken') return isFree ? 'reply.case.yours' : 'reply.case.gone'
  return 'reply.case.passed'
}
