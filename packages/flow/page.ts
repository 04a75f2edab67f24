/**
 * A screen as USSD pages. The page is part of the fold (9 turns it), so fold and render cut the same way: by the budget
 * of the profile that the start froze. The back line is left out where the screen fits one page only without it; the
 * key works all the same.
 */
import { countSeptets } from '@dhatri/text/gsm7'
import { cutPages } from '@dhatri/text/pages'
import { fitsUssd, type UssdBudget } from '@dhatri/text/ussd'
import type { Machine } from './machine.ts'
import { type Lines, printSaying, printText, type View } from './print.ts'
import { NOTHING, type Option, type Saying, type Scope, type Screen } from './screen.ts'
import { screenOf } from './view.ts'
import type { Text } from './wording.ts'

/** How many pages the screen of a machine has. */
export function countPages(machine: Machine): number {
  return cutScreen(screenOf(machine), machine.view, machine.budget).length
}

/** The pages of a screen, whole texts in order; always at least one. */
export function cutScreen(screen: Screen, view: View, budget: UssdBudget): readonly string[] {
  const { memory } = view
  const text = memory && onlyText(screen, view)
  if (memory === undefined || text === undefined) return cutAnew(screen, view, budget)
  const sheets = memory.sheets.get(text)
  const { kind, options, back } = screen
  for (const sheet of sheets ?? []) {
    if (sheet.options === options && sheet.back === back && sheet.kind === kind && sheet.budget === budget) {
      return sheet.pages
    }
  }
  const pages = cutAnew(screen, view, budget)
  const isFixed = memory.texts.has(text) && (options.length === 0 || memory.lists.has(options))
  if (!isFixed || (sheets?.length ?? 0) >= MOST_SHEETS) return pages
  memory.sheets.set(text, [...(sheets ?? []), { kind, options, back, budget, pages }])
  return pages
}

/** One text is the only one of a screen with a way back, and of one without. */
const MOST_SHEETS = 4

/** The one text of a screen besides its options; undefined where it has several. */
function onlyText({ lead, fault, body }: Screen, { channel }: View): Text | undefined {
  if (fault !== undefined) return undefined
  if (body !== undefined) return channel === 'ussd' || lead.length === 0 ? body.text : undefined
  return lead.length === 1 ? lead[0]?.text : undefined
}

function cutAnew(screen: Screen, view: View, budget: UssdBudget): string[] {
  const content = carried(printContent(screen, view), budget)
  const foot = printFoot(screen, view)
  const whole = foot === '' ? content.whole : `${content.whole}\n${foot}`
  if (fits(whole, budget)) return [whole]
  if (screen.kind !== 'say' && fits(content.whole, budget)) return [content.whole]
  const more = screen.kind === 'say' ? '' : printWord('more', view)
  return cutPages({ body: content.body, options: content.options, foot, more }, (text) => fits(text, budget))
}

/** The body of a screen, its option lines, and both together. */
export type Content = { body: string; options: readonly string[]; whole: string }

/** Prints a screen without its foot. */
export function printContent(screen: Screen, view: View): Content {
  const { lead, fault, body, options } = screen
  // On USSD what was said on the way has had a screen of its own, unless it is all there is.
  // After a mistake only the question comes again.
  const isLeadShown = body === undefined || (view.channel !== 'ussd' && fault === undefined)
  let text = ''
  const add = (saying: Saying): void => {
    text = text === '' ? printSaying(saying, view) : `${text}\n${printSaying(saying, view)}`
  }
  if (isLeadShown) for (const saying of lead) add(saying)
  if (fault !== undefined) add(fault)
  if (body !== undefined) add(body)
  if (options.length === 0) return { body: text, options: [], whole: text }
  const { lines, whole } = view.memory?.lists.get(options) ?? printOptions(options, body?.scope ?? NOTHING, view)
  return { body: text, options: lines, whole: `${text}\n${whole}` }
}

function printOptions(options: readonly Option[], scope: Scope, view: View): Lines {
  const lines = options.map(({ number, label }) => `${number} ${printText(label, scope, view)}`)
  const printed = { lines, whole: lines.join('\n') }
  const { memory } = view
  if (memory !== undefined && options.every(({ label }) => memory.texts.has(label))) memory.lists.set(options, printed)
  return printed
}

/** A name in Bangla letters on a gateway of Latin ones: what cannot be carried is shown as a question mark. */
export function carry(text: string, { charset }: UssdBudget): string {
  if (charset === 'ucs2') return text
  return Array.from(text, (sign) => (isCarried(sign, charset) ? sign : '?')).join('')
}

function isCarried(sign: string, charset: 'ascii' | 'gsm7'): boolean {
  return charset === 'ascii' ? /^[\n -~]$/.test(sign) : countSeptets(sign) !== undefined
}

function carried(content: Content, budget: UssdBudget): Content {
  if (budget.charset === 'ucs2') return content
  const { body, options, whole } = content
  return { body: carry(body, budget), options: options.map((line) => carry(line, budget)), whole: carry(whole, budget) }
}

function printFoot({ kind, back }: Screen, view: View): string {
  if (kind === 'end') return ''
  const leave = back === undefined ? '' : printWord(back === '0' ? 'back' : 'back.star', view)
  if (kind !== 'say') return leave
  return `${printWord('next', view)} ${leave}`.trim()
}

function printWord(name: string, view: View): string {
  return printText(view.vocabulary.words[name] ?? {}, NOTHING, view)
}

function fits(text: string, budget: UssdBudget): boolean {
  // A short text needs no counting: no character of GSM 03.38 costs more than two septets.
  const isShort = text.length <= budget.ucs2 && text.length * 2 <= budget.gsm7 && budget.charset === 'ucs2'
  return isShort || fitsUssd(text, budget)
}
