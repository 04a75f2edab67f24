/** One step of the script: its words by channel and language, and where each option, answer or outcome leads. */
import type { Language } from '@dhatri/flow/channel'
import { END, HOME, type Step, type Table, type Target } from '@dhatri/flow/table'
import type { Text } from '@dhatri/flow/wording'
import { type Caption, caption, captions, showText } from './caption.ts'
import { escapeMarkup } from './markup.ts'
import { boxOfStep, type Desk, type Way, waysAfter, waysOf } from './picture.step.ts'
import { type Page, type Reader, showCall, showLetter, showPages } from './screen.ts'
import type { Brief } from './script.brief.ts'
import { writeBoxes } from './script.sign.ts'

/** The block of a step. */
export function writeStep(brief: Brief, table: Table, step: Step, index: number): string {
  const { languages, audit } = brief
  const [language = 'bn'] = languages
  const show = (text: Text | undefined): string => showText(text, 'ussd', [language, ...table.languages])
  const desk: Desk = { library: audit.library, language, show, kinds: table.kinds }
  const { head, foot, body } = boxOfStep(step, index, desk)
  const isSpoken =
    step.kind === 'say' ||
    step.kind === 'menu' ||
    step.kind === 'ask' ||
    (step.kind === 'end' && step.text !== undefined)
  const words = isSpoken
    ? writeWords(brief, table, step)
    : body === ''
      ? ''
      : `<table><tr><td class="words">${escapeMarkup(body)}</td></tr></table>`
  const ways = waysOf(step, desk).map((way) => `<li>${writeWay(way, table, desk)}</li>`)
  const then =
    ways.length === 0
      ? ''
      : `<table class="ways"><tr><th>${escapeMarkup(captions('onward', languages))}</th><td><ul>${ways.join('')}</ul></td></tr></table>`
  const id = escapeMarkup(anchorOf(table, index))
  return `<div class="step" id="${id}"><h3>${escapeMarkup(head)}${foot === undefined ? '' : ` <small>${escapeMarkup(foot)}</small>`}</h3>
${words}${then}${isSpoken ? writeBoxes(languages) : ''}</div>`
}

function writeWords(brief: Brief, table: Table, step: Step & { kind: 'say' | 'menu' | 'ask' | 'end' }): string {
  const { languages, audit, profile } = brief
  const readers = languages.map((language): Reader => ({ library: audit.library, table, language }))
  const row = (name: Caption, cellOf: (reader: Reader) => string): string =>
    `<tr><th>${escapeMarkup(captions(name, languages))}</th>${readers.map((reader) => `<td>${cellOf(reader)}</td>`).join('')}</tr>`
  const none = (name: 'notCarried' | 'wordless', language: Language) =>
    `<span class="size">${escapeMarkup(caption(name, language))}</span>`
  const hasWords = ({ language }: Reader): boolean =>
    showText(step.text, 'voice', [language]) !== '' || showText(step.text, 'ussd', [language]) !== ''
  const orNone = (show: (reader: Reader) => string | undefined) => (reader: Reader) =>
    hasWords(reader) ? (show(reader) ?? none('notCarried', reader.language)) : none('wordless', reader.language)
  const { channels } = table
  const rows = [
    channels.includes('ussd')
      ? row(
          'ussd',
          orNone((reader) =>
            showPages(step, reader, profile)
              ?.map((page) => writePage(page, reader.language))
              .join(''),
          ),
        )
      : '',
    channels.includes('sms')
      ? row(
          'sms',
          orNone((reader) => writeLetter(step, reader)),
        )
      : '',
    channels.includes('voice')
      ? row(
          'voice',
          orNone((reader) =>
            showCall(step, reader)
              ?.map((line) => `<div class="words">${escapeMarkup(line)}</div>`)
              .join(''),
          ),
        )
      : '',
    ...(['wrong', 'silent'] as const).flatMap((what) =>
      faultsOf(step, what).map((text) =>
        row(
          what,
          ({ language }) =>
            `<div class="words">${escapeMarkup(showText(text, what === 'silent' ? 'voice' : 'ussd', [language]))}</div>`,
        ),
      ),
    ),
  ]
  const heads = languages.map(
    (language) => `<th>${escapeMarkup(audit.library.languages[language]?.name ?? language)}</th>`,
  )
  return `<table><thead><tr><th></th>${heads.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`
}

function writePage({ text, units, limit, encoding }: Page, language: Language): string {
  const name = encoding === 'gsm7' ? 'GSM-7' : 'UCS-2'
  return `<div class="page">${escapeMarkup(text)}</div><div class="size">${units}/${limit} ${escapeMarkup(caption('units', language))}, ${name}</div>`
}

function writeLetter(step: Step & { kind: 'say' | 'menu' | 'ask' | 'end' }, reader: Reader): string | undefined {
  const letter = showLetter(step, reader)
  if (letter === undefined) return undefined
  const { text, segments, units, encoding } = letter
  const size = `${segments} ${caption('part', reader.language)}, ${units} ${caption('units', reader.language)}, ${encoding === 'gsm7' ? 'GSM-7' : 'UCS-2'}`
  const words =
    hasOwnLetter(step) || !reader.table.channels.includes('ussd')
      ? `<div class="words">${escapeMarkup(text)}</div>`
      : ''
  const alike = words === '' ? `${caption('alike', reader.language)}; ` : ''
  return `${words}<div class="size">${escapeMarkup(alike + size)}</div>`
}

/** Whether a text message says anything else than the screen. */
function hasOwnLetter(step: Step & { kind: 'say' | 'menu' | 'ask' | 'end' }): boolean {
  const texts = [step.text ?? {}, ...(step.kind === 'menu' ? step.options.map(({ label }) => label) : [])]
  return texts.some((text) => Object.keys(text).some((key) => key.startsWith('sms.') || key.startsWith('ussd.')))
}

function faultsOf(step: Step, what: 'wrong' | 'silent'): Text[] {
  return step.kind === 'menu' || step.kind === 'ask' ? (step[what] ?? []) : []
}

/** "1 Yes → 4 save", through another flow where there is one. */
function writeWay({ label, to, run }: Way, table: Table, desk: Desk): string {
  const words = label === '' ? '' : `${escapeMarkup(label)} `
  if (run === undefined) return `${words}→ ${linkTo(to, table, desk)}`
  const after = waysAfter(run, desk.language).map((way) => writeWay(way, table, desk))
  return `${words}→ <a href="#${escapeMarkup(run.flow)}">${escapeMarkup(`${caption('run', desk.language)} ${run.flow}`)}</a>, ${after.join(', ')}`
}

function linkTo(to: Target, table: Table, { language }: Desk): string {
  const target = table.steps[to]
  if (target !== undefined)
    return `<a href="#${escapeMarkup(anchorOf(table, to))}">${escapeMarkup(`${to + 1} ${target.id}`)}</a>`
  return escapeMarkup(caption(to === END ? 'end' : to === HOME ? 'home' : 'end', language))
}

const anchorOf = ({ flow }: Table, index: number): string => `${flow}.${index + 1}`
