/** `dhatri draw`: a flow as a picture (SVG) or as Mermaid text, for whoever would rather see a conversation than read it. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type FunnelReading, readFunnel } from '@dhatri/exchange/funnel'
import { writeMermaid } from '@dhatri/exchange/mermaid'
import { listTables } from '@dhatri/exchange/order'
import { drawPicture } from '@dhatri/exchange/picture'
import { writeSvg } from '@dhatri/exchange/svg'
import type { Library } from '@dhatri/flow/library'
import type { Table } from '@dhatri/flow/table'
import { loadContent } from '@dhatri/functions/content'
import { checkLanguage, findFlow, refuse, writeOut } from './paper.ts'

/** Draws one flow, or several or all of them into a folder; 1 where something handed over cannot be used. */
export function draw(args: string[], library: Library = loadContent().world.library): number {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      all: { type: 'boolean', default: false },
      counts: { type: 'string' },
      language: { type: 'string', default: 'bn' },
      mermaid: { type: 'boolean', default: false },
      out: { type: 'string' },
    },
  })
  const { all, language, mermaid, out } = values
  if (!checkLanguage('draw', language, library)) return 1
  const tables = listTables(library)
  if (!all && positionals.length === 0) return refuse('draw.noFlow: write `dhatri draw <flow>` or `dhatri draw --all`')
  const named = positionals.map((name) => findFlow('draw', name, tables)).filter((table) => table !== undefined)
  if (named.length < positionals.length) return 1
  const wanted = all ? tables : [...new Set(named)]
  const folder = all || positionals.length > 1 ? (out ?? 'pictures') : undefined
  if (folder !== undefined && existsSync(folder) && !statSync(folder).isDirectory())
    return refuse(`draw.out ${folder}: it is a file, and several flows are drawn into a folder`)
  const { flows, faults } = readCounts(values.counts, tables)
  for (const { code, at, words } of faults) refuse(`${values.counts} ${at} ${code}: ${words}`)
  for (const table of wanted) {
    const picture = drawPicture(table, { library, language })
    const drawn = (mermaid ? writeMermaid : writeSvg)(picture, flows.get(table.flow))
    writeOut(folder === undefined ? out : join(folder, `${table.flow}.${mermaid ? 'mmd' : 'svg'}`), drawn)
  }
  if (folder !== undefined) console.log(`${wanted.length} flows drawn into ${folder}`)
  return faults.length > 0 ? 1 : 0
}

function readCounts(path: string | undefined, tables: Table[]): FunnelReading {
  if (path === undefined) return { flows: new Map(), faults: [] }
  if (!existsSync(path)) throw new Error(`draw.noFile ${path}`)
  const known = new Map(tables.map(({ flow, steps }) => [flow, steps.map(({ id }) => id)]))
  return readFunnel(readFileSync(path, 'utf8'), known)
}
