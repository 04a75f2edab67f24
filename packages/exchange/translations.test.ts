import { readFileSync } from 'node:fs'
import { ACTIONS, FLOWS, PLACES } from '@dhatri/flow/fixture'
import { SAFE_PROFILE } from '@dhatri/flow/profile'
import { beforeAll, describe, expect, it } from 'vitest'
import { readCsv, writeCsv } from './csv.ts'
import { measureRoom } from './room.ts'
import { surveyFiles } from './survey.ts'
import { importTranslations } from './translations.read.ts'
import { COLUMNS, exportTranslations } from './translations.ts'
import { listUnits } from './unit.ts'

const engine = readFileSync(new URL('../../flows/engine.yaml', import.meta.url), 'utf8')
const note = `# A note.
message: note
about: pregnancy
class: act
to: woman
source: Made up for tests.
reviewed: yes   # Dr. Salma Akter, 2026-11-22
facts:
  date: {type: date}
neutral:
  bn: "{date} আসবেন।"   # short
  en: Come on {date}.
voice:
  bn: আসবেন {date}।
  en: Please come on {date}.
`
const files = { ...FLOWS, 'engine.yaml': engine, 'messages/note.yaml': note }
const around = { places: PLACES, actions: ACTIONS, profiles: [SAFE_PROFILE] }

type Cells = Record<string, string>
let rows: Cells[] = []
const exported = (to: string, from = 'bn', of: Record<string, string> = files): Cells[] =>
  readCsv(exportTranslations(surveyFiles(of, around), from, to).csv, COLUMNS).rows.map(({ cells }) => cells)
const row = (key: string): Cells => rows.find((cells) => cells['key'] === key)!
/** The sheet with some cells changed, by key. */
const sheet = (changes: Record<string, Cells>, of = rows): string =>
  writeCsv(
    COLUMNS,
    of.map((cells) => COLUMNS.map((name) => ({ ...cells, ...changes[cells['key']!] })[name] ?? '')),
  )
const bring = (changes: Record<string, Cells>, into: Record<string, string> = files) =>
  importTranslations(into, sheet(changes), around)
const codes = (changes: Record<string, Cells>, into?: Record<string, string>) =>
  bring(changes, into).faults.map(({ row: at, column, code }) => `${rows[at - 2]?.['key']} ${column} ${code}`)

beforeAll(() => {
  rows = exported('en')
})

