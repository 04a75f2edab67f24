/**
 * What health workers report by SMS: `REG <LMP> <phone|0> <name>` and its kin, ordered or labelled, in Bangla, English
 * or both, in any digits. `dghs reg DDMMYYYY mobile name` is the national service's form (16345) and is read as it is.
 */
import type { Day } from '@dhatri/text/day'
import { foldForMatch } from '@dhatri/text/normal'
import { type AboutReading, type AboutReport, judgeAbout } from './report.about.ts'
import type { ReportFault } from './report.fault.ts'
import { type Fields, sortFields } from './report.fields.ts'
import { findKind, readOpening } from './report.keyword.ts'
import type { Kind } from './report.kind.ts'
import { keepGood } from './report.pending.ts'
import { judgeRegistration, type Known, type Registered, type Registration } from './report.register.ts'
import { cutTokens, type Token } from './report.tokens.ts'
import { PRACTICE, senseOf } from './report.words.ts'

/** A report understood. */
export type Report =
  | Registration
  | AboutReport
  | { kind: 'due' | 'last' }
  | { kind: 'undo'; id?: string }
  | { kind: 'help'; form?: Kind }

/** What an SMS says, or its one fault with the fields that are good; `rest` is what a later SMS may complete. */
export type ReportReading =
  | { ok: true; report: Report; readAs?: string }
  | {
      ok: false
      error: ReportFault
      form: Kind
      known: Known | { kind: 'undo' } | Extract<AboutReading, { ok: false }>['known']
      rest?: string
      readAs?: string
    }

/** Reads a report; undefined where the SMS is none. `readAs` says which keyword a misspelt one was taken for. */
export function readReport(text: string, today: Day): ReportReading | undefined {
  const tokens = cutTokens(text)
  const opening = readOpening(tokens)
  if (opening === undefined) return readLabelled(tokens, today)
  const { kind, rest, readAs } = opening
  const said = readAs === undefined ? {} : { readAs }
  if (kind === 'due' || kind === 'last') return { ok: true, report: { kind }, ...said }
  if (kind === 'undo') return { ...readUndo(rest), ...said }
  if (kind === 'help') {
    const form = rest[0] === undefined ? undefined : findKind(rest[0].key)
    return { ok: true, report: form === undefined ? { kind } : { kind, form }, ...said }
  }
  if (kind === 'register') return { ...asReading(readRegistration(rest, today)), ...said }
  const fields = sortFields(rest, true)
  const reading = judgeAbout(kind, fields, today)
  return reading.ok
    ? { ...reading, ...said }
    : { ...reading, form: kind, rest: keepGood(kind, fields, reading.error), ...said }
}

/** UNDO takes back the worker's last report, or, with an id, what was last told of that woman. */
function readUndo(rest: Token[]): ReportReading {
  const id = sortFields(rest, true).figures.find(({ is }) => is === 'id')
  if (id === undefined) return { ok: true, report: { kind: 'undo' } }
  if (id.isSound) return { ok: true, report: { kind: 'undo', id: id.text } }
  return { ok: false, error: 'report.idMistyped', form: 'undo', known: { kind: 'undo' } }
}

/** The report behind `TEST`, which is answered like a real one and changes nothing; undefined where it is not practice. */
export function readPractice(text: string): string | undefined {
  const [, first = '', rest = ''] = /^\P{L}*([\p{L}\p{M}\u200c\u200d]+)[\s\p{P}]*(.*)$/su.exec(text) ?? []
  if (!PRACTICE.has(foldForMatch(first))) return undefined
  return readOpening(cutTokens(rest)) === undefined ? undefined : rest
}

/**
 * A report about a woman made whole by a later SMS that carries what was missing; undefined where that is a report of
 * its own, or has nothing to add.
 */
export function completeAbout(rest: string, text: string, today: Day): ReportReading | undefined {
  const tokens = cutTokens(text)
  if (tokens.length > MOST_ADDED || readOpening(tokens, true) !== undefined) return undefined
  const reading = readReport(`${rest} ${text}`, today)
  return reading?.ok || tokens.some(({ is }) => is === 'digits') ? reading : undefined
}

/**
 * Takes the fields missing from an earlier registration out of a later SMS; undefined where it carries none or is a
 * report of its own.
 */
export function completeReport(known: Known, text: string, today: Day): ReportReading | undefined {
  const tokens = cutTokens(text)
  if (readOpening(tokens, true) !== undefined) return undefined
  const fields = sortFields(tokens, false)
  const isName = known.name === undefined && fields.words.length > 0 && fields.words.length <= MOST_NAMES
  const hasFigure = fields.spans.length > 0 || fields.figures.some(({ is }) => is !== 'count')
  return isName || hasFigure ? asReading(judgeRegistration(fields, today, known)) : undefined
}

const MOST_NAMES = 5
const MOST_ADDED = 6

/** Two labelled fields or more are a registration even without REG in front. */
function readLabelled(tokens: Token[], today: Day): ReportReading | undefined {
  const labels = tokens.filter(({ is, key }, at) => {
    const sense = is === 'word' ? senseOf(key, tokens[at + 1]?.is === 'digits') : undefined
    return sense === 'lmp' || sense === 'edd' || sense === 'name' || sense === 'phone'
  })
  if (labels.length < 2 || labels[0] !== tokens[0]) return undefined
  const reading = readRegistration(tokens, today)
  const { lmp, phone, name } = reading.ok ? reading.report : reading.known
  const isRegistration = lmp !== undefined && (phone !== undefined || name !== undefined)
  return isRegistration ? asReading(reading) : undefined
}

function asReading(registered: Registered): ReportReading {
  return registered.ok ? registered : { ...registered, form: 'register' }
}

function readRegistration(tokens: Token[], today: Day): Registered {
  const [first, ...more] = splitRepeats(tokens)
  const fields: Fields = sortFields(first ?? [], false)
  return judgeRegistration(more.length > 0 ? { ...fields, isJoined: true } : fields, today)
}

/** Cuts at a second REG inside one SMS: two women. */
function splitRepeats(tokens: Token[]): Token[][] {
  const at = tokens.findIndex(({ key }) => key === 'reg' || key === 'নিবন্ধন')
  return at < 0 ? [tokens] : [tokens.slice(0, at), tokens.slice(at + 1)]
}
