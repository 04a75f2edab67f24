import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LogEntry } from '@dhatri/service/world'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keepTalks } from './talks.ts'

const over: LogEntry = { code: 'talk.over' }
let folder: string
let told: LogEntry[]
const log = (entry: LogEntry) => void told.push(entry)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dhatri-talks-'))
  told = []
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('the ways of conversations', () => {
  it('are kept in a file of their own, for its user alone, and the rest of the log goes on', () => {
    const keep = keepTalks(folder, log)
    for (const entry of [over, { code: 'job.failed' }, over]) keep(entry)
    const file = join(folder, 'talks.jsonl')
    expect(readFileSync(file, 'utf8')).toBe('{"code":"talk.over"}\n{"code":"talk.over"}\n')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(told).toEqual([{ code: 'job.failed' }])
  })

  it('never break the turn in which they are told', () => {
    keepTalks(join(folder, 'gone'), log)(over)
    expect(told).toEqual([{ code: 'talk.unkept' }])
  })
})