describe('a sheet', () => {
  it('has every text once, in the order of the conversation', () => {
    const keys = rows.map((cells) => cells['key']!)
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys.slice(0, 4)).toEqual(['home/title', 'home/start/text', 'home/start/option/1', 'home/start/option/2'])
    expect(keys.indexOf('register/whose/text')).toBeLessThan(keys.indexOf('register/done/text'))
    expect(keys.indexOf('register/done/text')).toBeLessThan(keys.indexOf('news/one/text'))
    expect(keys.indexOf('messages/note/neutral')).toBeGreaterThan(keys.indexOf('person/person/text'))
    expect(keys.at(-1)).toMatch(/^engine\//)
  })

  it('has what a message says in full on a call as a text of its own', () => {
    const [head, voice] = note.split('voice:') as [string, string]
    const full = 'full:\n  bn: গর্ভ {date}।\n  en: Full {date}.\n  voice: {bn: "গর্ভের {date}।", en: "Call {date}."}\n'
    const spoken = exported('en', 'bn', { ...files, 'messages/note.yaml': `${head}${full}voice:${voice}` })
    const found = spoken.filter((cells) => cells['key']?.startsWith('messages/note/full'))
    expect(found.map(({ key, channels, target }) => [key, channels, target])).toEqual([
      ['messages/note/full', 'sms', 'Full {date}.'],
      ['messages/note/full/voice', 'voice', 'Call {date}.'],
    ])
  })

  it('says what a text is, on which channels, what came before and which values must be kept', () => {
    expect(row('register/right/text')).toMatchObject({
      from: 'bn',
      to: 'en',
      flow: 'register',
      step: 'right',
      part: 'question',
      channels: 'ussd sms',
      before: 'নাম লিখুন',
      source: '{name}, {lmp|short}, {place}। ঠিক?',
      target: '{name}, {lmp|short}, {place}. Right?',
      keep: '{lmp} {name} {place}',
    })
    expect(row('register/right/text/voice')).toMatchObject({ channels: 'voice', room: '', keep: '{lmp} {place}' })
    expect(row('register/right/option/no')).toMatchObject({
      part: 'option',
      before: '{name}, {lmp|short}, {place}। ঠিক?',
    })
    expect(row('register/lmp/text')['before']).toBe('কার ফোন? › আমার')
    expect(row('register/whose/text')['before']).toBe('স্বাগতম › নাম লেখান')
    expect(row('register/name/wrong/1')).toMatchObject({ part: 'wrong', before: 'নাম লিখুন' })
  })

  it('gives the room that the checker leaves: one letter more and the text is refused or needs another page', () => {
    const roomIn = (of: Record<string, string>, key: string): number | undefined => {
      const audit = surveyFiles(of, around)
      return measureRoom(audit, listUnits(audit, audit.messages, 'bn', 'en').find((unit) => unit.key === key)!, 'en')
        ?.left
    }
    const keys = ['register/lmp/text', 'register/right/text', 'register/whose/option/own', 'engine/number.range']
    const fill = (key: string, more: number): Cells => ({
      target: row(key)['target']! + 'a'.repeat(Number(row(key)['room']) + more),
    })
    const { files: full, faults } = bring(Object.fromEntries(keys.map((key) => [key, fill(key, 0)])))
    expect(faults).toEqual([])
    for (const key of keys) expect(roomIn({ ...files, ...full }, key), key).toBe(0)
    expect(
      codes({
        'register/lmp/text': fill('register/lmp/text', 1),
        'engine/number.range': fill('engine/number.range', 1),
      }),
    ).toEqual(['register/lmp/text target target.refused', 'engine/number.range target target.refused'])
  })

  it('leaves out what a language is never shown or heard in', () => {
    const latin = exported('bn-Latn')
    expect(latin.some((cells) => cells['channels'] === 'voice')).toBe(false)
    expect(latin.some((cells) => cells['key']?.startsWith('messages/'))).toBe(false)
    expect(latin.find((cells) => cells['key'] === 'home/start/text')).toMatchObject({ channels: 'ussd', target: '' })
  })
})

describe('bringing a sheet back', () => {
  it('changes nothing where nothing was changed', () => {
    const english = rows
    for (const [to, from] of [
      ['bn', 'en'],
      ['bn-Latn', 'bn'],
    ] as const) {
      rows = exported(to, from)
      expect(bring({})).toMatchObject({ files: {}, changed: [], faults: [], unchanged: rows.length })
    }
    rows = english
  })

  it('writes only the changed texts, and keeps the rest of the file byte for byte', () => {
    const {
      files: written,
      changed,
      faults,
    } = bring({
      'messages/note/neutral': { target: 'Please come: {date}' },
      'register/right/option/no': { target: 'No, wrong' },
    })
    expect(faults).toEqual([])
    expect(changed.map(({ key }) => key)).toEqual(['register/right/option/no', 'messages/note/neutral'])
    expect(Object.keys(written).sort()).toEqual(['messages/note.yaml', 'register.yaml'])
    expect(written['register.yaml']).toBe(
      FLOWS['register.yaml']!.replace('en: "No", go: lmp', 'en: "No, wrong", go: lmp'),
    )
    expect(written['messages/note.yaml']).toBe(
      note
        .replace('  en: Come on {date}.', '  en: "Please come: {date}"')
        .replace('reviewed: yes   # Dr.', 'reviewed: no   # changed after: Dr.'),
    )
  })

  it('keeps the line ends of another system', () => {
    const windows = { ...files, 'messages/note.yaml': note.replaceAll('\n', '\r\n') }
    const { files: written } = bring({ 'messages/note/neutral': { target: 'Come by {date}.' } }, windows)
    const expected = note.replace('Come on', 'Come by').replace('# Dr.', '# changed after: Dr.').replace('yes ', 'no ')
    expect(written).toEqual({ 'messages/note.yaml': expected.replaceAll('\n', '\r\n') })
  })

  it('puts words of a new language behind the others', () => {
    const english = rows
    rows = exported('bn-Latn')
    const { files: written, faults } = bring({
      'register/whose/text': { target: 'Kar phone?' },
      'register/whose/option/own': { target: 'Amar, nijer' },
    })
    rows = english
    expect(faults).toEqual([])
    expect(written['register.yaml']).toBe(
      FLOWS['register.yaml']!.replace(
        '    en: Whose phone?\n',
        '    en: Whose phone?\n    bn-Latn: Kar phone?\n',
      ).replace('en: Mine}', 'en: Mine, bn-Latn: "Amar, nijer"}'),
    )
  })

  it('takes rows in any order and from a program that saves with other line ends and quotes', () => {
    const shuffled = sheet({ 'news/two/text': { target: 'Go soon.' } }, rows.toReversed())
    const { files: written, faults } = importTranslations(
      files,
      shuffled.replace('\uFEFF', '').replaceAll('\r\n', '\n'),
      around,
    )
    expect(faults).toEqual([])
    expect(written['news.yaml']).toContain('    en: Go soon.\n')
  })
})

