/**
 * `npx dhatri prompts`: makes synthetic stand-ins for what a caller may hear, so that a call can be tried before anyone
 * has sat down to record, and counts what is recorded, a stand-in, stale or missing. A stand-in is never counted as a
 * recording, and a recording without a consent or a licence is named.
 */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Library } from '@dhatri/flow/library'
import { isCalled, type Messages } from '@dhatri/flow/message'
import type { Prompt } from '@dhatri/flow/prompt'
import { listPrompts } from '@dhatri/flow/render'
import {
  hashWords,
  listOwn,
  listShared,
  type Manifest,
  readManifest,
  type Studio,
  stateOf,
  writeManifest,
} from './prompts.clip.ts'
import { listUnlicensed, runRecorded } from './prompts.record.ts'
import { findSpeaker, type Speaker } from './prompts.speech.ts'

/** How many prompts are in which state; every prompt is in exactly one. `unlicensed` are recordings without their rights. */
export type Tally = {
  recorded: number
  standIn: number
  stale: number
  missing: number
  dialects?: Cover
  unlicensed?: { key: string; lacks: string[] }[]
}

/** How much of a language a dialect has recordings of its own for; the rest is played in the language itself. */
export type Cover = Record<string, { recorded: number; of: number }>

/** Everything a call can play: the flows, the fragments, and the messages that have a spoken form. */
export function collectPrompts(library: Library, messages: Messages): Prompt[] {
  const languages = Object.keys(library.languages).filter((tag) => library.languages[tag]?.channels.includes('voice'))
  const called = Object.fromEntries(Object.entries(messages).filter(([, message]) => isCalled(message)))
  return languages.flatMap((language) => listPrompts(library, language, called))
}

/** Counts every prompt once. A recording of other words is stale, and so is a stand-in of other words. */
export function countPrompts(studio: Studio): Tally {
  const manifest = readManifest(studio.folder)
  const tally: Tally = { recorded: 0, standIn: 0, stale: 0, missing: 0 }
  const dialects = coverDialects(studio, manifest)
  for (const prompt of [...listOwn(studio.prompts), ...listShared(studio.prompts)]) {
    if (prompt.instead !== undefined) continue
    const state = stateOf(studio.folder, manifest, prompt)
    tally[state === 'stand-in' ? 'standIn' : state] += 1
  }
  const unlicensed = listUnlicensed(manifest)
  return {
    ...tally,
    ...(Object.keys(dialects).length > 0 && { dialects }),
    ...(unlicensed.length > 0 && { unlicensed }),
  }
}

/** What each dialect has been recorded of; a recording of other words does not count. */
function coverDialects({ folder, prompts }: Studio, manifest: Manifest): Cover {
  const cover: Cover = {}
  for (const { key, text, instead } of listOwn(prompts)) {
    if (instead === undefined) continue
    const [dialect = ''] = key.split('/')
    const isThere = stateOf(folder, manifest, { key, text }) === 'recorded'
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

/**
 * The command. `--count` makes nothing, `--json` prints the tally as JSON, `--recorded <key> --by <name> --consent
 * <form> --licence <id>` notes a recording that was put in its place. Returns the exit code.
 */
export function runPrompts(args: string[], studio: Studio, speaker: Speaker | undefined = findSpeaker()): number {
  if (args.includes('--recorded')) return runRecorded(args, studio)
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

function printTally({ recorded, standIn, stale, missing, dialects, unlicensed = [] }: Tally): string {
  const open = unlicensed.map(({ key, lacks }) => `${key}: recorded without ${lacks.join(' and ')}\n`)
  const shares = Object.entries(dialects ?? {}).map(([name, { recorded: own, of }]) => {
    const share = of === 0 ? 0 : Math.floor((own / of) * 100)
    return `\n${name}: ${own} of ${of} recorded (${share} %), the rest as in its language`
  })
  return `${open.join('')}recorded ${recorded}, stand-in ${standIn}, stale ${stale}, missing ${missing}${shares.join('')}`
}

function dropUnused(folder: string, manifest: Manifest, prompts: Prompt[]): Manifest {
  const keys = new Set(prompts.map(({ key }) => key))
  const kept = Object.entries(manifest).filter(([key, clip]) => clip.kind === 'recorded' || keys.has(key))
  const files = new Set(kept.map(([, clip]) => clip.file))
  for (const { file } of Object.values(manifest)) if (!files.has(file)) rmSync(join(folder, file), { force: true })
  return Object.fromEntries(kept)
}
