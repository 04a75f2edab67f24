/**
 * The values a question or a `do` can bring: the good and bad samples of its type, and both sides of every constant it
 * is compared with. Each value comes with the forms in which people enter it: Bangla digits, 12/3/2026, a hash after it.
 */
import { toBengaliDigits } from '@dhatri/text/digits'
import { type Kind, typeOf } from '../answer.ts'
import { SAMPLE_TODAY } from '../answers/date.ts'
import type { Channel, Value, Values } from '../channel.ts'
import { ORDERS, type Test } from '../condition.ts'
import { readEntry } from '../navigation.ts'
import type { Places } from '../place.ts'

/** One value and the entries that mean it on a channel; the first is the plainest. */
export type Meaning = { value: Value; entries: string[] }

/** Every entry worth trying on an ask: the answers, and what is none, by how it is refused. */
export type Answers = { good: Meaning[]; bad: string[][] }

const DATE = /^(\d{2})(\d{2})(\d{4})$/

/** A recording, as the shell enters it. */
export const SPOKEN = 'recording:explored'

/** What can be entered for a kind on a channel; `tests` are all tests on its name, `junk` is tried besides. */
export function answersFor(
  kind: Kind,
  tests: readonly Test[],
  channel: Channel,
  places: Places,
  junk: readonly string[] = [],
): Answers {
  const type = typeOf(kind)
  const sight = { today: SAMPLE_TODAY, places, channel }
  const read = (entry: string) => type.read(kind, readEntry(channel, entry).text, sight)
  const { good, bad } = type.samples(kind)
  const spoken = channel === 'voice' && 'record' in type.gather(kind) ? [SPOKEN] : []
  const byValue = new Map<Value, string[]>()
  const byError = new Map<string, string[]>()
  for (const entry of new Set([...spoken, ...good, ...tests.flatMap(sidesOf), ...bad, ...junk])) {
    const reading = read(entry)
    if (reading.ok) byValue.set(reading.value, [...(byValue.get(reading.value) ?? []), entry])
    else byError.set(reading.error, [...(byError.get(reading.error) ?? []), entry])
  }
  const meanings = Array.from(byValue, ([value, entries]): Meaning => {
    const forms = new Set(entries.flatMap((entry) => formsOf(entry, channel)))
    // A form that a type does not read at all is no form of its values; one that it reads must mean the same.
    return { value, entries: [...forms].filter((entry) => entries.includes(entry) || read(entry).ok) }
  })
  return { good: meanings, bad: [...byError.values()] }
}

/** Every way the facts of an outcome can turn out, one value of each class; a fact with `?` may be absent. */
export function factsOf(
  names: readonly string[],
  valuesFor: (name: string) => readonly Value[],
  classify: (name: string, value: Value) => string,
): Values[] {
  let ways: Values[] = [{}]
  for (const named of names) {
    const name = named.replace(/\?$/, '')
    const apart = new Map(valuesFor(name).map((value): [string, Value] => [classify(name, value), value]))
    const values = [...apart.values(), ...(named.endsWith('?') ? [undefined] : [])]
    ways = ways.flatMap((way) => values.map((value) => (value === undefined ? way : { ...way, [name]: value })))
  }
  return ways
}

/** A constant that a value is compared with, from both sides, as somebody might enter it. */
function sidesOf({ is, value, values }: Test): string[] {
  const number = Number(value)
  if (ORDERS.includes(is)) return [number - 1, number, number + 1].map(String)
  return values ?? (value === '' ? [] : [value])
}

function formsOf(entry: string, channel: Channel): string[] {
  // In words a digit is a letter among others, and stays as it was written.
  if (!/[0-9]/.test(entry) || /\p{L}/u.test(entry)) return [entry]
  if (channel === 'voice') return /^[0-9]+$/.test(entry) ? [entry, `${entry}#`] : [entry]
  return [entry, toBengaliDigits(entry), entry.replace(DATE, '$1/$2/$3'), entry.replace(DATE, '$1-$2-$3')]
}
