/** What several channels can do alike: choose an option, enter a value as people do there, learn how a `do` turned out. */
import { toBengaliDigits } from '@dhatri/text/digits'
import { type Kind, typeOf } from '../answer.ts'
import { stepAt } from '../frame.ts'
import type { Machine } from '../machine.ts'
import { optionNumber } from '../navigation.ts'
import type { Step } from '../table.ts'
import { take } from '../take.ts'
import { lookUp } from './lens.ts'
import { listOutcomes } from './outcomes.ts'
import { afterOutcome, copyOf } from './space.ts'
import type { Space } from './state.ts'
import { answersFor, type Meaning } from './values.ts'

/** One channel of several. */
export type Side = { space: Space; machine: Machine }

/** What one move is called, and what it makes of each side. */
export type Move = { name: string; make: (side: Side) => Machine }

/** Every move that all sides can make. */
export function listMoves(sides: readonly Side[]): Move[] {
  const [first] = sides
  if (first === undefined) return []
  const { machine, space } = first
  const step = stepAt(machine.frame)
  if (machine.state === 'doing' && step?.kind === 'do') {
    return listOutcomes(space, machine, step).map(([is, facts]) => ({
      name: `(${step.id}: ${is})`,
      make: (side) => afterOutcome(side.machine, is, facts),
    }))
  }
  if (machine.state !== 'asking') return []
  if (step?.kind === 'menu') return listChoices(step)
  const kind = step?.kind === 'ask' ? machine.frame.kinds[step.id] : undefined
  if (step?.kind !== 'ask' || kind === undefined) return []
  return kind.type === 'place' ? listPlaces(machine) : listValues(sides, step, kind)
}

/** Each option by its `is`, whatever its number; where several may be chosen also all but the last. */
function listChoices({ id, isMany, options }: Step & { kind: 'menu' }): Move[] {
  const single = options.map(({ is }) => [is])
  const picks = isMany && options.length > 2 ? [...single, options.slice(0, -1).map(({ is }) => is)] : single
  return picks.map((picked) => ({
    name: `${id} ${picked.join(' ')}`,
    make: ({ machine }) => {
      const step = stepAt(machine.frame)
      const own = step?.kind === 'menu' ? step.options : []
      const numbers = picked.map((is) => String(own.find((option) => option.is === is)?.number ?? ''))
      return enter(machine, numbers.join(machine.start.channel === 'sms' ? ', ' : ''))
    },
  }))
}

/** Values that every side can take, each entered as people do there: in Bangla digits, with slashes, key by key. */
function listValues(sides: readonly Side[], step: Step & { kind: 'ask' }, kind: Kind): Move[] {
  const isRecorded = 'record' in typeOf(kind).gather(kind)
  const meanings = new Map<Side['space'], Meaning[]>()
  for (const { space, machine } of sides) {
    const tests = lookUp(space.lens, machine.frame.table).tests.get(step.id) ?? []
    meanings.set(space, answersFor(kind, tests, machine.start.channel, machine.view.places, ['explored']).good)
  }
  const entryOn = ({ space, machine }: Side, value: Meaning['value']): string | undefined => {
    const isCall = machine.start.channel === 'voice'
    const own = meanings.get(space) ?? []
    const meaning = isCall && isRecorded ? own[0] : own.find((one) => one.value === value)
    return meaning?.entries[isCall ? 0 : meaning.entries.length - 1]
  }
  const [first] = meanings.values()
  return (first ?? []).flatMap(({ value }): Move[] => {
    if (sides.some((side) => entryOn(side, value) === undefined)) return []
    return [{ name: `${step.id} ${value}`, make: (side) => enter(side.machine, entryOn(side, value) ?? '') }]
  })
}

/** The first and the last upazila: by its number in one channel, in Bangla digits in another, down the lists on a call. */
function listPlaces({ view: { places } }: Machine): Move[] {
  const codes = Object.keys(places).filter((code) => places[code]?.level === 'upazila')
  return [...new Set([...codes.slice(0, 1), ...codes.slice(-1)])].map((code) => ({
    name: `place ${code}`,
    make: ({ machine }) => {
      if (machine.start.channel === 'ussd') return enter(machine, code)
      if (machine.start.channel === 'sms') return enter(machine, toBengaliDigits(code))
      const levels = [code.slice(0, 2), code.slice(0, 4), code]
      return levels.reduce((after, inner, index) => {
        const inside = places[levels[index - 1] ?? '']?.inside ?? []
        return enter(after, String(optionNumber(inside.indexOf(inner))))
      }, machine)
    },
  }))
}

function enter(machine: Machine, text: string): Machine {
  const after = copyOf(machine)
  take(after, text)
  return after
}
