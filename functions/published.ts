/**
 * The published structures of the flows, as `npx dhatri publish` leaves them in `flows/published/`: `editions.json`, one
 * file for each table and one for each structure's golden conversations. They are data of the release, kept for good.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Published } from '@dhatri/flow/edition'
import type { Golden } from '@dhatri/flow/golden'
import type { Places } from '@dhatri/flow/place'
import type { Table } from '@dhatri/flow/table'

/** Golden conversations by `flow@shape`. */
export type GoldenBook = Record<string, Golden[]>

/** Everything published and still kept; nothing where nothing was. */
export function readPublished(folder: string): Published {
  const file = join(folder, 'published/editions.json')
  if (!existsSync(file)) return { editions: [], tables: {}, places: {} }
  const editions = JSON.parse(readFileSync(file, 'utf8')) as Published['editions']
  const tables = readAll<Table>(join(folder, 'published/tables'))
  return { editions, tables, places: readAll<Places>(join(folder, 'published/places')) }
}

/** The golden conversations of every structure still kept. */
export function readGolden(folder: string): GoldenBook {
  return readAll<Golden[]>(join(folder, 'published/golden'))
}

/** Writes what is published and removes what is no longer kept. */
export function writePublished(folder: string, { editions, tables, places }: Published, golden: GoldenBook): void {
  const root = join(folder, 'published')
  writeAll(join(root, 'tables'), tables)
  writeAll(join(root, 'places'), places)
  writeAll(join(root, 'golden'), golden)
  writeFileSync(join(root, 'editions.json'), `${JSON.stringify(editions, null, 1)}\n`)
}

function readAll<Of>(folder: string): Record<string, Of> {
  if (!existsSync(folder)) return {}
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
  return Object.fromEntries(
    names.map((name) => [name.slice(0, -'.json'.length), JSON.parse(readFileSync(join(folder, name), 'utf8')) as Of]),
  )
}

function writeAll(folder: string, files: Record<string, unknown>): void {
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync(folder)) {
    if (!Object.hasOwn(files, name.replace(/\.json$/, ''))) rmSync(join(folder, name))
  }
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, `${name}.json`), print(content))
}

/** One item of a list to a line, so that a difference can be read. */
function print(content: unknown): string {
  if (!Array.isArray(content)) return `${JSON.stringify(content, null, 1)}\n`
  return `[\n${content.map((one) => JSON.stringify(one)).join(',\n')}\n]\n`
}
