import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Library } from '@dhatri/flow/library'
import type { Messages } from '@dhatri/flow/message'
import type { Prompt } from '@dhatri/flow/prompt'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readManifest } from './prompts.clip.ts'
import { noteRecording } from './prompts.record.ts'
import type { Speaker } from './prompts.speech.ts'
import { collectPrompts, countPrompts, runPrompts } from './prompts.ts'

const question: Prompt = { key: 'bn/register.lmp.0', text: 'শেষ মাসিক কবে?' }
const twelve: Prompt = { key: 'bn/number/12', text: 'বারো' }

let folder = ''
let lines: string[] = []
let spoken: string[] = []

const speaker: Speaker = {
  name: 'echo',
  speak: ({ key, text }) => {
    spoken.push(key)
    return text === '' ? undefined : { mp3: new TextEncoder().encode(text), seconds: 1 }
  },
}

const studio = (...prompts: Prompt[]) => ({
  folder,
  prompts,
  today: '2026-11-22',
  print: (line: string) => {
    lines.push(line)
  },
})
const make = (...prompts: Prompt[]) => runPrompts([], studio(...prompts), speaker)
const sound = (key: string) => readFileSync(join(folder, `${key}.mp3`), 'utf8')
const put = (key: string, text: string) => writeFileSync(join(folder, `${key}.mp3`), text)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'prompts-'))
  lines = []
  spoken = []
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe('making stand-ins', () => {
  it('makes a file for every prompt and notes what it says, who made it and when', () => {
    expect(make(question, twelve)).toBe(0)
    expect(sound('bn/number/12')).toBe('বারো')
    expect(readManifest(folder)['bn/number/12']).toEqual({
      file: 'bn/number/12.mp3',
      text: expect.stringMatching(/^[0-9a-f]{16}$/),
      kind: 'stand-in',
      by: 'echo',
      made: '2026-11-22',
      seconds: 1,
    })
    expect(lines).toEqual(['2 stand-ins made with echo', 'recorded 0, stand-in 2, stale 0, missing 0'])
  })

  it('makes only what has changed', () => {
    make(question, twelve)
    spoken = []
    make({ ...question, text: 'শেষ মাসিক কবে শুরু?' }, twelve)
    expect(spoken).toEqual([question.key])
    expect(sound(question.key)).toBe('শেষ মাসিক কবে শুরু?')
  })

  it('does not make a prompt again because its letters were typed another way', () => {
    make({ key: 'bn/a', text: 'যা\u09df' })
    make({ key: 'bn/a', text: 'যায\u09bc' })
    expect(spoken).toEqual(['bn/a'])
  })

  it('makes a file again that has gone', () => {
    make(question)
    rmSync(join(folder, `${question.key}.mp3`))
    make(question)
    expect(spoken).toEqual([question.key, question.key])
  })

  it('drops a stand-in that nothing plays any more', () => {
    make(question, twelve)
    make(question)
    expect(existsSync(join(folder, 'bn/number/12.mp3'))).toBe(false)
    expect(Object.keys(readManifest(folder))).toEqual([question.key])
  })

  it('says which prompt could not be spoken and counts it as missing', () => {
    make({ key: 'bn/empty', text: '' })
    expect(lines).toEqual([
      'bn/empty: could not be spoken',
      '0 stand-ins made with echo',
      'recorded 0, stand-in 0, stale 0, missing 1',
    ])
  })

  it('makes nothing and says so where there are no speech programs', () => {
    const withoutSpeech = { ...process.env }
    process.env['PATH'] = folder
    expect(runPrompts([], studio(question))).toBe(1)
    process.env['PATH'] = withoutSpeech['PATH']
    expect(lines[0]).toContain('nothing was made')
    expect(lines[1]).toBe('recorded 0, stand-in 0, stale 0, missing 1')
    expect(existsSync(join(folder, 'manifest.json'))).toBe(false)
  })
})

