/**
 * An SMS as the next entry of the conversation that a question began (`m`): did you go, may we write to you, is it
 * yours. The entry and the claim on the message are one write; the reply is a message of its own whose id repeats, so
 * that a crash between the two loses neither and doubles neither.
 */
import { readAnswer } from '@dhatri/care/keyword'
import { renderSms } from '@dhatri/flow/render'
import { fold } from '@dhatri/flow/turn'
import { phoneKey } from '@dhatri/store/items'
import type { Item, Write } from '@dhatri/store/table'
import { messageWrite } from './message.ts'
import type { PhoneState } from './phone.ts'
import { settle } from './settle.ts'
import { shardOf } from './shard.ts'
import { clipInput, keyDay, readSlot, type Slot, sealEntry } from './slot.ts'
import { withhold } from './withhold.ts'
import type { World } from './world.ts'

/** How long a question by SMS may be answered: as long as the day keys live that seal it. */
export const answerFor = 7 * 24 * 3_600_000

/** The tick looks after an entry whose reply was never written. */
const graceful = 60_000

/** The open conversation of a phone by SMS, if there is one that this text can answer. */
export async function findQuestion(
  world: World,
  phone: PhoneState,
  text: string,
): Promise<{ slot: Slot; entry: string } | undefined> {
  const slot = await readSlot(world, phone.pseudonym, 'sms', phone.item)
  if (slot === undefined || slot.isEnded || world.now() - slot.at > answerFor) return undefined
  const before = fold(world.library, slot.conversation)
  if (before.state !== 'asking') return undefined
  const entry = wordEntry(text, before.screen.options.length)
  const next = fold(world.library, { ...slot.conversation, inputs: [...slot.conversation.inputs, entry] })
  return next.state === 'lost' || next.screen.fault !== undefined ? undefined : { slot, entry }
}

/** Whether a text is a yes from somebody who has just said no to being written to: she may think better of it. */
export async function isLateYes(world: World, phone: PhoneState, text: string): Promise<boolean> {
  if (phone.links.refused.length === 0 || wordEntry(text, 2) !== '1') return false
  const slot = await readSlot(world, phone.pseudonym, 'sms', phone.item)
  if (slot === undefined || !slot.isEnded || world.now() - slot.at > answerFor) return false
  return slot.conversation.start.flow === 'invite' && slot.conversation.inputs.at(-1) === '2'
}

/** Yes and no in words stand for the first and second option of a question. */
function wordEntry(text: string, options: number): string {
  const answer = readAnswer(text)
  if (answer === undefined || options < 2) return text
  if (answer === 'yes') return '1'
  return answer === 'no' ? '2' : String(answer)
}

/** Takes the entry, with the claim that makes it one; does what it asks for, and posts the next screen as the reply. */
export async function answerQuestion(
  world: World,
  phone: PhoneState,
  question: { slot: Slot; entry: string },
  claim: Write,
): Promise<boolean> {
  const { slot } = question
  const { seat } = slot
  const now = world.now()
  const day = keyDay(now)
  const sealed = sealEntry(await world.keyring.day(day), day, seat, clipInput(question.entry))
  const written = await world.table.write([
    claim,
    {
      update: phoneKey(phone.pseudonym),
      change: {
        set: {
          'm.a': { append: [sealed], to: 'm.a' },
          'm.t': { value: now },
          due: { value: now + graceful },
          shard: { value: shardOf(world, phone.pseudonym) },
        },
      },
      if: {
        op: 'and',
        of: [
          { op: '=', path: 'm.s', value: seat.session },
          { op: 'size', is: '=', path: 'm.a', value: slot.conversation.inputs.length },
        ],
      },
    },
  ])
  if (!written.ok) return written.failed.includes(0)
  const item = await world.table.get(phoneKey(phone.pseudonym), { isStrong: true })
  const again = item === undefined ? undefined : await readSlot(world, phone.pseudonym, 'sms', item)
  if (again === undefined || item === undefined) return true
  const { held } = await settle(world, { slot: again, item, name: 'm' })
  await replyTo(world, phone.pseudonym, held.slot, held.item)
  return true
}

/** Posts the screen a conversation by SMS has come to, once for each entry. */
export async function replyTo(world: World, pseudonym: string, slot: Slot, item: Item): Promise<void> {
  const position = withhold(world, fold(world.library, slot.conversation), item)
  if (position.state === 'doing') return
  const { text } = renderSms(world.library, slot.conversation, position)
  const id = world.keyring.pseudonym(`answer|${pseudonym}|${slot.seat.session}|${slot.conversation.inputs.length}`)
  const write = await messageWrite(world, {
    id,
    pseudonym,
    message: 'answer',
    class: 'reply',
    about: 'service',
    facts: {},
    text,
  })
  const written = await world.table.write([write])
  if (written.ok) await world.enqueue([{ do: 'message', id }])
}
