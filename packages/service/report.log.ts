/**
 * What is kept of a worker's reports beside the records they change: the answer to each text for a day (the same text
 * gets the same answer and no second record), the last report with what takes it back, and how many reports of each form
 * were good or had which fault. Never the text itself.
 */
import type { ChildVisit } from '@dhatri/care/child'
import { civilDay } from '@dhatri/care/dhaka'
import type { Dating } from '@dhatri/care/pregnancy'
import type { ReportFault } from '@dhatri/care/report.fault'
import type { Kind } from '@dhatri/care/report.kind'
import type { Tally } from '@dhatri/care/tally'
import type { Values } from '@dhatri/flow/channel'
import { workerKey } from '@dhatri/store/items'
import type { Key, Write } from '@dhatri/store/table'
import { type Day, printIso } from '@dhatri/text/day'
import { foldForMatch } from '@dhatri/text/normal'
import type { Posted } from './worker.ts'
import type { World } from './world.ts'

/** How to take a report back; names and numbers are sealed under her own key. */
export type Undo =
  | { do: 'registered' | 'outcome' | 'mute' | 'moved' }
  | { do: 'visit'; contact: string }
  | { do: 'vaccine'; visit: ChildVisit }
  | { do: 'redate'; lmp: Day; dating: Dating }
  | { do: 'rename' | 'rephone'; old: string }
  | { do: 'case'; id: string }

/** A report that was taken: its form, when, about whom, which text it was, and how to take it back. */
export type LastReport = { form: Kind; at: number; woman?: string; mark?: string; undo?: Undo; tally?: Tally }

/** An answer as it was given. */
export type Answer = { message: string; facts: Values }

/** For so long a text is known again, and a report may be taken back. */
export const dayLong = 24 * 3_600_000

const keyOf = (code: string, sk: string): Key => ({ pk: workerKey(code).pk, sk })
const placeOf = (code: string, sk: string) => `H#${code}|${sk}`

/** What stands for a text of a worker: keyed, so that nobody can try texts against it. */
export function markText(world: World, code: string, text: string): string {
  return Buffer.from(world.keyring.mark('report', `${code}|${foldForMatch(text)}`)).toString('hex')
}

/** The answer this text got within the last day. */
export async function findAnswer(world: World, { code, pseudonym }: Posted, mark: string): Promise<Answer | undefined> {
  const { at, box } = (await world.table.get(keyOf(code, `T#${mark}`), { isStrong: true })) ?? {}
  if (typeof at !== 'number' || !(box instanceof Uint8Array) || world.now() - at > dayLong) return undefined
  const sealer = await world.keyring.woman(`phone-${pseudonym}`)
  return JSON.parse(sealer.open(box, placeOf(code, `T#${mark}`))) as Answer
}

/** The write that keeps an answer; of two copies of one text taken at once only one is written. */
export async function answerWrite(world: World, worker: Posted, mark: string, answer: Answer): Promise<Write> {
  const now = world.now()
  const sealer = await world.keyring.newWoman(`phone-${worker.pseudonym}`)
  return {
    put: {
      ...keyOf(worker.code, `T#${mark}`),
      at: now,
      ttl: Math.floor((now + 2 * dayLong) / 1000),
      box: sealer.seal(JSON.stringify(answer), placeOf(worker.code, `T#${mark}`)),
    },
    if: {
      op: 'or',
      of: [
        { op: 'absent', path: 'pk' },
        { op: '<', path: 'at', value: now - dayLong },
      ],
    },
  }
}

/** The worker's last report. */
export async function loadLast(world: World, { code, pseudonym }: Posted): Promise<LastReport | undefined> {
  const { box } = (await world.table.get(keyOf(code, 'LAST'), { isStrong: true })) ?? {}
  if (!(box instanceof Uint8Array)) return undefined
  const sealer = await world.keyring.woman(`phone-${pseudonym}`)
  return JSON.parse(sealer.open(box, placeOf(code, 'LAST'))) as LastReport
}

/** The write that keeps the last report. */
export async function lastWrite(world: World, { code, pseudonym }: Posted, last: LastReport): Promise<Write> {
  const sealer = await world.keyring.newWoman(`phone-${pseudonym}`)
  return { put: { ...keyOf(code, 'LAST'), box: sealer.seal(JSON.stringify(last), placeOf(code, 'LAST')) } }
}

/** The write that forgets the answer to a text, because its report was taken back. */
export function forgetWrite({ code }: Posted, mark: string): Write {
  return { remove: keyOf(code, `T#${mark}`) }
}

/** The write that counts a report, good or with its fault, by worker, month and form. */
export function countWrite(
  world: World,
  { code }: Pick<Posted, 'code'>,
  form: Kind | 'none',
  fault?: ReportFault | 'unknown',
): Write {
  const month = printIso(civilDay(world.now())).slice(0, 7)
  const name = fault === undefined ? `good_${form}` : `bad_${form}_${fault.replace('report.', '')}`
  if (fault !== undefined) world.log({ code: 'report.rejected', cause: `${form}.${fault.replace('report.', '')}` })
  return { update: keyOf(code, `N#${month}`), change: { add: { [name]: 1 } } }
}

/** How a worker's reports of a month (`2026-06`) went: how many were good and how many had which fault, by form. */
export async function listCounts(
  world: World,
  code: string,
  month: string,
): Promise<{ form: string; fault?: string; count: number }[]> {
  const item = (await world.table.get(keyOf(code, `N#${month}`))) ?? {}
  return Object.entries(item).flatMap(([name, count]) => {
    const [is, form = '', fault] = name.split('_')
    if ((is !== 'good' && is !== 'bad') || typeof count !== 'number') return []
    return [{ form, ...(fault === undefined ? {} : { fault }), count }]
  })
}
