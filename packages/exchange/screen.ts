/**
 * A step as each channel gives it, for whoever has to judge it on paper: the pages a phone shows and what they take of
 * it, the text message and its parts, the words of a call. Every value stands at its widest, so that no caller sees more.
 */
import type { Language } from '@dhatri/flow/channel'
import { printWorst } from '@dhatri/flow/checks/worst'
import type { Library } from '@dhatri/flow/library'
import { optionNumber } from '@dhatri/flow/navigation'
import { cutScreen, printContent } from '@dhatri/flow/page'
import { chooseLanguages, type View } from '@dhatri/flow/print'
import type { Profile } from '@dhatri/flow/profile'
import { NOTHING, type Option, type Saying, type Screen } from '@dhatri/flow/screen'
import type { Step, Table } from '@dhatri/flow/table'
import { speakOption } from '@dhatri/flow/voice'
import type { Text } from '@dhatri/flow/wording'
import { measureSms, type SmsSize } from '@dhatri/text/sms'
import { measureUssd } from '@dhatri/text/ussd'
import { showText } from './caption.ts'

/** One page: what the phone shows, and how much of what it can show that is. */
export type Page = { text: string; units: number; limit: number; encoding: 'gsm7' | 'ucs2' }

/** A text message and what it costs. */
export type Letter = SmsSize & { text: string }

/** Whose words: one flow in one language. */
export type Reader = { library: Library; table: Table; language: Language }

type Spoken = Step & { kind: 'say' | 'menu' | 'ask' | 'end' }

/** The pages of a step on a gateway; undefined where it cannot show this language. */
export function showPages(step: Spoken, reader: Reader, { ussd }: Profile): Page[] | undefined {
  const view = viewOf(reader, 'ussd', ussd.charset)
  if (view === undefined) return undefined
  return cutScreen(screenOf(step, reader.table, view), view, ussd).map((text) => {
    const { encoding, units } = measureUssd(text)
    return { text, encoding, units, limit: ussd[encoding] }
  })
}

/** The step as one text message; undefined where text messages do not carry this language. */
export function showLetter(step: Spoken, reader: Reader): Letter | undefined {
  const view = viewOf(reader, 'sms', 'ucs2')
  if (view === undefined) return undefined
  const { whole } = printContent(screenOf(step, reader.table, view), view)
  return { text: whole, ...measureSms(whole) }
}

/** The lines of a call: the words, then each option with its key; values by their names. Undefined where it is not spoken. */
export function showCall(step: Spoken, reader: Reader): string[] | undefined {
  const view = viewOf(reader, 'voice', 'ucs2')
  if (view === undefined) return undefined
  const fill = ({ name }: { name: string }) => [{ key: '', text: `{${name}}` }]
  const say = (prompts: { text: string }[]): string => prompts.map(({ text }) => text).join(' ')
  const options = step.kind === 'menu' ? step.options : []
  const body = showText(step.text, 'voice', view.languages)
  return [body, ...options.map((option) => say(speakOption(option, view, fill)))].filter(Boolean)
}

function viewOf(
  { library, table, language }: Reader,
  channel: View['channel'],
  charset: 'ascii' | 'gsm7' | 'ucs2',
): View | undefined {
  const languages = chooseLanguages(language, [language, ...table.languages], channel, charset, library)
  if (languages[0] !== language || !table.channels.includes(channel)) return undefined
  return { channel, languages: [language], vocabulary: library, places: library.places[library.atlas] ?? {} }
}

function screenOf(step: Spoken, { kinds }: Table, view: View): Screen {
  const [language = ''] = view.languages
  const widest = (text: Text | undefined): Text => ({ [language]: [printWorst(text ?? {}, kinds, view)] })
  const saying: Saying = { key: '', text: widest(step.text), scope: NOTHING }
  const screen = { lead: [], options: [], page: 0, back: '0' as const }
  if (step.kind === 'say') return { ...screen, kind: 'say', lead: [saying] }
  if (step.kind === 'end') return { ...screen, kind: 'end', lead: [saying] }
  const kind = kinds[step.id]
  if (step.kind === 'menu') {
    const options = step.options.map((option): Option => ({ ...option, label: widest(option.label) }))
    return { ...screen, kind: 'menu', body: saying, options }
  }
  if (kind?.type === 'place') return { ...screen, kind: 'menu', body: saying, options: listDivisions(view) }
  const back = step.takes.includes('0') ? ('*' as const) : ('0' as const)
  return { ...screen, kind: 'ask', body: saying, back, ...(kind && { answer: kind }) }
}

function listDivisions({ places }: View): Option[] {
  return (places['']?.inside ?? []).map((code, index) => {
    const { bn = code, en = code } = places[code] ?? {}
    return { is: code, number: optionNumber(index), key: '', label: { bn: [bn], en: [en] }, isPlace: true }
  })
}
