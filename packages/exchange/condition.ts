/** Conditions as they are read on paper: the words of the flow file again, one line for each way of being so. */
import type { Comparison, Test } from '@dhatri/flow/condition'

const SIGNS: Record<Comparison, string> = {
  equal: 'is',
  different: 'is not',
  known: 'is known',
  unknown: 'is not known',
  below: '<',
  above: '>',
  atMost: '<=',
  atLeast: '>=',
  among: 'is one of',
  outside: 'is not one of',
  has: 'has',
  lacks: 'has not',
}

/** The tests of an `if`. */
export function printTests(groups: readonly (readonly Test[])[]): string {
  return groups.map((tests) => tests.map(printTest).join(' and ')).join('\nor ')
}

function printTest({ name, is, value, values }: Test): string {
  return `${name} ${SIGNS[is]} ${values?.join(', ') ?? value}`.trim()
}
