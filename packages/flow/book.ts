/** Where the remarks about one file are collected while it is read. */
import type { Finding } from './finding.ts'
import { nearest } from './nearest.ts'
import type { Spot } from './node.ts'

/** One file's remarks so far. */
export type Book = { file: string; findings: Finding[] }

/** More names than these nobody looks through. */
const MOST_NAMES = 24

/** Notes an error. */
export function fail(book: Book, spot: Spot, rule: string, words: string, suggestion: string): void {
  note(book, spot, 'error', rule, words, suggestion)
}

/** Notes something to think about. */
export function warn(book: Book, spot: Spot, rule: string, words: string, suggestion: string): void {
  note(book, spot, 'warning', rule, words, suggestion)
}

/** Notes a name that is none of the known ones, with the nearest as a guess. */
export function failName(
  book: Book,
  spot: Spot,
  rule: string,
  words: string,
  given: string,
  known: Iterable<string>,
): void {
  const names = [...known]
  const guess = nearest(given, names)
  const more = names.length > MOST_NAMES ? ` … and ${names.length - MOST_NAMES} more` : ''
  const list = names.length === 0 ? 'there is none' : `one of: ${names.slice(0, MOST_NAMES).join(', ')}${more}`
  fail(book, spot, rule, words, guess === undefined ? list : `did you mean ${guess}?`)
}

/** Whether nothing found so far keeps the files from being used. */
export function isClean(findings: readonly Finding[]): boolean {
  return findings.every((finding) => finding.level !== 'error')
}

/** Findings by file, line and column: the flows before what lies in folders below, for there is mostly the cause. */
export function sortFindings(findings: Finding[]): Finding[] {
  const key = ({ file }: Finding): string => `${file.includes('/') ? 1 : 0}${file}`
  const rank = (one: Finding, other: Finding): number =>
    one.file === other.file ? one.line - other.line || one.column - other.column : key(one) < key(other) ? -1 : 1
  return findings.toSorted(rank)
}

function note(
  { file, findings }: Book,
  spot: Spot,
  level: Finding['level'],
  rule: string,
  words: string,
  suggestion: string,
) {
  findings.push({ file, line: spot.line, column: spot.column, rule, words, suggestion, level })
}
