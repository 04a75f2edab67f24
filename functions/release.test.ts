/** What the Lambdas read is what was compiled, to the last word. */
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readDanger } from '@dhatri/care/danger'
import type { Channel } from '@dhatri/flow/channel'
import type { Conversation } from '@dhatri/flow/conversation'
import { shapeOf } from '@dhatri/flow/library'
import { renderMessage } from '@dhatri/flow/message'
import { renderSms, renderUssd, renderVoice } from '@dhatri/flow/render'
import { fold } from '@dhatri/flow/turn'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { shippedFolder } from './content.ts'
import { exampleContent } from './example.ts'
import { readRelease, type WorldContent } from './release.file.ts'
import { writeRelease } from './release.ts'

const folder = mkdtempSync(join(tmpdir(), 'dhatri-release-'))
const file = join(folder, 'made/release.json')
const written = (text: string): string => {
  const path = join(folder, 'other.json')
  writeFileSync(path, text)
  return path
}

const render = { ussd: renderUssd, sms: renderSms, voice: renderVoice }
const paths = [
  [],
  ['1'],
  ['1', '1'],
  ['2', '1', '12'],
  ['2', '2', '০১০৫', 'ধাম'],
  ['99'],
  ['99', '1'],
  ['9'],
  ['*'],
  ['0'],
]

/** Every flow as its first screens are seen, heard and read, along a few paths. */
function walk({ library }: WorldContent): unknown[] {
  const channels: Channel[] = ['ussd', 'sms', 'voice']
  return Object.keys(library.newest).flatMap((flow) =>
    channels.flatMap((channel) =>
      ['bn', 'en'].flatMap((language) =>
        paths.map((inputs) => {
          const start = { flow, shape: shapeOf(library, flow) ?? '', day: 20_600, channel, language, facts: {} }
          const conversation: Conversation = { start: { ...start, profile: 'africastalking' }, inputs, outcomes: [] }
          const position = fold(library, conversation)
          return [flow, channel, inputs, position.state, render[channel](library, conversation, position)]
        }),
      ),
    ),
  )
}

describe('a release', () => {
  let release: WorldContent
  const { world } = exampleContent()
  beforeAll(() => {
    writeRelease(shippedFolder, file)
    release = readRelease(file)
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('comes back as it was loaded', () => {
    expect(release).toStrictEqual(world)
  })

  it('folds and renders every conversation as the flows do', () => {
    const screens = walk(release)
    expect(screens.length).toBeGreaterThan(500)
    expect(screens).toEqual(walk(world))
  })

  it.each([
    'রক্ত যাচ্ছে',
    'khichuni hoise',
    'bleeding a lot',
    'রক্ত যায় না',
    'ভালো আছি',
  ])('hears danger in %s as they do', (text) => {
    expect(readDanger(text, release.phrases)).toEqual(readDanger(text, world.phrases))
  })

  it('says every message as they do', () => {
    const say = ({ library, messages }: WorldContent) =>
      Object.keys(messages).map((name) =>
        renderMessage(library, messages, name, { language: 'bn', privacy: 'full', channel: 'sms', facts: {} }),
      )
    expect(say(release)).toEqual(say(world))
  })

  it('is not made of a broken folder', () => {
    const broken = join(folder, 'flows')
    cpSync(shippedFolder, broken, { recursive: true, filter: (source) => !source.includes('audio') })
    writeFileSync(join(broken, 'home.yaml'), 'flow: home\nsteps: [\n')
    expect(() => writeRelease(broken, join(folder, 'broken.json'))).toThrow(/^content\.broken\n.*home\.yaml/s)
    expect(existsSync(join(folder, 'broken.json'))).toBe(false)
  })

  it.each([
    ['a file that is not there', () => join(folder, 'nowhere.json'), 'release.missing'],
    ['a file that was cut off', () => written('{"format":"dhatri-release-2","content":{"libr'), 'release.foreign'],
    ['another format', () => written('{"format":"dhatri-release-0","content":{}}'), 'release.foreign'],
    ['another file', () => written('[]'), 'release.foreign'],
    ['nothing', () => written('null'), 'release.foreign'],
  ])('names %s', (_, path, code) => {
    expect(() => readRelease(path())).toThrow(new RegExp(`^${code}$`))
  })
})
