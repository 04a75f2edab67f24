/** Who is rung in what order when danger is reported, as data: `flows/ladder.yaml`. */
import { isScalar, isSeq, parseDocument } from 'yaml'
import type { Role } from './worker.ts'

/** One rung: who, for how many minutes, by which channels, and who stands in when there is nobody. */
export type Rung = { role: Role; minutes: number; channels: ('sms' | 'voice')[]; cover?: Role }

/** The ladder; pauses are minutes before the next rounds, asks are hours after somebody took the case. */
export type Ladder = { rungs: Rung[]; pauses: number[]; asks: number[]; thenEvery: number }

/** What is wrong with the file, and where. */
export type LadderFault = { line: number; rule: string; words: string }

const ROLES: readonly Role[] = ['chw', 'supervisor', 'desk']

/** Loads the ladder, or names every fault. The last rung must be the duty desk: nobody else is there at night. */
export function loadLadder(text: string): { ok: true; ladder: Ladder } | { ok: false; faults: LadderFault[] } {
  const document = parseDocument(text)
  const faults: LadderFault[] = document.errors.map(({ linePos, message }) => ({
    line: linePos?.[0].line ?? 1,
    rule: 'yaml',
    words: message.split('\n')[0] ?? '',
  }))
  if (faults.length > 0) return { ok: false, faults }
  const refuse = (path: (string | number)[], rule: string): void => {
    const node = document.getIn(path, true)
    const offset = isScalar(node) || isSeq(node) ? (node.range?.[0] ?? 0) : 0
    faults.push({ line: text.slice(0, offset).split('\n').length, rule, words: path.join('.') })
  }
  const times = (name: string): number[] => {
    const list = listOf(document.toJS()?.[name])
    const isSound = list.length > 0 && list.every((time) => typeof time === 'number' && time > 0)
    if (!isSound) refuse([name], 'ladder.times')
    return isSound ? list.map(Number) : []
  }
  const rungs = listOf(document.toJS()?.rungs).flatMap((item, index): Rung[] => {
    const { role, minutes, channels, cover } = readNames(item)
    const named = ROLES.find((each) => each === role)
    const cover2 = ROLES.find((each) => each === cover)
    const used = (['sms', 'voice'] as const).filter((channel) => listOf(channels).includes(channel))
    const hasTime = typeof minutes === 'number' && minutes > 0
    if (named === undefined) refuse(['rungs', index, 'role'], 'rung.role')
    if (!hasTime) refuse(['rungs', index, 'minutes'], 'rung.minutes')
    if (used.length === 0 || used.length !== listOf(channels).length)
      refuse(['rungs', index, 'channels'], 'rung.channels')
    if (cover !== undefined && cover2 === undefined) refuse(['rungs', index, 'cover'], 'rung.cover')
    if (named === undefined || !hasTime) return []
    return [{ role: named, minutes, channels: used, ...(cover2 && { cover: cover2 }) }]
  })
  const ladder = {
    rungs,
    pauses: times('pauses'),
    asks: times('asks'),
    thenEvery: Number(document.toJS()?.['then every']),
  }
  if (!(ladder.thenEvery > 0)) refuse(['then every'], 'ladder.times')
  if (rungs.at(-1)?.role !== 'desk') refuse(['rungs'], 'ladder.desk')
  return faults.length > 0 ? { ok: false, faults } : { ok: true, ladder }
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

function readNames(value: unknown): { [name: string]: unknown } {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
