/** Each kind of fault in a file beside the flows, planted alone, is found at its line, and blames nobody else. */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Finding } from '@dhatri/flow/finding'
import { shippedFolder } from '@dhatri/functions/content'
import { afterAll, beforeAll, describe, expect, it, test, vi } from 'vitest'
import { check } from './check.ts'
import { judgeData } from './data.ts'
import { readRules } from './rules.ts'

const folder = mkdtempSync(join(tmpdir(), 'data-'))

beforeAll(() => {
  cpSync(shippedFolder, folder, { recursive: true, filter: (path) => !path.includes('/audio') })
  symlinkSync(join(shippedFolder, 'audio'), join(folder, 'audio'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Something done to the copy, and undone after it was looked at; an empty `from` puts `to` at the end. */
function plant<Result>(file: string, from: string, to: string, look: () => Result): Result {
  const path = join(folder, file)
  const before = readFileSync(path, 'utf8')
  expect(before).toContain(from)
  try {
    writeFileSync(path, from === '' ? `${before}${to}` : before.replace(from, () => to))
    return look()
  } finally {
    writeFileSync(path, before)
  }
}

const found = (findings: Finding[]) =>
  findings.map(({ file, line, column, rule, words }) => `${file}:${line}:${column} ${rule} ${words}`)

/** The line of a piece of the shipped file. */
const lineOf = (file: string, piece: string) =>
  readFileSync(join(shippedFolder, file), 'utf8').split(piece)[0]?.split('\n').length ?? 0

/** Every rule that a row below has shown. */
const shown = new Set<string>()

test('what is shipped has no fault', () => {
  expect(judgeData(folder)).toEqual([])
})

describe('planted', () => {
  it.each([
    ['ladder.yaml', '  - {role: desk, minutes: 10, channels: [sms, voice]}\n', '', 'rungs:\n', 'data.ladder', /desk/],
    ['ladder.yaml', 'minutes: 10', 'minutes: ten', '  - {role: desk', 'data.ladder', /rungs, number 3, minutes/],
    ['ladder.yaml', 'areas: {}', 'areas: {"3": []}', 'areas: {}', 'data.ladder', /no code of a place/],
    [
      'waits.yaml',
      'complaint:\n',
      'complaint:\n  - {role: chw, hours: 2}\n',
      '  - {role: supervisor, hours: 24}\n  - {role: desk, hours: 24}\nappointment',
      'data.waits',
      /whom it may be about/,
    ],
    ['hotlines.yaml', '"16263"', '"016263-1"', '- number: "16263"', 'data.hotlines', /three to five digits/],
    ['hotlines.yaml', 'number: "16767"', 'number: "16263"', '- number: "16767"', 'data.hotlines', /already/],
    ['triage/rules.yaml', 'urgency: now', 'urgency: later', '  - {rule: 1,', 'data.triage', /before, number 1/],
    ['danger/phrases.yaml', 'about: mother', 'abuot: mother', '  bleeding:', 'data.phrases', /whom the sign is about/],
    ['loss/phrases.yaml', 'about: mother', 'abuot: mother', '  loss:', 'data.phrases', /whom the sign is about/],
    ['topics/words.yaml', 'en: [', 'en: [help, ', 'en: [', 'data.topics', /help: .*read before/],
    ['places/places.csv', '1006,10,বরিশাল,Barishal', '1004,10,বরিশাল,Barishal', '1006,', 'data.places', /already/],
    ['facilities.csv', 'CC-DHM-1,,', 'x\nCC-DHM-1,,', 'CC-DHM-1', 'data.facilities', /fewer cells/],
    ['facilities.csv', ',CHCP-DHM-1,', ',CHCP-DHM-9,', 'CC-DHM-1', 'data.facilities', /no worker has this code/],
    ['workers.csv', 'HA-DHM-1,ha,302614', 'HA-DHM-1,ha,302699', 'HA-DHM-1', 'data.workers', /no place/],
    ['transcripts/danger.yaml', '- enters: "99"', '- entres: "99"', '- enters: "99"', 'data.transcript', /./],
    ['schedules/pnc@1.yaml', 'version: 1', 'version: one', 'version: 1', 'data.schedule', /whole number/],
    ['published/editions.json', '[', '', '[', 'data.published', /cannot be read/],
  ])('%s: %j', (file, from, to, piece, rule, words) => {
    const findings = plant(file, from, to, () => judgeData(folder))
    const here = findings.find((one) => one.file === file && one.rule === rule && words.test(one.words))
    expect(here?.line, found(findings).join('\n')).toBe(lineOf(file, piece))
    expect(here?.suggestion).not.toBe('')
    expect(new Set(findings.map((one) => one.file))).toEqual(new Set([file]))
    shown.add(rule)
  })

  it.each([
    'ladder.yaml',
    'waits.yaml',
    'hotlines.yaml',
    'triage/rules.yaml',
    'danger/phrases.yaml',
    'danger/sentences.yaml',
    'loss/phrases.yaml',
    'topics/words.yaml',
    'transcripts/stops.yaml',
    'schedules/epi@1.yaml',
    'words/rules.yaml',
  ])('%s that is no YAML', (file) => {
    const findings = plant(file, '', 'a: [\n', () => judgeData(folder))
    expect(found(findings)).toEqual([expect.stringMatching(new RegExp(`^${file}:\\d+:\\d+ yaml\\.`))])
  })

  it('a file that its name keeps from being read, and one that is gone', () => {
    const wrong = join(folder, 'visit.yml')
    writeFileSync(wrong, 'flow: visit\n')
    const endings = judgeData(folder)
    rmSync(wrong)
    expect(endings).toEqual([expect.objectContaining({ file: 'visit.yml', rule: 'data.ending' })])
    rmSync(join(folder, 'ladder.yaml'))
    const gone = judgeData(folder)
    cpSync(join(shippedFolder, 'ladder.yaml'), join(folder, 'ladder.yaml'))
    expect(gone).toEqual([expect.objectContaining({ file: 'ladder.yaml', rule: 'data.absent' })])
    for (const { rule } of [...endings, ...gone]) shown.add(rule)
  })

  it('a sheet whose cells are divided by something else says so once', () => {
    const path = join(folder, 'facilities.csv')
    const before = readFileSync(path, 'utf8')
    for (const mark of [';', '\t']) {
      writeFileSync(path, before.replaceAll(',', mark))
      const findings = judgeData(folder)
      writeFileSync(path, before)
      expect(found(findings)).toEqual([expect.stringMatching(/^facilities\.csv:\d:1 data\.facilities .*commas/)])
    }
  })

  it('every rule of what lies beside the flows, each with its sentence in Bangla', () => {
    const rules = Object.keys(readRules()).filter((rule) => rule.startsWith('data.'))
    expect([...shown].sort()).toEqual(rules.sort())
  })
})

describe('what cannot be read takes nothing else away', () => {
  it.each(['schedules/pnc@1.yaml', 'danger/phrases.yaml'])('%s', (file) => {
    const lines: string[] = []
    const log = vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line))
    const rc = plant(file, '', file.endsWith('.csv') ? 'x\n' : 'a: [\n', () => check([folder, '--json', '--quick']))
    log.mockRestore()
    expect(rc).toBe(1)
    const { findings } = JSON.parse(lines.join('\n'))
    expect(new Set(findings.map((one: Finding) => one.file)), found(findings).slice(0, 9).join('\n')).toEqual(
      new Set([file]),
    )
  })

  it('a head of places that is spoilt is no reason to take sounds out', () => {
    const lines: string[] = []
    const log = vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line))
    plant('places/places.csv', 'code,parent', 'cod,parent', () => check([folder, '--json', '--quick']))
    log.mockRestore()
    const { findings } = JSON.parse(lines.join('\n'))
    expect(found(findings)).toEqual([expect.stringMatching(/^places\/places\.csv:1:1 data\.places code: /)])
  })
})
