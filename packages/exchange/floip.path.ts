/**
 * Where FLOIP keeps what our names stand for: answers and outcomes under `results` by their block, what an action
 * reported under `session`, who is calling under `contact`, the channel under `run.mode`.
 */
import type { Channel } from '@dhatri/flow/channel'
import { START_FACTS } from '@dhatri/flow/declare'
import { keptBy } from '@dhatri/flow/graph'
import type { Table } from '@dhatri/flow/table'
import { modeOf } from './floip.language.ts'

/** The expression of each name that a condition or a text of the flow may use. */
export function pathsOf(table: Table, blockOf: (step: string) => string): (name: string) => string {
  const kept = new Set(table.steps.flatMap(keptBy).map(({ name }) => name))
  return (name) => {
    if (name === 'channel') return 'run.mode'
    if (table.answers.includes(name) || kept.has(name)) return `results.${name}.value`
    if (Object.hasOwn(table.kinds, name)) return `session.${name}`
    if (START_FACTS.includes(name)) return `contact.${name}`
    const step = table.steps.find(({ id }) => id === name)
    return `results.${blockOf(name)}.${step?.kind === 'arm' ? 'exit' : 'value'}`
  }
}

/** The names of a flow's blocks by step: word characters only, and each its own. */
export function nameBlocks(table: Table): (step: string) => string {
  const taken = new Set(Object.keys(table.kinds))
  const names = new Map<string, string>()
  for (const { id } of table.steps) {
    const isAnswer = Object.hasOwn(table.kinds, id)
    const name = isAnswer ? id : freeName(id, taken)
    taken.add(name)
    names.set(id, name)
  }
  return (step) => names.get(step) ?? step
}

/** A name of word characters that is not taken. */
export function freeName(wanted: string, taken: ReadonlySet<string>): string {
  const name = wanted.replace(/[^A-Za-z0-9_]/g, '_')
  for (let count = 1; ; count += 1) {
    const free = count === 1 ? name : `${name}_${count}`
    if (!taken.has(free)) return free
  }
}

/** A value as FLOIP knows it, where it is not the same: the names of channels. */
export function valueAt(path: string, value: string): string {
  return path === 'run.mode' && isChannel(value) ? modeOf(value) : value
}

const isChannel = (value: string): value is Channel => value === 'ussd' || value === 'sms' || value === 'voice'
