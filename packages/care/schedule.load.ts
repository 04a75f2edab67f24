/**
 * Reads schedules from the contents of `flows/schedules/*.yaml` and refuses what cannot be planned by: dates out of
 * order, windows that overlap the next contact, reminders that would still be alive when the next begins, no source.
 */
import { readIso } from '@dhatri/text/day'
import { LineCounter, parseDocument } from 'yaml'
import type { About, Class } from './flight.record.ts'
import type { Contact, Row, Schedule, Schedules } from './schedule.ts'

/** What is wrong in a schedule file, where, and what to write instead. */
export type ScheduleFault = { file: string; line: number; words: string; suggestion: string }

/** All schedules of the files, or every fault in them. */
export type LoadedSchedules = { ok: true; schedules: Schedules } | { ok: false; faults: ScheduleFault[] }

type Fields = { [name: string]: unknown }
type Report = (path: (string | number)[], words: string, suggestion: string) => void

const classes: Class[] = ['reply', 'act', 'advice', 'sensitive', 'voice', 'alert']
const abouts: About[] = ['mother', 'pregnancy', 'baby', 'service']

/** Loads schedules by file name and content. */
export function loadSchedules(files: { [name: string]: string }): LoadedSchedules {
  const faults: ScheduleFault[] = []
  const schedules: Schedules = {}
  for (const [file, content] of Object.entries(files)) {
    const lines = new LineCounter()
    const document = parseDocument(content, { lineCounter: lines })
    const lineOf = (offset: number) => lines.linePos(offset).line
    for (const error of document.errors)
      faults.push({
        file,
        line: lineOf(error.pos[0]),
        words: error.message.split('\n')[0] ?? '',
        suggestion: 'Mend the YAML.',
      })
    if (document.errors.length > 0) continue
    const report: Report = (path, words, suggestion) => {
      const node = document.getIn(path, true) ?? document.contents
      const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined
      const offset = Array.isArray(range) ? Number(range[0]) : 0
      faults.push({ file, line: lineOf(offset), words, suggestion })
    }
    const schedule = readSchedule(asFields(document.toJS()), report)
    const pin = `${schedule.name}@${schedule.version}`
    if (!file.endsWith(`${pin}.yaml`))
      report(['schedule'], `${pin} is in a file of another name`, `Name it ${pin}.yaml.`)
    schedules[pin] = schedule
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, schedules }
}

function readSchedule(fields: Fields, report: Report): Schedule {
  const effective = readIso(text(fields, 'effective', [], report))
  if (effective === undefined) report(['effective'], 'effective is not a date', 'Write it as 2026-01-01.')
  const reviewed = fields['reviewed'] === false ? 'no' : text(fields, 'reviewed', [], report)
  const schedule: Schedule = {
    name: text(fields, 'schedule', [], report),
    version: whole(fields, 'version', [], report),
    title: readTitle(fields['title'], report),
    source: text(fields, 'source', [], report),
    reviewed,
    effective: effective ?? 0,
    late: whole(fields, 'late', [], report),
    contacts: list(fields, 'contacts', report).map((each, index) => readContact(each, ['contacts', index], report)),
    around: list(fields, 'around', report).map((each, index) => readRow(each, ['around', index], report)),
    overdue: list(fields, 'overdue', report).map((each, index) => readRow(each, ['overdue', index], report)),
  }
  checkOrder(schedule, report)
  return schedule
}

function readTitle(value: unknown, report: Report): { [language: string]: string } {
  const entries = Object.entries(asFields(value))
  if (entries.length === 0) report(['title'], 'no title', 'Write title: {bn: …, en: …}.')
  return Object.fromEntries(entries.map(([language, words]) => [language, String(words)]))
}

