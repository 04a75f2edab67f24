/**
 * The bench: measures everything for which `goals.json` has a goal and compares. `--json` prints one object, `--quick`
 * measures less of everything, `--only <part>` takes one part (engine, store, crowd, start) and the goals of that part.
 */
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { measureCrowd } from './crowds.ts'
import { measureEngine } from './engine.ts'
import type { Figure, Run } from './figure.ts'
import { exitCodeOf, judge, readGoals } from './goals.ts'
import { measureSessions } from './session.ts'
import { measureStart } from './start.ts'
import { printTable } from './table.ts'

/** The parts by name: what each measures, and what its figures' names begin with. */
const parts: Record<string, { measure: (run: Run) => Promise<Figure[]>; figures: RegExp }> = {
  engine: { measure: measureEngine, figures: /^engine\./ },
  store: { measure: measureSessions, figures: /^(registering|reading|reminder|state|units)\./ },
  start: { measure: measureStart, figures: /^start\./ },
  crowd: { measure: measureCrowd, figures: /^(tick|http|memory|disk)\./ },
}

/** Runs the bench; 0 when every goal is met. */
export async function bench(words: string[]): Promise<number> {
  const { values } = parseArgs({
    args: words,
    options: { json: { type: 'boolean' }, quick: { type: 'boolean' }, only: { type: 'string' } },
  })
  const { only } = values
  const chosen = Object.entries(parts).filter(([name]) => only === undefined || name === only)
  if (chosen.length === 0) throw new Error(`bench.noPart ${only}: ${Object.keys(parts).join(', ')}`)
  const cache = fileURLToPath(new URL('../../.ci/cache/bench', import.meta.url))
  mkdirSync(cache, { recursive: true })
  const began = performance.now()
  const isJson = values.json === true
  const note = (line: string) => (isJson ? console.error(line) : console.log(line))
  const figures: Figure[] = []
  for (const [name, { measure }] of chosen) {
    note(name)
    figures.push(...(await measure({ cache, note, isQuick: values.quick === true })))
  }
  const goals = readGoals().filter(({ name }) => only === undefined || parts[only]?.figures.test(name))
  const verdicts = judge(goals, figures)
  const code = exitCodeOf(verdicts)
  const seconds = Math.round((performance.now() - began) / 1_000)
  if (isJson) console.log(JSON.stringify({ ok: code === 0, seconds, figures: verdicts }, undefined, 2))
  else for (const line of ['', ...printTable(verdicts), '', summarise(verdicts, seconds)]) console.log(line)
  return code
}

function summarise(verdicts: readonly { name: string; outcome: string }[], seconds: number): string {
  const met = verdicts.filter(({ outcome }) => outcome === 'met').length
  const skipped = verdicts.flatMap(({ name, outcome }) => (outcome === 'skipped' ? [name] : []))
  const behind = verdicts.flatMap(({ name, outcome }) => (outcome === 'behind' ? [name] : []))
  const others = verdicts.flatMap(({ name, outcome }) => (/met|skipped|behind/.test(outcome) ? [] : [name]))
  const named = (word: string, names: string[]) => (names.length === 0 ? '' : `, ${word}: ${names.join(', ')}`)
  return `bench: ${met} of ${verdicts.length} goals met${named('skipped', skipped)}${named('not yet met', behind)}${named('MISSED', others)}; ${seconds} s`
}
