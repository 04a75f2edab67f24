/**
 * Reads the one line in which a health worker texts what a dialogue would ask for, into the very same answers: every
 * word is read by its answer's own type, and options as the dialogue reads them. In order (`REG রহিমা 24 0507`) or by
 * labels (`REG lmp 0507, age 24, name রহিমা`). The first fault is named, with one corrected line to send instead.
 */
import type { Day } from '@dhatri/text/day'
import { splitDay } from '@dhatri/text/day'
import { foldDigits } from '@dhatri/text/digits'
import { foldForMatch, normalise } from '@dhatri/text/normal'
import { type Kind, typeOf } from './answer.ts'
import type { Reading } from './answers/shape.ts'
import type { Value, Values } from './channel.ts'
import type { Field } from './form.line.ts'
import { pickMany, pickOne, type Synonyms } from './pick.ts'
import { foundBy, listInside, type Places } from './place.ts'
import type { Table } from './table.ts'

/** What reading a line may look at. */
export type FormSight = { today: Day; places: Places; synonyms: Synonyms }

/**
 * The answers; or the first fault: `form.keyword` (not this form), `form.missing`, `form.extra`, or the refusal of the
 * answer's type, with the answer it is about and a line that would be taken.
 */
export type FormReading = { ok: true; answers: Values } | { ok: false; error: string; answer?: string; example: string }

/** More words than this are no report. */
const MOST_WORDS = 60

/** One field read: the answer, its value and the words it was read from. */
type Taken = { name: string; value: Value; words: string }

/** How far reading came: the field that could not be read, from which word on, and what was read before it. */
type Stop = { field: number; at: number; taken: Taken[] }

type Line = { table: Table; fields: readonly Field[]; words: string[]; sight: FormSight; dead: Set<number>; stop: Stop }

/** Reads a text as the form of a flow; a flow without one takes no text. */
export function readForm(table: Table, text: string, sight: FormSight): FormReading {
  const [first = '', ...words] = splitLine(text)
  const fields = table.form?.fields ?? []
  if (table.form === undefined || foldForMatch(first) !== table.form.keyword) {
    return { ok: false, error: 'form.keyword', example: writeExample(table, [], sight) }
  }
  if (words.length > MOST_WORDS) return { ok: false, error: 'form.extra', example: writeExample(table, [], sight) }
  const isLabelled = fields.some(({ labels }) => labels.includes(foldForMatch(words[0] ?? '')))
  return isLabelled ? readLabelled(table, fields, words, sight) : readOrdered(table, fields, words, sight)
}

function splitLine(text: string): string[] {
  return normalise(text)
    .split(/[\s,;:=।]+/u)
    .filter(Boolean)
}

function readOrdered(table: Table, fields: readonly Field[], words: string[], sight: FormSight): FormReading {
  const line: Line = { table, fields, words, sight, dead: new Set(), stop: { field: 0, at: 0, taken: [] } }
  const taken = match(line, 0, 0, [])
  if (taken !== undefined)
    return { ok: true, answers: Object.fromEntries(taken.map(({ name, value }) => [name, value])) }
  const { field, at, taken: before } = line.stop
  const name = fields[field]?.names[0]
  const rest = name === undefined ? [] : findRest(line, field, at)
  const example = writeExample(table, [...before, ...rest], sight)
  if (name === undefined) return { ok: false, error: 'form.extra', example }
  if (at >= words.length) return { ok: false, error: 'form.missing', answer: name, example }
  const reading = readAnswer(table, name, words[at] ?? '', sight)
  return { ok: false, error: reading.ok ? 'form.extra' : reading.error, answer: name, example }
}

/** Reads fields from a word on, trying few words before many; undefined where it cannot come out. */
function match(line: Line, field: number, at: number, taken: Taken[]): Taken[] | undefined {
  const { fields, words, table, sight, dead } = line
  if (field === fields.length && at === words.length) return taken
  const isFurther = field > line.stop.field || (field === line.stop.field && at > line.stop.at)
  if (isFurther) line.stop = { field, at, taken }
  const place = field * (MOST_WORDS + 2) + at
  const names = fields[field]?.names ?? []
  if (dead.has(place)) return undefined
  const most = Math.max(0, ...names.map((name) => mostWords(table.kinds[name])))
  for (let count = 1; count <= Math.min(most, words.length - at); count += 1) {
    const part = words.slice(at, at + count).join(' ')
    for (const name of names) {
      const reading = readAnswer(table, name, part, sight)
      if (!reading.ok) continue
      const whole = match(line, field + 1, at + count, [...taken, { name, value: reading.value, words: part }])
      if (whole !== undefined) return whole
    }
  }
  dead.add(place)
  return undefined
}

