/**
 * The release file as a Lambda reads it: everything that is data, compiled and checked before it was shipped, in one
 * plain JSON file. Nothing is checked here but that the file is there and of this format, so a cold start pays for
 * `JSON.parse` alone. The file is made by `release.ts` and never committed.
 */
import { readFileSync } from 'node:fs'
import type { Phrases } from '@dhatri/care/danger.phrases'
import type { World } from '@dhatri/service/world'

/** What a world works by that is content and not setting. */
export type WorldContent = Pick<World, 'library' | 'messages' | 'rules' | 'ladder' | 'waits' | 'phrases' | 'recordings'>

/** Changes whenever the shape of what is written changes: code and file travel together, but are built apart. */
const format = 'dhatri-release-1'

type Flat<T> = T extends ReadonlySet<infer Each> ? Each[] : T extends object ? { [Name in keyof T]: Flat<T[Name]> } : T

type ReleaseFile = { format: string; content: Omit<WorldContent, 'phrases'> & { phrases: Flat<Phrases> } }

/** Content as the text of a release file. */
export function printRelease(content: WorldContent): string {
  const { alone, deny, ...rest } = content.phrases
  const phrases: Flat<Phrases> = {
    ...rest,
    alone: [...alone],
    deny: { after: [...deny.after], before: [...deny.before], between: [...deny.between] },
  }
  const file: ReleaseFile = { format, content: { ...content, phrases } }
  return JSON.stringify(file)
}

/** The content in the text of a release file; throws `release.foreign` for any other text or format. */
export function parseRelease(text: string): WorldContent {
  const { content } = parseFile(text)
  const { alone, deny, ...rest } = content.phrases
  const phrases: Phrases = {
    ...rest,
    alone: new Set(alone),
    deny: { after: new Set(deny.after), before: new Set(deny.before), between: new Set(deny.between) },
  }
  return { ...content, phrases }
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
