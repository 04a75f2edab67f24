/**
 * A word in a text message means one thing. The lists that read it come one after the other (STOP and START, reports,
 * danger, the question that is open, HELP), so that a word which stands in a later list and is taken by an earlier one
 * never arrives. The lists are not this package's: whoever checks hands them over, in the order in which they are asked.
 */
import { foldForMatch } from '@dhatri/text/normal'
import { type Audit, bookOf } from '../audit.ts'
import { fail } from '../book.ts'
import type { Spot } from '../node.ts'
import { languageOf, listUtterances } from './utterance.ts'

/** A word of a list and where it stands; code has no place, its words are named by their list alone. */
export type Keyed = { text: string; file: string; spot: Spot }

/** A list of words that act in a text message: `means` says what a whole SMS means to it, undefined where nothing. */
export type Keywords = { name: string; words: readonly Keyed[]; means: (sms: string) => string | undefined }

/** What is read before the question that is open, and what only after it. */
export type Readers = { before: readonly Keywords[]; after: readonly Keywords[] }

/** After these a text says what to write: each word up to the stop must mean something to one of the lists. */
const INVITES: Record<string, RegExp> = {
  bn: /লিখুন: ([^।.?]+)/gu,
  en: /\b[Ww]rite ([A-Z]{2,}(?:(?:, | or )[A-Z]{2,})*)/g,
}
const BETWEEN = /,|\bor\b|(?<=\s)বা(?=\s)/u

/** Notes words that an earlier list takes, and words that a text asks for and no list knows. */
export function checkKeywords(audit: Audit, { before, after }: Readers): void {
  const open: Keywords = { name: 'the open question', words: listAlso(audit), means: () => undefined }
  const lists = [...before, open, ...after]
  for (const [index, list] of lists.entries()) {
    // An open question would take the words of a later list away from it, which is no better.
    const earlier = list === open ? [...before, ...after] : lists.slice(0, index)
    for (const { text, file, spot } of list.words) {
      const thief = earlier.find(({ means }) => means(text) !== undefined)
      if (thief === undefined) continue
      const words = `"${text}" of ${list.name} is taken by ${thief.name} (${thief.means(text)})`
      fail({ file, findings: audit.findings }, spot, 'keyword.clash', words, 'choose another word')
    }
  }
  checkInvites(audit, [...before, ...after])
}

/** The words that menus take beside their numbers, and what people text for an option everywhere. */
function listAlso(audit: Audit): Keyed[] {
  const { engine } = audit
  const synonyms = Object.values(audit.library.synonyms).flat()
  const everywhere = synonyms.map(
    (text): Keyed => ({ text, file: engine?.file ?? '', spot: engine?.spot ?? { line: 1, column: 1 } }),
  )
  const own = audit.flows
    .filter(({ table }) => table.channels.includes('sms'))
    .flatMap((flow) => {
      const { file } = bookOf(audit, flow)
      const options = flow.source.steps.flatMap((step) => (step.kind === 'menu' ? step.options : []))
      return options.flatMap(({ also }) => also.map(({ text, ...spot }): Keyed => ({ text, file, spot })))
    })
  return [...own, ...everywhere]
}

function checkInvites(audit: Audit, lists: readonly Keywords[]): void {
  for (const { book, source, channels } of listUtterances(audit)) {
    if (!channels.includes('sms')) continue
    for (const [key, word] of Object.entries(source.byKey)) {
      const invites = INVITES[languageOf(key)]
      const asked =
        invites === undefined
          ? []
          : Array.from(word.text.matchAll(invites), ([, list = '']) => list.split(BETWEEN)).flat()
      const unknown = asked
        .map((one) => one.trim())
        .find(
          (one) => foldForMatch(one) !== '' && !isNumbered(one) && lists.every(({ means }) => means(one) === undefined),
        )
      if (unknown === undefined) continue
      fail(book, word, 'keyword.unknown', `nothing understands "${unknown}"`, 'ask for a word that is in a list')
    }
  }
}

/** "1 হ্যাঁ": what is asked for is the number. */
function isNumbered(text: string): boolean {
  return /^\p{Nd}/u.test(text)
}
