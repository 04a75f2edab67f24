/** The questions of a flow as Flow Results describes them: type, choices or range, meaning, and whether answers name somebody. */
import type { Kind } from '@dhatri/flow/answer'
import type { Step, Table } from '@dhatri/flow/table'
import { pickParts, type Text } from '@dhatri/flow/wording'

/** A question; `is_personal_information` also where an answer tells of a pregnancy, a birth or a loss. */
export type Question = {
  type: 'select_one' | 'select_many' | 'numeric' | 'text' | 'date' | 'audio' | 'open'
  label: string
  type_options: { choices?: string[]; range?: [number, number] }
  semantic_labels: string[]
  is_personal_information: boolean
}

/** Codes that others know for what our types hold (LOINC). */
const CODES: Partial<Record<Kind['type'], string>> = { dating: 'LOINC::8665-2' }

/** Types whose answers can name a person or a place, or date a pregnancy. */
const PRIVATE: readonly Kind['type'][] = ['name', 'phone', 'id', 'place', 'text', 'recording', 'date', 'dating']

/** The language that labels are written in: English where the flow has it, else its first. */
export function labelLanguage({ languages }: Table): string {
  return languages.includes('en') ? 'en' : (languages[0] ?? 'en')
}

/** The questions of a flow by their id, `flow.step`. */
export function listQuestions(table: Table): Record<string, Question> {
  return Object.fromEntries(
    table.steps.flatMap((step) => {
      if (step.kind !== 'menu' && step.kind !== 'ask') return []
      return [[`${table.flow}.${step.id}`, questionOf(table, step)]]
    }),
  )
}

function questionOf(table: Table, step: Step & { kind: 'menu' | 'ask' }): Question {
  const kind = table.kinds[step.id]
  const known = kind && CODES[kind.type]
  return {
    ...typeOf(step, kind),
    label: print(step.text, labelLanguage(table)),
    semantic_labels: [...(known === undefined ? [] : [known]), `dhatri::${table.flow}.${step.id}`],
    is_personal_information: table.about !== 'service' || (kind !== undefined && PRIVATE.includes(kind.type)),
  }
}

function typeOf(
  step: Step & { kind: 'menu' | 'ask' },
  kind: Kind | undefined,
): Pick<Question, 'type' | 'type_options'> {
  if (step.kind === 'menu') {
    return {
      type: step.isMany ? 'select_many' : 'select_one',
      type_options: { choices: step.options.map(({ is }) => is) },
    }
  }
  if (kind?.type === 'number') return { type: 'numeric', type_options: { range: [kind.from, kind.to] } }
  if (kind?.type === 'date') return { type: 'date', type_options: {} }
  if (kind?.type === 'recording') return { type: kind.otherwise === 'skip' ? 'audio' : 'open', type_options: {} }
  return { type: 'text', type_options: {} }
}

/** Words with the names of their values where values would stand. */
function print(text: Text, language: string): string {
  const { parts } = pickParts(text, 'ussd', [language])
  return parts.map((part) => (typeof part === 'string' ? part : `{${part.name}}`)).join('')
}
