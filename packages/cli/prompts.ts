/**
 * `npx dhatri prompts`: makes synthetic stand-ins for what a caller may hear, so that a call can be tried before anyone
 * has sat down to record, and counts what is recorded, a stand-in, stale or missing. A stand-in is never counted as a
 * recording. Sound comes from espeak-ng and sox: 8 kHz mono MP3 in the band of a telephone line (300 to 3400 Hz).
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Library } from '@dhatri/flow/library'
import { type Messages, renderMessage } from '@dhatri/flow/message'
import type { Prompt } from '@dhatri/flow/prompt'
import { listPrompts } from '@dhatri/flow/render'
import { compose } from '@dhatri/text/normal'

/** One sound file: what it says (a hash), who made it and when, and its length; `file` lies below the folder. */
export type Clip = {
  file: string
  text: string
  kind: 'stand-in' | 'recorded'
  by: string
  made: string
  seconds: number
}

/** The sound files by key of the prompt, as `manifest.json` holds them. */
export type Manifest = Record<string, Clip>

/** How many prompts are in which state; every prompt is in exactly one. */
export type Tally = { recorded: number; standIn: number; stale: number; missing: number; dialects?: Cover }

/** How much of a language a dialect has recordings of its own for; the rest is played in the language itself. */
export type Cover = Record<string, { recorded: number; of: number }>

/** Turns a prompt into an MP3 and its length; undefined when the programs refused it. */
export type Speaker = { name: string; speak: (prompt: Prompt) => { mp3: Uint8Array; seconds: number } | undefined }

/** What the command works on: the folder of the sounds, every prompt there can be, and the day. */
export type Studio = { folder: string; prompts: Prompt[]; today: string; print: (line: string) => void }

/** Kilobits a second: fragments (a number, a month, a place) are one or two words and many. */
const bitRate = { sentence: 16, fragment: 8 }

/** Words a minute. Bangla is slow: it is who listens to it for the first time that counts. */
const pace = { bn: '130', other: '150' }

/** Everything a call can play: the flows, the fragments, and the messages that have a spoken form. */
export function collectPrompts(library: Library, messages: Messages): Prompt[] {
  const languages = Object.keys(library.languages).filter((tag) => library.languages[tag]?.channels.includes('voice'))
  const spoken = Object.values(messages).filter(({ voice }) => voice !== undefined)
  return languages.flatMap((language) => {
    // Without facts only the words between them are left; the facts themselves are fragments of the flows.
    const manner = { language, privacy: 'neutral', channel: 'voice', facts: {} } as const
    const parts = spoken.flatMap(({ name }) => renderMessage(library, messages, name, manner).prompts)
    return [...listPrompts(library, language), ...parts]
  })
}

const manifestOf = (folder: string) => join(folder, 'manifest.json')

/** The fingerprint of a prompt's words, by which a sound file is known to be stale. */
export function hashWords(text: string): string {
  return createHash('sha256').update(compose(text)).digest('hex').slice(0, 16)
}

/** The sounds of a folder; none where there is no manifest yet. */
export function readManifest(folder: string): Manifest {
  return existsSync(manifestOf(folder)) ? JSON.parse(readFileSync(manifestOf(folder), 'utf8')) : {}
}

/** Counts every prompt once. A recording of other words is stale, and so is a stand-in of other words. */
export function countPrompts(studio: Studio): Tally {
  const manifest = readManifest(studio.folder)
  const tally: Tally = { recorded: 0, standIn: 0, stale: 0, missing: 0 }
  const dialects = coverDialects(studio, manifest)
  for (const prompt of [...listOwn(studio.prompts), ...listShared(studio.prompts)]) {
    if (prompt.instead !== undefined) continue
    const clip = manifest[prompt.key]
    if (clip === undefined || !existsSync(join(studio.folder, clip.file))) tally.missing += 1
    else if (clip.text !== hashWords(prompt.text)) tally.stale += 1
    else if (clip.kind === 'recorded') tally.recorded += 1
    else tally.standIn += 1
  }
  return Object.keys(dialects).length === 0 ? tally : { ...tally, dialects }
}

/** What each dialect has been recorded of; a recording of other words does not count. */
function coverDialects({ folder, prompts }: Studio, manifest: Manifest): Cover {
  const cover: Cover = {}
  for (const { key, text, instead } of listOwn(prompts)) {
    if (instead === undefined) continue
    const [dialect = ''] = key.split('/')
    const clip = manifest[key]
    const isThere = clip?.kind === 'recorded' && clip.text === hashWords(text) && existsSync(join(folder, clip.file))
    const before = cover[dialect] ?? { recorded: 0, of: 0 }
    cover[dialect] = { recorded: before.recorded + (isThere ? 1 : 0), of: before.of + 1 }
  }
  return cover
}

