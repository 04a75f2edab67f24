/** One option of a menu, kept as its `is`; printed and spoken as the option's own words. */

import type { Manner } from '../vocabulary.ts'
import { pickParts, type Text } from '../wording.ts'
import type { AnswerType } from './shape.ts'

/** The labels by `is`, gathered from the menus that give this answer, each with its place in the flow. */
export type ChoiceKind = { type: 'choice'; labels: Record<string, { key: string; text: Text }> }

/** The type `choice`. */
export const CHOICE: AnswerType<ChoiceKind> = {
  settings: [],
  styles: [],
  refusals: ['option'],
  declare: () => ({ ok: true, kind: { type: 'choice', labels: {} } }),
  read: ({ labels }, entry) =>
    Object.hasOwn(labels, entry) ? { ok: true, value: entry } : { ok: false, error: 'option' },
  limits: () => ({}),
  print: ({ labels }, value, manner) => printLabel(labels, String(value), manner),
  widest: ({ labels }, manner) =>
    Object.keys(labels)
      .map((is) => printLabel(labels, is, manner))
      .reduce((widest, label) => (label.length > widest.length ? label : widest), ''),
  speak({ labels }, value, manner) {
    const is = String(value)
    const label = Object.hasOwn(labels, is) ? labels[is] : undefined
    if (label === undefined) return []
    return [{ key: `${manner.language}/${label.key}`, text: printLabel(labels, is, manner) }]
  },
  fragments: (kind, manner) => Object.keys(kind.labels).flatMap((is) => CHOICE.speak(kind, is, manner) ?? []),
  gather: () => ({ digits: 1, finish: '#', timeout: 6 }),
  samples: ({ labels }) => ({ good: Object.keys(labels), bad: ['', '99', '00', '__proto__', 'constructor'] }),
}

function printLabel(labels: ChoiceKind['labels'], is: string, { language }: Manner): string {
  const label = Object.hasOwn(labels, is) ? labels[is] : undefined
  const { parts } = pickParts(label?.text ?? {}, 'ussd', [language])
  return parts.filter((part) => typeof part === 'string').join('') || is
}
