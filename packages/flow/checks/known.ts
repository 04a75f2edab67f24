/** Is every value known where it is printed, and does each have words in that style and on that channel? */
import type { ActionSpec } from '../action.ts'
import { ANSWER_TYPES, typeOf } from '../answer.ts'
import { type Audit, bookOf, listPassages, type Passage } from '../audit.ts'
import { fail, failName } from '../book.ts'
import type { Compiled } from '../load.ts'
import { type Part, splitParts } from '../wording.ts'
import { knowAt } from './knowledge.ts'

type Placeholder = Exclude<Part, string>

/** Notes placeholders that are nobody's, have a style their type lacks, or are not set on some way to them. */
export function checkKnown(audit: Audit, actions: readonly ActionSpec[]): void {
  const tables = new Map(audit.flows.map(({ table }) => [table.flow, table]))
  for (const flow of audit.flows) {
    const known = knowAt(flow.table, actions, tables)
    for (const passage of listPassages(flow)) {
      for (const [key, word] of Object.entries(passage.source.byKey)) {
        for (const part of splitParts(word.text)) {
          if (typeof part === 'string') continue
          const fault = faultOf(flow, part, key.startsWith('voice.'), known[passage.index])
          const book = bookOf(audit, flow)
          if (fault === 'unknown') {
            const names = Object.keys(flow.table.kinds)
            failName(book, word, 'placeholder.unknown', `{${part.name}} is not declared`, part.name, names)
          } else if (fault !== undefined)
            fail(book, word, `placeholder.${fault}`, wordsFor(fault, part, passage), ADVICE[fault])
        }
      }
    }
  }
}

type Fault = 'style' | 'unset' | 'unspeakable' | 'unprintable'

const ADVICE: Record<Fault, string> = {
  style: `styles: ${Object.entries(ANSWER_TYPES)
    .flatMap(([name, { styles }]) => styles.map((style) => `${name}|${style}`))
    .join(', ')}`,
  unset: 'ask for it on every way here, or go round with "if: … is known"',
  unspeakable: 'give the step words for calls without it',
  unprintable: 'a choice has words only where a menu of its name gives them; a recording never has any',
}

function faultOf(
  { table }: Compiled,
  { name, style }: Placeholder,
  isVoice: boolean,
  known: ReadonlySet<string> | undefined,
): Fault | 'unknown' | undefined {
  const kind = Object.hasOwn(table.kinds, name) ? table.kinds[name] : undefined
  if (kind === undefined) return 'unknown'
  if (style !== '' && !typeOf(kind).styles.includes(style)) return 'style'
  if (kind.type === 'recording') return 'unprintable'
  if ((kind.type === 'choice' || kind.type === 'choices') && Object.keys(kind.labels).length === 0) return 'unprintable'
  if (isVoice && (kind.type === 'name' || kind.type === 'text')) return 'unspeakable'
  // Steps that nothing leads to have no known set; they are noted as unreachable.
  return known === undefined || known.has(name) ? undefined : 'unset'
}

function wordsFor(fault: Fault, { name, style }: Placeholder, { step }: Passage): string {
  if (fault === 'style') return `{${name}} cannot be printed as "${style}"`
  if (fault === 'unset') return `{${name}} is not set on some way to "${step.id.text}"`
  return fault === 'unspeakable' ? `{${name}} cannot be spoken` : `{${name}} has no words`
}
