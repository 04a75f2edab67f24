/**
 * A small sound service with everything the checker looks at: the fixture's flows, a message, a list of hard words,
 * sounds, and lists of words that act in a text message. Defects are planted in copies of it, one at a time.
 */
import { checkFlows } from '../check.ts'
import type { Keyed, Keywords, Readers } from '../checks/keywords.ts'
import type { Finding } from '../finding.ts'
import { ACTIONS, FLOWS, loadFixture, PLACES } from '../fixture.ts'
import { hashOf } from '../hash.ts'
import { loadMessages } from '../message.load.ts'
import { SAFE_PROFILE } from '../profile.ts'
import { listPrompts } from '../render.ts'
import { playedKey } from '../sound.ts'

const MESSAGE = `
message: visit
about: pregnancy
class: act
to: woman
source: Made up for tests.
reviewed: no
facts:
  date: {type: date}
asks: news
neutral:
  bn: "{date} আসবেন। গেলে লিখুন 1"
  en: "Come on {date|short}. Write 1 if you went"
full:
  bn: "{date} গর্ভের চেকআপ।"
  en: "Check-up in pregnancy on {date}."
voice:
  bn: "{date} আসবেন।"
  en: "Come on {date}."
`
const HELP = `
message: help
about: service
class: reply
to: anyone
neutral:
  bn: "লিখুন: বন্ধ বা বিপদ। কথা বলতে 16263"
  en: Write STOP or DANGER. To talk call 16263
`
const HARD = `
words: hard
source: Made up for tests.
bn:
  রক্তক্ষরণ: রক্ত যাওয়া
  অবিলম্বে: এখনই
en:
  haemorrhag: bleeding
`
/** One word a line: the first list that is asked, and the second. */
const STOP = 'stop\nবন্ধ\n'
const DANGER = 'রক্ত যাওয়া\nবিপদ\ndanger\nblood\n'

/** The files of the sound service; `audio/files` and `keywords/…` are lists of one name a line. */
export function plantBase(engine: string): Record<string, string> {
  const files = {
    ...FLOWS,
    'engine.yaml': engine,
    'messages/visit.yaml': MESSAGE,
    'messages/help.yaml': HELP,
    'words/hard.yaml': HARD,
    'keywords/stop': STOP,
    'keywords/danger': DANGER,
  }
  return { ...files, ...recordAll(files, engine) }
}

/** Everything the checker says about such files. */
export function checkPlanted(files: Record<string, string>): Finding[] {
  const beside = { sounds: soundsOf(files), readers: readersOf(files), sent: new Set(['visit', 'help']) }
  const own = Object.entries(files).filter(([file]) => file.endsWith('.yaml'))
  return checkFlows(Object.fromEntries(own), PLACES, ACTIONS, [SAFE_PROFILE], beside)
}

/** A sound of two seconds for all that can be played; one of them a person's. */
function recordAll(files: Record<string, string>, engine: string): Record<string, string> {
  const loaded = loadMessages(files)
  const { visit } = loaded.ok ? loaded.messages : {}
  const prompts = ['bn', 'en'].flatMap((language) =>
    listPrompts(loadFixture(engine), language, visit === undefined ? {} : { visit }),
  )
  const words = new Map(prompts.map(({ key, text }) => [key, text]))
  const lines = [...words].map(([key, text]) => {
    const kind = key === 'bn/news.two.0' ? 'recorded' : 'stand-in'
    const said = hashOf(words.get(playedKey(key)) ?? text)
    return `${JSON.stringify(key)}: ${JSON.stringify({ file: `${playedKey(key)}.mp3`, text: said, kind, seconds: 2 })}`
  })
  const names = [...new Set([...words.keys()].map((key) => `${playedKey(key)}.mp3`))]
  return { 'audio/manifest.json': `{\n${lines.join(',\n')}\n}\n`, 'audio/files': `${names.join('\n')}\n` }
}

function soundsOf(files: Record<string, string>) {
  const { 'audio/manifest.json': manifest = '', 'audio/files': names = '' } = files
  return { manifest, files: new Set(names.split('\n').filter(Boolean)), hash: (words: string) => hashOf(words) }
}

function readersOf(files: Record<string, string>): Readers {
  const listOf = (name: string): Keywords => {
    const file = `keywords/${name}`
    const words = (files[file] ?? '').split('\n').flatMap((text, index): Keyed[] => {
      return text === '' ? [] : [{ text, file, spot: { line: index + 1, column: 1 } }]
    })
    return {
      name,
      words,
      means: (sms) => (words.some(({ text }) => text === sms.trim().toLowerCase()) ? name : undefined),
    }
  }
  return { before: [listOf('stop'), listOf('danger')], after: [] }
}
