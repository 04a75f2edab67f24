/** A clinician signs a file: her name, the day and a mark of what she read; any change afterwards undoes it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSignature } from '@dhatri/flow/signature'
import { shippedFolder } from '@dhatri/functions/content'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { review } from './review.ts'

const now = Date.parse('2026-11-22T06:00:00Z')
let folder = ''
let file = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dhatri-review-'))
  file = join(folder, 'mother.yaml')
  writeFileSync(file, readFileSync(join(shippedFolder, 'mother.yaml'), 'utf8'))
  vi.spyOn(console, 'log').mockImplementation(() => {})
  vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterEach(() => {
  rmSync(folder, { recursive: true })
  vi.restoreAllMocks()
})
const read = () => readFileSync(file, 'utf8')

it('signs a file, and a sentence changed afterwards is no longer signed', () => {
  expect(review([file, '--by', 'Dr. Salma Akter'], now)).toBe(0)
  expect(read()).toMatch(/^reviewed: yes {2}# Dr\. Salma Akter, 2026-11-22, text [a-z0-9]+$/m)
  expect(readSignature(read()).is).toBe('signed')
  writeFileSync(file, read().replace('এখনই হাসপাতালে যান', 'হাসপাতালে যান'))
  expect(readSignature(read()).is).toBe('stale')
  expect(review([file, '--by', 'ডা. সালমা', '--on', '2026-11-20'], now)).toBe(0)
  expect(readSignature(read()).is).toBe('signed')
})

it.each([
  [['--by', 'Dr. Salma Akter']],
  [['mother.yaml']],
  [['mother.yaml', '--by', '2026-11-22']],
  [['mother.yaml', '--by', 'Dr. Salma\nreviewed: yes']],
  [['mother.yaml', '--by', 'Dr. Salma Akter', '--on', '2027-01-01']],
  [['mother.yaml', '--by', 'Dr. Salma Akter', '--on', 'today']],
  [['absent.yaml', '--by', 'Dr. Salma Akter']],
])('signs nothing for %j', (args) => {
  const before = read()
  expect(
    review(
      args.map((word) => (word.endsWith('.yaml') ? join(folder, word) : word)),
      now,
    ),
  ).toBe(1)
  expect(read()).toBe(before)
})

it('signs nothing where the file has no line to sign', () => {
  writeFileSync(file, read().replace(/^reviewed: no\n/m, ''))
  expect(review([file, '--by', 'Dr. Salma Akter'], now)).toBe(1)
})
