/**
 * Holds the channels side by side: the same choices and the same values, each entered in its channel's own way, must
 * come to the same steps, answers, facts, deeds and result on all of them.
 */
import { typeOf } from '../answer.ts'
import type { Channel, Values } from '../channel.ts'
import { stepAt } from '../frame.ts'
import type { Machine } from '../machine.ts'
import type { Table } from '../table.ts'
import { take } from '../take.ts'
import { describe, type Position } from '../turn.ts'
import { keyOf } from './lens.ts'
import { listMoves, type Side } from './moves.ts'
import { noteAt, spotOf } from './report.ts'
import { beginAt, copyOf } from './space.ts'
import { listBeginnings } from './starts.ts'
import type { Space } from './state.ts'
import { SPOKEN } from './values.ts'

/** The same conversation on several channels; `trail` is what was chosen. */
type Party = { sides: Side[]; trail: string[] }

/** Screens that only one channel has are passed in a row, at most. */
const MOST_PASSED = 60

/** Compares all channels of every flow; returns in how many states they were held side by side. */
export function compareChannels(spaces: readonly Space[]): number {
  const byChannel = new Map<Channel, Space>()
  for (const space of spaces) if (!byChannel.has(space.sight.channel)) byChannel.set(space.sight.channel, space)
  const [first] = spaces
  return (first?.ground.flows ?? []).reduce((sum, { table }) => {
    const sharing = [...byChannel.values()].filter(({ sight }) => table.channels.includes(sight.channel))
    return sharing.length < 2 ? sum : sum + compareFlow(table, sharing)
  }, 0)
}

function compareFlow(table: Table, spaces: readonly Space[]): number {
  const seen = new Set<string>()
  const waiting: Party[] = []
  const meet = (party: Party): void => {
    const key = party.sides.map(({ space, machine }) => keyOf(space.lens, machine)).join('\n')
    if (seen.has(key)) return
    seen.add(key)
    if (isTogether(party)) waiting.push(party)
  }
  const [first] = spaces
  for (const beginning of first === undefined ? [] : listBeginnings(first.lens, table)) {
    const sides = spaces.flatMap((space) => {
      const machine = beginAt(space, table.flow, beginning)
      return machine === undefined ? [] : [{ space, machine: passOn(machine) }]
    })
    meet({ sides, trail: [] })
  }
  for (let at = 0; at < waiting.length; at += 1) {
    const party = waiting[at]
    for (const { name, make } of party === undefined ? [] : listMoves(party.sides)) {
      const sides = party?.sides.map((side) => ({ space: side.space, machine: passOn(make(side)) })) ?? []
      meet({ sides, trail: [...(party?.trail ?? []), name] })
    }
  }
  return seen.size
}

/** Whether all sides stand at the same; noted where they do not. */
function isTogether({ sides, trail }: Party): boolean {
  const [first, ...others] = sides
  if (first === undefined) return false
  const position = describe(first.machine)
  return others.every(({ space, machine }) => {
    const other = describe(machine)
    const apart = differenceOf(position, first.machine, other, machine)
    // Another question on one channel is no fault yet, as long as it gives the same choices: what comes of them tells.
    if (apart === undefined || (apart === 'step' && hasSameOptions(first.machine, machine))) return true
    const [one, two] = [tell(position, first.machine, apart), tell(other, machine, apart)]
    const after = trail.length === 0 ? 'at once' : `after ${trail.join(', ')}`
    const words = `on ${first.machine.start.channel} ${one}, on ${machine.start.channel} ${two}, ${after}`
    const suggestion = 'channels may differ in words, never in what is asked and kept'
    noteAt(space, spotOf(space, machine), { rule: 'channel.apart', words, suggestion }, trail.length)
    return false
  })
}

type Aspect = 'state' | 'step' | 'answers' | 'facts' | 'do' | 'result'

function differenceOf(one: Position, machine: Machine, other: Position, twin: Machine): Aspect | undefined {
  if (one.state !== other.state) return 'state'
  if (one.state === 'asking' && (one.flow !== other.flow || one.step !== other.step)) return 'step'
  const aspects = ['answers', 'facts', 'do', 'result'] as const
  return aspects.find((aspect) => print(one, machine, aspect) !== print(other, twin, aspect))
}

function tell(position: Position, machine: Machine, aspect: Aspect): string {
  if (aspect === 'state') return `it is ${position.state}`
  return aspect === 'step' ? `"${position.step}" is asked` : `${aspect} ${print(position, machine, aspect)}`
}

function print(position: Position, machine: Machine, aspect: 'answers' | 'facts' | 'do' | 'result'): string {
  const { answers, facts, do: deed, result } = position
  if (aspect === 'answers') return JSON.stringify(bare(machine, answers))
  if (aspect === 'facts') return JSON.stringify(facts)
  if (aspect === 'result') return String(result)
  return deed === undefined ? 'nothing' : JSON.stringify({ ...deed, with: bare(machine, deed.with) })
}

/** Values as all channels can have them: without what only a call asks for, and any recording for what is written elsewhere. */
function bare({ frame }: Machine, values: Values): Values {
  const kept = Object.entries(values).flatMap(([name, value]): [string, Values[string]][] => {
    const kind = Object.hasOwn(frame.kinds, name) ? frame.kinds[name] : undefined
    if (kind === undefined || !('record' in typeOf(kind).gather(kind))) return [[name, value]]
    return kind.type === 'recording' && kind.otherwise === 'skip' ? [] : [[name, SPOKEN]]
  })
  return Object.fromEntries(kept.sort(([one], [other]) => (one < other ? -1 : 1)))
}

function hasSameOptions(one: Machine, other: Machine): boolean {
  const [step, twin] = [stepAt(one.frame), stepAt(other.frame)]
  if (step?.kind !== 'menu' || twin?.kind !== 'menu') return false
  return step.options.map(({ is }) => is).join() === twin.options.map(({ is }) => is).join()
}

/** Past what one channel alone has: a screen of its own for what others say with what follows, a question to be spoken. */
function passOn(machine: Machine): Machine {
  const after = copyOf(machine)
  for (let passed = 0; passed < MOST_PASSED && after.state === 'asking'; passed += 1) {
    const step = stepAt(after.frame)
    if (after.isPaused || after.isLast) take(after, '1')
    else if (step?.kind === 'ask' && step.isSpoken) take(after, SPOKEN)
    else break
  }
  return after
}
