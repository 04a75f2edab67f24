/** `dhatri draw`: a flow as a picture (SVG) or as Mermaid text, for whoever would rather see a conversation than read it. */
import { existsSync, readFileSync } from 'node:fs'
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

/** Draws one flow, or all of them into a folder; 1 where something handed over cannot be used. */
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
  const [name] = positionals
  if (!all && name === undefined) return refuse('draw.noFlow: write `dhatri draw <flow>` or `dhatri draw --all`')
  const wanted = all ? tables : [findFlow('draw', name ?? '', tables)].filter((table) => table !== undefined)
  const { flows, faults } = readCounts(values.counts, tables)
  for (const { code, at, words } of faults) refuse(`${values.counts} ${at} ${code}: ${words}`)
  for (const table of wanted) {
    const picture = drawPicture(table, { library, language })
    const drawn = (mermaid ? writeMermaid : writeSvg)(picture, flows.get(table.flow))
    writeOut(all ? join(out ?? 'pictures', `${table.flow}.${mermaid ? 'mmd' : 'svg'}`) : out, drawn)
  }
  if (all) console.log(`${wanted.length} flows drawn into ${out ?? 'pictures'}`)
  return wanted.length === 0 || faults.length > 0 ? 1 : 0
}

function readCounts(path: string | undefined, tables: Table[]): FunnelReading {
  if (path === undefined) return { flows: new Map(), faults: [] }
  if (!existsSync(path)) throw new Error(`draw.noFile ${path}`)
  const known = new Map(tables.map(({ flow, steps }) => [flow, steps.map(({ id }) => id)]))
  return readFunnel(readFileSync(path, 'utf8'), known)
}
