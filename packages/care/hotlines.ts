/**
 * The numbers that people are sent to, as data: `flows/hotlines.yaml`. A number that nobody has tried lately may be dead,
 * and whoever is sent there in need learns it last: each carries the day on which a named person last tried it.
 */
import { type Day, readIso } from '@dhatri/text/day'
import { parseDocument } from 'yaml'

/** One number: what it is called and for, when it is open, where that is said, and when somebody last tried it. */
export type Hotline = {
  number: string
  name: { bn: string; en: string }
  hours: string
  purpose: { bn: string; en: string }
  source: string
  tried?: { day: Day; by: string }
}

/** What is wrong with an entry, counted from one. */
export type HotlineFault = { entry: number; rule: string; words: string }

/** For so many days a trial counts. */
export const triedFor = 90

/** Loads the file, or names every fault; a trial without the name of who tried is none. */
export function loadHotlines(text: string): { hotlines: Hotline[]; faults: HotlineFault[] } {
  const document = parseDocument(text)
  const [broken] = document.errors
  if (broken !== undefined) return { hotlines: [], faults: [{ entry: 0, rule: 'yaml', words: broken.message }] }
  const content: unknown = document.toJS()
  const entries = fieldOf(content, 'hotlines')
  const hotlines: Hotline[] = []
  const faults: HotlineFault[] = []
  for (const [index, entry] of (Array.isArray(entries) ? entries : []).entries()) {
    const fault = (rule: string, words = ''): void => void faults.push({ entry: index + 1, rule, words })
    const number = wordOf(entry, 'number')
    const name = namesOf(fieldOf(entry, 'name'))
    const purpose = namesOf(fieldOf(entry, 'for'))
    const [hours, source, tried, by] = ['hours', 'source', 'tried', 'by'].map((field) => wordOf(entry, field))
    const day = tried === undefined || tried === 'no' ? undefined : readIso(tried)
    if (number === undefined || !/^\d{3,5}$/.test(number)) fault('hotline.number', number)
    if (hotlines.some((other) => other.number === number)) fault('hotline.twice', number)
    if (name === undefined || purpose === undefined) fault('hotline.name', number)
    if (hours === undefined || source === undefined) fault('hotline.source', number)
    if (tried === undefined || (tried !== 'no' && day === undefined)) fault('hotline.tried', tried)
    if (day !== undefined && by === undefined) fault('hotline.by', number)
    if (number === undefined || name === undefined || purpose === undefined) continue
    const trial = day === undefined || by === undefined ? {} : { tried: { day, by } }
    hotlines.push({ number, name, purpose, hours: hours ?? '', source: source ?? '', ...trial })
  }
  if (hotlines.length === 0) faults.push({ entry: 0, rule: 'hotline.none', words: '' })
  return { hotlines, faults }
}

/** Those that nobody has tried, or not for ninety days. */
export function listUntried(hotlines: readonly Hotline[], today: Day): Hotline[] {
  return hotlines.filter(({ tried }) => tried === undefined || today - tried.day > triedFor || tried.day > today)
}

function namesOf(value: unknown): { bn: string; en: string } | undefined {
  const [bn, en] = [wordOf(value, 'bn'), wordOf(value, 'en')]
  return bn === undefined || en === undefined ? undefined : { bn, en }
}

function wordOf(value: unknown, name: string): string | undefined {
  const field = fieldOf(value, name)
  // YAML reads a bare `no` as a word here, and a bare number as one.
  const isWord = typeof field === 'string' || typeof field === 'number'
  return isWord && String(field).trim() !== '' ? String(field) : undefined
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined
}
