/**
 * What waits for a worker's next SMS: the good parts of a report with a fault, or a report that ends or changes a
 * pregnancy until it is confirmed. It lies sealed on the worker's own phone, so that only that phone can answer.
 */
import type { Report } from '@dhatri/care/report'
import type { Known } from '@dhatri/care/report.register'
import { phoneKey } from '@dhatri/store/items'
import type { Write } from '@dhatri/store/table'
import type { Letter } from './letter.ts'
import { dayLong } from './report.log.ts'
import { begunAt, openSince } from './slot.ts'
import type { World } from './world.ts'

/** Fields of a registration; the good parts of another report; or what was asked back, with the mark of its text. */
export type Pending = { known: Known } | { rest: string } | { meant: Report; mark: string; last?: number }

const placeOf = (letter: Letter) => `P#${letter.phone.pseudonym}|pend`

/** What waits, if it is not a day old. */
export async function readPending(world: World, letter: Letter): Promise<Pending | undefined> {
  const { item } = letter.phone
  const sealed = item?.['pend']
  if (!(sealed instanceof Uint8Array) || typeof item?.['pendAt'] !== 'number') return undefined
  if (world.now() - item['pendAt'] > dayLong) return undefined
  const sealer = await world.keyring.woman(`phone-${letter.phone.pseudonym}`)
  return JSON.parse(sealer.open(sealed, placeOf(letter))) as Pending
}

/** The write that lets something wait, in place of what waited before. */
export async function pendingWrite(world: World, letter: Letter, pending: Pending): Promise<Write> {
  const sealer = await world.keyring.newWoman(`phone-${letter.phone.pseudonym}`)
  const sealed = sealer.seal(JSON.stringify(pending), placeOf(letter))
  return {
    update: phoneKey(letter.phone.pseudonym),
    change: { set: { pend: { value: sealed }, pendAt: { value: world.now() } } },
  }
}

/** The writes after which nothing waits any more. */
export function settledWrites(letter: Letter): Write[] {
  if (letter.phone.item?.['pend'] === undefined) return []
  return [{ update: phoneKey(letter.phone.pseudonym), change: { remove: ['pend', 'pendAt'] } }]
}

/**
 * Whether a bare "1" is meant for something else: `open` where a later question still waits for its answer, `stale`
 * where one was asked and answered since, so that a "1" sent twice never confirms a loss.
 */
export function crossing({ phone }: Letter): 'open' | 'stale' | undefined {
  const waits = phone.item?.['pendAt']
  const begun = begunAt(phone.item, 'm')
  if (typeof waits !== 'number' || begun === undefined || begun <= waits) return undefined
  return openSince(phone.item, 'm') === undefined ? 'stale' : 'open'
}
