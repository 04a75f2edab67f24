/** A reply with a word in front of it or behind: what a misspelt keyword was read as, that a report was only practised. */
import type { Values } from '@dhatri/flow/channel'
import { renderMessage } from '@dhatri/flow/message'
import type { Effects, Letter } from './letter.ts'
import type { World } from './world.ts'

/** The reply with the keyword it was read as. */
export function sayReadAs(world: World, letter: Letter, effects: Effects, code: string): Effects {
  return sayBefore(world, letter, effects, 'reply.readAs', { form: code })
}

/** The reply as text, with another message in front. */
export function sayBefore(world: World, letter: Letter, effects: Effects, message: string, facts: Values): Effects {
  const { reply } = effects
  if (reply === undefined) return effects
  const text = `${render(world, letter, message, facts)} ${textOf(world, letter, reply)}`
  return { ...effects, reply: { message: 'answer', facts: {}, text } }
}

/** The reply as text, with another message on a line below; it is held back where the reply would be. */
export function sayBehind(world: World, letter: Letter, effects: Effects, message: string, facts: Values): Effects {
  const { reply } = effects
  if (reply === undefined) return effects
  const text = `${textOf(world, letter, reply)}\n${render(world, letter, message, facts)}`
  return { ...effects, reply: { ...reply, text } }
}

function textOf(world: World, letter: Letter, { text, message, facts }: NonNullable<Effects['reply']>): string {
  return text ?? render(world, letter, message, facts)
}

function render(world: World, { phone }: Letter, message: string, facts: Values): string {
  const how = { language: phone.language, privacy: 'neutral', channel: 'sms', facts } as const
  return renderMessage(world.library, world.messages, message, how).text
}
