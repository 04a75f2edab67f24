/** Who is rung in what order when danger is reported, and what is asked afterwards, as data: `flows/ladder.yaml`. */
import { type Document, isMap, isScalar, isSeq, parseDocument } from 'yaml'
import type { Hours } from './quiet.ts'
import type { Role } from './worker.ts'

/** One rung: who, for how many minutes, by which channels, who stands in when there is nobody, and in which hours. */
export type Rung = { role: Role; minutes: number; channels: ('sms' | 'voice')[]; cover?: Role; hours?: Hours }

/** A question to whoever took a case, so many hours later: has she left for care, was she seen there. */
export type Asking = { hours: number; ask: 'left' | 'seen' }

/** The ladder; `areas` are rungs of single places by their codes, pauses are minutes before the next rounds. */
export type Ladder = {
  rungs: Rung[]
  areas: { [code: string]: Rung[] }
  pauses: number[]
  asks: Asking[]
  thenEvery: number
}

/** What is wrong with the file, and where. */
export type LadderFault = { line: number; rule: string; words: string }

type Path = (string | number)[]
type Refuse = (path: Path, rule: string) => void

const ROLES: readonly Role[] = ['chw', 'supervisor', 'desk']
/** A division, a district or an upazila: two digits each. */
const AREA = /^(\d{2}){1,3}$/

/** Loads the ladder, or names every fault. The last rung must be the duty desk, at any hour: nobody else is there at night. */
export function loadLadder(text: string): { ok: true; ladder: Ladder } | { ok: false; faults: LadderFault[] } {
  const document = parseDocument(text)
  const faults: LadderFault[] = document.errors.map(({ linePos, message }) => ({
    line: linePos?.[0].line ?? 1,
    rule: 'yaml',
    words: message.split('\n')[0] ?? '',
  }))
  if (faults.length > 0) return { ok: false, faults }
  const refuse: Refuse = (path, rule) => {
    faults.push({ line: lineOf(document, path, text), rule, words: path.join('.') })
  }
  const file = readNames(document.toJS())
  const pauses = listOf(file['pauses'])
  if (pauses.length === 0 || !pauses.every(isTime)) refuse(['pauses'], 'ladder.times')
  const ladder: Ladder = {
    rungs: readRungs(['rungs'], file['rungs'], refuse),
    areas: readAreas(file['areas'], refuse),
    pauses: pauses.map(Number),
    asks: readAsks(file['asks'], refuse),
    thenEvery: Number(file['then every']),
  }
  if (!(ladder.thenEvery > 0)) refuse(['then every'], 'ladder.times')
  return faults.length > 0 ? { ok: false, faults } : { ok: true, ladder }
}

function readRungs(path: Path, value: unknown, refuse: Refuse): Rung[] {
  const rungs = listOf(value).flatMap((item, index): Rung[] => {
    const { role, minutes, channels, cover, hours } = readNames(item)
    const named = ROLES.find((each) => each === role)
    const stands = ROLES.find((each) => each === cover)
    const used = (['sms', 'voice'] as const).filter((channel) => listOf(channels).includes(channel))
    const open = readHours(hours)
    if (named === undefined) refuse([...path, index, 'role'], 'rung.role')
    if (!isTime(minutes)) refuse([...path, index, 'minutes'], 'rung.minutes')
    if (used.length === 0 || used.length !== listOf(channels).length)
      refuse([...path, index, 'channels'], 'rung.channels')
    if (cover !== undefined && stands === undefined) refuse([...path, index, 'cover'], 'rung.cover')
    if (hours !== undefined && open === undefined) refuse([...path, index, 'hours'], 'rung.hours')
    if (named === undefined || !isTime(minutes)) return []
    return [{ role: named, minutes, channels: used, ...(stands && { cover: stands }), ...(open && { hours: open }) }]
  })
  const last = rungs.at(-1)
  if (last?.role !== 'desk' || last.hours !== undefined) refuse(path, 'ladder.desk')
  return rungs
}

function readAreas(value: unknown, refuse: Refuse): { [code: string]: Rung[] } {
  if (value === undefined) return {}
  return Object.fromEntries(
    Object.entries(readNames(value)).map(([code, rungs]) => {
      if (!AREA.test(code)) refuse(['areas', code], 'ladder.area')
      return [code, readRungs(['areas', code], rungs, refuse)]
    }),
  )
}

function readAsks(value: unknown, refuse: Refuse): Asking[] {
  const asks = listOf(value).flatMap((item, index): Asking[] => {
    const { hours, ask } = readNames(item)
    if (isTime(hours) && (ask === 'left' || ask === 'seen')) return [{ hours, ask }]
    refuse(['asks', index], 'ladder.asks')
    return []
  })
  if (asks.length === 0 && listOf(value).length === 0) refuse(['asks'], 'ladder.asks')
  return asks
}

/** `08-21`, and over midnight `20-06`. */
function readHours(value: unknown): Hours | undefined {
  const [, from, to] = /^(\d{2})-(\d{2})$/.exec(typeof value === 'string' ? value : '') ?? []
  const hours = { from: Number(from) * 60, to: Number(to) * 60 }
  return hours.from < 24 * 60 && hours.to <= 24 * 60 && hours.from !== hours.to ? hours : undefined
}

function lineOf(document: Document, path: Path, text: string): number {
  const node = document.getIn(path, true)
  const offset = isScalar(node) || isSeq(node) || isMap(node) ? (node.range?.[0] ?? 0) : 0
  return text.slice(0, offset).split('\n').length
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && value > 0
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

function readNames(value: unknown): { [name: string]: unknown } {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
