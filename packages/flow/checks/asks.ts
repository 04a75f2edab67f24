/**
 * A message that asks a question names the keys itself ("1 yes, 2 no"), because whoever reads it has no menu before her.
 * They are held against the options of the menu that takes her answer: a key too many is refused by the flow, one too
 * few is never pressed, and one under another option's words records the opposite of what she meant.
 */
import { foldForMatch } from '@dhatri/text/normal'
import type { Audit } from '../audit.ts'
import { fail } from '../book.ts'
import type { Word } from '../fields.ts'
import { leadsTo } from '../graph.ts'
import type { Compiled } from '../load.ts'
import type { MessageSource } from '../message.load.ts'
import type { Choice, Step, Table } from '../table.ts'

type Menu = Step & { kind: 'menu' }

/** A key that a message names, and the words behind it. */
type Named = { number: number; words: string }

const PLACEHOLDER = /\{[^{}]*\}/g
const KEY = /(?<![\p{L}\p{M}\p{N}])([1-9][0-9]?)(?![\p{L}\p{M}\p{N}])([^0-9]*)/gu

/** Notes messages whose keys are not those of the first question of the flow they ask for. */
export function checkAsks(audit: Audit): void {
  for (const source of audit.messages) {
    const flow = audit.flows.find(({ table }) => table.flow === source.asks?.text)
    for (const menu of flow === undefined ? [] : listFirst(flow.table)) checkMessage(audit, source, flow, menu)
  }
}

/** The menus that a flow may begin with, whatever is known of her. */
function listFirst({ steps }: Table): Menu[] {
  const seen = new Set<number>()
  const waiting = [0]
  const found: Menu[] = []
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const step = steps[at]
    if (step === undefined || seen.has(at)) continue
    seen.add(at)
    if (step.kind === 'menu') found.push(step)
    else if (step.kind !== 'ask' && step.kind !== 'run') waiting.push(...leadsTo(step))
  }
  return found
}

/** Notes each way in which the keys of its texts differ, once: all languages lack the same option. */
function checkMessage(
  { findings, library }: Audit,
  { file, texts }: MessageSource,
  flow: Compiled | undefined,
  menu: Menu,
): void {
  const book = { file, findings }
  const noted = new Set<string>()
  const { id } = flow?.source.steps.find((step) => step.id.text === menu.id) ?? {}
  const at = `${flow?.source.file}${id === undefined ? '' : `:${id.line}`}`
  for (const { form, source } of texts) {
    for (const [key, word] of form === 'voice' ? [] : Object.entries(source.byKey)) {
      const named = listNamed(word)
      const language = key.split('.').at(-1) ?? ''
      const wrong = named.length === 0 ? undefined : findWrong(named, menu, language, library.synonyms)
      if (wrong === undefined || noted.has(wrong)) continue
      noted.add(wrong)
      const mend = `its answer goes to the menu "${menu.id}" (${at}): name the keys of that menu, or change it back`
      fail(book, word, 'message.options', `${wrong} of "${menu.id}" in ${flow?.source.file}`, mend)
    }
  }
}

function listNamed({ text }: Word): Named[] {
  return Array.from(text.replace(PLACEHOLDER, ' ').matchAll(KEY), ([, number = '', words = '']) => {
    return { number: Number(number), words: foldForMatch(words.split(/[,;।.?!]/u)[0] ?? '') }
  })
}

function findWrong(
  named: readonly Named[],
  { options }: Menu,
  language: string,
  synonyms: Record<string, string[]>,
): string | undefined {
  for (const { number, words } of named) {
    const own = options.find((option) => option.number === number)
    if (own === undefined) return `there is no option ${number}`
    const other = options.find((option) => option !== own && isCalled(option, words, language, synonyms))
    if (other !== undefined && !isCalled(own, words, language, synonyms))
      return `"${words}" is option ${other.number}, not ${number}`
  }
  const unnamed = options.find((option) => named.every(({ number }) => number !== option.number))
  return unnamed && `option ${unnamed.number} ("${unnamed.is}") is not named`
}

/** Whether words are those of an option: its label on the screen or in a text, or what people text for it. */
function isCalled(
  { is, label, also }: Choice,
  words: string,
  language: string,
  synonyms: Record<string, string[]>,
): boolean {
  if (words === '') return false
  const labels = [label[language], label[`sms.${language}`]].map((parts) =>
    foldForMatch((parts ?? []).filter((part) => typeof part === 'string').join('')),
  )
  const texted = Object.hasOwn(synonyms, is) ? (synonyms[is] ?? []) : []
  return [is, ...labels, ...also, ...texted].includes(words)
}
