/**
 * Does every USSD screen fit, in every language and on every gateway, whatever is filled in? An ask must fit one page
 * with the back line, and with any refusal in front; an option must never be cut; long texts may page, within reason,
 * and no longer after a wrong key than before it. An ask's refusal may crowd out the back line, which the renderer then
 * leaves out.
 */
import { cutPages } from '@dhatri/text/pages'
import { fitsUssd, measureUssd } from '@dhatri/text/ussd'
import { type Kind, typeOf } from '../answer.ts'
import { type Audit, bookOf, spotOfWords, viewIn } from '../audit.ts'
import { type Book, fail, warn } from '../book.ts'
import type { Language } from '../channel.ts'
import { limitsOf } from '../limits.ts'
import type { Compiled } from '../load.ts'
import type { Spot } from '../node.ts'
import { carry } from '../page.ts'
import type { View } from '../print.ts'
import type { Profile } from '../profile.ts'
import type { StepSource } from '../source.ts'
import type { Step } from '../table.ts'
import type { Text } from '../wording.ts'
import { printWorst } from './worst.ts'

/** More pages than this are not read to the end. */
const MOST_PAGES = 4

/** Screens measured, pages of the longest, and the fullest one-page screen: its units, its limit, whose it is. */
export type LengthFigures = { screens: number; pages: number; fullest: { units: number; limit: number; at: string } }

/** One screen under the measure. */
type Case = { book: Book; view: View; profile: Profile; flow: Compiled; language: Language; figures: LengthFigures }

/** Notes USSD screens that overflow, options that would be cut, and texts of too many pages; gives what was measured. */
export function checkLength(audit: Audit): LengthFigures {
  const figures: LengthFigures = { screens: 0, pages: 0, fullest: { units: 0, limit: 1, at: '' } }
  for (const flow of audit.flows) {
    if (!flow.table.channels.includes('ussd')) continue
    for (const profile of audit.profiles) {
      for (const language of flow.table.languages) {
        const view = viewIn(audit, flow, 'ussd', language, profile)
        if (view === undefined) continue
        const one = { book: bookOf(audit, flow), view, profile, flow, language, figures }
        for (const [index, step] of flow.table.steps.entries()) {
          const source = flow.source.steps[index]
          if (source !== undefined) checkStep(one, step, source)
        }
      }
    }
  }
  return figures
}

function checkStep(one: Case, step: Step, source: StepSource): void {
  if (!('text' in step) || step.text === undefined || !('text' in source) || source.text === undefined) return
  const spot = spotOfWords(source.text, 'ussd', one.language)
  const body = print(one, step.text)
  const kind = one.flow.table.kinds[step.id]
  if (step.kind === 'ask' && kind?.type === 'place') checkPlaces(one, body, spot)
  else if (step.kind === 'ask' && kind !== undefined) checkAsk(one, step, body, kind, spot)
  else if (step.kind === 'menu') checkMenu(one, step, source, body, spot)
  else checkPages(one, body, [], step.kind === 'say' ? `${word(one, 'next')} ${word(one, 'back')}` : '', spot)
}

function checkAsk(one: Case, step: Step & { kind: 'ask' }, body: string, kind: Kind, spot: Spot): void {
  const foot = word(one, step.takes.includes('0') ? 'back.star' : 'back')
  if (refuses(one, `${body}\n${foot}`, spot, 'the question with its back line')) return
  const { kinds } = limitsOf(kind)
  const refusals =
    step.wrong === undefined ? typeOf(kind).refusals.map((name) => one.view.vocabulary.words[name]) : step.wrong
  for (const refusal of refusals) {
    const words = refusal && print(one, refusal, step.wrong ? undefined : widestLimits(kind, kinds))
    if (refuses(one, `${words}\n${body}`, spot, `the question after "${words}"`)) return
  }
}

function checkMenu(one: Case, step: Step & { kind: 'menu' }, source: StepSource, body: string, spot: Spot): void {
  const lines = step.options.map(({ number, label }) => `${number} ${print(one, label)}`)
  const foot = `${word(one, 'more')}\n${word(one, 'back')}`
  for (const [index, line] of lines.entries()) {
    const option = source.kind === 'menu' ? source.options[index] : undefined
    const at = option === undefined ? spot : spotOfWords(option.text, 'ussd', one.language)
    if (refuses(one, `${line}\n${foot}`, at, 'this option with the lines below it')) return
  }
  checkPages(one, body, lines, word(one, 'back'), spot)
  checkQuestion(one, body, lines, spot)
  const kind = step.isMany ? one.flow.table.kinds[step.id] : undefined
  const own = kind === undefined ? ['option'] : typeOf(kind).refusals
  const faults = step.wrong?.map((text) => print(one, text)) ?? own.map((name) => word(one, name))
  for (const fault of faults) checkPages(one, `${fault}\n${body}`, lines, word(one, 'back'), spot, `, after "${fault}"`)
}

