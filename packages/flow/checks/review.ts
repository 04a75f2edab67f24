/**
 * Clinical words need a source that a clinician can look up, and her name once she has read them: `reviewed: yes` is
 * worth nothing without a person, a date and a mark of what she read behind it, which stand in the comment of its line.
 */
import { type Audit, bookOf } from '../audit.ts'
import { type Book, fail, warn } from '../book.ts'
import type { Spot } from '../node.ts'
import { readSignature } from '../signature.ts'
import type { About } from '../table.ts'

/** A file with clinical words: whom it is about, whether it is reviewed, its source, and where each of its texts stands. */
export type Clinical = {
  file: string
  line: number
  about: About
  isReviewed: boolean
  source: string
  texts: { line: number; name: string; words: string }[]
}

/** Notes clinical files without a source, without a word on review, or reviewed by nobody. */
export function checkReview(audit: Audit, files: Readonly<Record<string, string>>): void {
  for (const flow of audit.flows) {
    const book = bookOf(audit, flow)
    checkFile(book, flow.source.about, flow.table, files[book.file] ?? '')
  }
  for (const { file, name, message } of audit.messages) {
    checkFile({ file, findings: audit.findings }, name, message, files[file] ?? '')
  }
}

function checkFile(
  book: Book,
  spot: Spot,
  { about, source }: { about: About; source?: string },
  content: string,
): void {
  const isClinical = about !== 'service'
  if (isClinical && source === undefined) {
    warn(book, spot, 'source.missing', `words about a ${about} without a source`, 'add "source: …"')
  }
  const { is, line, value } = readSignature(content)
  const at = { line, column: 1 }
  const again = `read it again and run "dhatri review ${book.file} --by <name>", or write "reviewed: no"`
  switch (is) {
    case 'absent':
      if (isClinical)
        warn(book, spot, 'review.missing', `words about a ${about} that say nothing of review`, 'add "reviewed: no"')
      return
    case 'unknown':
      fail(book, at, 'review.value', `"reviewed: ${value}"`, 'yes or no')
      return
    case 'nameless':
      fail(book, at, 'review.name', 'reviewed by nobody', again)
      return
    case 'unmarked':
      fail(book, at, 'review.mark', 'nothing says which words were reviewed', again)
      return
    case 'stale':
      fail(book, at, 'review.stale', 'the file was changed after its review', again)
      return
  }
}

/** Every file with clinical words or a word on review, in order, with its texts in the first of its languages. */
export function listClinical(audit: Audit): Clinical[] {
  const flows = audit.flows
    .filter(({ table, source }) => table.about !== 'service' || source.reviewed !== undefined)
    .map(({ source, table }): Clinical => {
      const [language = ''] = table.languages
      const texts = source.steps.flatMap((step) =>
        'text' in step && step.text !== undefined ? [{ step, text: step.text }] : [],
      )
      return {
        file: source.file,
        line: (source.reviewed ?? source.about).line,
        about: table.about,
        isReviewed: table.isReviewed,
        source: table.source ?? '',
        texts: texts.map(({ step, text }) => ({
          line: step.line,
          name: step.id.text,
          words: text.byKey[language]?.text ?? '',
        })),
      }
    })
  const messages = audit.messages
    .filter(({ message }) => message.about !== 'service' || message.source !== undefined)
    .map(
      ({ file, name, texts, message }): Clinical => ({
        file,
        line: name.line,
        about: message.about,
        isReviewed: message.isReviewed,
        source: message.source ?? '',
        texts: texts.flatMap(({ form, source: { byKey, line } }) => {
          const { bn, 'voice.bn': spoken } = byKey
          const heard = spoken === undefined ? [] : [{ line: spoken.line, name: `${form}, voice`, words: spoken.text }]
          return [{ line, name: form, words: bn?.text ?? '' }, ...heard]
        }),
      }),
    )
  return [...flows, ...messages].sort((one, other) => (one.file < other.file ? -1 : 1))
}