const terms = { speaker: 'Rahima', consent: { form: 'C-12', date: '2026-11-22' }, licence: 'CC-BY-4.0' }
const rights = ['--by', 'Rahima', '--consent', 'C-12', '--licence', 'CC-BY-4.0']

describe('recordings', () => {
  const note = (key: string, flags: string[], prompts = studio(question)) =>
    runPrompts(['--recorded', key, ...flags], prompts, speaker)
  const record = () => {
    make(question)
    put(question.key, 'her voice')
    return note(question.key, rights)
  }

  it('are noted with the name of the speaker, her consent and the licence', () => {
    expect(record()).toBe(0)
    expect(readManifest(folder)[question.key]).toMatchObject({ kind: 'recorded', by: 'Rahima', ...terms })
    expect(note(question.key, [...rights, '--consent-date', '2026-11-20'])).toBe(0)
    expect(readManifest(folder)[question.key]?.consent).toEqual({ form: 'C-12', date: '2026-11-20' })
    expect(countPrompts(studio(question))).toEqual({ recorded: 1, standIn: 0, stale: 0, missing: 0 })
  })

  it('are never overwritten: when the words change they become stale', () => {
    record()
    const changed = { ...question, text: 'অন্য কথা' }
    make(changed)
    expect(sound(question.key)).toBe('her voice')
    expect(countPrompts(studio(changed))).toEqual({ recorded: 0, standIn: 0, stale: 1, missing: 0 })
  })

  it('of a dialect are counted as a share, and a machine never speaks it', () => {
    const own = { key: `xtg/${question.key.slice(3)}`, text: question.text, instead: question.key }
    const other = { key: 'xtg/number/12', text: 'বারো', instead: 'bn/number/12' }
    make(question, own, other)
    expect(existsSync(join(folder, `${own.key}.mp3`))).toBe(false)
    const prompts = studio(question, own, other)
    expect(countPrompts(prompts)).toMatchObject({ standIn: 1, missing: 0, dialects: { xtg: { recorded: 0, of: 2 } } })
    mkdirSync(join(folder, 'xtg'))
    put(own.key, 'her dialect')
    expect(note(own.key, rights, prompts)).toBe(0)
    expect(countPrompts(prompts).dialects).toEqual({ xtg: { recorded: 1, of: 2 } })
    runPrompts(['--count'], prompts, speaker)
    expect(lines.at(-1)).toMatch(/xtg: 1 of 2 recorded \(50 %\)/)
  })

  it('stay when nothing plays them any more', () => {
    record()
    make(twelve)
    expect(sound(question.key)).toBe('her voice')
  })

  it('are not replaced by a stand-in when the file has gone', () => {
    record()
    rmSync(join(folder, `${question.key}.mp3`))
    make(question)
    expect(existsSync(join(folder, `${question.key}.mp3`))).toBe(false)
    expect(countPrompts(studio(question)).missing).toBe(1)
  })

  it.each([
    ['a name', rights.slice(2), 'recorded.rights'],
    ['a consent', rights.filter((_, index) => index < 2 || index > 3), 'recorded.rights'],
    ['a licence', rights.slice(0, 4), 'recorded.rights'],
    ['a licence that is one', [...rights.slice(0, 5), 'free for all'], 'recorded.licence'],
    ['a day that has come', [...rights, '--consent-date', '2026-11-23'], 'recorded.date'],
    ['a day at all', [...rights, '--consent-date', '2026-02-31'], 'recorded.date'],
  ])('need %s, and nothing is noted without', (_, flags, code) => {
    make(question)
    expect(note(question.key, flags)).toBe(1)
    expect(lines.at(-1)).toMatch(new RegExp(`^${code.replace('.', '\\.')} ${question.key}: `))
    expect(readManifest(folder)[question.key]?.kind).toBe('stand-in')
  })

  it('need a known prompt and a file', () => {
    expect(noteRecording(studio(question), 'bn/nothing', terms)).toBe('recorded.key')
    expect(noteRecording(studio(question), question.key, terms)).toBe('recorded.file')
    expect(note(question.key, [])).toBe(1)
    expect(lines.at(-1)).toContain('--by')
  })

  it('from before rights were asked for are named when counting', () => {
    record()
    const manifest = readManifest(folder)
    const { consent: _, licence: __, ...bare } = manifest[question.key]!
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ [question.key]: bare }))
    expect(countPrompts(studio(question))).toMatchObject({
      recorded: 1,
      unlicensed: [{ key: question.key, lacks: ['consent', 'licence'] }],
    })
    runPrompts(['--count'], studio(question), speaker)
    expect(lines.at(-1)?.split('\n')).toEqual([
      `${question.key}: recorded without consent and licence`,
      'recorded 1, stand-in 0, stale 0, missing 0',
    ])
  })
})

