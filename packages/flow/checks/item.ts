/**
 * How many bytes a phone's item comes to when somebody goes through a flow once, every answer at its widest. DynamoDB
 * bills a write by the kilobyte, and a turn writes the whole item. Signing up by oneself stays within one (the bench
 * counts it); the longest way of a worker or a relative may take two for its last turns, and none takes three. The shape is that of the service's slots: each entry sealed on its own. What is not counted: the
 * conversation before it, which lies beside it until this one has done something, and entries that were mistakes.
 */
import { toBengaliDigits } from '@dhatri/text/digits'
import { cutPages } from '@dhatri/text/pages'
import { fitsUssd, SAFE_BUDGET } from '@dhatri/text/ussd'
import type { ActionSpec } from '../action.ts'
import { type Kind, typeOf } from '../answer.ts'
import { type Audit, bookOf } from '../audit.ts'
import { warn } from '../book.ts'
import type { Library } from '../library.ts'
import { optionNumber } from '../navigation.ts'
import type { View } from '../print.ts'
import type { Step, Table } from '../table.ts'
import { weighWays } from './ways.ts'
import { printWorst } from './worst.ts'

/** The most bytes of a phone's item that two write units pay for. */
export const MOST_BYTES = 2048

/**
 * A registered phone with one woman on it and an empty conversation, names and values as DynamoDB counts them (AWS,
 * "DynamoDB item sizes"). `test/item.test.ts` holds this and the next figure against real items.
 */
export const EMPTY_ITEM = 330

/** A sealed entry beside its text: version, nonce and tag (29), the day of its key (2), its place in the list (1). */
export const SEALED = 32
/** An input is cut to this. */
const MOST_INPUT = 240
/** `{"is":"","facts":{"":""}}` around what it says. */
const OUTCOME = 9
const FACTS = 11
const FACT = 6
/** A key pressed: keypads send 0-9, whatever the language of the screen. */
const KEY = 1

const VIEW = (library: Library): View => ({ channel: 'ussd', languages: ['bn'], vocabulary: library, places: {} })

/** The bytes of the phone item after the heaviest way through each flow. */
export function weighItems(audit: Audit, actions: readonly ActionSpec[]): Map<string, number> {
  const place = weighPlace(audit.library)
  const weights = weighWays(audit, (step, table) => weighStep(step, table, actions, place))
  return new Map([...weights].map(([flow, bytes]) => [flow, EMPTY_ITEM + flow.length + bytes]))
}

/** Notes flows after which the phone's item weighs more than one write unit pays for. */
export function checkItems(audit: Audit, actions: readonly ActionSpec[]): void {
  const weights = weighItems(audit, actions)
  for (const flow of audit.flows) {
    const bytes = weights.get(flow.table.flow) ?? 0
    if (bytes <= MOST_BYTES) continue
    const words = `the phone's item comes to ${bytes} bytes, ${MOST_BYTES} are two writes`
    warn(bookOf(audit, flow), flow.source.name, 'flow.item', words, 'ask for less before the "do" that keeps it')
  }
}

function weighStep(step: Step, { kinds }: Table, actions: readonly ActionSpec[], place: number): number {
  switch (step.kind) {
    case 'say':
      return SEALED + KEY
    case 'menu':
      return SEALED + KEY * (step.isMany ? 2 * step.options.length : String(step.options.at(-1)?.number ?? 1).length)
    case 'ask':
      return kinds[step.id]?.type === 'place' ? place : SEALED + weighEntry(kinds[step.id])
    case 'do': {
      const outcomes = Object.entries(actions.find(({ name }) => name === step.action)?.outcomes ?? {})
      const longest = outcomes.map(([is, facts]) => OUTCOME + is.length + weighFacts(facts, kinds))
      return SEALED + Math.max(OUTCOME, ...longest)
    }
    default:
      return 0
  }
}

function weighFacts(facts: readonly string[], kinds: Table['kinds']): number {
  const names = facts.map((name) => name.replace(/\?$/, ''))
  return names.reduce((sum, name) => sum + FACT + name.length + weighEntry(kinds[name]), names.length > 0 ? FACTS : 0)
}

/** A place found through the lists, every page of them turned, which is more than its name typed in one. */
function weighPlace(library: Library): number {
  const places = library.places[library.atlas] ?? {}
  const wordOf = (name: string): string => printWorst(library.words[name] ?? {}, {}, VIEW(library))
  const [more, foot] = [wordOf('more'), wordOf('back')]
  const pressesBelow = (code: string): number => {
    const inside = places[code]?.inside ?? []
    if (inside.length === 0) return 0
    const options = inside.map((one, index) => `${optionNumber(index)} ${places[one]?.bn}`)
    const body = `${places[code]?.bn ?? ''}${wordOf('place.upazila')}`
    const pages = cutPages({ body, options, foot, more }, (text) => fitsUssd(text, SAFE_BUDGET)).length
    return pages + Math.max(...inside.map(pressesBelow))
  }
  return pressesBelow('') * (SEALED + 2 * KEY)
}

/** The widest thing that can be entered for a kind: what it prints widest, or its widest good sample in Bangla digits. */
function weighEntry(kind: Kind | undefined): number {
  if (kind === undefined) return 10
  if (kind.type === 'recording') return MOST_INPUT
  const entries = typeOf(kind)
    .samples(kind)
    .good.map((entry) => measure(toBengaliDigits(entry)))
  return Math.min(MOST_INPUT, Math.max(10, ...entries))
}

function measure(text: string): number {
  return new TextEncoder().encode(text).length
}
