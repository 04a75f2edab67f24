/**
 * What a text message says about a request. She writes a keyword and her own words; a worker answers with 1 or 2 and the
 * six digits, or with T, the six digits and the answer.
 */
import { foldDigits } from '@dhatri/text/digits'
import { foldForMatch } from '@dhatri/text/normal'
import { readShortId } from '@dhatri/text/shortid'
import { readAnswer } from './keyword.ts'

/** What she says to the line, or that she wants to read an answer. */
export type SaidToLine = { kind: 'question' | 'complaint' | 'thanks'; words: string } | { kind: 'answers' }

/** What a worker answers; `rest` is what stands behind it, a date for example. */
export type WorkerAnswer =
  | { is: 'words'; ticket: string; words: string }
  | { is: 'yes' | 'no'; ticket?: string; rest: string }

/** Words that open a text to the line, folded for matching. */
export const OPENERS = {
  question: list('ask, question, proshno, prosno, proshna, প্রশ্ন, জিজ্ঞাসা'),
  complaint: list('complaint, complain, ovijog, obhijog, abhijog, ovijok, অভিযোগ'),
  thanks: list('thanks, thank, dhonnobad, dhonnobaad, dhonyobad, ধন্যবাদ'),
} as const

/** Words that, alone or with a number behind, ask for an answer that has come. */
export const ANSWERS = list('answer, answers, uttor, utor, উত্তর')

const TICKET = list('t, ticket, tiket, টি, টিকেট, টিকিট')
const SPLIT = /^([\p{L}\p{M}]+)(?:[\s:,.।-]+([\s\S]*))?$/u

/** Reads a text to the line; undefined where it opens with none of its words. */
export function readSaid(text: string): SaidToLine | undefined {
  const [, first = '', rest = ''] = SPLIT.exec(text.trim()) ?? []
  const opener = foldForMatch(first)
  const words = rest.trim()
  if (ANSWERS.includes(opener)) return words === '' || readShortId(words).ok ? { kind: 'answers' } : undefined
  for (const kind of ['question', 'complaint', 'thanks'] as const) {
    if (OPENERS[kind].includes(opener)) return { kind, words }
  }
  return undefined
}

/** Reads a worker's answer; undefined where it is none. */
export function readWorkerAnswer(text: string): WorkerAnswer | undefined {
  const [, first = '', rest = ''] = SPLIT.exec(text.trim()) ?? []
  const [, digits = '', words = ''] = /^([^\s:,.।]+)[\s:,.।-]+(\S[\s\S]*)$/.exec(rest.trim()) ?? []
  const id = readShortId(digits)
  const opener = foldForMatch(first)
  if (id.ok && (TICKET.includes(opener) || ANSWERS.includes(opener))) {
    return { is: 'words', ticket: id.id, words: words.trim() }
  }
  const [, choice = '', behind = ''] = /^([12])(?:[\s:,.।-]+([\s\S]*))?$/.exec(foldDigits(text).trim()) ?? []
  if (choice === '') {
    const answer = readAnswer(text)
    if (answer === 'yes' || answer === 1) return { is: 'yes', rest: '' }
    return answer === 'no' || answer === 2 ? { is: 'no', rest: '' } : undefined
  }
  const is = choice === '1' ? 'yes' : 'no'
  const [, number = '', after = ''] = /^(\d{6})(?!\d)[\s:,.।-]*([\s\S]*)$/.exec(behind.trim()) ?? []
  const ticket = readShortId(number)
  return ticket.ok ? { is, ticket: ticket.id, rest: after.trim() } : { is, rest: behind.trim() }
}

function list(words: string): string[] {
  return words.split(', ').map(foldForMatch)
}
