/**
 * How fast a turn of the flow engine is beside the least that any engine must do, a switch written by hand, and the
 * npm packages that a programme could use instead. Everything is bundled first, as a Lambda is: a loader that names
 * closures would be measured otherwise.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Library } from '@dhatri/flow/library'
import { loadFlows } from '@dhatri/flow/load'
import { profiles, shippedFolder } from '@dhatri/functions/content'
import { bundleHere } from './bundled.ts'
import type { Standing } from './engine/race.ts'
import type { Figure, Run } from './figure.ts'
import { openPeers, type Peer } from './peers.ts'

const own = readFileSync(new URL('engine/enrol.yaml', import.meta.url), 'utf8')

/** Steps of the longer flow. */
const many = 100
const few = own.match(/^ {2}- /gm)?.length ?? 0

/** The same conversation with steps in the middle that it passes by, so that the flow has a hundred. */
function lengthen(): string {
  const spare = Array.from({ length: many - few }, (_, index) =>
    [
      `  - menu: spare${index}`,
      `    bn: আর কিছু ${index}?`,
      `    en: Anything else ${index}?`,
      '    options:',
      '      - {is: yes, bn: হ্যাঁ, en: "Yes"}',
      '      - {is: no, bn: না, en: "No", go: end}',
    ].join('\n'),
  )
  const agreed = '- {is: yes, bn: হ্যাঁ, en: "Yes"}\n      - {is: no, bn: না, en: "No", go: end}\n'
  if (!own.includes(agreed)) throw new Error('bench.flowChanged')
  return own.replace(agreed, `${agreed.replace('"Yes"}', '"Yes", go: name}')}\n${spare.join('\n')}\n`)
}

function compile(flow: string): Library {
  const engine = readFileSync(join(shippedFolder, 'engine.yaml'), 'utf8')
  const loading = loadFlows({ 'engine.yaml': engine, 'enrol.yaml': flow }, [], [], profiles)
  if (!loading.ok) throw new Error(`bench.flowBroken ${JSON.stringify(loading.findings)}`)
  return loading.library
}

/** Races the engine and measures what it keeps. */
export async function measureEngine({ cache, isQuick, note }: Run): Promise<Figure[]> {
  const folder = join(cache, 'engine')
  mkdirSync(folder, { recursive: true })
  const peers = await openPeers(cache, folder)
  const libraries = join(folder, 'libraries.json')
  const long = compile(lengthen())
  const [table] = Object.values(long.tables)
  if (table?.steps.length !== many) throw new Error(`bench.flowChanged ${table?.steps.length} steps`)
  writeFileSync(libraries, JSON.stringify({ plain: compile(own), long }))
  const race = await bundleHere('engine/race.ts', folder)
  const paths = peers.flatMap((peer) => ('path' in peer ? [peer.path] : []))
  const rounds = String(isQuick ? 9 : 41)
  const run = spawnSync(process.execPath, [race, libraries, rounds, ...paths], { encoding: 'utf8' })
  if (run.status !== 0) throw new Error(`bench.raceFailed ${run.stderr}`)
  return printStandings(JSON.parse(run.stdout), peers, note)
}

function printStandings(standings: Standing[], peers: Peer[], note: Run['note']): Figure[] {
  for (const { name, timesFloor, micros, bytes } of standings) {
    note(
      `  ${name.padEnd(28)} ${timesFloor.toFixed(2).padStart(7)} × floor  ${micros.toFixed(2).padStart(7)} µs a turn  ${bytes} bytes of state`,
    )
  }
  const times = (part: string) => standings.find(({ name }) => name.startsWith(part))?.timesFloor ?? Number.NaN
  const ours = times('dhatri')
  const against = { menu: 'ussd-menu-builder', machine: 'xstate', runner: '@floip/flow-runner' }
  return [
    { name: 'engine.floor', value: ours },
    { name: 'engine.floor100', value: times('dhatri, 100 steps') },
    { name: 'engine.written', value: ours / times('written') },
    ...peers.map((peer): Figure => {
      const name = `engine.${peer.name}`
      if ('why' in peer) return { name, skipped: peer.why }
      return { name, value: times(against[peer.name as keyof typeof against]) / ours }
    }),
    { name: 'engine.bytes', value: standings.find(({ name }) => name === 'dhatri')?.bytes ?? Number.NaN },
  ]
}
