/**
 * Compiles a folder of flows into the release file that the Lambdas read. All reading of YAML and all checks happen
 * here, once, before anything is shipped; a broken folder makes no file.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { loadContent } from './content.ts'
import { parseRelease, printRelease } from './release.file.ts'

/**
 * Writes the release file of a folder of flows, making the folder it lies in; throws `content.broken` with every
 * finding, or `release.lossy` where something in the content would not come back from JSON as it was.
 */
export function writeRelease(flowsFolder: string, outFile: string): void {
  const { world } = loadContent(flowsFolder)
  const text = printRelease(world)
  if (!isDeepStrictEqual(parseRelease(text), world)) throw new Error('release.lossy')
  mkdirSync(dirname(outFile), { recursive: true })
  writeFileSync(outFile, text)
}
