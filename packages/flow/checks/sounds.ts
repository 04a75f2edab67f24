/**
 * Has everything that a call can play a sound, and does each still say the words as they stand? A changed text makes its
 * recording stale, and no one would hear that it says something else; a stand-in is only made anew.
 */
import type { Audit } from '../audit.ts'
import { fail, warn } from '../book.ts'
import { isCalled } from '../message.ts'
import type { Prompt } from '../prompt.ts'
import { listPrompts } from '../render.ts'
import { playedKey, type Sound, type Sounds } from '../sound.ts'
import { type Place, placePrompts } from './prompt.place.ts'

/** Every prompt of every spoken language, each in exactly one state, and the sounds that nothing plays. */
export type SoundFigures = {
  prompts: number
  recorded: number
  standIn: number
  stale: number
  missing: number
  orphan: number
}

/** Sounds by key, with the line of the manifest each stands on. */
type Manifest = Map<string, Sound & { line: number }>

/** A prompt that has no sound, or one of other words. */
type Fault = { key: string; state: keyof SoundFigures; place: Place; isRecorded: boolean }

const FILE = 'audio/manifest.json'

/** Notes prompts without a sound or with a stale one and, of a whole set, sounds nothing plays; counts them all. */
export function checkSounds(audit: Audit, sounds: Sounds, isWhole: boolean): SoundFigures {
  const book = { file: FILE, findings: audit.findings }
  const figures: SoundFigures = { prompts: 0, recorded: 0, standIn: 0, stale: 0, missing: 0, orphan: 0 }
  const manifest = readSounds(sounds.manifest)
  if (manifest === undefined) {
    fail(
      book,
      { line: 1, column: 1 },
      'sound.manifest',
      'the list of sounds cannot be read',
      'run "npx dhatri prompts"',
    )
    return figures
  }
  const prompts = listSpoken(audit)
  const words = new Map(prompts.map(({ key, text }) => [key, text]))
  const placeOf = placePrompts(audit)
  const faults = new Map<string, Fault[]>()
  for (const { key, text, instead } of prompts) {
    const sound = manifest.get(key)
    const state = stateOf(sound, words.get(playedKey(key)) ?? text, sounds)
    // What nobody has recorded in a dialect is played in its language; only a recording of other words does harm.
    if (instead !== undefined && state !== 'stale') continue
    figures.prompts += 1
    figures[state] += 1
    if (state === 'recorded' || state === 'standIn') continue
    const place = placeOf(instead ?? key)
    const group = `${place.file}:${place.spot.line}:${place.spot.column}:${state}`
    faults.set(group, [...(faults.get(group) ?? []), { key, state, place, isRecorded: sound?.kind === 'recorded' }])
  }
  for (const group of faults.values()) noteFault(audit, group)
  if (isWhole) figures.orphan = noteOrphans(audit, manifest, sounds, new Set(words.keys()))
  return figures
}

function stateOf(sound: Sound | undefined, words: string, { files, hash }: Sounds): keyof SoundFigures {
  if (sound === undefined || !files.has(sound.file)) return 'missing'
  if (sound.text !== hash(words)) return 'stale'
  return sound.kind === 'recorded' ? 'recorded' : 'standIn'
}

/** What is wrong at one place, said once: a hundred numbers are one line of the engine's file. */
function noteFault({ findings }: Audit, group: readonly Fault[]): void {
  const [first] = group
  if (first === undefined) return
  const { key, state, place } = first
  const more = group.length > 1 ? ` (and ${group.length - 1} more)` : ''
  const isRecorded = group.some((fault) => fault.isRecorded)
  const words =
    state === 'missing'
      ? `${key}${more} has no sound`
      : `the ${isRecorded ? 'recording' : 'stand-in'} of ${key}${more} says other words`
  const suggestion = isRecorded ? 'speak it again, then "npx dhatri prompts --recorded …"' : 'run "npx dhatri prompts"'
  const note = isRecorded ? fail : warn
  note({ file: place.file, findings }, place.spot, `sound.${state}`, words, suggestion)
}

/** Every prompt there can be in every language that is spoken; messages that are only texted are none. */
export function listSpoken({ library, messages }: Audit): Prompt[] {
  const languages = Object.keys(library.languages).filter((tag) => library.languages[tag]?.channels.includes('voice'))
  const byName = Object.fromEntries(
    messages.flatMap(({ message }) => (isCalled(message) ? [[message.name, message]] : [])),
  )
  return languages.flatMap((language) => listPrompts(library, language, byName))
}

/** The manifest by key; undefined where it is no manifest. */
export function readSounds(manifest: string): Manifest | undefined {
  let read: unknown
  try {
    read = JSON.parse(manifest)
  } catch {
    return undefined
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read)) return undefined
  const lines = new Map(
    manifest.split('\n').map((line, index) => [/^\s*("(?:[^"\\]|\\.)*"):/.exec(line)?.[1] ?? '', index + 1]),
  )
  const entries = Object.entries(read as Record<string, Sound>)
  return new Map(entries.map(([key, sound]) => [key, { ...sound, line: lines.get(JSON.stringify(key)) ?? 1 }]))
}

function noteOrphans(audit: Audit, manifest: Manifest, { files }: Sounds, played: ReadonlySet<string>): number {
  const suggestion = 'take it out of audio/, and its line out of the manifest'
  const unplayed = [...manifest].filter(([key]) => !played.has(key))
  for (const [key, { line }] of unplayed) {
    warn(
      { file: FILE, findings: audit.findings },
      { line, column: 1 },
      'sound.orphan',
      `nothing plays ${key}`,
      suggestion,
    )
  }
  const named = new Set([...manifest.values()].map(({ file }) => file))
  const strays = [...files].filter((file) => !named.has(file))
  for (const file of strays) {
    const spot = { line: 1, column: 1 }
    warn(
      { file: `audio/${file}`, findings: audit.findings },
      spot,
      'sound.orphan',
      'no line of the manifest names this file',
      suggestion,
    )
  }
  return unplayed.length + strays.length
}