/**
 * Makes what is missing or no longer says what the flows say, and drops stand-ins that nothing plays any more. A
 * recording is never touched. Returns the number of files made.
 */
export function makeStandIns(studio: Studio, speaker: Speaker): number {
  const { folder, print } = studio
  // A machine does not speak a dialect: what nobody has recorded in it is played in the language itself.
  const prompts = listOwn(studio.prompts).filter(({ instead }) => instead === undefined)
  const manifest = dropUnused(folder, readManifest(folder), studio.prompts)
  let made = 0
  for (const prompt of prompts) {
    const clip = manifest[prompt.key]
    const text = hashWords(prompt.text)
    const isThere = clip !== undefined && existsSync(join(folder, clip.file))
    if (isThere && (clip.kind === 'recorded' || clip.text === text)) continue
    if (clip?.kind === 'recorded') {
      print(`${prompt.key}: the recording ${clip.file} is not there; nothing is put in its place`)
      continue
    }
    const sound = speaker.speak(prompt)
    if (sound === undefined) {
      print(`${prompt.key}: could not be spoken`)
      continue
    }
    const file = `${prompt.key}.mp3`
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), sound.mp3)
    manifest[prompt.key] = {
      file,
      text,
      kind: 'stand-in',
      by: speaker.name,
      made: studio.today,
      seconds: sound.seconds,
    }
    made += 1
  }
  writeManifest(studio, manifest)
  return made
}

/** Notes that the file of a prompt is now a person's recording of the words as they stand; false for an unknown key. */
export function noteRecording(studio: Studio, key: string, by: string): boolean {
  const prompt = listOwn(studio.prompts).find((one) => one.key === key)
  const file = `${key}.mp3`
  if (prompt === undefined || !existsSync(join(studio.folder, file))) return false
  const mp3 = readFileSync(join(studio.folder, file))
  const text = hashWords(prompt.text)
  const clip: Clip = { file, text, kind: 'recorded', by, made: studio.today, seconds: lengthOf(mp3) }
  writeManifest(studio, { ...readManifest(studio.folder), [key]: clip })
  return true
}

/**
 * The command. `--count` makes nothing, `--json` prints the tally as JSON, `--recorded <key> --by <name>` notes a
 * recording that was put in its place. Returns the exit code.
 */
export function runPrompts(args: string[], studio: Studio, speaker: Speaker | undefined = findSpeaker()): number {
  const recorded = readFlag(args, '--recorded')
  if (recorded !== undefined) return runRecorded(studio, recorded, readFlag(args, '--by'))
  const isQuiet = args.includes('--json')
  const isMaking = !args.includes('--count')
  const hasNoSpeaker = isMaking && speaker === undefined
  if (hasNoSpeaker) studio.print('espeak-ng (with its bn voice) and sox (with MP3) are needed; nothing was made.')
  else if (isMaking && speaker !== undefined) {
    const made = makeStandIns(studio, speaker)
    if (!isQuiet) studio.print(`${made} stand-ins made with ${speaker.name}`)
  }
  const tally = countPrompts(studio)
  studio.print(isQuiet ? JSON.stringify(tally) : printTally(tally))
  return hasNoSpeaker ? 1 : 0
}

/** The machine's own speech: espeak-ng into sox; undefined where one of them is missing. */
export function findSpeaker(): Speaker | undefined {
  const espeak = spawnSync('espeak-ng', ['--version'], { encoding: 'utf8' })
  const voices = spawnSync('espeak-ng', ['--voices=bn'], { encoding: 'utf8' })
  const sox = spawnSync('sox', ['--help'], { encoding: 'utf8' })
  if (espeak.status !== 0 || !voices.stdout.includes('Bengali')) return undefined
  if (sox.error !== undefined || !/\bmp3\b/.test(sox.stdout)) return undefined
  const version = /\d+\.\d+/.exec(espeak.stdout)?.[0] ?? ''
  return { name: `espeak-ng ${version}`, speak: speakPrompt }
}

