/** How a `do` can turn out: each outcome its action declares, with each class of the facts that it reports. */
import type { Value, Values } from '../channel.ts'
import type { Machine } from '../machine.ts'
import type { Step } from '../table.ts'
import { classOf, lookUp } from './lens.ts'
import type { Space } from './state.ts'
import { answersFor, factsOf } from './values.ts'

/** Every outcome worth trying, with its facts; none for an action that nobody registered. */
export function listOutcomes(space: Space, machine: Machine, step: Step & { kind: 'do' }): [string, Values][] {
  const { frame, view } = machine
  const { ground, lens } = space
  const action = ground.actions.find(({ name }) => name === step.action)
  const valuesFor = (name: string): readonly Value[] => {
    const tests = lookUp(lens, frame.table).tests.get(name) ?? []
    const kind = Object.hasOwn(frame.kinds, name) ? frame.kinds[name] : undefined
    if (kind === undefined && name === 'language') return Object.keys(ground.library.languages)
    const known = kind === undefined ? [] : answersFor(kind, tests, 'sms', view.places).good.map(({ value }) => value)
    return known.length > 0 ? known : [...tests.map(({ value }) => value), 'other']
  }
  const classify = (name: string, value: Value): string =>
    name === 'language' ? String(value) : classOf(lens, frame, name, value, machine)
  return Object.entries(action?.outcomes ?? {}).flatMap(([is, names]) =>
    factsOf(names, valuesFor, classify).map((facts): [string, Values] => [is, facts]),
  )
}
