/**
 * How many bytes a phone's item comes to when somebody goes through a flow once, every answer at its widest. DynamoDB
 * bills a write by the kilobyte, and a turn writes the whole item, so that a flow past 1 KB doubles the price of every
 * turn after it. The shape is that of the service's slots: each entry sealed on its own.
 */
import { toBengaliDigits } from '@dhatri/text/digits'
import type { ActionSpec } from '../action.ts'
import { type Kind, typeOf } from '../answer.ts'
import { type Audit, bookOf } from '../audit.ts'
import { warn } from '../book.ts'
import type { Places } from '../place.ts'
import type { Step, Table } from '../table.ts'
import { weighWays } from './ways.ts'

/** The most bytes of a phone's item that one write unit pays for. */
export const MOST_BYTES = 1024

/**
 * A registered phone, one woman linked to it, and an empty slot: names and values as DynamoDB counts them (AWS, "DynamoDB
 * item sizes"). A test of the service holds this against a real item.
 */
const EMPTY_ITEM = 330

/** A sealed entry beside its text: version, nonce and tag (29), the day of its key (2), its place in the list (1). */
const SEALED = 32
/** An input is cut to this. */
const MOST_INPUT = 200
/** `{"is":"","facts":{"":""}}` around what it says. */
const OUTCOME = 9
const FACTS = 11
const FACT = 6
/** Lines of a list of places on one Bangla screen. */
const LINES = 4

/** The bytes of the phone item after the heaviest way through each flow. */
export function weighItems(audit: Audit, actions: readonly ActionSpec[]): Map<string, number> {
  const places = audit.library.places[audit.library.atlas] ?? {}
  const weights = weighWays(audit, (step, table) => weighStep(step, table, actions, places))
  return new Map([...weights].map(([flow, bytes]) => [flow, EMPTY_ITEM + 2 * flow.length + bytes]))
}

/** Notes flows after which the phone's item weighs more than one write unit pays for. */
export function checkItems(audit: Audit, actions: readonly ActionSpec[]): void {
  const weights = weighItems(audit, actions)
  for (const flow of audit.flows) {
    const bytes = weights.get(flow.table.flow) ?? 0
    if (bytes <= MOST_BYTES) continue
    const words = `the phone's item comes to ${bytes} bytes, ${MOST_BYTES} are one write`
    warn(bookOf(audit, flow), flow.source.name, 'flow.item', words, 'ask for less before the "do" that keeps it')
  }
}

function weighStep(step: Step, { kinds }: Table, actions: readonly ActionSpec[], places: Places): number {
  switch (step.kind) {
    case 'say':
      return SEALED + 1
    case 'menu':
      return SEALED + (step.isMany ? 2 * step.options.length : String(step.options.at(-1)?.number ?? 1).length)
    case 'ask':
      return kinds[step.id]?.type === 'place' ? weighPlace(places) : SEALED + weighEntry(kinds[step.id], places)
    case 'do': {
      const outcomes = Object.entries(actions.find(({ name }) => name === step.action)?.outcomes ?? {})
      const longest = outcomes.map(([is, facts]) => OUTCOME + is.length + weighFacts(facts, kinds, places))
      return SEALED + Math.max(OUTCOME, ...longest)
    }
    default:
      return 0
  }
}

function weighFacts(facts: readonly string[], kinds: Table['kinds'], places: Places): number {
  const names = facts.map((name) => name.replace(/\?$/, ''))
  return names.reduce(
    (sum, name) => sum + FACT + name.length + weighEntry(kinds[name], places),
    names.length > 0 ? FACTS : 0,
  )
}

/** A place found through the lists, every page turned, which is more than its name typed in one. */
function weighPlace(places: Places): number {
  const longest = { country: 0, division: 0, district: 0, upazila: 0 }
  for (const { level, inside } of Object.values(places)) longest[level] = Math.max(longest[level], inside.length)
  const presses = Object.values(longest).reduce((sum, count) => sum + Math.ceil(count / LINES), 0)
  return presses * (SEALED + 2)
}

/** The widest thing that can be entered for a kind: what it prints widest, or its widest good sample in Bangla digits. */
function weighEntry(kind: Kind | undefined, places: Places): number {
  if (kind === undefined) return 10
  if (kind.type === 'recording') return MOST_INPUT
  const names = kind.type === 'place' ? Object.values(places).map(({ bn }) => bn) : typeOf(kind).samples(kind).good
  return Math.min(MOST_INPUT, Math.max(1, ...names.map((entry) => measure(toBengaliDigits(entry)))))
}

function measure(text: string): number {
  return new TextEncoder().encode(text).length
}
