/** A day that is none, or has not come, is refused before anything is read or written. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { shippedFolder } from '@dhatri/functions/content'
import { afterEach, expect, it, vi } from 'vitest'
import { publish } from './publish.ts'

afterEach(() => vi.restoreAllMocks())

it.each(['banana', '2026-02-30', '2026-11-23', ''])('an edition is never from %j', (on) => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  const read = () => readFileSync(join(shippedFolder, 'published/editions.json'), 'utf8')
  const before = read()
  expect(publish(['--on', on], Date.parse('2026-11-22T06:00:00Z'))).toBe(1)
  expect(said.mock.calls).toEqual([['publish.on: a day that has come, like --on 2026-11-22']])
  expect(read()).toBe(before)
})
