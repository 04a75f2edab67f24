/**
 * The engine's keys (0, 9, 00, 99, `*`, `#`) come before every answer. Here every question is asked whether it would
 * take one of them for an answer, or have an answer of its own taken for one; and a menu, whether a word or number that
 * chooses one option also means another.
 */
import { foldForMatch } from '@dhatri/text/normal'
import { type Kind, typeOf } from '../answer.ts'
import { type Audit, bookOf } from '../audit.ts'
import { type Book, fail } from '../book.ts'
import { CHANNELS, type Channel } from '../channel.ts'
import type { Word } from '../fields.ts'
import { optionNumber, readEntry, readKey } from '../navigation.ts'
import type { OptionSource } from '../source.ts'
import type { Step } from '../table.ts'

const KEYS = ['0', '9', '00', '99', '*', '#', '*0', '*9']
/** The keys that an ask may take: the engine then uses `*`, `*0` and `*9` in their place. */
const LENT = ['0', '9']

/** Notes answers and options that collide with the engine's keys, or with each other. */
export function checkKeys(audit: Audit): void {
  for (const flow of audit.flows) {
    const book = bookOf(audit, flow)
    for (const [index, source] of flow.source.steps.entries()) {
      const step = flow.table.steps[index]
      const kind = flow.table.kinds[source.id.text]
      if (source.kind === 'menu') checkWords(book, source.options, audit.library.synonyms)
      if (step?.kind !== 'ask' || kind === undefined) continue
      const clash = findClash(step, kind, flow.table.channels)
      if (clash === undefined) continue
      const words = `"${clash.entry}" is an answer to "${step.id}" and a key on ${clash.channel}`
      fail(book, source.id, 'answer.key', words, 'choose limits that leave it out')
    }
  }
}

/** An entry that is both an answer and a key of the engine, on one of the channels. */
function findClash(
  step: Step & { kind: 'ask' },
  kind: Kind,
  channels: readonly Channel[],
): { entry: string; channel: Channel } | undefined {
  const { read, samples } = typeOf(kind)
  for (const channel of CHANNELS.filter((one) => one !== 'sms' && channels.includes(one))) {
    const sight = { today: 0, places: {}, channel }
    const stolen = samples(kind).good.find((entry) => readKey(channel, readEntry(channel, entry).key, step.takes))
    const swallowed = KEYS.find((key) => !LENT.includes(key) && read(kind, key, sight).ok)
    const entry = stolen ?? swallowed
    if (entry !== undefined) return { entry, channel }
  }
  return undefined
}

/** What may be texted for each option: its own `is`, the words it lists, and what people text for that `is` everywhere. */
function checkWords(book: Book, options: readonly OptionSource[], synonyms: Record<string, string[]>): void {
  const owners = new Map<string, number>()
  for (const [index, { is, also }] of options.entries()) {
    const own = [...(is === undefined ? [] : [is]), ...also].map((word) => ({
      ...word,
      folded: foldForMatch(word.text),
    }))
    for (const word of own) checkNumber(book, word, index)
    const everywhere = is !== undefined && Object.hasOwn(synonyms, is.text) ? (synonyms[is.text] ?? []) : []
    const meant = is === undefined ? [] : everywhere.map((folded) => ({ ...is, text: folded, folded }))
    for (const { folded, ...word } of [...own, ...meant]) {
      const other = owners.get(folded) ?? index
      if (other !== index) {
        fail(
          book,
          word,
          'option.also',
          `"${word.text}" chooses option ${optionNumber(other)}`,
          'leave it to one of them',
        )
      }
      owners.set(folded, other)
    }
  }
}

/** A number always chooses the option of that number, whatever words an option lists. */
function checkNumber(book: Book, { folded, ...word }: Word & { folded: string }, index: number): void {
  if (!/^[0-9]+$/.test(folded) || Number(folded) === optionNumber(index)) return
  const words =
    LENT.includes(folded) || KEYS.includes(folded)
      ? `"${word.text}" is a key of the engine`
      : `"${word.text}" is the number of another option`
  fail(book, word, 'option.key', words, 'use a word; the number comes by itself')
}
