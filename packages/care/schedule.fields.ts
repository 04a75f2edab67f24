/** Reads the fields of a schedule or course file, and says of each that cannot be read where it stands and what to write. */
import type { About, Class } from './flight.record.ts'

/** What is wrong in a schedule file, where, and what to write instead. */
export type ScheduleFault = { file: string; line: number; words: string; suggestion: string }

/** A part of the file by its keys. */
export type Fields = { [name: string]: unknown }

/** Where a field stands in the file. */
export type Path = (string | number)[]

/** Notes one fault. */
export type Report = (path: Path, words: string, suggestion: string) => void

/** Every class of the sending policy. */
export const CLASSES: Class[] = ['reply', 'act', 'advice', 'sensitive', 'voice', 'alert']

/** Everything a text can be about. */
export const ABOUTS: About[] = ['mother', 'pregnancy', 'baby', 'service']

/** A value as fields; none where it is something else. */
export function asFields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

/** A list of fields that must be there. */
export function needList(fields: Fields, name: string, report: Report): Fields[] {
  const value = fields[name]
  if (Array.isArray(value) && value.length > 0) return value.map(asFields)
  report([name], `no ${name}`, `Write ${name}: as a list.`)
  return []
}

/** A text that must be there. */
export function needText(fields: Fields, name: string, path: Path, report: Report): string {
  const value = fields[name]
  if (typeof value === 'string' && value.trim() !== '') return value.trim()
  report([...path, name], `no ${name}`, `Write ${name}: and a text.`)
  return ''
}

/** A whole number that must be there. */
export function needWhole(fields: Fields, name: string, path: Path, report: Report): number {
  const value = fields[name]
  if (typeof value === 'number' && Number.isInteger(value)) return value
  report([...path, name], `${name} is not a whole number`, `Write ${name}: and a number.`)
  return 0
}

/** One of several names. */
export function needOne<Name extends string>(
  fields: Fields,
  name: string,
  names: readonly Name[],
  path: Path,
  report: Report,
): Name {
  const found = names.find((each) => each === fields[name])
  if (found) return found
  report([...path, name], `${name} is not one of ${names.join(', ')}`, `Write ${name}: ${names[0]}.`)
  return names[0] as Name
}

/** The title in each language. */
export function readTitle(value: unknown, report: Report): { [language: string]: string } {
  const entries = Object.entries(asFields(value))
  if (entries.length === 0) report(['title'], 'no title', 'Write title: {bn: …, en: …}.')
  return Object.fromEntries(entries.map(([language, words]) => [language, String(words)]))
}
