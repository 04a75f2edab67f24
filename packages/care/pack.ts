/**
 * A woman's record as one compact string, at most 1 KB, to be sealed under her key. Names become short, what is at its
 * default is left out, and a name this release does not know passes through unharmed, so that a rollback loses nothing.
 */
import type { Flight } from './flight.record.ts'
import type { Record } from './record.ts'

type Json = string | number | boolean | null | Json[] | { [name: string]: Json }
type Names = { [long: string]: string }

const recordNames: Names = {
  id: 'i',
  area: 'a',
  chw: 'c',
  by: 'b',
  consent: 'o',
  consentAt: 'oa',
  consentWords: 'ow',
  state: 's',
  lmp: 'l',
  dating: 'd',
  schedule: 'p',
  registered: 'r',
  settledTo: 'st',
  phone: 'n',
  channel: 'h',
  visits: 'v',
  missed: 'm',
  outcome: 'e',
  child: 'k',
  family: 'fa',
  support: 'su',
  watchers: 'x',
  kin: 'kn',
  asked: 'q',
  safe: 'sf',
  age: 'ag',
  guardian: 'gd',
  carer: 'cr',
  marks: 'w',
  muted: 'u',
  settled: 't',
  flights: 'f',
}

const flightNames: Names = {
  key: 'k',
  to: 'o',
  message: 'm',
  class: 'c',
  about: 'b',
  channel: 'h',
  state: 's',
  at: 'a',
  until: 'u',
  lease: 'l',
  calls: 'n',
  claim: 'i',
  most: 'x',
  refusals: 'j',
  ref: 'r',
  why: 'w',
}

const recordDefaults = { state: 'pregnant', channel: 'sms', visits: {}, missed: [], flights: [] }
const flightDefaults = {
  to: 'woman',
  channel: 'sms',
  about: 'pregnancy',
  class: 'act',
  state: 'waiting',
  calls: 0,
  claim: 0,
}

/** The record as a string. */
export function packRecord(record: Record): string {
  const { flights, settled, ...rest } = record
  const bare = drop({ ...rest, flights: flights.map(packFlight) }, recordDefaults)
  return JSON.stringify(rename({ ...bare, settled: packKeys(settled) }, recordNames))
}

/** The record that a string made by `packRecord` holds; throws on anything else, which would be a bug or a wrong key. */
export function unpackRecord(packed: string): Record {
  const read = rename(JSON.parse(packed), reverse(recordNames))
  const flights = Array.isArray(read['flights']) ? read['flights'].map(unpackFlight) : []
  const settled = unpackKeys(String(read['settled'] ?? ''))
  // What was packed here is what is read here: the seal around it is the check.
  return { ...structuredClone(recordDefaults), ...read, flights, settled } as unknown as Record
}

function packFlight(flight: Flight): Json {
  return rename(drop(flight, flightDefaults), flightNames)
}

function unpackFlight(packed: Json): Flight {
  return { ...flightDefaults, ...rename(packed as { [name: string]: Json }, reverse(flightNames)) } as unknown as Flight
}

/** 'anc1.week,day;anc2.week;overdue': keys of one contact share its name. */
function packKeys(keys: string[]): string {
  const groups = new Map<string, string[]>()
  for (const key of keys) {
    const dot = key.indexOf('.')
    const [group, name] = dot < 0 ? [key, ''] : [key.slice(0, dot), key.slice(dot + 1)]
    groups.set(group, [...(groups.get(group) ?? []), name])
  }
  return [...groups].map(([group, names]) => `${group}.${names.join(',')}`).join(';')
}

function unpackKeys(packed: string): string[] {
  return packed.split(';').flatMap((part) => {
    const dot = part.indexOf('.')
    if (dot < 0) return []
    const group = part.slice(0, dot)
    return part
      .slice(dot + 1)
      .split(',')
      .map((name) => (name === '' ? group : `${group}.${name}`))
  })
}

function drop(full: object, defaults: object): { [name: string]: Json } {
  const known = Object.entries(defaults)
  return Object.fromEntries(
    Object.entries(full).filter(
      ([name, value]) => !known.some(([each, at]) => each === name && JSON.stringify(at) === JSON.stringify(value)),
    ),
  )
}

function rename(full: { [name: string]: Json }, names: Names): { [name: string]: Json } {
  return Object.fromEntries(Object.entries(full).map(([name, value]) => [names[name] ?? name, value]))
}

function reverse(names: Names): Names {
  return Object.fromEntries(Object.entries(names).map(([long, short]) => [short, long]))
}
