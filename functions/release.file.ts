/**
 * The release file as a Lambda reads it: everything that is data, compiled and checked before it was shipped, in one
 * plain JSON file. Nothing is checked here but that the file is there and of this format, so a cold start pays for
 * `JSON.parse` alone. The file is made by `release.ts` and never committed.
 */
import { readFileSync } from 'node:fs'
import type { Phrases } from '@dhatri/care/danger.phrases'
import type { World } from '@dhatri/service/world'

/** What a world works by that is content and not setting. */
export type WorldContent = Pick<
  World,
  'library' | 'messages' | 'rules' | 'ladder' | 'triage' | 'phrases' | 'topics' | 'losses' | 'waits' | 'recordings'
>

/** Changes whenever the shape of what is written changes: code and file travel together, but are built apart. */
const format = 'dhatri-release-2'

type Flat<T> = T extends ReadonlySet<infer Each> ? Each[] : T extends object ? { [Name in keyof T]: Flat<T[Name]> } : T

type Lists = { phrases: Flat<Phrases>; losses: Flat<Phrases> }
type ReleaseFile = { format: string; content: Omit<WorldContent, keyof Lists> & Lists }

/** Content as the text of a release file. */
export function printRelease(content: WorldContent): string {
  const file: ReleaseFile = {
    format,
    content: { ...content, phrases: flatten(content.phrases), losses: flatten(content.losses) },
  }
  return JSON.stringify(file)
}

/** The content in the text of a release file; throws `release.foreign` for any other text or format. */
export function parseRelease(text: string): WorldContent {
  const { content } = parseFile(text)
  return { ...content, phrases: unflatten(content.phrases), losses: unflatten(content.losses) }
}

function flatten({ alone, deny, ...rest }: Phrases): Flat<Phrases> {
  return {
    ...rest,
    alone: [...alone],
    deny: { after: [...deny.after], before: [...deny.before], between: [...deny.between] },
  }
}

function unflatten({ alone, deny, ...rest }: Flat<Phrases>): Phrases {
  return {
    ...rest,
    alone: new Set(alone),
    deny: { after: new Set(deny.after), before: new Set(deny.before), between: new Set(deny.between) },
  }
}

function parseFile(text: string): ReleaseFile {
  let file: ReleaseFile | null
  try {
    file = JSON.parse(text)
  } catch {
    throw new Error('release.foreign')
  }
  if (file?.format !== format) throw new Error('release.foreign')
  return file
}

/** The content of a release file by path; throws `release.missing` where there is none, else as `parseRelease`. */
export function readRelease(path: string): WorldContent {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    throw new Error('release.missing')
  }
  return parseRelease(text)
}
