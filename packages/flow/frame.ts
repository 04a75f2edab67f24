/** Where in which flow a conversation is, and what it was told there. Frames are never changed, only replaced. */
import type { Value, Values } from './channel.ts'
import type { Scope } from './screen.ts'
import type { Keep, Return, Step, Table, Target } from './table.ts'

/**
 * One flow under way; `parent` is the flow that ran it and `after` where that one goes on. What was answered is a list
 * with the last first, which every later frame shares, and becomes an object when somebody looks: a fold passes through
 * many frames of which nobody does.
 */
export class Frame implements Scope {
  readonly table: Table
  readonly at: Target
  readonly given: Given | undefined
  readonly facts: Values
  readonly base: Values
  readonly parent: Frame | undefined
  readonly after: Return | undefined

  constructor(
    table: Table,
    at: Target,
    given: Given | undefined,
    facts: Values,
    base: Values,
    parent: Frame | undefined,
    after: Return | undefined,
  ) {
    this.table = table
    this.at = at
    this.given = given
    this.facts = facts
    this.base = base
    this.parent = parent
    this.after = after
  }

  get kinds(): Table['kinds'] {
    return this.table.kinds
  }

  get answers(): Values {
    return gatherGiven(this.given)
  }
}

/** An answer, those before it, and all of them as an object once somebody looked. */
type Given = { name: string; value: Value; before: Given | undefined; all: Values | undefined }

const NONE: Values = Object.freeze({})

function gatherGiven(given: Given | undefined): Values {
  if (given === undefined) return NONE
  if (given.all !== undefined) return given.all
  const all: Values = {}
  fill(all, given)
  given.all = all
  return all
}

/** Puts the first answer in first. No name is one that objects own. */
function fill(all: Values, { name, value, before }: Given): void {
  if (before !== undefined) fill(all, before)
  all[name] = value
}

/** A flow at its first step. */
export function openFrame(table: Table, base: Values, parent?: Frame, after?: Return): Frame {
  return new Frame(table, 0, undefined, NONE, base, parent, after)
}

/** The same frame elsewhere in its flow. */
export function moveFrame(frame: Frame, at: Target, facts = frame.facts): Frame {
  const { table, given, base, parent, after } = frame
  return new Frame(table, at, given, facts, base, parent, after)
}

/** The same frame elsewhere in its flow, with one answer more. */
export function answerFrame(frame: Frame, at: Target, name: string, value: Value): Frame {
  const { table, given, facts, base, parent, after } = frame
  return new Frame(table, at, { name, value, before: given, all: undefined }, facts, base, parent, after)
}

/** The step a frame stands at; undefined beyond the last. */
export function stepAt(frame: Frame): Step | undefined {
  return frame.table.steps[frame.at]
}

/** The frame of the flow that ran this one, with what it keeps of it. */
export function leaveFrame(frame: Frame, parent: Frame, at: Target, keep: readonly Keep[] | undefined): Frame {
  let to = parent
  for (const { name, from, isFact } of keep ?? []) {
    const value = Object.hasOwn(frame.answers, from) ? frame.answers[from] : frame.facts[from]
    if (value === undefined) continue
    if (isFact) to = moveFrame(to, at, { ...to.facts, [name]: value })
    else to = answerFrame(to, at, name, value)
  }
  return moveFrame(to, at)
}

/** Whether an answer has been given somewhere that a later `do` would use. */
export function hasSomethingToLose(frame: Frame | undefined): boolean {
  for (let one = frame; one !== undefined; one = one.parent) {
    if (one.table.isAhead[one.at] && one.given !== undefined) return true
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
