/** Each kind of defect, planted alone in a sound service, is found by its rule at its line. */
import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { checkPlanted, plantBase } from './base.ts'

const engine = readFileSync(new URL('../../../flows/engine.yaml', import.meta.url), 'utf8')
const base = plantBase(engine)

/** How many defects each rule has found. */
const kinds = new Map<string, number>()

/** A change of a file; an empty `from` writes it anew, `(gone)` takes it away. */
type Change = { file: string; from: string; to: string }
type Planted = { what: string; changes: Change[]; rule: string; file: string; at: string; words: RegExp }

/** In the lists: ⏎ a new line, ⇥ a tab, ␣ a space that does not break, ␀ NUL, ⇄ what turns letters round, ☰ a very long word. */
const unfold = (text: string): string =>
  text
    .replaceAll('⏎', '\n')
    .replaceAll('⇥', '\t')
    .replaceAll('␣', '\u00a0')
    .replaceAll('␀', '\0')
    .replaceAll('⇄', '\u202e')
    .replaceAll('☰', 'x'.repeat(2001))

/** A name, one line for each change, and a last one: rule, file where it is another, place, words. */
function readPlanted(block: string): Planted {
  const [what = '', ...lines] = block.split('\n')
  const outcome = /^ {2}(\S+)(?: in (\S+))? at (?:`([^`]+)`|(\d+:\d+)) \/(.+)\/$/.exec(lines.at(-1) ?? '')
  const changes = lines.slice(0, -1).map((line): Change => {
    const [, file = '', from, to] = /^ {2}(\S+): `([^`]*)` → `([^`]*)`$/.exec(line) ?? []
    if (from === undefined || to === undefined) throw new Error(`not a change: ${line}`)
    return { file, from: unfold(from), to: unfold(to) }
  })
  const [, rule = '', other, piece, spot = '', words = ''] = outcome ?? []
  if (outcome === null || changes.length === 0) throw new Error(`not a defect: ${what}`)
  const file = other ?? changes.at(-1)?.file ?? ''
  return { what, changes, rule, file, at: unfold(piece ?? spot), words: new RegExp(words) }
}

function plant(changes: Change[]): Record<string, string> {
  const files = { ...base }
  for (const { file, from, to } of changes) {
    const before = files[file] ?? ''
    if (to === '(gone)') delete files[file]
    else if (from === '') files[file] = to
    else if (!before.includes(from)) throw new Error(`nothing to change in ${file}: ${from}`)
    else files[file] = before.replace(from, () => to)
  }
  return files
}

/** The line and column of a piece of a file, or of `line:column`. */
function locate(content: string, at: string): { line: number; column: number } {
  const [, line, column] = /^(\d+):(\d+)$/.exec(at) ?? []
  if (line !== undefined) return { line: Number(line), column: Number(column) }
  const index = content.indexOf(at)
  if (index < 0) throw new Error(`nowhere: ${at}`)
  const before = content.slice(0, index).split('\n')
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 }
}

const folder = new URL('.', import.meta.url)
const lists = readdirSync(folder).filter((name) => name.endsWith('.txt'))
const planted = lists.flatMap((name) =>
  readFileSync(new URL(name, folder), 'utf8')
    .trimEnd()
    .split(/\n(?! )/)
    .map(readPlanted),
)

test('the service it is planted in is sound', () => {
  expect(checkPlanted(base)).toEqual([])
})

describe('planted', () => {
  test.each(planted.map((defect) => [defect.what, defect] as const))('%s', (_, { changes, rule, file, at, words }) => {
    const files = plant(changes)
    const found = checkPlanted(files)
    const mine = found.filter((finding) => finding.rule === rule && finding.file === file)
    const place = locate(files[file] ?? '', at)
    const here = mine.find(({ line, column }) => line === place.line && column === place.column)
    expect(here, JSON.stringify({ place, found }, undefined, 1)).toBeDefined()
    expect(here?.words).toMatch(words)
    expect(here?.suggestion).not.toBe('')
    kinds.set(rule, (kinds.get(rule) ?? 0) + 1)
  })

  test('each is a kind of its own', () => {
    const names = planted.map(({ what }) => what)
    expect(new Set(names).size).toBe(names.length)
    expect(planted.length).toBeGreaterThan(150)
  })
})

describe('no false alarm', () => {
  const rulesOf = (changes: Change[]) => checkPlanted(plant(changes)).map(({ rule }) => rule)
  const age = planted.find(({ what }) => what.startsWith('a screen too long by one'))?.changes ?? []

  test('the same screen with a name one letter shorter fits', () => {
    const shorter = age.map((change) => ({ ...change, to: change.to.replace('at most: 20', 'at most: 19') }))
    expect(rulesOf(shorter)).not.toContain('text.tooLong')
    expect(rulesOf(age)).toContain('text.tooLong')
  })

  test('twelve words are a sentence, and a number told digit by digit is one word', () => {
    const say = (en: string): Change[] => [{ file: 'news.yaml', from: 'Go to your check-up.', to: en }]
    expect(rulesOf(say('Go to your check-up on the day that is on the card.'))).not.toContain('text.sentence')
    expect(rulesOf(say('To talk about anything at all you can call one six two six three.'))).not.toContain(
      'text.sentence',
    )
  })

  test('a dialect that nobody has recorded yet wants nothing', () => {
    const from = '  bn-Latn:\n    name'
    const dialect = { file: 'engine.yaml', from, to: `  xtg:\n    name: Test\n    dialect of: bn\n${from}` }
    expect(rulesOf([dialect])).toEqual([])
  })

  test('an answer that only some ways ask for may be handed over, and asked about', () => {
    const handed = {
      file: 'register.yaml',
      from: '    action: register',
      to: '    action: register\n    with: [whose, lmp]',
    }
    expect(rulesOf([handed])).not.toContain('do.never')
    expect(rulesOf([handed]).filter((rule) => /^(do|if)\./.test(rule))).toEqual([])
  })

  test('a flow that asks may be run round and round', () => {
    const again = {
      file: 'news.yaml',
      from: '  - end: done',
      to: '  - run: danger\n    name: again\n    go: again\n  - end: done',
    }
    expect(rulesOf([again])).not.toContain('step.silentLoop')
  })

  test('what is heard again only because she asked for it goes round nothing', () => {
    const steps = [
      'flow: more\ntitle: {bn: ক, en: x}\nabout: service\nlanguages: [bn, en]\nchannels: [ussd, sms, voice]\nsteps:',
      '  - menu: next\n    bn: আবার?\n    en: Once more?\n    options:',
      '      - {go: again, bn: হ্যাঁ, en: "Yes"}\n      - {go: end, bn: না, en: "No"}',
      '  - end: again\n    result: again\n',
    ]
    const run: Change = {
      file: 'news.yaml',
      from: '  - end: done',
      to: '  - run: more\n    name: more\n    results: {again: one}\n  - end: done',
    }
    const asked = steps.join('\n')
    const unasked = asked.replace(/ {2}- menu[\s\S]*?(?= {2}- end)/, '')
    const rules = (to: string) => rulesOf([{ file: 'more.yaml', from: '', to }, run])
    expect(rules(asked)).not.toContain('step.silentLoop')
    expect(rules(unasked)).toContain('step.silentLoop')
  })
})

afterAll(() => {
  const found = [...kinds.values()].reduce((sum, count) => sum + count, 0)
  console.info(`planted: ${found} of ${planted.length} defects found at their line, by ${kinds.size} rules`)
})
