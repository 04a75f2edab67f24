/**
 * `dhatri export corrections`: what was corrected while the line ran, brought back into the files. A file that has been
 * edited otherwise since is named and left alone.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Content, loadContent, shippedFolder } from '@dhatri/functions/content'
import { type Correction, contentOf, listCorrections, wordsOf } from '@dhatri/service/correction'
import { openStoreAtHome } from './home.ts'

/** What becomes of one correction: written, already there, or in the way of another edit. */
export type Return = { name: string; is: 'written' | 'there' | 'conflict' }

/** Sorts corrections by what can be done with them, given the files as they are. */
export function sortCorrections(live: readonly Correction[], { world }: Pick<Content, 'world'>): Return[] {
  return live.map(({ name, content, base }) => {
    const now = contentOf(world.library, world.messages, content)
    const words = now === undefined ? '' : wordsOf(now)
    return { name, is: words === base ? 'written' : words === wordsOf(content) ? 'there' : 'conflict' }
  })
}

/** A corrected file as it is kept: whoever reviewed the old words has not read the new ones. */
export function printFile({ yaml }: Pick<Correction, 'yaml'>): string {
  return yaml.replace(/^reviewed: *(yes|true)\b.*$/m, 'reviewed: no')
}

/** The command; 1 where something is in the way. */
export async function exportCorrections(args: string[]): Promise<number> {
  const { out = shippedFolder } = parseArgs({ args, options: { out: { type: 'string' } } }).values
  const home = await openStoreAtHome()
  try {
    const live = (await listCorrections({ table: home.table })).filter(({ state }) => state === 'live')
    const returns = sortCorrections(live, loadContent(out))
    for (const [index, { name, is }] of returns.entries()) {
      const correction = live[index]
      if (is === 'written' && correction !== undefined) writeFileSync(join(out, correction.file), printFile(correction))
      console.log(`${is.padEnd(8)} ${name}`)
    }
    if (live.length === 0) console.log('nothing is corrected')
    return returns.some(({ is }) => is === 'conflict') ? 1 : 0
  } finally {
    await home.close()
  }
}
