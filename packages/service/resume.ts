/**
 * Finish-later: a cut-off conversation is offered again on the next dial, showing nothing private. Here a chain of
 * cut-off sessions is laid out flat, so that nothing entered before a cut-off is lost, however often it happens.
 */
import type { Conversation } from '@dhatri/flow/conversation'
import { readWhole } from '@dhatri/text/number'

/** How long an unfinished conversation is offered again, in milliseconds. */
export const offerFor = 24 * 3_600_000

/** The conversation as if it had never been cut: what to offer again. */
export function flatten(conversation: Conversation): Conversation {
  const { previous } = conversation
  if (previous === undefined) return conversation
  const whole = flatten(previous)
  const choice = conversation.inputs.findIndex((input) => [1, 2].includes(readWhole(input) ?? 0))
  if (choice === -1) return whole
  const rest = conversation.inputs.slice(choice + 1)
  if (readWhole(conversation.inputs[choice] ?? '') === 2) {
    return { start: conversation.start, inputs: rest, outcomes: conversation.outcomes }
  }
  return {
    start: whole.start,
    inputs: [...whole.inputs, ...rest],
    outcomes: [...whole.outcomes, ...conversation.outcomes],
  }
}