/** What can be read after a faulty field, so that the corrected line keeps it. */
function findRest(line: Line, field: number, at: number): Taken[] {
  for (let skipped = 1; skipped <= 3 && at + skipped <= line.words.length; skipped += 1) {
    const rest = match({ ...line, dead: new Set(), stop: { field: 0, at: 0, taken: [] } }, field + 1, at + skipped, [])
    if (rest !== undefined) return rest
  }
  return []
}

function readLabelled(table: Table, fields: readonly Field[], words: string[], sight: FormSight): FormReading {
  const given = new Map<number, string[]>()
  let current: string[] = []
  let isTwice = false
  for (const word of words) {
    const index = fields.findIndex(({ labels }) => labels.includes(foldForMatch(word)))
    if (index < 0) current.push(word)
    else {
      isTwice ||= given.has(index)
      current = []
      given.set(index, current)
    }
  }
  const taken: Taken[] = []
  let fault: { error: string; answer: string } | undefined
  for (const [index, { names }] of fields.entries()) {
    const part = given.get(index)?.join(' ') ?? ''
    const readings = names.map((name) => ({ name, reading: readAnswer(table, name, part, sight) }))
    const good = readings.find(({ reading }) => reading.ok)
    if (good?.reading.ok) taken.push({ name: good.name, value: good.reading.value, words: part })
    else {
      const [first] = readings
      const error = part === '' || first === undefined || first.reading.ok ? 'form.missing' : first.reading.error
      fault ??= { error, answer: first?.name ?? '' }
    }
  }
  // With the labels kept: what they hold may be more words than a line in order can be cut into.
  const example = () => writeExample(table, taken, sight, true)
  if (fault === undefined && isTwice) return { ok: false, error: 'form.extra', example: example() }
  if (fault !== undefined) return { ok: false, ...fault, example: example() }
  return { ok: true, answers: Object.fromEntries(taken.map(({ name, value }) => [name, value])) }
}

/** One answer as the dialogue would take it. */
function readAnswer(table: Table, name: string, text: string, { today, places, synonyms }: FormSight): Reading {
  const kind = table.kinds[name]
  if (kind === undefined) return { ok: false, error: 'option' }
  const sight = { today, places, channel: 'sms' } as const
  const menu = table.steps.find((step) => step.kind === 'menu' && step.id === name)
  if (menu?.kind === 'menu') {
    const key = foldDigits(text)
    const picked = menu.isMany
      ? pickMany(synonyms, menu.options, text, key)
      : pickOne(synonyms, menu.options, text, key)?.is
    return picked === undefined ? { ok: false, error: 'option' } : typeOf(kind).read(kind, picked, sight)
  }
  if (kind.type === 'place' && !/^[0-9]+$/.test(foldDigits(text))) {
    const found = listInside(places, foundBy(text))
    const [only] = found
    return only !== undefined && found.length === 1 ? { ok: true, value: only } : { ok: false, error: 'place.unknown' }
  }
  return typeOf(kind).read(kind, text, sight)
}

/** How many words an answer can be made of. */
function mostWords(kind: Kind | undefined): number {
  if (kind === undefined || kind.type === 'number') return 1
  if (kind.type === 'text') return MOST_WORDS
  return kind.type === 'name' || kind.type === 'choices' ? 8 : 4
}

/** A line that would be taken: what could be read stays, the rest are examples. */
function writeExample(table: Table, taken: readonly Taken[], sight: FormSight, isLabelled = false): string {
  const parts = (table.form?.fields ?? []).map(({ names }) => {
    const good = taken.find(({ name }) => names.includes(name))
    const words = good?.words ?? exampleOf(table, names[0] ?? '', sight)
    return isLabelled ? `${names[0]} ${words}` : words
  })
  return [table.form?.keyword.toUpperCase() ?? '', parts.join(isLabelled ? ', ' : ' ')].join(' ').trim()
}

function exampleOf(table: Table, name: string, { today, places }: FormSight): string {
  const kind = table.kinds[name]
  const menu = table.steps.find((step) => step.kind === 'menu' && step.id === name)
  if (kind === undefined) return ''
  if (menu?.kind === 'menu') {
    const least = kind.type === 'choices' ? kind.least : 1
    const usable = menu.options.filter(({ is }) => is !== 'none' || kind.type !== 'choices')
    return usable
      .slice(0, least)
      .map(({ number }) => number)
      .join('')
  }
  if (kind.type === 'place') return Object.keys(places).find((code) => places[code]?.level === 'upazila') ?? ''
  if (kind.type === 'date' || kind.type === 'dating') {
    const { year, month, date } = splitDay(today + Math.floor((kind.from + kind.to) / 2))
    return `${String(date).padStart(2, '0')}${String(month).padStart(2, '0')}${year}`
  }
  return typeOf(kind).samples(kind).good[0]?.trim() ?? ''
}
