/**
 * What a conversation must survive at every state: being kept as JSON, being folded again whole, and being cut off. The
 * offer after a cut-off is neutral and holds no value; going on comes back to the same step with the same answers.
 */

import { findTelling } from '../checks/neutral.ts'
import type { Conversation } from '../conversation.ts'
import { type Frame, hasSomethingToLose, stepAt } from '../frame.ts'
import { type Machine, turnLeaf } from '../machine.ts'
import { NOTHING } from '../screen.ts'
import { play } from '../take.ts'
import { screenOf } from '../view.ts'
import { keyOf } from './lens.ts'
import { note } from './report.ts'
import { hasSameFrames } from './same.ts'
import { conversationOf, copyOf } from './space.ts'
import type { Fault, Node, Space } from './state.ts'

/** The engine's words on the offer. */
const OFFER = ['engine.resume', 'engine.resume.continue', 'engine.resume.new']

/** Notes what a state does not survive; `home` is what comes up after a cut-off where nothing is offered. */
export function checkKeeping(space: Space, node: Node, home: Node | undefined): void {
  const text = JSON.stringify(conversationOf(space, node))
  const kept: Conversation = JSON.parse(text)
  const again = play(space.ground.library, kept)
  if (again === undefined || keyOf(space.lens, again) !== node.key || !hasSameFrames(again, node.machine)) {
    note(space, node, UNLIKE)
    return
  }
  if (node.machine.state === 'doing') checkUseful(space, node)
  if (home === undefined || node.machine.offer !== undefined) return
  if (node.machine.state !== 'asking' && node.machine.state !== 'doing') return
  const isPlain = node.machine.page === 0 && node.machine.tries === 0
  const fault =
    (isPlain ? checkOffer(space, node.machine, kept, home) : undefined) ?? checkResumed(space, node.machine, kept, home)
  if (fault !== undefined) note(space, node, fault)
}

const NEUTRAL = 'somebody else may hold the phone: the offer says only that something was not finished'

/** Values shorter than this are in every text. */
const SHORTEST = 3

const UNLIKE: Fault = {
  rule: 'fold.unlike',
  words: 'folded again from what is kept, the conversation stands elsewhere',
  suggestion: 'what is kept must survive JSON, and a fold may read nothing else',
}

/** The offer is made of the engine's words alone, and of no value of the conversation that was cut off. */
function checkOffer(
  space: Space,
  before: Machine,
  kept: Conversation,
  { machine: { start } }: Node,
): Fault | undefined {
  const offered = play(space.ground.library, { start, inputs: [], outcomes: [], previous: kept })
  if (offered?.offer === undefined) return { rule: 'resume.lost', words: 'nothing is offered', suggestion: NEUTRAL }
  const { lead, body, options, fault } = screenOf(offered)
  const isBare = lead.length === 0 && fault === undefined && body?.scope === NOTHING
  if (!isBare || [body?.key, ...options.map(({ key }) => key)].join() !== OFFER.join()) {
    return { rule: 'resume.tells', words: 'the offer shows more than the engine says', suggestion: NEUTRAL }
  }
  const said = offerWords(space)
  for (let frame: Frame | undefined = before.frame; frame !== undefined; frame = frame.parent) {
    for (const [name, value] of [...Object.entries(frame.answers), ...Object.entries(frame.facts)]) {
      if (String(value).length < SHORTEST || !said.includes(String(value))) continue
      return { rule: 'resume.tells', words: `the offer says what "${name}" is`, suggestion: NEUTRAL }
    }
  }
  return undefined
}

/** Notes a word on the offer that tells whoever holds the phone what nobody asked them to know. */
export function checkOfferWords(space: Space, offered: Node): void {
  const found = findTelling(offerWords(space))
  if (found === undefined) return
  note(space, offered, { rule: 'resume.tells', words: `the offer says "${found}"`, suggestion: NEUTRAL })
}

/** The words of the offer in every language. */
function offerWords({ ground: { library } }: Space): string {
  const parts = OFFER.flatMap((key) => Object.values(library.words[key.slice('engine.'.length)] ?? {}).flat())
  return parts.filter((part) => typeof part === 'string').join('\n')
}

function checkResumed(space: Space, before: Machine, kept: Conversation, home: Node): Fault | undefined {
  const { library } = space.ground
  const { start } = home.machine
  const leaf = copyOf(before)
  turnLeaf(leaf)
  const key = keyOf(space.lens, leaf)
  const once: Conversation = { start, inputs: [], outcomes: [], previous: kept }
  // How a session is taken up again depends on nothing but where it stood; mistakes and pages are dropped there.
  const isPlain = before.page === 0 && before.tries === 0
  const tries = { 'going on': kept, ...(isPlain && { 'going on after two cut-offs': once }) }
  for (const [how, previous] of Object.entries(tries)) {
    const resumed = play(library, { start, inputs: ['1'], outcomes: [], previous })
    const isThere = resumed !== undefined && keyOf(space.lens, resumed) === key && hasSameFrames(resumed, before)
    // Outcomes are taken in order: one that was forgotten would be taken again for another deed.
    const hasOutcomes = resumed?.used === before.used && resumed.outcomes.length === before.used
    if (!isThere || !hasOutcomes) {
      const suggestion = 'the same step with the same answers, and the same way back'
      return { rule: 'resume.elsewhere', words: `${how} leads elsewhere`, suggestion }
    }
  }
  if (!isPlain) return undefined
  const anew = play(library, { start, inputs: ['2'], outcomes: [], previous: kept })
  const isFresh = anew && keyOf(space.lens, anew) === home.key && hasSameFrames(anew, home.machine)
  if (!isFresh) return { rule: 'resume.stale', words: 'starting anew keeps something', suggestion: 'nothing of before' }
  return undefined
}

/** On the way to a `do` every state with an answer that it uses must have been worth offering again. */
function checkUseful(space: Space, node: Node): void {
  const { frame } = node.machine
  const step = stepAt(frame)
  if (step?.kind !== 'do' || !step.changes) return
  for (let one = space.nodes[node.from]; one !== undefined; one = space.nodes[one.from]) {
    const before = one.machine.frame
    if (before.table !== frame.table || before.parent !== frame.parent) return
    const names = step.with ?? Object.keys(before.answers)
    const isGiven = names.some((name) => Object.hasOwn(before.answers, name))
    if (!isGiven || hasSomethingToLose(before)) continue
    const words = `cut off here, the answers that "${step.id}" uses are not offered again`
    note(space, one, { rule: 'resume.useless', words, suggestion: 'a state with answers and a "do" ahead is useful' })
    return
  }
}
