import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { classEdit, unmoved } from './edit.ts'
import { FLOWS, loadFixture } from './fixture.ts'
import { tableOf } from './library.ts'
import type { Table } from './table.ts'

const engine = readFileSync(new URL('../../flows/engine.yaml', import.meta.url), 'utf8')

const load = (flow: string, content = FLOWS[`${flow}.yaml`] ?? ''): Table => {
  const table = tableOf(loadFixture(engine, { [`${flow}.yaml`]: content }), flow)
  if (table === undefined) throw new Error('no table')
  return table
}

/** The class of changing some words of a fixture's file, and the codes of what is broken and not accounted for. */
const change = (flow: string, ...pairs: [from: string, to: string][]) => {
  let content = FLOWS[`${flow}.yaml`] ?? ''
  for (const [from, to] of pairs) {
    if (!content.includes(from)) throw new Error(`nothing to change: ${from}`)
    content = content.replace(from, to)
  }
  const edit = classEdit(load(flow), load(flow, content))
  return { class: edit.class, unmoved: unmoved(edit).map(({ code, at }) => `${code} ${at}`) }
}

describe('a change of a flow', () => {
  it('is none where nothing changed', () =>
    expect(change('register', ['flow', 'flow'])).toEqual({ class: 'none', unmoved: [] }))

  it('is text where only words changed', () => {
    expect(change('register', ['কার ফোন?', 'ফোনটা কার?'])).toEqual({ class: 'text', unmoved: [] })
  })

  it('is additive where a step or a last option came, or a type takes more', () => {
    expect(change('news', ['  - end: done', '  - say: three\n    bn: আরও\n    en: More\n  - end: done']).class).toBe(
      'additive',
    )
    const more = '      - {is: other, bn: অন্যের, en: Other}\n  - ask: lmp'
    expect(change('register', ['  - ask: lmp', more])).toEqual({ class: 'additive', unmoved: [] })
    expect(change('register', ['at most: 20', 'at most: 24'])).toEqual({ class: 'additive', unmoved: [] })
  })

  it.each<[string, string, [string, string][], string]>([
    [
      'a step is gone',
      'news',
      [['  - say: two\n    bn: চেকআপে যান।\n    en: Go to your check-up.\n', '']],
      'step.gone two',
    ],
    [
      'an option is gone',
      'register',
      [['      - {is: family, bn: পরিবারের, en: "Family\'s", also: [shared], go: place}\n', '']],
      'option.gone whose.family',
    ],
    [
      'an option has another number',
      'register',
      [
        [
          '      - {is: own, bn: আমার, en: Mine}',
          '      - {is: other, bn: অন্যের, en: Other}\n      - {is: own, bn: আমার, en: Mine}',
        ],
      ],
      'option.number whose.own',
    ],
    [
      'an option that is not kept has another number',
      'home',
      [
        [
          '      - {bn: নাম লেখান, en: Sign up, run: register}\n      - {bn: খবর, en: News, run: news}',
          '      - {bn: খবর, en: News, run: news}\n      - {bn: নাম লেখান, en: Sign up, run: register}',
        ],
      ],
      'option.number start.register',
    ],
    ['an answer takes less', 'register', [['at most: 20', 'at most: 12']], 'answer.narrower name'],
    ['an answer begins later', 'other', [['from: 0, to: 12', 'from: 1, to: 12']], 'answer.narrower visits'],
    ['a language is gone', 'news', [['languages: [bn, en]', 'languages: [bn]']], 'languages.gone en'],
    ['a channel is gone', 'news', [['channels: [ussd, sms, voice]', 'channels: [ussd, sms]']], 'channels.gone voice'],
    ['an end gives another result', 'register', [['result: finished', 'result: over']], 'end.result done'],
  ])('is breaking where %s', (_, flow, pairs, found) => {
    const result = change(flow, ...pairs)
    expect(result.class).toBe('breaking')
    expect(result.unmoved).toContain(found)
  })

  it('is breaking where an answer has another type', () => {
    const { unmoved: found } = change('other', ['visits: {type: number, from: 0, to: 12}', 'visits: {type: text}'])
    expect(found).toEqual(['answer.type visits'])
  })

  it('may break what it accounts for', () => {
    const gone: [string, string] = ['  - say: two\n    bn: চেকআপে যান।\n    en: Go to your check-up.\n', '']
    const moved = (to: string): [string, string] => ['steps:', `moved: {two: ${to}}\nsteps:`]
    expect(change('news', gone, moved('gone'))).toEqual({ class: 'breaking', unmoved: [] })
    expect(change('news', gone, moved('one'))).toEqual({ class: 'breaking', unmoved: [] })
    expect(change('news', gone, moved('nowhere')).unmoved).toEqual(['step.gone two'])
    const option: [string, string] = ['is: own, bn: আমার', 'is: mine, bn: আমার']
    const map = (to: string): [string, string] => ['steps:', `moved: {whose.own: ${to}}\nsteps:`]
    expect(change('register', option, map('whose.mine')).unmoved).toEqual([])
    expect(change('register', option, map('whose.ours')).unmoved).toEqual(['option.gone whose.own'])
  })

  it('does not take an option for another one that bears its number now', () => {
    const swap: [string, string] = [
      '      - {is: own, bn: আমার, en: Mine}\n',
      '      - {is: other, bn: অন্যের, en: Other}\n      - {is: own, bn: আমার, en: Mine}\n',
    ]
    const map = (to: string): [string, string] => ['steps:', `moved: {whose.own: ${to}}\nsteps:`]
    expect(change('register', swap, map('whose.other')).unmoved).toContain('option.number whose.own')
    expect(change('register', swap, map('whose.own')).unmoved).not.toContain('option.number whose.own')
  })

  it('does not make "moved" part of the shape', () => {
    expect(load('news', (FLOWS['news.yaml'] ?? '').replace('steps:', 'moved: {x: gone}\nsteps:')).own).toBe(
      load('news').own,
    )
  })
})
