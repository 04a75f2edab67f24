import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ACTIONS, begin, enter, FLOWS, loadFixture, PLACES, PROFILES, screen } from './fixture.ts'
import { loadFlows } from './load.ts'
import { loadMessages } from './message.load.ts'
import { fold } from './turn.ts'

const engine = readFileSync(new URL('../../flows/engine.yaml', import.meta.url), 'utf8')
const load = (changed: Record<string, string>) =>
  loadFlows({ ...FLOWS, 'engine.yaml': engine, ...changed }, PLACES, ACTIONS, PROFILES).findings
const news = FLOWS['news.yaml'] ?? ''
const change = (from: string, to: string) => {
  const changed = news.replace(from, () => to)
  if (changed === news) throw new Error('nothing was changed')
  return load({ 'news.yaml': changed }).map(({ file, line, rule }) => `${file}:${line} ${rule}`)
}
const repeat = (count: number, piece: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => piece(index)).join('')

describe('a file from a stranger is refused, with its place', () => {
  test.each([
    [
      'more steps than anyone reads',
      '  - end: done',
      `${repeat(200, (index) => `  - say: s${index}\n    bn: ক\n    en: x\n`)}  - end: done`,
      'news.yaml:2 file.bound',
    ],
    [
      'more options than anyone hears',
      '  - end: done',
      `  - menu: many\n    bn: ক\n    en: x\n    options:\n${repeat(41, (index) => `      - {bn: ক${index}, en: x${index}}\n`)}  - end: done`,
      'news.yaml:14 file.bound',
    ],
    [
      'more words for one option',
      '  - end: done',
      `  - menu: many\n    bn: ক\n    en: x\n    options:\n      - {bn: ক, en: x, also: [${Array.from({ length: 41 }, (_, index) => `w${index}`).join(', ')}]}\n  - end: done`,
      'news.yaml:18 file.bound',
    ],
    [
      'more declarations',
      'steps:',
      `answers:\n${repeat(61, (index) => `  a${index}: {type: id}\n`)}steps:`,
      'news.yaml:2 file.bound',
    ],
    [
      'more conditions',
      '  - end: done',
      `  - if:\n${repeat(26, () => '      - channel is voice\n')}  - end: done`,
      'news.yaml:14 file.bound',
    ],
    ['a text nobody reads to the end', 'en: Go to your check-up.', `en: ${'x'.repeat(2001)}`, 'news.yaml:13 yaml.text'],
    ['a name that objects own', 'say: two', 'say: constructor', 'news.yaml:11 name.unfit'],
    ['the prototype for a name', 'say: two', 'say: __proto__', 'news.yaml:11 name.unfit'],
    ['a path for a name', 'say: two', 'say: ../../two', 'news.yaml:11 name.unfit'],
    ['a flow named like a path', 'flow: news', 'flow: ../news', 'news.yaml:2 name.unfit'],
    ['a result that objects own', '  - end: done', '  - end: done\n    result: toString', 'news.yaml:15 name.unfit'],
    [
      'an option that objects own',
      '  - end: done',
      '  - menu: m\n    bn: ক\n    en: x\n    options: [{is: valueOf, bn: ক, en: x}]\n  - end: done',
      'news.yaml:17 option.name',
    ],
    ['a message named like a path', '  - end: done', '  - end: done\n    also send: ../x', 'news.yaml:15 name.unfit'],
  ])('%s', (_, from, to, where) => {
    expect(change(from, to)).toContain(where)
  })

  test('what is beyond the bound is not looked at', () => {
    const steps = repeat(400, (index) => `  - say: s${index}\n    go: nowhere\n    bn: ক\n    en: x\n`)
    const rules = change('  - end: done', `${steps}  - end: done`)
    expect(rules.filter((rule) => rule.endsWith('step.unknownGo')).length).toBeLessThan(200)
  })

  test('more text than a library holds', () => {
    const long = `# ${'x'.repeat(99_000)}\n`
    const many = Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`f${index}.yaml`, long]))
    expect(load(many)).toMatchObject([{ rule: 'file.bound' }])
  })

  test('the file that is too long is named, not the first of all', () => {
    const long = { 'zzz.yaml': `${news}# ${'x'.repeat(3_000_000)}\n` }
    expect(load(long)).toMatchObject([{ file: 'zzz.yaml', rule: 'yaml.size' }])
    const two = { 'zzz.yaml': 'x'.repeat(200_000) }
    expect(load(two)).toMatchObject([{ file: 'zzz.yaml', rule: 'yaml.size' }])
  })

  test('files elsewhere, and too many', () => {
    expect(load({ '../news.yaml': news })).toMatchObject([{ file: '../news.yaml', rule: 'file.outside' }])
    expect(load({ 'flows\\..\\..\\news.yaml': news })).toMatchObject([{ rule: 'file.outside' }])
    const many = Object.fromEntries(Array.from({ length: 801 }, (_, index) => [`f${index}.yaml`, '']))
    expect(load(many)).toMatchObject([{ rule: 'file.bound' }])
    const outside = loadMessages({ 'engine.yaml': engine, 'messages/../../messages/x.yaml': 'message: x' })
    expect(outside).toMatchObject({ ok: false, findings: [{ rule: 'file.outside' }] })
  })
})

describe('a flow that was loaded, checked or not, is folded to an end', () => {
  const loop = (steps: string) => `${news.split('steps:')[0]}steps:\n${steps}`
  const shown = (steps: string, channel: 'ussd' | 'sms' | 'voice' = 'sms') => {
    const library = loadFixture(engine, { 'news.yaml': loop(steps) })
    const conversation = begin(library, { flow: 'news', channel })
    return [fold(library, conversation).state, screen(library, enter(conversation, ['1']))]
  }
  const lost = ['lost', 'দুঃখিত, সেবাটি বদলে গেছে। আবার শুরু করুন। [end]'.normalize('NFC')]

  test.each([
    ['an if that leads to itself', '  - if: channel is sms\n    name: round\n    go: round\n'],
    ['a text that leads to itself', '  - say: round\n    go: round\n    bn: ক\n    en: x\n'],
    ['a flow that runs itself', '  - run: news\n'],
    ['an arm that leads to itself', '  - arm: round\n    ways: {control: round, other: round}\n'],
  ])('%s', (_, steps) => {
    expect(shown(steps)).toEqual(lost)
  })
})
