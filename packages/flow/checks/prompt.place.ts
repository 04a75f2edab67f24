/** Where the words of a prompt stand, by the key of its sound: a finding about a sound belongs to the text it says. */
import type { Audit } from '../audit.ts'
import { optionNumber } from '../navigation.ts'
import { type Spot, spotOf } from '../node.ts'
import type { TextSource } from '../source.ts'
import { faultKey } from '../voice.ts'

/** A file and a place in it. */
export type Place = { file: string; spot: Spot }

const TOP: Spot = { line: 1, column: 1 }

/** A look-up from key to place; fragments such as numbers stand in the engine's file, places in their table. */
export function placePrompts(audit: Audit): (key: string) => Place {
  const texts = new Map<string, { file: string; source: TextSource }>()
  for (const { source: flow } of audit.flows) {
    for (const step of flow.steps) {
      const stem = `${flow.name.text}.${step.id.text}`
      const put = (key: string, source: TextSource): unknown => texts.set(key, { file: flow.file, source })
      if ('text' in step && step.text !== undefined) put(stem, step.text)
      if (step.kind !== 'menu' && step.kind !== 'ask') continue
      for (const what of ['wrong', 'silent'] as const) {
        for (const [index, text] of step[what].entries()) put(faultKey(flow.name.text, step.id.text, what, index), text)
      }
      for (const [index, option] of step.kind === 'menu' ? step.options.entries() : []) {
        const is = option.is?.text ?? String(optionNumber(index))
        for (const part of ['option', 'label']) put(`${stem}.${part}.${is}`, option.text)
      }
    }
  }
  const engine = audit.engine?.file ?? 'engine.yaml'
  for (const [name, source] of Object.entries(audit.engine?.words ?? {}))
    texts.set(`engine.${name}`, { file: engine, source })
  for (const { file, name, texts: forms } of audit.messages) {
    for (const { form, source } of forms) texts.set(`message.${name.text}.${form}`, { file, source })
  }
  return (key) => {
    const [language = '', ...rest] = key.split('/')
    const stem = rest.join('/')
    // The parts between placeholders are numbered behind the stem.
    const found = texts.get(stem) ?? texts.get(stem.replace(/\.\d+$/, ''))
    if (found !== undefined) {
      const { byKey } = found.source
      const word = byKey[`voice.${language}`] ?? byKey[language]
      return { file: found.file, spot: spotOf(word ?? found.source) }
    }
    return stem.startsWith('place/')
      ? { file: 'places/places.csv', spot: TOP }
      : { file: engine, spot: spotOf(audit.engine?.spot ?? TOP) }
  }
}
