/**
 * Looks at a machine so that everything drops out which makes no difference to what it can still do: the key of a state.
 * A value counts by how it passes the tests on its name and, where screens are cut into pages, by the room it takes;
 * one that nobody looks at any more counts for nothing. How one came here counts only in whether there is a way back:
 * where "back" leads is held against the state that was left, entry by entry.
 */
import { measureUssd } from '@dhatri/text/ussd'
import { typeOf } from '../answer.ts'
import { chooseWay } from '../arm.ts'
import type { Value } from '../channel.ts'
import { holds } from '../condition.ts'
import type { Frame } from '../frame.ts'
import type { Machine } from '../machine.ts'
import { type Saying, type Scope, valueIn } from '../screen.ts'
import type { Return, Table, Way } from '../table.ts'
import type { Ground } from './ground.ts'
import { placesIn, type Reads, readsOf, startNeeds } from './reads.ts'

/** What keys of one exploration are made with; classes of values are kept, since each is met thousands of times. */
export type Lens = {
  tables: ReadonlyMap<string, Table>
  /** The ways of each experiment. */
  arms: ReadonlyMap<string, readonly Way[]>
  /** Names of facts that some action reports. */
  reported: ReadonlySet<string>
  /** The values of facts from the start, where they are not read off the flows. */
  known: Readonly<Record<string, readonly Value[]>>
  reads: Map<Table, Reads>
  needs: Map<Table, string[]>
  classes: Map<string, string>
}

/** The values of the facts that every conversation starts with. */
const KNOWN = { registered: ['no', 'yes'], privacy: ['neutral', 'full'], worker: ['no', 'yes'] } as const

/** A lens for these flows. */
export function openLens({ flows, actions, known }: Ground): Lens {
  const tables = new Map(flows.map(({ table }): [string, Table] => [table.flow, table]))
  const steps = flows.flatMap(({ table }) => table.steps)
  const arms = steps.flatMap((step): [string, Way[]][] => (step.kind === 'arm' ? [[step.id, step.ways]] : []))
  const reported = actions.flatMap(({ outcomes }) => Object.values(outcomes).flat())
  const names = new Set(reported.map((name) => name.replace(/\?$/, '')))
  const kept = { reads: new Map(), needs: new Map(), classes: new Map() }
  return { tables, arms: new Map(arms), reported: names, known: { ...KNOWN, ...known }, ...kept }
}

/** The key of the state a machine is in: equal keys can do the same. */
export function keyOf(lens: Lens, machine: Machine): string {
  const { state, page, tries, silences, fault, history, start, view, lead, offer } = machine
  const said = lead.map((saying) => sayingKey(saying, machine)).join(';')
  const eyes = `${start.channel} ${start.profile} ${view.languages.join(',')}`
  if (state === 'ended' || state === 'lost') return `${eyes} ${state} ${machine.result} ${machine.dial} ${said}`
  const marks = `${page} ${tries} ${silences} ${machine.isPaused} ${machine.isLast} ${history.length > 0}`
  const where = offer === undefined ? stackKey(lens, machine) : 'offer'
  return `${eyes} ${state} ${where} ${machine.level} ${said} ${marks} ${fault?.key} ${machine.result} ${machine.dial}`
}

/** What a flow, or one that it runs, needs from the start of a conversation. */
export function needsOf(lens: Lens, table: Table): readonly string[] {
  const known = lens.needs.get(table)
  if (known !== undefined) return known
  const needs = startNeeds(table, lens.tables).filter((name) => !lens.reported.has(name))
  lens.needs.set(table, needs)
  return needs
}

/** What a flow looks at. */
export function lookUp(lens: Lens, table: Table): Reads {
  const known = lens.reads.get(table)
  if (known !== undefined) return known
  const reads = readsOf(table, (flow) => {
    const run = lens.tables.get(flow)
    return run === undefined ? [] : needsOf(lens, run)
  })
  lens.reads.set(table, reads)
  return reads
}

/** The class of a value: two of one class pass the same tests and take the same room. */
export function classOf(
  lens: Lens,
  { table }: Frame,
  name: string,
  value: Value | undefined,
  machine: Machine,
): string {
  if (value === undefined) return '-'
  const isCut = machine.start.channel === 'ussd'
  const key = `${table.flow} ${name} ${typeof value} ${value} ${isCut ? machine.view.languages[0] : ''}`
  const known = lens.classes.get(key)
  if (known !== undefined) return known
  const { tests, styles } = lookUp(lens, table)
  const scope: Scope = { kinds: table.kinds, answers: { [name]: value }, facts: {}, base: {} }
  const passed = (tests.get(name) ?? []).map((test) => (holds([[test]], scope, machine.start.channel) ? 'y' : 'n'))
  const rooms = isCut ? (styles.get(name) ?? []).map((style) => roomOf(scope, name, style, machine)) : []
  // What a flow gives to one that ran it may be looked at there.
  const made = table.gives?.includes(name) ? String(value) : `${passed.join('')}${rooms.join()}`
  lens.classes.set(key, made)
  return made
}

function stackKey(lens: Lens, machine: Machine): string {
  let key = ''
  let after: Frame['after']
  for (let frame: Frame | undefined = machine.frame; frame !== undefined; frame = frame.parent) {
    const { table, at, parent } = frame
    const returns = parent === undefined ? '' : placeOfReturn(parent, frame.after)
    const isKept = table.isAhead[at] === true && Object.keys(frame.answers).length > 0
    key += `${table.flow} ${at} ${isKept} ${returns}`
    const { live, needs } = lookUp(lens, table)
    // A flow that waits for another one to end looks only at what comes after it.
    const targets = after === undefined ? [at] : [after.next, ...Object.values(after.results)]
    for (const target of targets) {
      for (const name of live[target] ?? [])
        key += ` ${name}=${classOf(lens, frame, name, valueIn(frame, name), machine)}`
      for (const name of needs[target] ?? []) key += ` ${name}=${needed(lens, machine, name)}`
    }
    key += '|'
    after = frame.after
  }
  return key
}

function needed(lens: Lens, { start }: Machine, name: string): Value | undefined {
  if (!name.startsWith('arm:')) return start.facts[name]
  const experiment = name.slice('arm:'.length)
  return chooseWay(experiment, lens.arms.get(experiment) ?? [], start.seed)?.is
}

/** Which of the ways out of a step a flow that was run comes back to. */
function placeOfReturn(parent: Frame, after: Frame['after']): string {
  const step = parent.table.steps[parent.at]
  const ways: readonly Return[] = step?.kind === 'menu' ? step.options : []
  return after === undefined ? '' : String(ways.indexOf(after))
}

function sayingKey({ key, text, scope }: Saying, machine: Machine): string {
  if (machine.start.channel !== 'ussd') return key
  const values = placesIn(text).map(({ name, style }) => roomOf(scope, name, style, machine))
  return values.length === 0 ? key : `${key}(${values})`
}

/** How much room a value takes, and in which alphabet. */
function roomOf(scope: Scope, name: string, style: string, { view }: Machine): string {
  const value = valueIn(scope, name)
  const kind = Object.hasOwn(scope.kinds, name) ? scope.kinds[name] : undefined
  if (value === undefined || kind === undefined) return String(value)
  const { vocabulary, places } = view
  const text = typeOf(kind).print(kind, value, { language: view.languages[0] ?? '', style, vocabulary, places })
  const { encoding, units } = measureUssd(text)
  return `${encoding === 'gsm7' ? 'g' : 'u'}${units}`
}
