/** Plays a conversation entry by entry, a session that was cut off included. */
import type { Conversation } from './conversation.ts'
import { stepAt } from './frame.ts'
import type { Library } from './library.ts'
import { type Machine, openMachine, remember, turnLeaf } from './machine.ts'
import { readEntry, readKey } from './navigation.ts'
import { countPages } from './page.ts'
import { press } from './press.ts'
import { answer, choose, ownWords, refuse, wordsFor } from './reply.ts'
import { settle } from './settle.ts'
import { viewOf } from './stage.ts'
import { takenHere } from './view.ts'

/** Sessions cut off while offering a session that was cut off: how many are looked back through. */
const MOST_DEPTH = 4

/**
 * Plays a conversation to where it stands; undefined where the library does not know its flow and shape. A session that
 * was cut off is offered first, and played in turn when the caller goes on with it.
 */
export function play(library: Library, conversation: Conversation, depth = 0): Machine | undefined {
  const machine = openMachine(library, conversation.start, conversation.outcomes)
  if (machine === undefined) return undefined
  machine.depth = depth
  if (conversation.previous !== undefined && depth < MOST_DEPTH) machine.offer = conversation.previous
  else settle(machine)
  for (const raw of conversation.inputs) {
    if (machine.state !== 'asking') break
    take(machine, raw)
  }
  return machine
}

/** Takes one entry of a conversation that waits; the machine is changed in place. */
export function take(machine: Machine, raw: string): void {
  const { channel } = machine.start
  const entered = readEntry(channel, raw)
  const isQuestion = !machine.isPaused && !machine.isLast
  const step = isQuestion && machine.offer === undefined ? stepAt(machine.frame) : undefined
  const key = readKey(channel, entered.key, step === undefined ? [] : takenHere(machine))
  if (key !== undefined && press(machine, key)) return
  if (!isQuestion) goOn(machine)
  else if (key === 'silence') {
    const isAsking = step?.kind === 'menu' || step?.kind === 'ask'
    const own = isAsking ? ownWords(machine, step, 'silent') : undefined
    refuse(machine, own ?? wordsFor(machine, 'silence'), true)
  } else if (machine.offer !== undefined) decide(machine, entered.key)
  else if (step?.kind === 'menu') choose(machine, step, entered)
  else if (step?.kind === 'ask') answer(machine, step, entered)
}

/** Any key on a screen that asks nothing: its next page, then whatever comes next. */
function goOn(machine: Machine): void {
  const last = countPages(machine) - 1
  if (machine.page < last) {
    machine.page += 1
    if (machine.isLast && machine.page === last) machine.state = 'ended'
    return
  }
  remember(machine)
  machine.lead = []
  settle(machine)
}

/** The neutral offer: 1 goes on where the other session was cut off, 2 starts anew. */
function decide(machine: Machine, key: string): void {
  const { offer } = machine
  if (offer === undefined || (key !== '1' && key !== '2')) {
    refuse(machine, wordsFor(machine, 'option'))
    return
  }
  machine.offer = undefined
  if (key === '2' || !resume(machine, offer)) settle(machine)
}

/** Takes over where the other session stood; false where it was over, or its flow is gone. */
function resume(machine: Machine, offer: Conversation): boolean {
  const before = play(machine.library, offer, machine.depth + 1)
  if (before?.offer !== undefined) return resume(machine, before.offer)
  if (before === undefined || before.state === 'ended' || before.state === 'lost') return false
  const outcomes = [...before.outcomes.slice(0, before.used), ...machine.outcomes.slice(machine.used)]
  const start = { ...before.start, profile: machine.start.profile }
  const view = viewOf(machine.library, start, before.frame.table.languages, before.view.places)
  // What the other session asked to be sent was sent there.
  const own = { sends: machine.sends, budget: machine.budget, depth: machine.depth }
  Object.assign(machine, before, { outcomes, start, view }, own)
  turnLeaf(machine)
  if (machine.state !== 'doing') return true
  machine.state = 'asking'
  settle(machine)
  return true
}
