/** Holds what an entry made of a state against what it should: answers, mistakes, and each of the engine's keys. */
import { type Frame, isInside } from '../frame.ts'
import type { Machine } from '../machine.ts'
import type { Key } from '../navigation.ts'
import type { Entry } from './entry.ts'
import type { Fault, Way } from './state.ts'

/** After so many bad entries a way out must be taken. */
const MOST_TRIES = 3

/** What is wrong with where an entry led, from a screen of so many pages; undefined where all is well. */
export function judgeEntry(before: Machine, entry: Entry, after: Machine, pages: number): Fault | undefined {
  if (after.state === 'lost') return LOST
  switch (entry.as) {
    case 'key':
      return judgeKey(before, entry.key, after, pages)
    case 'wrong':
      return judgeRefusal(before, after)
    case 'any':
      return isPageTurned(before, after) || hasSpot(before, after) ? undefined : STUCK
    default:
      if (isRefused(before, after)) return { ...REFUSED, words: `"${entry.meaning}" is refused` }
      if (entry.as === 'offer') return undefined
      if (!hasSpot(before, after)) return NO_BACK
      return 'value' in entry ? judgeKept(before, entry.value, after) : undefined
  }
}

/** What is wrong with where an outcome led: a deed that changed something is a wall, any other is none. */
export function judgeOutcome(before: Machine, changes: boolean, after: Machine): Fault | undefined {
  if (after.state === 'lost') return LOST
  const isWall = changes || after.sends !== before.sends
  const isKept = isWall ? after.history.length === 0 : after.history.length === before.history.length
  if (isKept) return undefined
  const words = isWall ? '"back" leads past a deed that was done' : '"back" forgets what came before'
  return { rule: 'back.wall', words, suggestion: 'only a "do" that changes something is a wall for "back"' }
}

/** What kind of way an entry is. */
export function kindOf(before: Machine, entry: Entry, after: Machine): Way['kind'] {
  const isWrong = entry.as === 'wrong' || (entry.as === 'key' && entry.key === 'silence' && !before.isPaused)
  if (isWrong) return before.tries === MOST_TRIES - 1 && isAtStart(after, 'person') ? 'leap' : 'refused'
  if (entry.as !== 'key') return 'on'
  return entry.key === 'danger' || entry.key === 'home' || entry.key === 'person' ? 'leap' : 'stay'
}

/** What is wrong where the engine gave a conversation up. */
export const LOST: Fault = {
  rule: 'path.lost',
  words: 'the engine gives the conversation up',
  suggestion: 'a loop without a question, flows running each other too deep, or an outcome that leads nowhere',
}

const STUCK: Fault = {
  rule: 'path.stuck',
  words: 'a key does not go on',
  suggestion: 'a screen without a question goes on by any key',
}
const REFUSED: Fault = {
  rule: 'answer.refused',
  words: '',
  suggestion: 'an answer that the screen offers must be taken',
}
const NO_BACK: Fault = {
  rule: 'back.lost',
  words: 'the state that was left is not the one that "back" returns to',
  suggestion: 'only a "do" that changes something is a wall for "back"',
}

function judgeKey(before: Machine, key: Key, after: Machine, pages: number): Fault | undefined {
  switch (key) {
    case 'danger':
    case 'person':
      if (!isAtStart(after, key)) return leap(key, `the key for ${key} leads to ${placeOf(after)}`)
      return after.state !== 'asking' || hasSpot(before, after) ? undefined : NO_BACK
    case 'home':
      return isAtHome(after) ? undefined : leap(key, `the key for the start leads to ${placeOf(after)}`)
    case 'back':
      return judgeBack(before, after)
    case 'more':
      return judgeMore(before, after, pages)
    case 'repeat':
      return isSameSpot(before, after) && after.page === before.page && after.fault === undefined
        ? undefined
        : { rule: 'key.repeat', words: 'repeating leads elsewhere', suggestion: 'the same words again, nothing else' }
    case 'silence':
      return judgeRefusal(before, after, before.tries > before.silences)
  }
}

function leap(key: Key, words: string): Fault {
  return { rule: `key.${key}`, words, suggestion: `it must lead to the flow "${key}" from every screen that waits` }
}