/** A question with its options may take so many pages. */
const MOST_AT_A_QUESTION = 2

/** A question is answered where it is read: every page loses readers, and what lies on a third in Bangla most never see. */
function checkQuestion(one: Case, body: string, options: string[], spot: Spot): void {
  const { book, profile, language } = one
  // Where only the back line is too much, the renderer leaves it out.
  if (language !== 'bn' || fitsUssd([body, ...options].join('\n'), profile.ussd)) return
  const foot = word(one, 'back')
  const pages = cutPages({ body, options, foot, more: word(one, 'more') }, (text) => fitsUssd(text, profile.ussd))
  if (pages.length <= MOST_AT_A_QUESTION) return
  const shown = pages.map((page, index) => `page ${index + 1} "${page.replaceAll('\n', ' / ')}"`).join(', ')
  const words = `a question of ${pages.length} pages (bn, ussd, ${profile.name}): ${shown}`
  warn(book, spot, 'menu.pages', words, 'shorten the question or its options')
}

/** The lists of places: the question above the widest line, as a list to narrow and as one found by its name. */
function checkPlaces(one: Case, body: string, spot: Spot): void {
  const { places } = one.view
  const name = (code: string): string => (one.language === 'bn' ? places[code]?.bn : places[code]?.en) ?? ''
  const upazilas = Object.keys(places).filter((code) => places[code]?.level === 'upazila')
  const found = upazilas.map((code) => `${name(code)}, ${name(code.slice(0, 4))}`)
  const [widest = ''] = [...Object.keys(places).map(name), ...found].sort((a, b) => b.length - a.length)
  const foot = `${word(one, 'more')}\n${word(one, 'back')}`
  if (refuses(one, `10 ${carry(widest, one.profile.ussd)}\n${foot}`, spot, `the line of "${widest}"`)) return
  checkPages(one, body, [], word(one, 'back'), spot)
}

function checkPages(one: Case, body: string, options: string[], foot: string, spot: Spot, when = ''): void {
  const { book, profile, figures } = one
  const pages = cutPages({ body, options, foot, more: word(one, 'more') }, (text) => fitsUssd(text, profile.ussd))
  for (const page of pages) measure(one, page, spot)
  figures.pages = Math.max(figures.pages, pages.length)
  const [tooLong] = pages.filter((page) => !fitsUssd(page, profile.ussd))
  if (tooLong !== undefined) refuses(one, tooLong, spot, 'a page')
  else if (pages.length > MOST_PAGES) {
    const words = `${pages.length} pages${when} (${one.language}, ussd, ${profile.name})`
    warn(book, spot, 'text.pages', words, `at most ${MOST_PAGES} are read: shorten it`)
  }
}

function refuses(one: Case, text: string, spot: Spot, what: string): boolean {
  const { book, profile, language } = one
  const { units, limit } = measure(one, text, spot)
  if (fitsUssd(text, profile.ussd)) return false
  const words = `${what}: ${units} of ${limit} (${language}, ussd, ${profile.name})`
  const suggestion =
    units > limit ? `shorten it by ${units - limit}` : `the gateway carries ${profile.ussd.charset} only`
  fail(book, spot, 'text.tooLong', words, suggestion)
  return true
}

/** The units of a screen and their limit, noted among the figures. */
function measure(
  { book, profile, language, figures }: Case,
  text: string,
  spot: Spot,
): { units: number; limit: number } {
  const { encoding, units } = measureUssd(text)
  const limit = profile.ussd[encoding]
  figures.screens += 1
  if (units / limit > figures.fullest.units / figures.fullest.limit) {
    figures.fullest = { units, limit, at: `${book.file}:${spot.line} ${language}` }
  }
  return { units, limit }
}

function word(one: Case, name: string): string {
  return print(one, one.view.vocabulary.words[name] ?? {}, {})
}

/** The longest a text becomes on this gateway; letters that it cannot carry count as the signs shown for them. */
function print({ view, profile, flow }: Case, text: Text, kinds = flow.table.kinds): string {
  return carry(printWorst(text, kinds, view), profile.ussd)
}

/** The limits as kinds whose widest print is the limit itself. */
function widestLimits(kind: Kind, kinds: Record<string, Kind>): Record<string, Kind> {
  const { answers } = limitsOf(kind)
  return Object.fromEntries(
    Object.keys(kinds).map((name) => [name, { type: 'number', from: 0, to: Number(answers[name]) }]),
  )
}
