/**
 * The sounds of a release and what is known of each, as `audio/manifest.json` holds it. A recording is a person's voice:
 * it carries who speaks, on which form she agreed to it and when, and under which licence it may be played.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Prompt } from '@dhatri/flow/prompt'
import { playedKey } from '@dhatri/flow/sound'
import { compose } from '@dhatri/text/normal'

/** On which form a speaker agreed that her voice is played, and on which day (ISO). */
export type Consent = { form: string; date: string }

/** What a recording is played by: the speaker, her consent, and a licence by its SPDX id or a name of the programme's own. */
export type Rights = { speaker: string; consent: Consent; licence: string }

/**
 * One sound file: what it says (a hash), who made it and when, and its length; `file` lies below the folder. A recording
 * has its rights beside it; one from before they were asked for may lack them.
 */
export type Clip = {
  file: string
  text: string
  kind: 'stand-in' | 'recorded'
  by: string
  made: string
  seconds: number
} & Partial<Rights>

/** The sound files by key of the prompt, as `manifest.json` holds them. */
export type Manifest = Record<string, Clip>

/** What there is of a prompt; a sound of other words is stale. */
export type State = 'recorded' | 'stand-in' | 'stale' | 'missing'

/** What the command works on: the folder of the sounds, every prompt there can be, and the day. */
export type Studio = { folder: string; prompts: Prompt[]; today: string; print: (line: string) => void }

const manifestOf = (folder: string) => join(folder, 'manifest.json')

/** The fingerprint of a prompt's words, by which a sound file is known to be stale. */
export function hashWords(text: string): string {
  return createHash('sha256').update(compose(text)).digest('hex').slice(0, 16)
}

/** The sounds of a folder; none where there is no manifest yet. */
export function readManifest(folder: string): Manifest {
  return existsSync(manifestOf(folder)) ? JSON.parse(readFileSync(manifestOf(folder), 'utf8')) : {}
}

/** What there is of a prompt in a folder of sounds. */
export function stateOf(folder: string, manifest: Manifest, prompt: Prompt): State {
  const clip = Object.hasOwn(manifest, prompt.key) ? manifest[prompt.key] : undefined
  if (clip === undefined || !existsSync(join(folder, clip.file))) return 'missing'
  return clip.text === hashWords(prompt.text) ? clip.kind : 'stale'
}

/** What a recording lacks of its rights; nothing for a stand-in, which is nobody's voice. */
export function lacking({ kind, speaker, consent, licence }: Clip): (keyof Rights)[] {
  if (kind !== 'recorded') return []
  const has = { speaker: Boolean(speaker), consent: Boolean(consent?.form && consent.date), licence: Boolean(licence) }
  return (['speaker', 'consent', 'licence'] as const).filter((name) => !has[name])
}

/** The prompts that have a sound of their own, each once. */
export function listOwn(prompts: Prompt[]): Prompt[] {
  const byKey = new Map(prompts.map((prompt) => [prompt.key, prompt]))
  return [...byKey.values()].filter(({ key }) => playedKey(key) === key || !byKey.has(playedKey(key)))
}

/** The prompts that play another one's sound, with the words that are really heard. */
export function listShared(prompts: Prompt[]): (Prompt & { from: string })[] {
  const byKey = new Map(prompts.map((prompt) => [prompt.key, prompt]))
  return [...byKey.keys()].flatMap((key) => {
    const source = byKey.get(playedKey(key))
    return source === undefined || source.key === key ? [] : [{ key, text: source.text, from: source.key }]
  })
}

/** Writes the list of sounds; what plays another prompt's sound gets its line too. */
export function writeManifest({ folder, prompts }: Studio, manifest: Manifest): void {
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
