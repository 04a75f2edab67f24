/**
 * Reads schedules and courses from the contents of `flows/schedules/*.yaml` and refuses what cannot be planned by: dates
 * out of order, windows that overlap the next contact, reminders still alive when the next begins, no source.
 */
import { readIso } from '@dhatri/text/day'
import { LineCounter, parseDocument } from 'yaml'
import { readCourse } from './course.load.ts'
import type { Courses } from './course.ts'
import {
  ABOUTS,
  asFields,
  CLASSES,
  type Fields,
  needList,
  needOne,
  needText,
  needWhole,
  type Path,
  type Report,
  readTitle,
  type ScheduleFault,
} from './schedule.fields.ts'
import type { Contact, Row, Schedule, Schedules } from './schedule.ts'

/** All schedules and courses of the files, or every fault in them. */
export type LoadedSchedules =
  | { ok: true; schedules: Schedules; courses: Courses }
  | { ok: false; faults: ScheduleFault[] }

/** Loads schedules and courses by file name and content. */
export function loadSchedules(files: { [name: string]: string }): LoadedSchedules {
  const faults: ScheduleFault[] = []
  const schedules: Schedules = {}
  const courses: Courses = {}
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
    const fields = asFields(document.toJS())
    const isCourse = 'course' in fields
    const read = isCourse ? readCourse(fields, report) : readSchedule(fields, report)
    const pin = `${read.name}@${read.version}`
    if (!file.endsWith(`${pin}.yaml`))
      report([isCourse ? 'course' : 'schedule'], `${pin} is in a file of another name`, `Name it ${pin}.yaml.`)
    if ('anchor' in read) courses[pin] = read
    else schedules[pin] = read
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, schedules, courses }
}

function readSchedule(fields: Fields, report: Report): Schedule {
  const effective = readIso(needText(fields, 'effective', [], report))
  if (effective === undefined) report(['effective'], 'effective is not a date', 'Write it as 2026-01-01.')
  const reviewed = fields['reviewed'] === false ? 'no' : needText(fields, 'reviewed', [], report)
  const schedule: Schedule = {
    name: needText(fields, 'schedule', [], report),
    version: needWhole(fields, 'version', [], report),
    title: readTitle(fields['title'], report),
    source: needText(fields, 'source', [], report),
    reviewed,
    effective: effective ?? 0,
    late: needWhole(fields, 'late', [], report),
    contacts: needList(fields, 'contacts', report).map((each, index) => readContact(each, ['contacts', index], report)),
    around: needList(fields, 'around', report).map((each, index) => readRow(each, ['around', index], report)),
    overdue: needList(fields, 'overdue', report).map((each, index) => readRow(each, ['overdue', index], report)),
  }
  checkOrder(schedule, report)
  return schedule
}

function readContact(fields: Fields, path: Path, report: Report): Contact {
  const contact = needText(fields, 'contact', path, report)
  if (!/^[a-z]+[0-9]+$/.test(contact)) report([...path, 'contact'], `${contact} is not a key`, 'Write it as anc1.')
  return {
    contact,
    week: needWhole(fields, 'week', path, report),
    from: needWhole(fields, 'from', path, report),
    to: needWhole(fields, 'to', path, report),
    source: needText(fields, 'source', path, report),
  }
}

function readRow(fields: Fields, path: Path, report: Report): Row {
  const { week, day, asks, tell } = fields
  const kind = needOne(fields, 'class', CLASSES, path, report)
  const about = needOne(fields, 'about', ABOUTS, path, report)
  if (tell !== undefined && tell !== 'chw' && tell !== 'supervisor')
    report([...path, 'tell'], `nobody is called ${tell}`, 'Write chw or supervisor.')
  const item = needText(fields, 'item', path, report)
  if (!/^[a-z]+(\.[a-z]+)?$/.test(item)) report([...path, 'item'], `${item} is not a key`, 'Use small letters.')
  return {
    item,
    days: week === undefined ? needWhole(fields, 'days', path, report) : Number(week) * 7 + Number(day ?? 0),
    lasts: needWhole(fields, 'lasts', path, report),
    message: needText(fields, 'message', path, report),
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
