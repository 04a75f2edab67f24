/** Writes down what happened on a line as a transcript: the prompts of one turn as one line, time between as `waits`. */
import type { Said } from './said.ts'
import type { Transcript, TranscriptLine } from './transcript.ts'

/** What is needed besides what happened. */
export type Recording = {
  title: string
  phone: string
  /** The words of a prompt by its address; the address itself where nothing is known. */
  captionOf: (played: string) => string
}

/** Dhaka is six hours ahead of UTC in every year this software runs in. */
const AHEAD = 6 * 3_600_000
const MINUTE = 60_000

/** A transcript of everything that was said, oldest first; undefined where nothing was. */
export function recordLine(said: readonly Said[], { title, phone, captionOf }: Recording): Transcript | undefined {
  const first = said[0]
  if (first === undefined) return undefined
  const talk: TranscriptLine[] = []
  let at = first.at
  for (const { does, what, at: now } of said) {
    // Rounded up, so that what came has come by then; shorter pauses add up.
    const minutes = now - at < MINUTE ? 0 : Math.ceil((now - at) / MINUTE)
    if (minutes > 0) talk.push({ does: 'waits', what: printWait(minutes) })
    at += minutes * MINUTE
    const words = does === 'hears' ? captionOf(what) : does === 'isCalled' ? '' : what
    const last = talk.at(-1)
    if (does === 'hears' && last?.does === 'hears') last.what += `\n${words}`
    else talk.push({ does, what: words })
  }
  return { title, phone, begins: printCivil(first.at), talk }
}

const printCivil = (at: number): string => new Date(at + AHEAD).toISOString().slice(0, 16).replace('T', ' ')

const UNITS: [name: string, minutes: number][] = [
  ['day', 1440],
  ['hour', 60],
  ['minute', 1],
]

/** Minutes as `2 days 3 hours`. */
export function printWait(minutes: number): string {
  let left = minutes
  const parts = UNITS.flatMap(([name, size]) => {
    const count = Math.floor(left / size)
    left -= count * size
    return count === 0 ? [] : [`${count} ${name}${count === 1 ? '' : 's'}`]
  })
  return parts.join(' ')
}

/** The minutes of `2 days 3 hours`; undefined where it is not understood. */
export function readWait(text: string): number | undefined {
  let total = 0
  for (const part of text.split(/\s+(?=\d)/)) {
    const [, count = '', name = ''] = /^(\d{1,5}) (day|hour|minute)s?$/.exec(part.trim()) ?? []
    const unit = UNITS.find(([one]) => one === name)
    if (unit === undefined) return undefined
    total += Number(count) * unit[1]
  }
  return total
}
