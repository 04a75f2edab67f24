import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { exportFloip, importFloip } from './floip.ts'
import { exportResults } from './results.ts'

const folder = mkdtempSync(join(tmpdir(), 'floip-'))
const out = vi.spyOn(console, 'log').mockImplementation(() => {})
const err = vi.spyOn(console, 'error').mockImplementation(() => {})
afterEach(() => vi.clearAllMocks())
afterAll(() => {
  out.mockRestore()
  err.mockRestore()
  rmSync(folder, { recursive: true })
})
const said = (spy: typeof out) => spy.mock.calls.map(([line]) => String(line)).join('\n')
const file = join(folder, 'flows.json')

describe('flows out and in', () => {
  it('writes the container and says what is lost', () => {
    expect(exportFloip(['register', '--out', file, '--modified', '2026-01-31'])).toBe(0)
    const { flows } = JSON.parse(readFileSync(file, 'utf8'))
    expect(flows.map(({ name, last_modified: at }: { name: string; last_modified: string }) => [name, at])).toEqual([
      ['register', '2026-01-31T00:00:00.000Z'],
    ])
    expect(said(out)).toContain('floip.action: ')
    expect(said(out)).toContain('register.save (register)')
  })

  it('gives figures as JSON, apart from the file', () => {
    expect(exportFloip(['seen', '--out', join(folder, 'seen.json'), '--json'])).toBe(0)
    const { losses, container } = JSON.parse(said(out))
    expect(losses).toContainEqual({ code: 'floip.action', flow: 'seen', step: 'close', detail: 'closeCase' })
    expect(container).toBeUndefined()
  })

  it('knows flows and times, or says so', () => {
    expect(exportFloip(['regster'])).toBe(1)
    expect(exportFloip(['register', '--modified', 'soon'])).toBe(1)
    expect(said(err)).toContain('export.flow regster')
    expect(said(err)).toContain('export.modified soon')
  })

  it('reads it back: first only so, then into a folder, and never over a file', () => {
    const into = join(folder, 'in')
    expect(importFloip([file, '--dry-run', '--out', into])).toBe(0)
    expect(said(out)).toBe('1 flows read, 0 things not carried, 0 faults, nothing written')
    expect(importFloip([file, '--out', into])).toBe(0)
    expect(readdirSync(into)).toEqual(['register.yaml'])
    writeFileSync(join(into, 'register.yaml'), 'mine')
    expect(importFloip([file, '--out', into])).toBe(1)
    expect(readFileSync(join(into, 'register.yaml'), 'utf8')).toBe('mine')
    expect(said(out)).toContain('import.exists')
  })

  it('refuses what is broken, with the reason', () => {
    writeFileSync(join(folder, 'broken.json'), '{"flows": [{"blocks": [1]}]}')
    expect(importFloip([join(folder, 'broken.json')])).toBe(1)
    expect(importFloip([join(folder, 'absent.json')])).toBe(1)
    expect(said(err)).toContain('flows[0].blocks[0] floip.shape: a number instead of an object')
    expect(said(err)).toContain('import.noFile')
  })
})

it('results: one folder for each flow, readable by their owner alone, and no answer in them', () => {
  const log = join(folder, 'talks.jsonl')
  const versions = { home: 'x' }
  const line = {
    id: 'a',
    seconds: 9,
    flow: 'home',
    channel: 'ussd',
    language: 'bn',
    versions,
    steps: ['home.start'],
    wrong: [],
    finished: [],
    isResumed: false,
    day: '2026-03-01',
  }
  writeFileSync(log, `${JSON.stringify({ code: 'talk.over', talk: line })}\n`)
  const into = join(folder, 'results')
  expect(exportResults([log, '--out', into], new Date('2026-03-02T00:00:00Z'))).toBe(0)
  expect(readdirSync(join(into, 'home'))).toEqual(['datapackage.json', 'responses.json'])
  expect(statSync(join(into, 'home/responses.json')).mode & 0o077).toBe(0)
  expect(said(out)).toContain('home         0 rows, 2 questions withheld, 1 conversations of another version left out')
  expect(said(out)).toContain('1 conversations into')
  expect(exportResults([join(folder, 'absent.jsonl')])).toBe(1)
  writeFileSync(log, '{"code":"talk.over","talk":{}}')
  expect(exportResults([log, '--out', into, '--json'])).toBe(1)
})
