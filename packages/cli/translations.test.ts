import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { shippedFolder } from '@dhatri/functions/content'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { exportSheet, importSheets } from './translations.ts'

/** The sheet of the shipped flows: measuring all room is most of the work here. */
let shipped = ''
let folder = ''
let said: string[] = []
const flows = () => join(folder, 'flows')
const sheet = () => join(folder, 'sheet.csv')
/** Every file of the folder with its bytes. */
const contents = () =>
  Object.fromEntries(
    ['.', 'messages'].flatMap((below) =>
      readdirSync(join(flows(), below))
        .filter((name) => name.endsWith('.yaml'))
        .map((name) => [join(below, name), readFileSync(join(flows(), below, name), 'latin1')]),
    ),
  )

beforeAll(() => {
  const out = mkdtempSync(join(tmpdir(), 'translations-'))
  exportSheet(['--language', 'en', '--out', join(out, 'sheet.csv')])
  shipped = readFileSync(join(out, 'sheet.csv'), 'utf8')
  rmSync(out, { recursive: true })
})
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'translations-'))
  cpSync(shippedFolder, flows(), { recursive: true, filter: (path) => !path.endsWith('.mp3') })
  said = []
  vi.spyOn(console, 'log').mockImplementation((line) => void said.push(String(line)))
  vi.spyOn(console, 'error').mockImplementation((line) => void said.push(String(line)))
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true, force: true })
})

describe('the shipped flows', () => {
  it('come back from their sheet byte for byte', () => {
    const before = contents()
    writeFileSync(sheet(), shipped)
    expect(importSheets([sheet()], flows())).toBe(0)
    expect(said.at(-1)).toMatch(/: 0 texts in 0 files changed, \d{4} as they were, 0 rows refused$/)
    expect(contents()).toEqual(before)
  })

  it('take a changed text, and nothing in a dry run; a refused row is named by row, column and reason', () => {
    writeFileSync(sheet(), shipped.replace(/(,Sign up),/, ',Put your name down,').replace('{id}. Due', 'Due'))
    const before = contents()
    expect(importSheets([sheet(), '--dry-run'], flows())).toBe(1)
    expect(contents()).toEqual(before)
    expect(said.at(-1)).toContain('1 texts in 1 files would change (dry run, nothing written)')
    expect(importSheets([sheet()], flows())).toBe(1)
    expect(said.at(-2)).toMatch(/sheet\.csv row \d+, target: target\.values, \{id\} is missing$/)
    const changed = Object.entries(contents()).filter(([file, content]) => before[file] !== content)
    expect(changed.length).toBe(1)
    const [[file = '', content = ''] = []] = changed
    expect(content).toBe(before[file]?.replace('en: Sign up', 'en: Put your name down'))
  })
})

describe('what cannot be done is said', () => {
  it('a language that is not there, a file that is not there', () => {
    expect(exportSheet(['--language', 'fr'], flows())).toBe(1)
    expect(exportSheet(['--language', 'en', '--from', 'en'], flows())).toBe(1)
    expect(importSheets([], flows())).toBe(1)
    expect(importSheets([join(folder, 'none.csv')], flows())).toBe(1)
    expect(said.map((line) => line.split(/[ :]/)[0])).toEqual([
      'export.language',
      'export.language',
      'import.noFile',
      'import.noFile',
    ])
  })
})
