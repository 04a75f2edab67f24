/**
 * A message that a flow's end sends as well, because the caller pressed for it. It goes the way of every reply: a
 * record of its own, judged and sent later, written together with the turn that asked for it and once only. Its id is
 * derived from the conversation and its place in the list, so a second try writes the same record or nothing.
 */
import type { Values } from '@dhatri/flow/channel'
import type { Position } from '@dhatri/flow/turn'
import { phoneKey } from '@dhatri/store/items'
import type { Change, Condition, Write } from '@dhatri/store/table'
import type { Held } from './deed.ts'
import { messageWrite } from './message.ts'
import { sealNumber } from './phone.ts'
import type { Slot } from './slot.ts'
import type { Job, World } from './world.ts'

/** What goes into the write: the messages, what changes on the phone, and the work afterwards. */
export type Postings = { writes: Write[]; set: NonNullable<Change['set']>; jobs: Job[]; count: number }

/** Whether a conversation has asked for a message that is not written yet. */
export function hasPostings(slot: Slot, position: Position): boolean {
  return (position.send?.length ?? 0) > slot.sent
}

/** The messages a conversation has asked for and that are not written yet. */
export async function preparePostings(world: World, held: Held, position: Position): Promise<Postings> {
  const { slot, name, item } = held
  const { pseudonym, session } = slot.seat
  const asked = position.send ?? []
  const prepared: Postings = { writes: [], set: {}, jobs: [], count: asked.length }
  for (const [index, { message, with: known }] of asked.entries()) {
    const template = Object.hasOwn(world.messages, message) ? world.messages[message] : undefined
    if (index < slot.sent) continue
    if (template === undefined) {
      world.log({ code: 'posting.unknownMessage' })
      continue
    }
    const id = world.keyring.pseudonym(`posting|${pseudonym}|${session}|${index}`)
    const facts: Values = Object.fromEntries(
      Object.entries(known).filter(([fact]) => Object.hasOwn(template.kinds, fact)),
    )
    // She asked for it now, so it is a reply, whatever else the message is used for.
    const context = { isAsked: 'yes' }
    prepared.writes.push(
      await messageWrite(world, { id, pseudonym, message, class: 'reply', about: template.about, facts, context }),
    )
    prepared.jobs.push({ do: 'message', id })
  }
  if (asked.length > slot.sent) {
    prepared.set[`${name}.w`] = { value: asked.length }
    if (item['num'] === undefined && slot.number) {
      prepared.set['num'] = { value: await sealNumber(world, pseudonym, slot.number) }
    }
  }
  return prepared
}

/** Writes what a conversation has asked for; undefined where somebody else has moved it on meanwhile. */
export async function post(world: World, held: Held, position: Position): Promise<Held | undefined> {
  const { slot, name } = held
  if (!hasPostings(slot, position)) return held
  const { writes, set, jobs, count } = await preparePostings(world, held, position)
  const isEnded = position.state === 'ended'
  const isFirst: Condition =
    slot.sent === 0 ? { op: 'absent', path: `${name}.w` } : { op: '=', path: `${name}.w`, value: slot.sent }
  const written = await world.table.write([
    {
      update: phoneKey(slot.seat.pseudonym),
      change: {
        set: { ...set, ...(isEnded ? { [`${name}.e`]: { value: 1 } } : {}) },
        ...(isEnded && !name.endsWith('0') ? { remove: [`${name}0`] } : {}),
      },
      if: { op: 'and', of: [{ op: '=', path: `${name}.s`, value: slot.seat.session }, isFirst] },
    },
    ...writes,
  ])
  if (!written.ok) return undefined
  if (jobs.length > 0) await world.enqueue(jobs)
  return { ...held, slot: { ...slot, sent: count, isEnded: slot.isEnded || isEnded } }
}
