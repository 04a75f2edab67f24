/**
 * Words that tell whoever holds the phone what nobody asked them to know: pregnancy, a baby with its milk and vaccines,
 * loss, family planning, violence, a week, a sender that means midwife. They may not stand in what we push, on the first
 * screen of a dial or of a call we make, nor in the engine's own words, which come up anywhere: "go on where you were"
 * above all.
 */
import { foldForMatch } from '@dhatri/text/normal'
import { type Audit, bookOf, listPassages } from '../audit.ts'
import { type Book, fail } from '../book.ts'
import type { Test } from '../condition.ts'
import { leadsTo } from '../graph.ts'
import type { Compiled } from '../load.ts'
import type { TextSource } from '../source.ts'

/** Stems, matched at the beginning of a word. */
const TELLING = [
  'গর্ভ',
  'প্রসব',
  'মাসিক',
  'শিশু',
  'বাচ্চা',
  'সন্তান',
  'নবজাতক',
  'জন্ম',
  'ধাত্রী',
  'মাতৃ',
  'প্রসূতি',
  'নির্যাতন',
  'পরিবার পরিকল্পনা',
  'কনডম',
  'ডেলিভারি',
  'প্রেগন',
  'পিরিয়ড',
  'জরায়ু',
  'ভ্রূণ',
  'মৃত',
  'দুধ',
  'শালদুধ',
  'স্তন',
  'টিকা',
  'নাভি',
  'যমজ',
  'মায়ের',
  'ফিডার',
  'pregnan',
  'birth',
  'baby',
  'babies',
  'newborn',
  'midwi',
  'miscarr',
  'abort',
  'stillb',
  'contracept',
  'family planning',
  'violence',
  'matern',
  'antenatal',
  'trimester',
  'delivery',
  'womb',
  'labour',
  'menstru',
  'condom',
  'child',
  'infant',
  'breast',
  'milk',
  'vaccin',
  'immuni',
  'umbilic',
  'twins',
  'mother',
  'gorbho',
  'prosob',
  'masik',
  'bachcha',
  'dhatri',
  'shishu',
  'tika',
  'dudh',
].map(foldForMatch)

const WEEK = /[0-9]+ ?(সপ্তাহ|week)/

/** Notes telling words on the screens that a dial or a call of ours can begin with, and in the engine's own. */
export function checkFirstScreens(audit: Audit): void {
  const pushed = audit.messages.map(({ asks }) => asks?.text)
  for (const flow of audit.flows) {
    if (flow.table.flow !== 'home' && !pushed.includes(flow.table.flow)) continue
    const first = new Set(firstScreens(flow))
    for (const { index, source } of listPassages(flow)) {
      if (first.has(index)) checkNeutral(bookOf(audit, flow), source)
    }
  }
  const { engine, findings } = audit
  for (const source of Object.values(engine?.words ?? {})) checkNeutral({ file: engine?.file ?? '', findings }, source)
}

/** Notes the first telling word of each wording. */
export function checkNeutral(book: Book, source: TextSource): void {
  for (const word of Object.values(source.byKey)) {
    const found = findTelling(word.text)
    if (found === undefined) continue
    fail(
      book,
      word,
      'text.telling',
      `"${found}" tells whoever holds the phone`,
      'say it without, or only where it is asked for',
    )
  }
}

/** The first word that tells; undefined in a neutral text. */
export function findTelling(text: string): string | undefined {
  const folded = ` ${foldForMatch(text)}`
  return TELLING.find((stem) => folded.includes(` ${stem}`)) ?? WEEK.exec(folded)?.[0]
}

const asksFull = ({ name, is, value }: Test) => name === 'privacy' && is === 'equal' && value === 'full'

/** The screens that come up before anything is entered, except on phones that said they may hear all. */
function firstScreens({ table }: Compiled): number[] {
  const seen = new Set<number>()
  const waiting = [0]
  for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
    const step = table.steps[index]
    if (step === undefined || seen.has(index)) continue
    seen.add(index)
    const isPrivate = step.kind === 'if' && step.tests.every((tests) => tests.some(asksFull))
    if (isPrivate) waiting.push(step.orElse)
    else if (step.kind !== 'menu' && step.kind !== 'ask') waiting.push(...leadsTo(step))
  }
  return [...seen]
}
