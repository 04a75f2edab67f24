import { readFileSync } from 'node:fs'
import { FLOWS, loadFixture } from '@dhatri/flow/fixture'
import type { Library } from '@dhatri/flow/library'
import type { Messages } from '@dhatri/flow/message'
import { listPrompts } from '@dhatri/flow/render'
import { beforeAll, describe, expect, it } from 'vitest'
import { readCsv } from './csv.ts'
import { listTables } from './order.ts'
import { writeSheetHtml } from './sheet.html.ts'
import { estimate, type Line, listLines, SHEET_COLUMNS, type State, writeSheetCsv } from './sheet.ts'
import { compareTakes, findTake } from './take.ts'

const engine = readFileSync(new URL('../../flows/engine.yaml', import.meta.url), 'utf8')
const messages: Messages = {
  'anc.week': {
    name: 'anc.week',
    about: 'pregnancy',
    class: 'act',
    to: 'woman',
    isReviewed: false,
    kinds: { date: { type: 'date', from: 0, to: 1 } },
    neutral: { bn: ['লেখা'] },
    voice: { bn: ['দিন ', { name: 'date', style: '' }, '। কার্ড নেবেন।'] },
  },
}
let library: Library
let lines: Line[]
beforeAll(() => {
  library = loadFixture(engine)
  const states: Record<string, State> = { 'bn/home.start.0': 'recorded' }
  const prompts = listPrompts(library, 'bn', messages)
  lines = listLines({ library, messages, language: 'bn', prompts, stateOf: ({ key }) => states[key] ?? 'missing' })
})
const line = (key: string) => lines.find((one) => one.key === key)!
const at = (key: string) => lines.findIndex((one) => one.key === key)

describe('a recording sheet', () => {
  it('has every prompt of the language once', () => {
    const keys = listPrompts(library, 'bn', messages).map(({ key }) => key)
    expect(lines.map(({ key }) => key).sort()).toEqual([...new Set(keys)].sort())
    expect(lines.length).toBeGreaterThan(150)
  })

  it('is in the order of the conversation: question, mistakes, options; then messages, engine words and fragments', () => {
    const order = [
      'bn/home.start.0',
      'bn/home.start.option.1',
      'bn/home.start.option.2',
      'bn/register.whose.0',
      'bn/register.whose.option.own',
      'bn/register.lmp.0',
      'bn/register.name.0',
      'bn/register.name.wrong.0',
      'bn/news.one.0',
      'bn/message.anc.week.voice.0',
      'bn/message.anc.week.voice.2',
      'bn/engine.option.0',
      'bn/number/2',
      'bn/number/10',
      'bn/month/1',
      'bn/key/1',
      'bn/place/30',
    ]
    expect(order.map(at)).toEqual(order.map(at).toSorted((one, other) => one - other))
    expect(order.map(at)).not.toContain(-1)
  })

  it('knows the second text after a mistake from the first, and both from the question', () => {
    const wrong = '    wrong: [{bn: "{visits} ভুল", en: Wrong}, {bn: আবার ভুল, en: Wrong again}]\n'
    const other = (FLOWS['other.yaml'] ?? '').replace(
      '    en: How many visits?\n',
      `    en: How many visits?\n${wrong}`,
    )
    const changed = loadFixture(engine, { 'other.yaml': other })
    const scene = { tables: listTables(changed), library: changed, messages }
    const takes = ['0', 'wrong.1', 'wrong.2.0'].map((key) => findTake(`bn/other.visits.${key}`, scene))
    expect(takes.map(({ part, text }) => text?.['bn']?.[part ?? 0])).toEqual(['কতবার গেছেন?', ' ভুল', 'আবার ভুল'])
    expect(takes.toSorted(compareTakes)).toEqual(takes)
    expect(takes.toReversed().toSorted(compareTakes)).toEqual(takes)
  })

  it('says how a part joins the value before and after it, with the whole text beside it', () => {
    const [first, last] = [line('bn/message.anc.week.voice.0'), line('bn/message.anc.week.voice.2')]
    expect(first).toMatchObject({ words: 'দিন', context: 'দিন {date}। কার্ড নেবেন।' })
    expect(first.hint).toBe('শেষে সুর ধরে রাখুন, থামবেন না: এরপরেই {date} শোনা যাবে।')
    expect(last.hint).toBe('নতুন করে শুরু করবেন না: এর ঠিক আগে {date} শোনা যাবে। শেষে সুর নামবে।')
  })

  it('tells questions, options, keys, numbers and months apart', () => {
    expect(line('bn/register.whose.0').hint).toMatch(/^প্রশ্নের সুরে/)
    expect(line('bn/register.whose.option.own').hint).toContain('"এক চাপুন"')
    expect(line('bn/key/1').hint).toMatch(/^শেষে সুর নামবে/)
    expect(line('bn/number/5').hint).toMatch(/^সমান সুরে, শেষে নামবে না/)
    expect(line('bn/month/3').hint).toMatch(/^তারিখের শেষে/)
  })

  it('estimates how long words last: more for more of them, nothing for signs', () => {
    expect(estimate('এক')).toBe(0.8)
    expect(estimate('এক। — !')).toBe(0.8)
    expect(estimate('এক দুই তিন')).toBeGreaterThan(estimate('এক'))
  })

  it('as a table comes back as it went out', () => {
    const { rows, faults } = readCsv(writeSheetCsv(lines), SHEET_COLUMNS)
    expect(faults).toEqual([])
    expect(rows.length).toBe(lines.length)
    expect(rows[0]?.cells).toMatchObject({
      number: '1',
      key: 'bn/home.start.0',
      file: 'bn/home.start.0.mp3',
      state: 'recorded',
    })
  })

  it('as a page has each line, its state, room for a consent, and runs and fetches nothing', () => {
    const nasty = { ...line('bn/home.start.0'), words: '<script>"এক"</script>' }
    const html = writeSheetHtml({ library, language: 'bn' }, [nasty, line('bn/number/5')])
    expect(html).toContain('&lt;script&gt;&quot;এক&quot;&lt;/script&gt;')
    expect(html).toContain('<td class="recorded">রেকর্ড হয়েছে</td>')
    expect(html).toContain('সম্মতিপত্র নম্বর')
    expect(html).not.toMatch(/<script|src=|href=|url\(/)
  })

  it('of a dialect has the words of its language', () => {
    const spoken = loadFixture(
      engine.replace('  bn-Latn:\n    name', '  xtg:\n    name: Test\n    dialect of: bn\n  bn-Latn:\n    name'),
    )
    const prompts = listPrompts(spoken, 'xtg', messages)
    const own = listLines({ library: spoken, messages, language: 'xtg', prompts, stateOf: () => 'missing' })
    expect(own.length).toBe(lines.length)
    expect(own.find(({ key }) => key === 'xtg/message.anc.week.voice.0')?.context).toBe('দিন {date}। কার্ড নেবেন।')
  })
})
