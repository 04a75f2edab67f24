/** Who owes an answer to what, in which order and for how long, as data: `flows/waits.yaml`. */
import { isMap, isScalar, isSeq, parseDocument } from 'yaml'

/** Who may owe an answer: the facility's contact, her health worker, the supervisor, the duty desk. */
export type RequestRole = 'contact' | 'chw' | 'supervisor' | 'desk'

/** What somebody owes an answer to. */
export type AskedKind = 'question' | 'complaint' | 'appointment' | 'referral'

/** One rung: who, and for how many hours. */
export type Wait = { role: RequestRole; hours: number }

/** The rungs of each kind; pauses are hours before the last one is asked again. */
export type Waits = { [kind in AskedKind]: Wait[] } & { pauses: number[] }

/** What is wrong with the file, and where. */
export type WaitsFault = { line: number; rule: string; words: string }

const ROLES: readonly RequestRole[] = ['contact', 'chw', 'supervisor', 'desk']
const KINDS: readonly AskedKind[] = ['question', 'complaint', 'appointment', 'referral']

/** Loads the file, or names every fault. The last rung is the desk; no complaint goes to whom it may be about. */
export function loadWaits(text: string): { ok: true; waits: Waits } | { ok: false; faults: WaitsFault[] } {
  const document = parseDocument(text)
  const faults: WaitsFault[] = document.errors.map(({ linePos, message }) => ({
    line: linePos?.[0].line ?? 1,
    rule: 'yaml',
    words: message.split('\n')[0] ?? '',
  }))
  if (faults.length > 0) return { ok: false, faults }
  const refuse = (path: (string | number)[], rule: string): void => {
    const node = document.getIn(path, true)
    const offset = isScalar(node) || isSeq(node) || isMap(node) ? (node.range?.[0] ?? 0) : 0
    faults.push({ line: text.slice(0, offset).split('\n').length, rule, words: path.join('.') })
  }
  const content: unknown = document.toJS()
  const rungsOf = (kind: AskedKind): Wait[] => {
    const rungs = listOf(fieldOf(content, kind)).flatMap((item, index): Wait[] => {
      const role = ROLES.find((each) => each === fieldOf(item, 'role'))
      const hours = fieldOf(item, 'hours')
      const isLong = typeof hours === 'number' && hours > 0
      if (role === undefined) refuse([kind, index, 'role'], 'wait.role')
      if (!isLong) refuse([kind, index, 'hours'], 'wait.hours')
      if (kind === 'complaint' && (role === 'chw' || role === 'contact'))
        refuse([kind, index, 'role'], 'wait.complaint')
      return role === undefined || !isLong ? [] : [{ role, hours }]
    })
    if (rungs.at(-1)?.role !== 'desk') refuse([kind], 'wait.desk')
    return rungs
  }
  const [question = [], complaint = [], appointment = [], referral = []] = KINDS.map(rungsOf)
  const pauses = listOf(fieldOf(content, 'pauses')).filter((each) => typeof each === 'number' && each > 0)
  if (pauses.length === 0) refuse(['pauses'], 'wait.pauses')
  if (faults.length > 0) return { ok: false, faults }
  return { ok: true, waits: { question, complaint, appointment, referral, pauses: pauses.map(Number) } }
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined
}
