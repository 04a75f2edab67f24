/**
 * The one line in which a health worker may text all answers of a flow: `REG {name} {age|বয়স} {lmp or months}`. A word
 * first, by which the report is known; then the answers in this order, or each after its label in any order.
 */
import { foldForMatch } from '@dhatri/text/normal'
import { fail, failName } from './book.ts'
import type { Word } from './fields.ts'
import type { Workbench } from './workbench.ts'

/** One answer of the line: the first of these that takes the words has it; `labels` are folded for matching. */
export type Field = { names: string[]; labels: string[] }

/** The whole line; the keyword is folded for matching. */
export type Form = { keyword: string; fields: Field[] }

const MOST_FIELDS = 10

/** Reads and proves the line of a flow: every placeholder is an answer of it, and no two of free words follow each other. */
export function compileForm(bench: Workbench): Form | undefined {
  const { book, flow, kinds } = bench
  if (flow.form === undefined) return undefined
  const { text } = flow.form
  const pieces = text.split(/\{([^{}]*)\}/u)
  const keyword = foldForMatch(pieces[0] ?? '')
  const between = pieces.filter((_, index) => index > 0 && index % 2 === 0).join('')
  const fields = pieces
    .filter((_, index) => index % 2 === 1)
    .map((piece) => fieldOf(bench, flow.form ?? flow.name, piece))
  const refuse = (rule: string, words: string, suggestion: string) =>
    fail(book, flow.form ?? flow.name, rule, words, suggestion)
  if (keyword === '' || keyword.includes(' '))
    refuse('form.keyword', 'the form begins with no word of its own', 'write "REG {name} {lmp}"')
  if (/[\p{L}\p{N}{}]/u.test(between))
    refuse(
      'form.words',
      'words between the answers',
      'only the first word is fixed; labels go into the brackets: {age|বয়স}',
    )
  if (fields.length === 0 || fields.length > MOST_FIELDS)
    refuse('form.fields', `${fields.length} answers`, `1 to ${MOST_FIELDS}`)
  const labels = fields.flatMap((field) => field.labels)
  const twice = labels.find((label, index) => labels.indexOf(label) < index)
  if (twice !== undefined) refuse('form.twice', `"${twice}" stands twice`, 'name each answer and each label once')
  const isFree = (name: string) => kinds[name]?.type === 'name' || kinds[name]?.type === 'text'
  const ambiguous = fields.find(
    ({ names: own }, index) => index > 0 && own.some(isFree) && fields[index - 1]?.names.some(isFree),
  )
  if (ambiguous !== undefined) {
    refuse(
      'form.ambiguous',
      `nobody can tell where {${ambiguous.names.join(' or ')}} begins`,
      'put an answer in numbers between the two',
    )
  }
  return { keyword, fields }
}

function fieldOf({ book, flow, kinds }: Workbench, form: Word, piece: string): Field {
  const [answers = '', ...labels] = piece.split('|').map((part) => part.trim())
  const names = answers.split(/\s+or\s+/)
  const declared = flow.kinds.filter(({ isFact }) => !isFact).map(({ name }) => name)
  for (const name of names) {
    if (!declared.includes(name))
      failName(book, form, 'form.unknown', `{${name}} is not among the answers`, name, declared)
    else if (kinds[name]?.type === 'recording')
      fail(book, form, 'form.unknown', `{${name}} cannot be texted`, 'leave it out')
  }
  return { names, labels: [...names, ...labels].map(foldForMatch).filter(Boolean) }
}
