/** What the `prompts` command works on: every prompt of the shipped flows and messages, in every language. */
import { join } from 'node:path'
import { loadContent, shippedFolder } from '@dhatri/functions/content'
import type { Studio } from './prompts.clip.ts'
import { collectPrompts } from './prompts.ts'

/** The studio of this release. */
export function openStudio(): Studio {
  const { library, messages } = loadContent().world
  const prompts = collectPrompts(library, messages)
  return {
    folder: join(shippedFolder, 'audio'),
    prompts,
    today: new Date().toISOString().slice(0, 10),
    print: (line) => console.log(line),
  }
}
