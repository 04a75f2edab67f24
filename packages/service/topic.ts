/**
 * A text that names a topic and is nothing else is answered by that topic's message: she asked for it, so it is said
 * plainly. After a loss on this phone, or where the text itself tells of one, nothing about pregnancy or baby is an
 * answer; what to write and whom to call is.
 */
import { civilDay } from '@dhatri/care/dhaka'
import { isTender } from './handoff.ts'
import { hearTopic } from './hear.ts'
import type { Effects, Letter } from './letter.ts'
import type { PhoneState } from './phone.ts'
import { loadWoman } from './woman.ts'
import type { World } from './world.ts'

/** The answer to a text that names a topic; undefined where it names none. */
export async function answerTopic(world: World, letter: Letter): Promise<Effects | undefined> {
  const asked = hearTopic(world, letter.text)
  if (asked === undefined) return undefined
  const message = `topic.${asked.topic}`
  const about = Object.hasOwn(world.messages, message) ? world.messages[message]?.about : undefined
  if (about === undefined) {
    world.log({ code: 'topic.unanswered' })
    return undefined
  }
  if (isTender({ about }) && (asked.isHushed || (await hasLost(world, letter.phone)))) {
    return { writes: [], reply: { message: 'reply.help', facts: {} } }
  }
  return { writes: [], reply: { message, facts: { code: world.settings.serviceCode }, about } }
}

/** Whether somebody on this phone has lost a pregnancy or a child, or may have, and nobody on it was signed up since. */
export async function hasLost(world: World, phone: PhoneState): Promise<boolean> {
  if (phone.isHeld) return true
  const told: number[] = []
  const since: number[] = []
  for (const id of phone.links.women) {
    const { state, outcome, registered, carer } = (await loadWoman(world, id))?.record ?? {}
    // Somebody else's phone, who looks after the child.
    if (carer !== undefined) continue
    // By the day it was told: somebody signed up between a loss and its report is no sign that it is over.
    if (outcome !== undefined && (state === 'lost' || state === 'died')) told.push(civilDay(outcome.at))
    else if (registered !== undefined && state !== 'wrongEntry') since.push(registered)
  }
  return told.some((day) => !since.some((later) => later > day))
}