function speakPrompt(prompt: Prompt): { mp3: Uint8Array; seconds: number } | undefined {
  const [language = ''] = prompt.key.split('/')
  const [voice, speed] = language.startsWith('bn') ? ['bn', pace.bn] : [language, pace.other]
  const wave = spawnSync('espeak-ng', ['-v', voice, '-s', speed, '--stdin', '--stdout'], {
    // Parts between placeholders begin with the full stop of what went before; it is not read out.
    input: compose(prompt.text).replace(/^[^\p{L}\p{N}]+/u, ''),
    maxBuffer: 64 << 20,
  })
  if (wave.status !== 0 || wave.stdout.length < 100) return undefined
  const rate = isFragment(prompt.key) ? bitRate.fragment : bitRate.sentence
  const output = ['-t', 'mp3', '-r', '8000', '-c', '1', '-C', String(rate), '-']
  // Fragments are played one after the other, so the silence around them goes; the gain leaves room for the filter.
  const trim = ['silence', '1', '0.02', '0.5%', 'reverse']
  const effects = ['gain', '-3', 'sinc', '300-3400', ...trim, ...trim]
  const sound = spawnSync('sox', ['-V1', '--ignore-length', '-t', 'wav', '-', ...output, ...effects], {
    input: wave.stdout,
    maxBuffer: 64 << 20,
  })
  if (sound.status !== 0 || sound.stdout.length === 0) return undefined
  return { mp3: sound.stdout, seconds: lengthOf(sound.stdout) }
}

/** Seconds to one decimal, from the bit rate of the first frame (ISO 11172-3, 13818-3; MPEG-2.5 layer III at 8 kHz). */
export function lengthOf(mp3: Uint8Array): number {
  const rates = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
  const start = mp3.findIndex((byte, at) => byte === 0xff && ((mp3[at + 1] ?? 0) & 0xe0) === 0xe0)
  const rate = rates[(mp3[start + 2] ?? 0) >> 4] ?? 0
  return start < 0 || rate === 0 ? 0 : Math.round(((mp3.length - start) * 8) / rate / 100) / 10
}

/** `bn/number/12` is a fragment, `bn/register.lmp.0` a sentence. */
const isFragment = (key: string): boolean => key.split('/').length > 2

function runRecorded(studio: Studio, key: string, by: string | undefined): number {
  if (by === undefined) studio.print('Say who speaks: --by "<name>"')
  else if (!noteRecording(studio, key, by)) studio.print(`There is no prompt ${key}, or no file ${key}.mp3`)
  else {
    studio.print(`${key}: recorded by ${by}`)
    return 0
  }
  return 1
}

function readFlag(args: string[], name: string): string | undefined {
  const at = args.indexOf(name)
  return at < 0 ? undefined : args[at + 1]
}

function printTally({ recorded, standIn, stale, missing, dialects }: Tally): string {
  const shares = Object.entries(dialects ?? {}).map(([name, { recorded: own, of }]) => {
    const share = of === 0 ? 0 : Math.floor((own / of) * 100)
    return `\n${name}: ${own} of ${of} recorded (${share} %), the rest as in its language`
  })
  return `recorded ${recorded}, stand-in ${standIn}, stale ${stale}, missing ${missing}${shares.join('')}`
}

/** The prompts that have a sound of their own, each once. */
function listOwn(prompts: Prompt[]): Prompt[] {
  const byKey = new Map(prompts.map((prompt) => [prompt.key, prompt]))
  return [...byKey.values()].filter(({ key }) => sourceOf(key) === key || !byKey.has(sourceOf(key)))
}

/** The prompts that play another one's sound, with the words that are really heard. */
function listShared(prompts: Prompt[]): (Prompt & { from: string })[] {
  const byKey = new Map(prompts.map((prompt) => [prompt.key, prompt]))
  return [...byKey.keys()].flatMap((key) => {
    const source = byKey.get(sourceOf(key))
    return source === undefined || source.key === key ? [] : [{ key, text: source.text, from: source.key }]
  })
}

/** A place is called by its Bangla name in every language, so it is spoken once. */
function sourceOf(key: string): string {
  return key.replace(/^[^/]+\/place\//, 'bn/place/')
}

function dropUnused(folder: string, manifest: Manifest, prompts: Prompt[]): Manifest {
  const keys = new Set(prompts.map(({ key }) => key))
  const kept = Object.entries(manifest).filter(([key, clip]) => clip.kind === 'recorded' || keys.has(key))
  const files = new Set(kept.map(([, clip]) => clip.file))
  for (const { file } of Object.values(manifest)) if (!files.has(file)) rmSync(join(folder, file), { force: true })
  return Object.fromEntries(kept)
}

function writeManifest({ folder, prompts }: Studio, manifest: Manifest): void {
  const shared = listShared(prompts).flatMap(({ key, from }) => {
    const clip = manifest[from]
    return clip === undefined ? [] : [[key, clip] as const]
  })
  const entries = Object.entries({ ...manifest, ...Object.fromEntries(shared) })
  // One line a sound: a change of one text is a change of one line.
  const lines = entries
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, clip]) => `${JSON.stringify(key)}: ${JSON.stringify(clip)}`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(manifestOf(folder), `{\n${lines.join(',\n')}\n}\n`)
}
