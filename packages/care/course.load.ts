/**
 * Reads one course: single `rows`, and `contacts` with the rows that stand `around` each of them. Source, signature and
 * date of effect are those of the file unless a row has its own.
 */
import { readIso } from '@dhatri/text/day'
import type { Anchor, Course, CourseRow, Purpose } from './course.ts'
import type { OutcomeKind } from './record.ts'
import {
  ABOUTS,
  CLASSES,
  type Fields,
  needList,
  needOne,
  needText,
  needWhole,
  type Path,
  type Report,
  readTitle,
} from './schedule.fields.ts'

const ANCHORS: Anchor[] = ['lmp', 'birth', 'loss']
const PURPOSES: Purpose[] = ['family', 'support']

/** The outcomes that each anchor can be: others have no day to count from. After a mother's death a child's carer goes on. */
const ENDS: { [anchor in Anchor]: OutcomeKind[] } = {
  lmp: [],
  birth: ['liveBirth', 'maternalDeath', 'stillbirth', 'neonatalDeath', 'childDeath', 'loss'],
  loss: ['miscarriage', 'ended', 'loss', 'stillbirth', 'neonatalDeath', 'childDeath'],
}

type Whole = Omit<Course, 'rows'>
type Contact = { contact: string; days: number }

/** Reads a course from the fields of its file; the rows come in the order of their days. */
export function readCourse(fields: Fields, report: Report): Course {
  const whole = readWhole(fields, report)
  const single = fields['rows'] === undefined ? [] : needList(fields, 'rows', report)
  const visits = fields['contacts'] === undefined ? [] : needList(fields, 'contacts', report)
  const around = fields['around'] === undefined ? [] : needList(fields, 'around', report)
  const contacts = visits.map((each, index) => readContact(each, ['contacts', index], report))
  const rows = [
    ...single.map((each, index) => readRow(each, ['rows', index], whole, contacts, report)),
    ...contacts.flatMap((contact) =>
      around.map((each, index) => placeAround(readRow(each, ['around', index], whole, contacts, report), contact)),
    ),
  ].sort((one, other) => one.days - other.days)
  if (rows.length === 0) report([], 'no rows', 'Write rows:, or contacts: and around:.')
  checkRows(rows, report)
  return { ...whole, rows }
}

function readWhole(fields: Fields, report: Report): Whole {
  const name = needText(fields, 'course', [], report)
  if (!/^[a-z]+(-[a-z]+)*$/.test(name)) report(['course'], `${name} is not a name`, 'Use small letters.')
  const anchor = needOne(fields, 'anchor', ANCHORS, [], report)
  const after = Array.isArray(fields['after']) ? fields['after'] : []
  const known = ENDS[anchor].filter((kind) => after.includes(kind))
  if (known.length !== after.length || (anchor !== 'lmp' && known.length === 0)) {
    const choice = ENDS[anchor].length === 0 ? 'Leave after: away.' : `Choose of ${ENDS[anchor].join(', ')}.`
    report(['after'], `a course counted from ${anchor} cannot run after ${after.join(', ') || 'nothing'}`, choice)
  }
  const { needs } = fields
  if (needs !== undefined) needOne(fields, 'needs', PURPOSES, [], report)
  return {
    name,
    version: needWhole(fields, 'version', [], report),
    title: readTitle(fields['title'], report),
    ...readOrigin(fields, undefined, [], report),
    anchor,
    after: known,
    rank: needWhole(fields, 'rank', [], report),
    ...(needs !== undefined && { needs: needs === 'family' ? 'family' : 'support' }),
  }
}

type Origin = Pick<CourseRow, 'source' | 'reviewed' | 'effective'>

function readOrigin(fields: Fields, whole: Origin | undefined, path: Path, report: Report): Origin {
  const has = (name: string) => whole === undefined || fields[name] !== undefined
  const effective = has('effective') ? readIso(needText(fields, 'effective', path, report)) : whole?.effective
  if (effective === undefined) report([...path, 'effective'], 'effective is not a date', 'Write it as 2026-01-01.')
  const signed = fields['reviewed'] === false ? 'no' : needTextWhere(has('reviewed'), fields, 'reviewed', path, report)
  return {
    source: needTextWhere(has('source'), fields, 'source', path, report) ?? whole?.source ?? '',
    reviewed: signed ?? whole?.reviewed ?? 'no',
    effective: effective ?? 0,
  }
}

function needTextWhere(isThere: boolean, fields: Fields, name: string, path: Path, report: Report): string | undefined {
  return isThere ? needText(fields, name, path, report) : undefined
}

function readContact(fields: Fields, path: Path, report: Report): Contact {
  const contact = needText(fields, 'contact', path, report)
  if (!/^[a-z]+[0-9]*$/.test(contact)) report([...path, 'contact'], `${contact} is not a key`, 'Write it as pnc1.')
  return { contact, days: readDays(fields, path, report) }
}

function readRow(fields: Fields, path: Path, whole: Whole, contacts: Contact[], report: Report): CourseRow {
  const { asks, tell, contact } = fields
  const item = needText(fields, 'item', path, report)
  if (!/^[a-z]+[0-9]*(\.[a-z]+)?$/.test(item)) report([...path, 'item'], `${item} is not a key`, 'Use small letters.')
  if (tell !== undefined && tell !== 'chw' && tell !== 'supervisor')
    report([...path, 'tell'], `nobody is called ${tell}`, 'Write chw or supervisor.')
  const visit = contacts.find((each) => each.contact === contact)
  if (contact !== undefined && visit === undefined)
    report([...path, 'contact'], `there is no contact ${contact}`, 'Put it under contacts:.')
  return {
    item,
    days: readDays(fields, path, report),
    lasts: needWhole(fields, 'lasts', path, report),
    message: needText(fields, 'message', path, report),
    class: needOne(fields, 'class', CLASSES, path, report),
    about: needOne(fields, 'about', ABOUTS, path, report),
    ...readOrigin(fields, whole, path, report),
    ...(asks !== undefined && { asks: String(asks) }),
    ...(tell !== undefined && { tell: tell === 'supervisor' ? 'supervisor' : 'chw' }),
    ...(visit !== undefined && { contact: visit.contact, names: visit.days }),
  }
}

function placeAround(row: CourseRow, { contact, days }: Contact): CourseRow {
  return { ...row, item: `${contact}.${row.item}`, days: days + row.days, contact, names: days }
}

function readDays(fields: Fields, path: Path, report: Report): number {
  const { week, day } = fields
  if (week === undefined) return needWhole(fields, 'days', path, report)
  return needWhole(fields, 'week', path, report) * 7 + (day === undefined ? 0 : needWhole(fields, 'day', path, report))
}

/** How far a woman is in a course is kept as one number, so its rows must have an order. */
function checkRows(rows: CourseRow[], report: Report): void {
  rows.forEach((row, index) => {
    const next = rows[index + 1]
    if (next?.days === row.days) report([], `${row.item} and ${next.item} are on one day`, 'Move one of them.')
    if (row.days < 0 || row.lasts < 0) report([], `${row.item} lies before its anchor`, 'Count from the anchor on.')
    // What goes to another phone does not crowd this one.
    const later = rows.slice(index + 1).find(({ tell }) => tell === row.tell)
    if (later !== undefined && later.days <= row.days + row.lasts && later.days > row.days)
      report([], `${row.item} is still alive when ${later.item} begins`, 'Shorten lasts.')
  })
  const twice = rows.find(({ item }, index) => rows.findIndex((row) => row.item === item) !== index)
  if (twice) report([], `${twice.item} is there twice`, 'Give every row its own name.')
}
