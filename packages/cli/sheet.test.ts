import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readCsv } from '@dhatri/exchange/csv'
import { SHEET_COLUMNS } from '@dhatri/exchange/sheet'
import { loadContent } from '@dhatri/functions/content'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { countPrompts } from './prompts.ts'
import { sheet } from './sheet.ts'
import { openStudio } from './studio.ts'

let folder = ''
let said: string[] = []
const [content, studio] = [loadContent(), openStudio()]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sheet-'))
  said = []
  vi.spyOn(console, 'log').mockImplementation((line) => void said.push(String(line)))
  vi.spyOn(console, 'error').mockImplementation((line) => void said.push(String(line)))
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true, force: true })
})

it('lists the prompts of the shipped flows in the states in which they are counted, each in its place', () => {
  const states: Record<string, number> = {}
  for (const language of ['bn', 'en']) {
    const out = join(folder, `${language}.csv`)
    expect(sheet(['--language', language, '--out', out], content, studio)).toBe(0)
    for (const { cells } of readCsv(readFileSync(out, 'utf8'), SHEET_COLUMNS).rows) {
      states[cells['state'] ?? ''] = (states[cells['state'] ?? ''] ?? 0) + 1
      expect(cells['hint']).not.toBe('')
    }
  }
  // A place is spoken once, for every language.
  const shared = new Set(studio.prompts.flatMap(({ key }) => (key.startsWith('en/place/') ? [key] : []))).size
  const { recorded, standIn, stale, missing } = countPrompts(studio)
  expect(Object.values(states).reduce((sum, count) => sum + count, shared)).toBe(recorded + standIn + stale + missing)
  expect(shared).toBeGreaterThan(0)
  expect(states['recorded'] ?? 0).toBe(recorded)
})

it('writes a page, and says what it cannot', () => {
  expect(sheet(['--out', join(folder, 'bn.html')], content, studio)).toBe(0)
  expect(readFileSync(join(folder, 'bn.html'), 'utf8')).toContain('<html lang="bn">')
  expect(sheet(['--language', 'fr'], content, studio)).toBe(1)
  expect(sheet(['--language', 'bn-Latn'], content, studio)).toBe(1)
  expect(said[0]).toMatch(/bn\.html: \d+ prompts, about \d+ minutes, \d+ recorded$/)
  expect(said[1]).toMatch(/^sheet\.language fr/)
  expect(said[2]).toMatch(/^sheet\.silent bn-Latn/)
})