describe('places', () => {
  const bangla: Prompt = { key: 'bn/place/30', text: 'ঢাকা' }
  const english: Prompt = { key: 'en/place/30', text: 'Dhaka' }

  it('are spoken once, in Bangla, for every language', () => {
    make(english, bangla)
    expect(spoken).toEqual(['bn/place/30'])
    expect(readManifest(folder)['en/place/30']?.file).toBe('bn/place/30.mp3')
    expect(countPrompts(studio(english, bangla))).toMatchObject({ standIn: 2, missing: 0 })
  })

  it('are recorded for every language at once', () => {
    make(english, bangla)
    noteRecording(studio(english, bangla), 'bn/place/30', terms)
    make(english, bangla)
    expect(spoken).toEqual(['bn/place/30'])
    expect(countPrompts(studio(english, bangla))).toMatchObject({ recorded: 2, standIn: 0 })
  })

  it('are spoken in English where there is no Bangla', () => {
    make(english)
    expect(sound('en/place/30')).toBe('Dhaka')
  })
})

describe('counting', () => {
  it('makes nothing', () => {
    expect(runPrompts(['--count'], studio(question), speaker)).toBe(0)
    expect(spoken).toEqual([])
    expect(lines).toEqual(['recorded 0, stand-in 0, stale 0, missing 1'])
  })

  it('counts a prompt once, however often it is played', () => {
    make(question, question)
    expect(countPrompts(studio(question, question)).standIn).toBe(1)
  })

  it('prints JSON for machines, and nothing else', () => {
    runPrompts(['--json'], studio(question), speaker)
    expect(lines.map((line) => JSON.parse(line))).toEqual([{ recorded: 0, standIn: 1, stale: 0, missing: 0 }])
  })
})

describe('what a call can play', () => {
  const library = {
    words: {},
    synonyms: {},
    languages: {
      bn: { name: 'বাংলা', channels: ['voice'], letters: 'other', instead: [], numbers: [], months: [] },
      'bn-Latn': { name: 'Bangla', channels: ['ussd'], letters: 'latin', instead: [], numbers: [], months: [] },
    },
    tables: {},
    shapes: {},
    newest: {},
    places: {},
    atlas: '',
    profiles: {},
  } satisfies Library
  const message = {
    about: 'service',
    class: 'act',
    to: 'woman',
    isReviewed: false,
    kinds: { date: { type: 'date', from: 0, to: 1 } },
  } as const
  const messages: Messages = {
    asked: {
      ...message,
      name: 'asked',
      neutral: { bn: ['লেখা'] },
      voice: { bn: ['দিন ', { name: 'date', style: '' }, '।'] },
    },
    silent: { ...message, name: 'silent', neutral: { bn: ['লেখা'] } },
  }

  it('includes the spoken words of messages, in the languages that calls carry', () => {
    const prompts = collectPrompts(library, messages)
    expect(prompts.filter(({ key }) => key.includes('message.'))).toEqual([
      { key: 'bn/message.asked.voice.0', text: 'দিন' },
    ])
    expect(prompts.every(({ key }) => key.startsWith('bn/'))).toBe(true)
  })
})
