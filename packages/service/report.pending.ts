/**
 * What waits for a worker's next SMS: the good parts of a report with a fault, or reports that end or change a pregnancy
 * until they are confirmed. It lies sealed on the worker's own phone, so that only that phone can answer, and a bare "1"
 * counts only as the very next text: after anything else it is asked again, never guessed at and never forgotten.
 */
import type { Report } from '@dhatri/care/report'
import type { Known } from '@dhatri/care/report.register'
import { phoneKey } from '@dhatri/store/items'
import type { Write } from '@dhatri/store/table'
import type { Letter } from './letter.ts'
import { dayLong } from './report.log.ts'
import { begunAt, openSince } from './slot.ts'
import type { World } from './world.ts'

/** Fields of a registration, or the good parts of another report. */
export type Pending = { known: Known } | { rest: string }

/**
 * A report that was asked back, with the mark of its text; `last` is the instant of the report that UNDO would take
 * back, `same` the woman whom a registration may mean.
 */
export type Ask = { meant: Report; mark: string; at: number; last?: number; same?: string }

/** So many questions wait at most; the oldest is dropped. */
const mostAsks = 4

const placeOf = (letter: Letter, name: string) => `P#${letter.phone.pseudonym}|${name}`

async function openFrom(world: World, letter: Letter, name: 'pend' | 'asks'): Promise<unknown> {
  const sealed = letter.phone.item?.[name]
  if (!(sealed instanceof Uint8Array)) return undefined
  const sealer = await world.keyring.woman(`phone-${letter.phone.pseudonym}`)
  return JSON.parse(sealer.open(sealed, placeOf(letter, name)))
}

async function sealUnder(world: World, letter: Letter, name: 'pend' | 'asks', value: unknown): Promise<Uint8Array> {
  const sealer = await world.keyring.newWoman(`phone-${letter.phone.pseudonym}`)
  return sealer.seal(JSON.stringify(value), placeOf(letter, name))
}

/** The good parts of the last report with a fault, if they are not a day old. */
export async function readPending(world: World, letter: Letter): Promise<Pending | undefined> {
  const at = letter.phone.item?.['pendAt']
  if (typeof at !== 'number' || world.now() - at > dayLong) return undefined
  return (await openFrom(world, letter, 'pend')) as Pending | undefined
}

/** The questions that wait, the latest last. */
export async function readAsks(world: World, letter: Letter): Promise<Ask[]> {
  const asks = ((await openFrom(world, letter, 'asks')) ?? []) as Ask[]
  return asks.filter(({ at }) => world.now() - at <= dayLong)
}

/** The write that lets good parts wait, in place of those that waited before. */
export async function pendingWrite(world: World, letter: Letter, pending: Pending): Promise<Write> {
  const pend = await sealUnder(world, letter, 'pend', pending)
  const set = { pend: { value: pend }, pendAt: { value: world.now() }, fresh: { value: 1 } }
  return { update: phoneKey(letter.phone.pseudonym), change: { set } }
}

/** The write that puts a question, over those that wait; the same report asked twice is one question. */
export async function askWrite(world: World, letter: Letter, before: Ask[], ask: Ask): Promise<Write> {
  const others = before.filter(({ mark }) => mark !== ask.mark)
  const asks = await sealUnder(world, letter, 'asks', [...others, ask].slice(-mostAsks))
  const set = { asks: { value: asks }, asksAt: { value: world.now() }, fresh: { value: 1 } }
  return { update: phoneKey(letter.phone.pseudonym), change: { set } }
}

/** The write that takes the latest question away; those before it go on waiting. */
export async function answeredWrite(world: World, letter: Letter, before: Ask[]): Promise<Write> {
  const rest = before.slice(0, -1)
  const update = phoneKey(letter.phone.pseudonym)
  if (rest.length === 0) return { update, change: { remove: ['asks', 'asksAt', 'fresh'] } }
  return {
    update,
    change: { set: { asks: { value: await sealUnder(world, letter, 'asks', rest) } }, remove: ['fresh'] },
  }
}

/** The writes after which no part of a report waits any more. */
export function settledWrites(letter: Letter): Write[] {
  if (letter.phone.item?.['pend'] === undefined) return []
  return [{ update: phoneKey(letter.phone.pseudonym), change: { remove: ['pend', 'pendAt'] } }]
}

/** The writes after which nothing waits at all: practice must leave no question that its 1 could answer. */
export function clearedWrites(letter: Letter): Write[] {
  const names = ['pend', 'pendAt', 'asks', 'asksAt', 'fresh'].filter((name) => letter.phone.item?.[name] !== undefined)
  return names.length === 0 ? [] : [{ update: phoneKey(letter.phone.pseudonym), change: { remove: names } }]
}

/** Whether nothing was written since the question or the fault. */
export function isFresh({ phone }: Letter): boolean {
  return phone.item?.['fresh'] === 1
}

/** The writes of any other text: a bare "1" after it is no answer any more. */
export function staleWrites(letter: Letter): Write[] {
  if (!isFresh(letter)) return []
  return [{ update: phoneKey(letter.phone.pseudonym), change: { remove: ['fresh'] } }]
}

/**
 * Whether a bare "1" is meant for something else: `open` where a later question of the line still waits for its answer,
 * `stale` where one was put and answered since, so that a "1" sent twice never confirms a loss.
 */
export function crossing({ phone }: Letter): 'open' | 'stale' | undefined {
  const times = [phone.item?.['pendAt'], phone.item?.['asksAt']].filter((at) => typeof at === 'number')
  const begun = begunAt(phone.item, 'm')
  if (times.length === 0 || begun === undefined || begun <= Math.max(...times)) return undefined
  return openSince(phone.item, 'm') === undefined ? 'stale' : 'open'
}
