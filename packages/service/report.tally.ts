/**
 * A worker's weeks as counts beside her record, added to in the same write as each report, so that a repeat counts
 * nothing twice: what her own results and her supervisor's report are read from, without looking at any woman. What is
 * needed to see made-up data (date, minute and phone of each registration) is sealed.
 */
import type { Dating } from '@dhatri/care/pregnancy'
import { weekOf } from '@dhatri/care/rota'
import type { Sample } from '@dhatri/care/supervision.marks'
import { TALLIES, type Tally } from '@dhatri/care/tally'
import { workerKey } from '@dhatri/store/items'
import type { Item, Write } from '@dhatri/store/table'
import type { Day } from '@dhatri/text/day'
import type { World } from './world.ts'

/** A worker's week: what was reported, how many reports were good, how many of each form refused, and when the last came. */
export type Week = { week: number; tally: Tally; good: number; bad: { [form: string]: number }; at: number }

/** What a registration leaves for the look at the data; `phone` is the pseudonym of hers. */
export type Registering = { lmp: Day; dating: Dating; phone?: string }

const dayLong = 86_400_000
const keptFor = 400 * dayLong
const keyOf = (code: string, week: number) => ({
  pk: workerKey(code).pk,
  sk: `S#${String(week).padStart(5, '0')}`,
})
const placeOf = (code: string, week: number) => `H#${code}|S#${week}`

/** The write that counts a report that was taken. */
export async function tallyWrite(world: World, code: string, tally: Tally, registering?: Registering): Promise<Write> {
  const now = world.now()
  const week = weekOf(now)
  const sample =
    registering === undefined
      ? {}
      : { r: { append: [await sealSample(world, code, week, registering)], to: 'r', orElse: [] } }
  return {
    update: keyOf(code, week),
    change: {
      add: { good: 1, ...tally },
      set: { at: { value: now }, week: { value: week }, ...lives(now), ...sample },
    },
  }
}

/** The write that counts a report that was refused. */
export function refusalWrite(world: World, code: string, form: string): Write {
  const now = world.now()
  const week = weekOf(now)
  return {
    update: keyOf(code, week),
    change: { add: { [`b_${form}`]: 1 }, set: { at: { value: now }, week: { value: week }, ...lives(now) } },
  }
}

/** The write that takes away what a report of an instant had added. */
export function untallyWrite(code: string, at: number, taken: Tally): Write {
  return { update: keyOf(code, weekOf(at)), change: { add: { ...taken } } }
}

/** Her latest weeks, the newest first; weeks without a report are not there. */
export async function listWeeks(world: World, code: string, most: number): Promise<Week[]> {
  return (await queryWeeks(world, code, most)).flatMap((item) => readWeek(item) ?? [])
}

/** What her registrations of the latest weeks left for the look at the data. */
export async function listSamples(world: World, code: string, most: number): Promise<Sample[]> {
  const samples: Sample[] = []
  for (const item of await queryWeeks(world, code, most)) {
    const { week, r } = item
    if (!Array.isArray(r) || typeof week !== 'number') continue
    const sealer = await world.keyring.woman(`worker-${code}`)
    for (const box of r) {
      if (box instanceof Uint8Array) samples.push(JSON.parse(sealer.open(box, placeOf(code, week))) as Sample)
    }
  }
  return samples
}

function queryWeeks(world: World, code: string, most: number): Promise<Item[]> {
  return world.table.query(workerKey(code).pk, 'S#', { limit: most, isBackward: true })
}

function readWeek(item: Item): Week | undefined {
  const { week, at } = item
  if (typeof week !== 'number' || typeof at !== 'number') return undefined
  const count = (name: string) => (typeof item[name] === 'number' ? item[name] : 0)
  const refused = Object.keys(item).filter((name) => name.startsWith('b_'))
  return {
    week,
    at,
    tally: Object.fromEntries(TALLIES.map((name) => [name, Math.max(0, count(name))])),
    good: count('good'),
    bad: Object.fromEntries(refused.map((name) => [name.slice(2), count(name)])),
  }
}

const lives = (now: number) => ({ ttl: { value: Math.floor((now + keptFor) / 1000) } })

async function sealSample(
  world: World,
  code: string,
  week: number,
  { lmp, dating, phone }: Registering,
): Promise<Uint8Array> {
  const sample: Sample = {
    minute: Math.floor(world.now() / 60_000),
    // Weeks and months are no dates, and an EDD off a card is somebody else's.
    ...(dating.by === 'lmp' ? { lmp } : {}),
    ...(phone === undefined ? {} : { phone: phone.slice(0, 8) }),
  }
  const sealer = await world.keyring.newWoman(`worker-${code}`)
  return sealer.seal(JSON.stringify(sample), placeOf(code, week))
}
