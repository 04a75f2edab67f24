/** What the `prompts` command works on: every prompt of the shipped flows and messages, in every language. */
import { join } from 'node:path'
import { listPrompts } from '@dhatri/flow/render'
import { loadContent, shippedFolder } from '@dhatri/functions/content'
import type { Studio } from './prompts.ts'

/** The studio of this release. */
export function openStudio(): Studio {
  const { library } = loadContent()
  const prompts = Object.keys(library.languages).flatMap((language) => listPrompts(library, language))
  return {
    folder: join(shippedFolder, 'audio'),
    prompts,
    today: new Date().toISOString().slice(0, 10),
    print: (line) => console.log(line),
  }
}