function readContact(fields: Fields, path: (string | number)[], report: Report): Contact {
  const contact = text(fields, 'contact', path, report)
  if (!/^[a-z]+[0-9]+$/.test(contact)) report([...path, 'contact'], `${contact} is not a key`, 'Write it as anc1.')
  return {
    contact,
    week: whole(fields, 'week', path, report),
    from: whole(fields, 'from', path, report),
    to: whole(fields, 'to', path, report),
    source: text(fields, 'source', path, report),
  }
}

function readRow(fields: Fields, path: (string | number)[], report: Report): Row {
  const { week, day, asks, tell } = fields
  const kind = oneOf(fields, 'class', classes, path, report)
  const about = oneOf(fields, 'about', abouts, path, report)
  if (tell !== undefined && tell !== 'chw' && tell !== 'supervisor')
    report([...path, 'tell'], `nobody is called ${tell}`, 'Write chw or supervisor.')
  const item = text(fields, 'item', path, report)
  if (!/^[a-z]+(\.[a-z]+)?$/.test(item)) report([...path, 'item'], `${item} is not a key`, 'Use small letters.')
  return {
    item,
    days: week === undefined ? whole(fields, 'days', path, report) : Number(week) * 7 + Number(day ?? 0),
    lasts: whole(fields, 'lasts', path, report),
    message: text(fields, 'message', path, report),
    class: kind,
    about,
    ...(asks !== undefined && { asks: String(asks) }),
    ...(tell !== undefined && { tell: tell === 'supervisor' ? 'supervisor' : 'chw' }),
  }
}

function checkOrder({ contacts, around, overdue, late }: Schedule, report: Report): void {
  contacts.forEach(({ contact, week, from, to }, index) => {
    const path = ['contacts', index]
    const next = contacts[index + 1]
    if (from > week || week > to)
      report(path, `${contact}: week ${week} lies outside its window`, 'Put from ≤ week ≤ to.')
    if (next && next.week <= to)
      report(path, `${contact}: its window reaches into ${next.contact}`, 'Let it end before.')
  })
  for (const [part, rows] of Object.entries({ around, overdue }))
    rows.forEach(({ item, days, lasts }, index) => {
      const next = rows.slice(index + 1).find((row) => row.days <= days + lasts && !row.tell === !rows[index]?.tell)
      if (next)
        report(
          [part, index],
          `${item} is still alive when ${next.item} begins`,
          'Shorten lasts, or put the rows in order.',
        )
    })
  const keys = [
    ...contacts.map(({ contact }) => contact),
    ...overdue.map(({ item }) => item),
    ...around.map(({ item }) => item),
  ]
  const twice = keys.find((key, index) => keys.indexOf(key) !== index)
  if (twice) report([], `${twice} is there twice`, 'Give every contact and item its own name.')
  if (late < 0) report(['late'], 'late is negative', 'Write the days after registration.')
}

function asFields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

function list(fields: Fields, name: string, report: Report): Fields[] {
  const value = fields[name]
  if (Array.isArray(value) && value.length > 0) return value.map(asFields)
  report([name], `no ${name}`, `Write ${name}: as a list.`)
  return []
}

function text(fields: Fields, name: string, path: (string | number)[], report: Report): string {
  const value = fields[name]
  if (typeof value === 'string' && value.trim() !== '') return value.trim()
  report([...path, name], `no ${name}`, `Write ${name}: and a text.`)
  return ''
}

function whole(fields: Fields, name: string, path: (string | number)[], report: Report): number {
  const value = fields[name]
  if (typeof value === 'number' && Number.isInteger(value)) return value
  report([...path, name], `${name} is not a whole number`, `Write ${name}: and a number.`)
  return 0
}

function oneOf<Name extends string>(
  fields: Fields,
  name: string,
  names: [Name, ...Name[]] | Name[],
  path: (string | number)[],
  report: Report,
): Name {
  const found = names.find((each) => each === fields[name])
  if (found) return found
  report([...path, name], `${name} is not one of ${names.join(', ')}`, `Write ${name}: ${names[0]}.`)
  return names[0] as Name
}
