/**
 * What a conversation went through, without anything that was said in it: the steps she came to, where she was not
 * understood and what kind of entry it was, where she was left. It is what funnels are counted from, and holds nothing
 * that could name her.
 */
import { printIso } from '@dhatri/text/day'
import type { Channel, Language, Values } from './channel.ts'
import type { Conversation } from './conversation.ts'
import { shapeEntry } from './entry.ts'
import { stepAt } from './frame.ts'
import type { Library } from './library.ts'
import { openMachine } from './machine.ts'
import { readEntry } from './navigation.ts'
import { settle } from './settle.ts'
import type { Step } from './table.ts'
import { take } from './take.ts'

/** The way of one session; steps are named `flow.step`, and each stands once, in the order of coming there. */
export type Trace = {
  flow: string
  channel: Channel
  language: Language
  /** The structure of every flow she came into, by its name. */
  versions: { [flow: string]: string }
  steps: string[]
  /** Entries that were not understood: at which step, and their shape. */
  wrong: [step: string, shape: string][]
  /** The flows that she came to the end of. */
  finished: string[]
  /** Where she was left; absent where the conversation had come to its end. */
  left?: string
  /** Went on with a session that had been cut off; its own steps are in its own trace. */
  isResumed: boolean
  arms?: Values
  /** The civil day on which it began, as `2026-03-02`; lines from before have none. */
  day?: string
}

/** Traces a conversation; undefined where the library does not know it. */
export function traceOf(library: Library, conversation: Conversation): Trace | undefined {
  const machine = openMachine(library, conversation.start, conversation.outcomes)
  if (machine === undefined) return undefined
  const { channel } = conversation.start
  const passed = new Set<Step>()
  const finished = new Set<string>()
  Object.assign(machine, { passed, finished })
  if (conversation.previous === undefined) settle(machine)
  else machine.offer = conversation.previous
  const where = () =>
    machine.offer === undefined ? nameAt(machine.frame.table.flow, stepAt(machine.frame)) : 'engine.resume'
  const wrong: Trace['wrong'] = []
  let isResumed = false
  for (const raw of conversation.inputs) {
    if (machine.state !== 'asking') break
    const [step, wasOffered] = [where(), machine.offer !== undefined]
    take(machine, raw)
    // Going on takes over the other session's machine, and with it what it had counted: nothing.
    Object.assign(machine, { passed, finished })
    if (machine.fault !== undefined) wrong.push([step, shapeEntry(raw)])
    else if (wasOffered && machine.offer === undefined) isResumed = readEntry(channel, raw).key === '1'
  }
  const names = namesOf(library, passed)
  const flows = new Set([conversation.start.flow, ...names.map(({ flow }) => flow)])
  return {
    flow: conversation.start.flow,
    channel,
    language: machine.start.language,
    versions: Object.fromEntries([...flows].map((flow) => [flow, machine.bundle.tables[flow]?.split('@')[1] ?? ''])),
    steps: names.map(({ name }) => name),
    wrong,
    finished: [...finished],
    ...(machine.state === 'ended' || machine.state === 'lost' ? {} : { left: where() }),
    isResumed,
    day: printIso(conversation.start.day),
    ...(machine.arms === undefined ? {} : { arms: machine.arms }),
  }
}

const nameAt = (flow: string, step: Step | undefined): string => `${flow}.${step?.id ?? 'end'}`

function namesOf(library: Library, passed: ReadonlySet<Step>): { flow: string; name: string }[] {
  const owners = new Map<Step, string>()
  for (const { flow, steps } of Object.values(library.tables)) for (const step of steps) owners.set(step, flow)
  return [...passed].map((step) => {
    const flow = owners.get(step) ?? ''
    return { flow, name: nameAt(flow, step) }
  })
}
