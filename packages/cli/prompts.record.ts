/** `npx dhatri prompts --recorded`: a person has spoken a prompt, and has agreed to it. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readIso } from '@dhatri/text/day'
import {
  type Clip,
  hashWords,
  lacking,
  listOwn,
  type Manifest,
  type Rights,
  readManifest,
  type Studio,
  writeManifest,
} from './prompts.clip.ts'
import { lengthOf } from './prompts.speech.ts'

/** What keeps a recording from being noted. */
export type RecordedCode = 'recorded.rights' | 'recorded.date' | 'recorded.licence' | 'recorded.key' | 'recorded.file'

/** Notes that the file of a prompt is now a person's recording of the words as they stand, or says why not. */
export function noteRecording(studio: Studio, key: string, rights: Rights): RecordedCode | undefined {
  const prompt = listOwn(studio.prompts).find((one) => one.key === key)
  const file = `${key}.mp3`
  if (prompt === undefined) return 'recorded.key'
  if (!existsSync(join(studio.folder, file))) return 'recorded.file'
  const mp3 = readFileSync(join(studio.folder, file))
  const text = hashWords(prompt.text)
  const made = { kind: 'recorded' as const, by: rights.speaker, made: studio.today, seconds: lengthOf(mp3) }
  const clip: Clip = { file, text, ...made, ...rights }
  writeManifest(studio, { ...readManifest(studio.folder), [key]: clip })
  return undefined
}

/** The command: `--recorded <key> --by <name> --consent <form> --licence <id> [--consent-date <day>]`. */
export function runRecorded(args: string[], studio: Studio): number {
  const text = { type: 'string' } as const
  const options = { recorded: text, by: text, consent: text, 'consent-date': text, licence: text }
  const { values } = parseArgs({ args, options, strict: false })
  const read = (name: keyof typeof options): string => (typeof values[name] === 'string' ? values[name].trim() : '')
  const [key, speaker, form, licence] = [read('recorded'), read('by'), read('consent'), read('licence')]
  const date = read('consent-date') || studio.today
  const code = speaker === '' || form === '' || licence === '' ? 'recorded.rights' : judge(date, licence, studio.today)
  const failed = code ?? noteRecording(studio, key, { speaker, consent: { form, date }, licence })
  if (failed !== undefined) {
    studio.print(`${failed} ${key}: ${ADVICE[failed]}`)
    return 1
  }
  studio.print(`${key}: recorded by ${speaker}, consent ${form} of ${date}, ${licence}`)
  return 0
}

const ADVICE: Record<RecordedCode, string> = {
  'recorded.rights': 'say who speaks and on what terms: --by "<name>" --consent <form> --licence <id>',
  'recorded.date': 'the day of the consent as --consent-date 2026-11-22, not after today',
  'recorded.licence': 'a licence by its SPDX id, such as CC-BY-4.0, or LicenseRef-<name>',
  'recorded.key': 'there is no such prompt; `npx dhatri sheet` lists them',
  'recorded.file': 'save the sound as <key>.mp3 in the folder of sounds first',
}

function judge(date: string, licence: string, today: string): RecordedCode | undefined {
  if (readIso(date) === undefined || date > today) return 'recorded.date'
  return /^[A-Za-z0-9][A-Za-z0-9.+-]*$/.test(licence) ? undefined : 'recorded.licence'
}

/** The recordings that nobody can show a consent or a licence for, with what each lacks. */
export function listUnlicensed(manifest: Manifest): { key: string; lacks: (keyof Rights)[] }[] {
  return Object.entries(manifest)
    .map(([key, clip]) => ({ key, lacks: lacking(clip) }))
    .filter(({ lacks }) => lacks.length > 0)
}
