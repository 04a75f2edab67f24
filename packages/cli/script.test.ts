import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { script } from './script.ts'

let folder = ''
let said: string[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'script-'))
  said = []
  vi.spyOn(console, 'error').mockImplementation((line) => void said.push(String(line)))
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true, force: true })
})

it('writes the script of the shipped flows, every screen within its limit', () => {
  const out = join(folder, 'all/script.html')
  expect(script(['--out', out])).toBe(0)
  const html = readFileSync(out, 'utf8')
  const sizes = [...html.matchAll(/<div class="size">(\d+)\/(\d+) /g)].map(
    ([, units, limit]) => Number(units) <= Number(limit),
  )
  expect(sizes.length).toBeGreaterThan(200)
  expect(sizes.every(Boolean)).toBe(true)
})

it('says which flows and languages there are', () => {
  expect(script(['nothing'])).toBe(1)
  expect(script(['home', '--language', 'bn,fr'])).toBe(1)
  expect(said[0]).toMatch(/^script\.flow nothing: one of /)
  expect(said[1]).toMatch(/^script\.language fr: one of /)
})
