import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Finding } from '@dhatri/flow/finding'
import { shippedFolder } from '@dhatri/functions/content'
import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest'
import { check } from './check.ts'
import { listSent } from './sent.ts'

const folder = mkdtempSync(join(tmpdir(), 'check-'))
let lines: string[] = []

beforeEach(() => {
  lines = []
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line))
  vi.spyOn(console, 'error').mockImplementation((line: string) => void lines.push(line))
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true, force: true })
})

type Change = [file: string, from: string, to: string]

/** The shipped folder with some of its files changed; the sounds are the shipped ones. */
function change(...changes: Change[]): string {
  cpSync(shippedFolder, folder, { recursive: true, filter: (path) => !path.includes('/audio') })
  symlinkSync(join(shippedFolder, 'audio'), join(folder, 'audio'))
  for (const [file, from, to] of changes) {
    const before = readFileSync(join(folder, file), 'utf8')
    expect(before).toContain(from)
    writeFileSync(
      join(folder, file),
      before.replace(from, () => to),
    )
  }
  return folder
}

const findings = (): (Finding & { bn: string })[] => JSON.parse(lines.join('\n')).findings

describe('the shipped content', () => {
  it('has nothing to mend, and its figures are in a few lines', () => {
    expect(check(['--quick'])).toBe(0)
    expect(lines.join('\n')).toMatch(
      /^\d+ files, 0 errors, 0 warnings\nwords .*\nscreens .*\nitem .*\nsounds .* 0 stale, 0 missing; 0 orphans\ncalls /,
    )
  })

  it('is not yet a release: every clinical file is listed with its source', () => {
    expect(check(['--quick', '--release', '--json'])).toBe(1)
    const { release, figures } = JSON.parse(lines.join('\n'))
    const weekly = release.unreviewed.find(({ file }: { file: string }) => file === 'messages/week.p28.yaml')
    // Whoever signs has read what a call says in full, too.
    expect(weekly?.texts.map(({ name }: { name: string }) => name)).toEqual(['neutral', 'full', 'full, voice', 'voice'])
    expect(findings()).toEqual([])
    expect(figures.length.fullest.units).toBeLessThanOrEqual(figures.length.fullest.limit)
    expect(Math.max(...Object.values<number>(figures.items))).toBeLessThanOrEqual(2048)
    const files = release.unreviewed.map(({ file }: { file: string }) => file)
    expect(files).toEqual(expect.arrayContaining(['week.yaml', 'danger.yaml', 'danger/phrases.yaml', 'ladder.yaml']))
    for (const { source, file, line } of release.unreviewed) {
      expect(source, file).not.toBe('')
      const written = readFileSync(join(shippedFolder, file), 'utf8').split('\n')[line - 1]
      expect(written, file).toMatch(/^(reviewed: no|message: )/)
    }
  })
})

describe('a changed folder', () => {
  it('is checked with its own words, phrases, schedules and messages', () => {
    const planted: [...Change, rule: string][] = [
      ['week.yaml', 'bn: তারিখ পেরোলে ঘরে', 'bn: অবিলম্বে ঘরে', 'text.hardWord'],
      ['danger/phrases.yaml', 'en: [bleed*,', 'en: [stop, bleed*,', 'keyword.clash'],
      ['danger/phrases.yaml', 'en: [convuls*,', 'en: [undo, convuls*,', 'keyword.clash'],
      ['language.yaml', 'is: en\n', 'is: en\n        also: [help]\n', 'keyword.clash'],
      ['signs.yaml', 'is: after\n', 'is: after\n        also: [রক্ত]\n', 'keyword.clash'],
      ['messages/reply.maybeStop.yaml', 'Write STOP', 'Write ENOUGH', 'keyword.unknown'],
      ['messages/invite.yaml', 'bn: "এলাকার', 'bn: "গর্ভের খবর: এলাকার', 'text.telling'],
    ]
    const absent: Change = ['schedules/bd-4@1.yaml', 'message: birth.asked', 'message: birth.told']
    const changes = planted.map(([file, from, to]): Change => [file, from, to])
    expect(check([change(...changes, absent), '--json'])).toBe(1)
    for (const [file, , to, rule] of planted) {
      const [line = ''] = to.split('\n').slice(-2)
      const content = readFileSync(join(folder, file), 'utf8').split('\n')
      const at = content.findIndex((one) => one.includes(line)) + 1
      const found = findings().find((finding) => finding.rule === rule && finding.file === file && finding.line === at)
      expect(found?.bn, `${file}:${at} ${rule}`).toMatch(/।/)
    }
    const told = { file: 'messages/birth.told.yaml', rule: 'message.absent' }
    expect(findings()).toContainEqual(expect.objectContaining(told))
  })

  it('says each rule in Bangla where that is wanted', () => {
    const other = change(['home.yaml', 'bn: নাম লেখান', 'bn: নাম লেখান…। এখন লিখুন 1২'])
    expect(check([other, '--language', 'bn'])).toBe(1)
    expect(lines.join('\n')).toMatch(/home\.yaml:\d+:\d+ error text\.digits: .*\n {4}.*\n {4}এক লেখায়/)
  })
})

describe('what is printed', () => {
  it('never hands a terminal what it would obey', () => {
    const other = change(['stop.yaml', 'flow: stop', 'flow: "st\u202eop\\x1b[31m"'])
    expect(check([other, '--quick'])).toBe(1)
    expect(lines.join('\n')).not.toMatch(/\p{Cf}|(?!\n)\p{Cc}/u)
    expect(lines.join('\n')).toContain('U+202E')
  })

  it('of an option that is added: the flow that is the cause, once for each message, and a short list', () => {
    const option = '      - is: moved\n        go: end\n        bn: ক\n        en: Moved away\n\n  - do: saveYes'
    const lost: Change = ['stop.yaml', '  - end: ', '  - end: lost\n    also send: nothing.near.it\n  - end: ']
    const other = change(['visit.yaml', '\n  - do: saveYes', option], lost)
    check([other, '--json', '--quick'])
    const asked = findings().filter(({ rule }) => rule === 'message.options')
    expect(new Set(asked.map(({ file }) => file)).size).toBe(asked.length)
    for (const { words, suggestion } of asked) {
      expect(words).toContain('"went" in visit.yaml')
      expect(suggestion).toContain('visit.yaml:15')
    }
    const own = findings().findIndex(({ file }) => file === 'visit.yaml')
    const first = findings().findIndex(({ file }) => file.startsWith('messages/'))
    expect(own).toBeLessThan(first)
    const unknown = findings().find(({ rule }) => rule === 'send.unknown')
    expect(unknown?.suggestion).toMatch(/^one of: .{20,700} and \d+ more$/)
  })
})

describe('a command that is wrong ends with 2', () => {
  it.each([[['--relese']], [['here', 'there']], [['--language', 'fr']], [['/nowhere/at/all']]])('%j', (args) => {
    expect(check(args)).toBe(2)
    expect(lines.length).toBe(1)
  })
})

test('the messages that code sends are read off the code', () => {
  const found = listSent(['invite', 'callback', 'nobody.sends'])
  expect([...(found ?? [])]).toEqual(expect.arrayContaining(['invite', 'callback', 'reply.help', 'chw.missed']))
  expect(found).not.toContain('nobody.sends')
})