describe('a row is refused', () => {
  it.each<[string, Cells, string]>([
    ['a lost value', { target: 'Come soon.' }, 'target target.values'],
    ['a value that is not there', { target: 'Come on {date} at {place}.' }, 'target target.values'],
    ['half a value', { target: 'Come on {date} at {' }, 'target target.values'],
    ['words taken away', { target: '' }, 'target target.empty'],
    ['an edited source', { source: '{date} আসুন।', target: 'Come by {date}.' }, 'source source.edited'],
    ['a broken hash', { hash: '12345', target: 'Come by {date}.' }, 'hash row.hash'],
    ['too many letters', { target: `{date} ${'a'.repeat(2000)}` }, 'target target.long'],
    ['a message of three parts', { target: `{date} ${'word '.repeat(65)}` }, 'target target.refused'],
  ])('for %s', (_, cells, refusal) => {
    const { files: written, faults } = bring({ 'messages/note/neutral': cells })
    expect(faults.map(({ column, code }) => `${column} ${code}`)).toEqual([refusal])
    expect(written).toEqual({})
  })

  it('and leaves the others unharmed', () => {
    const { files: written, faults } = bring({
      'messages/note/neutral': { target: 'Come.' },
      'news/two/text': { target: 'Go soon.' },
    })
    expect(faults.map(({ code }) => code)).toEqual(['target.values'])
    expect(Object.keys(written)).toEqual(['news.yaml'])
  })

  it('for a source that has changed since', () => {
    const changed = { ...files, 'messages/note.yaml': note.replace('{date} আসবেন।', '{date} অবশ্যই আসবেন।') }
    expect(codes({ 'messages/note/neutral': { target: 'Come by {date}.' } }, changed)).toEqual([
      'messages/note/neutral source source.changed',
    ])
  })

  it('for words that somebody else has changed since; where only they did, theirs stay', () => {
    const changed = { ...files, 'messages/note.yaml': note.replace('Come on {date}', 'Do come on {date}') }
    expect(codes({ 'messages/note/neutral': { target: 'Come by {date}.' } }, changed)).toEqual([
      'messages/note/neutral target target.changed',
    ])
    expect(bring({}, changed)).toMatchObject({ files: {}, faults: [] })
  })

  it('for a text that is not there, or comes twice, or a language that is not', () => {
    expect(codes({ 'news/two/text': { key: 'news/twoo/text' } })).toEqual(['news/two/text key row.key'])
    expect(bring({ 'news/two/text': { key: 'news/twoo/text' } }).faults[0]?.words).toContain(
      'did you mean news/two/text?',
    )
    expect(codes({ 'news/two/text': { key: 'news/one/text' } })).toEqual(['news/two/text key row.twice'])
    expect(codes({ 'news/two/text': { to: 'fr' } })).toEqual(['news/two/text to row.language'])
  })

  it('for each of several that the checker refuses, wherever they stand', () => {
    const long = { target: 'a'.repeat(300) }
    expect(
      codes({ 'register/lmp/text': long, 'other/visits/text': long, 'news/two/text': { target: 'Go soon.' } }).sort(),
    ).toEqual(['other/visits/text target target.refused', 'register/lmp/text target target.refused'])
  })

  it('for a sheet without its columns', () => {
    expect(importTranslations(files, 'key,target\na,b\n', around).faults.map(({ column }) => column)).toEqual([
      'from',
      'to',
      'source',
      'hash',
    ])
  })
})
