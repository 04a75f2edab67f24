/** Where in which flow a conversation is, and what it was told there. Frames are never changed, only replaced. */
import type { Values } from './channel.ts'
import type { Scope } from './screen.ts'
import type { Keep, Return, Step, Table, Target } from './table.ts'

/** One flow under way; `parent` is the flow that ran it and `after` where that one goes on. */
export type Frame = Scope & {
  table: Table
  at: Target
  parent: Frame | undefined
  after: Return | undefined
}

const NONE: Values = Object.freeze({})

/** A flow at its first step. */
export function openFrame(table: Table, base: Values, parent?: Frame, after?: Return): Frame {
  return { table, at: 0, kinds: table.kinds, answers: NONE, facts: NONE, base, parent, after }
}

/** The same frame elsewhere in its flow. Written out, because spreading costs more than all else in a turn. */
export function moveFrame(frame: Frame, at: Target, answers = frame.answers, facts = frame.facts): Frame {
  const { table, kinds, base, parent, after } = frame
  return { table, at, kinds, answers, facts, base, parent, after }
}

/** The step a frame stands at; undefined beyond the last. */
export function stepAt(frame: Frame): Step | undefined {
  return frame.table.steps[frame.at]
}

/** The frame of the flow that ran this one, with what it keeps of it. */
export function leaveFrame(frame: Frame, parent: Frame, at: Target, keep: readonly Keep[] | undefined): Frame {
  let { answers, facts } = parent
  for (const { name, from, isFact } of keep ?? []) {
    const value = Object.hasOwn(frame.answers, from) ? frame.answers[from] : frame.facts[from]
    if (value === undefined) continue
    if (isFact) facts = { ...facts, [name]: value }
    else answers = { ...answers, [name]: value }
  }
  return moveFrame(parent, at, answers, facts)
}

/** Whether an answer has been given somewhere that a later `do` would use. */
export function hasSomethingToLose(frame: Frame | undefined): boolean {
  for (let one = frame; one !== undefined; one = one.parent) {
    if (one.table.isAhead[one.at] && Object.keys(one.answers).length > 0) return true
  }
  return false
}

/** How many flows are running one inside the other. */
export function depthOf(frame: Frame): number {
  let depth = 0
  for (let one: Frame | undefined = frame; one !== undefined; one = one.parent) depth += 1
  return depth
}

/** Whether a flow of this name is running. */
export function isInside(frame: Frame, flow: string): boolean {
  for (let one: Frame | undefined = frame; one !== undefined; one = one.parent) {
    if (one.table.flow === flow) return true
  }
  return false
}
