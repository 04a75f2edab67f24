/** What may be known of a caller when she arrives, as far as a flow, or one that it runs, looks at it. */
import { chooseWay } from '../arm.ts'
import type { Value } from '../channel.ts'
import type { Start } from '../conversation.ts'
import type { Table } from '../table.ts'
import { type Lens, lookUp, needsOf } from './lens.ts'
import { answersFor } from './values.ts'

/** One way a conversation can start: what is known, and the draw of its experiments. */
export type Beginning = Pick<Start, 'facts' | 'seed'>

/** Seeds that are tried until every way of every experiment was drawn. */
const MOST_SEEDS = 2000

/** Every way a conversation in this flow can start. */
export function listBeginnings(lens: Lens, table: Table): Beginning[] {
  let ways: Beginning[] = [{ facts: {} }]
  const needs = needsOf(lens, table)
  for (const name of needs.filter((need) => !need.startsWith('arm:'))) {
    const values = valuesOf(lens, table, name)
    ways = ways.flatMap((way) =>
      values.map((value) => (value === undefined ? way : { facts: { ...way.facts, [name]: value } })),
    )
  }
  const seeds = listSeeds(
    lens,
    needs.filter((need) => need.startsWith('arm:')).map((need) => need.slice('arm:'.length)),
  )
  return ways.flatMap((way) => [way, ...seeds.map((seed) => ({ ...way, seed }))])
}

/** A seed for every way, or every meeting of ways, that can be drawn besides control. */
function listSeeds({ arms }: Lens, experiments: readonly string[]): string[] {
  const draw = (seed: string | undefined): string =>
    experiments.map((experiment) => chooseWay(experiment, arms.get(experiment) ?? [], seed)?.is).join()
  const seen = new Set([draw(undefined)])
  const seeds: string[] = []
  for (let number = 0; experiments.length > 0 && number < MOST_SEEDS; number += 1) {
    const drawn = draw(`seed ${number}`)
    if (!seen.has(drawn)) seeds.push(`seed ${number}`)
    seen.add(drawn)
  }
  return seeds
}

function valuesOf(lens: Lens, table: Table, name: string): (Value | undefined)[] {
  const known = lens.known[name]
  if (known !== undefined) return [...known]
  const kind = Object.hasOwn(table.kinds, name) ? table.kinds[name] : undefined
  const tests = lookUp(lens, table).tests.get(name) ?? []
  const compared = tests.flatMap(({ value, values }) => values ?? (value === '' ? [] : [value]))
  const values = kind === undefined ? compared : answersFor(kind, tests, 'sms', {}).good.map(({ value }) => value)
  return [undefined, ...new Set(values)]
}
