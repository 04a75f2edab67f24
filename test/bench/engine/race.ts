/**
 * The race, in a process of its own: shuffled, interleaved rounds, so that whatever else the machine does falls on all
 * contenders alike. A ratio is that of two medians of one round; the figure is the median of the rounds.
 * Arguments: the file of libraries, the number of rounds, then the bundles of the peers that could be installed.
 */
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { median } from '../figure.ts'
import { type Contender, check, entries } from './contender.ts'
import { floor } from './floor.ts'
import { openOurs } from './ours.ts'
import { written } from './written.ts'

/** What the race says of a contender: its time on the floor's, its time for one turn, its largest state in bytes. */
export type Standing = { name: string; timesFloor: number; micros: number; bytes: number }

const [librariesFile = '', rounds = '', ...peers] = process.argv.slice(2)

/** How long one contender runs in one round, in ms, and how long it warms up before the first. */
const slice = 12
const warmth = 250

/** One session from the dial to its end. A contender that answers at once is not made to wait for a promise. */
async function play({ first, turn }: Contender): Promise<void> {
  let state = first
  for (const entry of entries) {
    const answer = turn(state, entry)
    state = 'then' in answer ? (await answer).state : answer.state
  }
}

/** The median time of a session within a slice of time, in ms. */
async function timeSessions(contender: Contender, span: number): Promise<number> {
  const times: number[] = []
  const end = performance.now() + span
  for (let now = performance.now(); now < end || times.length < 3; ) {
    await play(contender)
    const next = performance.now()
    times.push(next - now)
    now = next
  }
  return median(times)
}

function shuffle<T>(list: readonly T[]): T[] {
  const shuffled = [...list]
  for (let at = shuffled.length - 1; at > 0; at -= 1) {
    const other = Math.floor(Math.random() * (at + 1))
    const [one, two] = [shuffled[at] as T, shuffled[other] as T]
    shuffled[at] = two
    shuffled[other] = one
  }
  return shuffled
}

const { plain, long } = JSON.parse(readFileSync(librariesFile, 'utf8'))
const contenders: Contender[] = [
  floor,
  written,
  openOurs('dhatri', plain, 'enrol'),
  openOurs('dhatri, 100 steps', long, 'enrol'),
]
for (const path of peers) contenders.push((await import(pathToFileURL(path).href)).contender)

const bytes = new Map<string, number>()
for (const contender of contenders) bytes.set(contender.name, Math.max(...(await check(contender)).bytes))
for (const contender of contenders) await timeSessions(contender, warmth)

const times = new Map(contenders.map(({ name }): [string, number[]] => [name, []]))
for (let round = 0; round < Number(rounds); round += 1) {
  for (const contender of shuffle(contenders)) {
    times.get(contender.name)?.push(await timeSessions(contender, slice))
  }
}

const floors = times.get(floor.name) ?? []
const standings: Standing[] = contenders.map(({ name }) => {
  const own = times.get(name) ?? []
  const ratios = own.map((time, round) => time / (floors[round] ?? Number.NaN))
  return {
    name,
    timesFloor: median(ratios),
    micros: (median(own) * 1_000) / entries.length,
    bytes: bytes.get(name) ?? 0,
  }
})
process.stdout.write(JSON.stringify(standings))
