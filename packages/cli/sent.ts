/**
 * Which messages the code sends: every shipped name that stands in quotes in the source of `care` and `service`, and
 * every name there of a family that only messages have. Read off the source, so that nobody keeps a list of it.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const NAME = /'([a-z]+(?:\.[A-Za-z]+)*)'/g
/** Other names with dots are log codes, errors and entries of the history. */
const FAMILY = /^(reply|chw)\.[A-Za-z.]+$/

/** The names, of those that are shipped and of those that should be; undefined where there is no source to read. */
export function listSent(shipped: readonly string[]): Set<string> | undefined {
  const folders = ['care', 'service'].map((name) => fileURLToPath(new URL(`../${name}`, import.meta.url)))
  if (!folders.every((folder) => existsSync(folder))) return undefined
  const names = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|example|node_modules/.test(file))
      .flatMap((file) => Array.from(readFileSync(join(folder, file), 'utf8').matchAll(NAME), ([, name = '']) => name)),
  )
  return new Set(names.filter((name) => shipped.includes(name) || FAMILY.test(name)))
}
