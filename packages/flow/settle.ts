/** Moves a conversation on, without any entry, until something waits for the caller or for the shell. */
import { chooseWay } from './arm.ts'
import { holds } from './condition.ts'
import { depthOf, leaveFrame, moveFrame, openFrame, stepAt } from './frame.ts'
import { lose, type Machine, turnLeaf } from './machine.ts'
import { countPages } from './page.ts'
import { sayWord } from './screen.ts'
import { findTable, viewOf } from './stage.ts'
import { END, HOME, type Return, type Step, type Target } from './table.ts'
import type { Text } from './wording.ts'

/** More steps than this without a question is a loop; the checker refuses flows that could. */
const MOST_HOPS = 200
const MOST_DEPTH = 8
const MOST_SENDS = 3

/** Goes on until a screen, a `do` without an outcome, or the end. */
export function settle(machine: Machine): void {
  turnLeaf(machine)
  machine.level = ''
  machine.isPaused = false
  for (let hops = 0; hops < MOST_HOPS; hops += 1) {
    if (isWaiting(machine)) return
  }
  lose(machine)
}

/** Starts a flow in place of everything that is running: after it the conversation ends. */
export function replaceFlow(machine: Machine, flow: string): boolean {
  const table = findTable(machine.library, machine.bundle, flow)
  if (table === undefined) return false
  machine.frame = openFrame(table, machine.start.facts)
  machine.lead = []
  machine.isLast = false
  machine.offer = undefined
  return true
}

/** Runs another flow inside this one. */
export function enterFlow(machine: Machine, flow: string, after: Return): void {
  const table = findTable(machine.library, machine.bundle, flow)
  if (table === undefined || depthOf(machine.frame) >= MOST_DEPTH) lose(machine)
  else machine.frame = openFrame(table, machine.start.facts, machine.frame, after)
}

/** Takes one step; true when the conversation waits, or is over. */
function isWaiting(machine: Machine): boolean {
  const { frame } = machine
  if (machine.state === 'lost') return true
  if (frame.at === HOME) {
    goHome(machine)
    return false
  }
  const step = frame.at === END ? undefined : stepAt(frame)
  if (step === undefined) return finish(machine, {})
  machine.passed?.add(step)
  switch (step.kind) {
    case 'say':
      say(machine, step.text, step.id)
      machine.frame = moveFrame(frame, step.next)
      machine.isPaused = machine.start.channel === 'ussd'
      return machine.isPaused
    case 'menu':
    case 'ask':
      if (step.kind === 'ask' && step.isSpoken && machine.start.channel !== 'voice') {
        machine.frame = moveFrame(frame, step.next)
        return false
      }
      // What a flow said at its end, before the question that follows it elsewhere.
      machine.isPaused = machine.start.channel === 'ussd' && machine.lead.length > 0
      return true
    case 'if': {
      const isSo = holds(step.tests, frame, machine.start.channel)
      machine.frame = moveFrame(frame, isSo ? step.next : step.orElse)
      return false
    }
    case 'arm':
      takeArm(machine, step)
      return false
    case 'do':
      return !takeOutcome(machine, step)
    case 'run':
      enterFlow(machine, step.flow, step)
      return false
    case 'end':
      return finish(machine, step)
  }
}

function say(machine: Machine, text: Text, id: string): void {
  const { frame } = machine
  machine.lead = [...machine.lead, { key: `${frame.table.flow}.${id}`, text, scope: frame }]
}

function goHome(machine: Machine): void {
  const { lead } = machine
  if (!replaceFlow(machine, 'home')) machine.frame = moveFrame(machine.frame, END)
  machine.lead = lead
}

function takeArm(machine: Machine, step: Step & { kind: 'arm' }): void {
  const { frame } = machine
  const way = chooseWay(step.id, step.ways, machine.start.seed)
  const is = way?.is ?? ''
  machine.arms = { ...machine.arms, [step.id]: is }
  machine.frame = moveFrame(frame, way?.next ?? END, { ...frame.facts, [step.id]: is })
}

function takeOutcome(machine: Machine, step: Step & { kind: 'do' }): boolean {
  const { frame } = machine
  const outcome = machine.outcomes[machine.used]
  if (outcome === undefined) {
    machine.state = 'doing'
    return false
  }
  machine.used += 1
  if (!Object.hasOwn(step.outcomes, outcome.is)) {
    lose(machine)
    return false
  }
  if (step.changes) machine.history = []
  let facts = outcome.facts === undefined ? frame.facts : { ...frame.facts, ...outcome.facts }
  if (step.tells) facts = { ...facts, [step.id]: outcome.is }
  machine.frame = moveFrame(frame, step.outcomes[outcome.is] ?? END, facts)
  adoptLanguage(machine, outcome.facts?.language)
  return true
}

/** A `do` that set the caller's language reports it, and the rest of the conversation speaks it. */
function adoptLanguage(machine: Machine, language: unknown): void {
  if (typeof language !== 'string' || !Object.hasOwn(machine.library.languages, language)) return
  machine.start = { ...machine.start, language }
  machine.view = viewOf(machine.library, machine.start, machine.frame.table.languages, machine.view.places)
}

/** Leaves a flow: for the one that ran it, or for good. True when it was for good. */
function finish(machine: Machine, { id = 'end', text, result, dial, send }: Partial<Step & { kind: 'end' }>): boolean {
  if (text !== undefined) say(machine, text, id)
  if (send !== undefined) post(machine, send)
  const { frame } = machine
  machine.finished?.add(frame.table.flow)
  if (frame.parent !== undefined && frame.after !== undefined && dial === undefined) {
    machine.frame = leaveFrame(frame, frame.parent, resumeAt(frame.after, result), frame.after.keep)
    return false
  }
  if (result !== undefined) machine.result = result
  if (dial !== undefined) machine.dial = dial
  close(machine)
  return true
}

/**
 * A message is on its way: like a `do` that changes something, it is a wall for "back". Whoever goes round and presses
 * again gets no second one, and nobody gets more than a few in one session: each of them is paid for.
 */
function post(machine: Machine, message: string): void {
  const { answers, facts } = machine.frame
  const sends = machine.sends ?? []
  const posting = { message, with: { ...facts, ...answers } }
  machine.history = []
  const isRepeat = sends.some((one) => JSON.stringify(one) === JSON.stringify(posting))
  if (!isRepeat && sends.length < MOST_SENDS) machine.sends = [...sends, posting]
}

/** Makes what was said last the last screen; on USSD only its last page ends the session. */
export function close(machine: Machine): void {
  if (machine.lead.length === 0) machine.lead = [sayWord(machine.library.words, 'bye')]
  machine.isLast = true
  const isPaged = machine.start.channel === 'ussd' && countPages(machine) > 1
  machine.state = isPaged ? 'asking' : 'ended'
}

function resumeAt({ next, results }: Return, result = ''): Target {
  return Object.hasOwn(results, result) ? (results[result] ?? next) : next
}