function judgeBack(before: Machine, after: Machine): Fault | undefined {
  const suggestion = 'back returns to the page, or the screen, before this one with what was answered then'
  const fault = { rule: 'key.back', words: `"back" leads to ${placeOf(after)}`, suggestion }
  if (after.tries !== 0 || after.fault !== undefined) return fault
  if (before.page > 0) return isSameSpot(before, after) && after.page === before.page - 1 ? undefined : fault
  const spot = before.history.at(-1)
  if (spot === undefined) return isSameSpot(before, after) ? undefined : fault
  const isThere = isSameSpot(spot, after) && after.page === 0 && after.history.length === before.history.length - 1
  return isThere ? undefined : fault
}

function judgeMore(before: Machine, after: Machine, pages: number): Fault | undefined {
  if (before.isPaused || before.isLast) return isPageTurned(before, after) || hasSpot(before, after) ? undefined : STUCK
  if (pages < 2) return judgeRefusal(before, after)
  const isTurned = isSameSpot(before, after) && after.page === (before.page + 1) % pages
  const suggestion = '9 turns to the next page, and from the last to the first'
  return isTurned ? undefined : { rule: 'key.more', words: '"more" does not turn the page', suggestion }
}

/** A bad entry: the same question with what was wrong, twice; then the way out. */
function judgeRefusal(before: Machine, after: Machine, isPressed = true): Fault | undefined {
  if (before.tries < MOST_TRIES - 1) {
    if (isRefused(before, after) && after.page === 0) return undefined
    return {
      rule: 'answer.taken',
      words: 'what is no answer moves on',
      suggestion: 'only what the type reads is an answer',
    }
  }
  const wantsPerson = isPressed && before.start.channel === 'voice' && !isInside(before.frame, 'person')
  const isOut = after.isLast && after.result === 'gaveUp' && after.lead.length > 0
  if (wantsPerson ? isAtStart(after, 'person') : isOut) return undefined
  const words = `three bad entries lead to ${placeOf(after)}`
  return { rule: 'refusal.wayOut', words, suggestion: 'a person on a call, a short good-bye elsewhere' }
}

/** What was chosen or keyed stands among the answers of the flow that asked, as long as that flow runs. */
function judgeKept(before: Machine, value: unknown, after: Machine): Fault | undefined {
  const { table, parent, at } = before.frame
  const id = table.steps[at]?.id ?? ''
  for (let frame: Frame | undefined = after.frame; frame !== undefined; frame = frame.parent) {
    if (frame.table !== table || frame.parent !== parent || after.state === 'ended') continue
    if (Object.hasOwn(frame.answers, id) && frame.answers[id] === value) return undefined
    const words = `"${id}" is kept as ${frame.answers[id]}, not ${value}`
    return { rule: 'answer.kept', words, suggestion: 'each option and each entry must keep its own value' }
  }
  return undefined
}

function isRefused(before: Machine, after: Machine): boolean {
  return isSameSpot(before, after) && after.tries === before.tries + 1 && after.fault !== undefined
}

function isPageTurned(before: Machine, after: Machine): boolean {
  return isSameSpot(before, after) && after.page === before.page + 1
}

/** Whether the last thing remembered is the state that was left; a message that was sent is a wall. */
function hasSpot(before: Machine, after: Machine): boolean {
  if (after.sends !== before.sends) return after.history.length === 0
  const spot = after.history.at(-1)
  return spot !== undefined && after.history.length === before.history.length + 1 && isSameSpot(before, spot)
}

type Spotted = Pick<Machine, 'frame' | 'lead' | 'isPaused' | 'isLast' | 'level' | 'offer'>

function isSameSpot(one: Spotted, other: Spotted): boolean {
  const isSame = one.frame === other.frame && one.lead === other.lead && one.level === other.level
  return isSame && one.isPaused === other.isPaused && one.isLast === other.isLast && one.offer === other.offer
}

function isAtStart({ frame, offer }: Machine, flow: string): boolean {
  return offer === undefined && frame.parent === undefined && frame.table.flow === flow
}

/** The start flow, or one that it runs before it asks anything; there is no way back from there. */
function isAtHome({ frame, offer, history }: Machine): boolean {
  let root = frame
  while (root.parent !== undefined) root = root.parent
  return offer === undefined && root.table.flow === 'home' && history.length === 0
}

function placeOf({ state, frame }: Machine): string {
  return `${frame.table.flow}.${frame.table.steps[frame.at]?.id ?? 'end'} (${state})`
}
