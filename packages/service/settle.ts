/**
 * Performs the `do` a conversation has come to. Actions return writes, never deeds: a `do`'s records, its outcome and
 * the end of the conversation go into one write, conditioned on the conversation, with ids derived from conversation
 * and entry number, so that a crash, a repeat and the tick's second try all end in the same records.
 */

import { fold, type Position } from '@dhatri/flow/turn'
import { phoneKey } from '@dhatri/store/items'
import type { Change, Condition, Item } from '@dhatri/store/table'
import { actions } from './actions.ts'
import { keepArms } from './arms.ts'
import type { Done, Held } from './deed.ts'
import { readPhoneItem } from './phone.ts'
import { hasPostings, post, preparePostings } from './posting.ts'
import { keyDay, readSlot, type Slot, sealEntry } from './slot.ts'
import type { World } from './world.ts'

/** Most `do`s in one turn, and most tries of one `do`. */
const most = 4

/** Whether a conversation waits for the shell: a `do` without an outcome, or a message that is not written. */
export function isUnsettled(world: World, slot: Slot): boolean {
  const position = fold(world.library, slot.conversation)
  return position.state === 'doing' || hasPostings(slot, position)
}

/** Runs every `do` that waits, each in one write, and says where the conversation stands. */
export async function settle(world: World, held: Held): Promise<{ position: Position; held: Held }> {
  let now = held
  for (let tries = 0; tries < most * most; tries++) {
    const position = fold(world.library, now.slot.conversation)
    if (position.state !== 'doing' || position.do === undefined) {
      await keepArms(world, now.slot.seat.pseudonym, now.item, position.arms)
      const posted = await post(world, now, position)
      if (posted !== undefined) return { position, held: posted }
      now = await reread(world, now)
      continue
    }
    const phone = readPhoneItem(now.slot.seat.pseudonym, now.item)
    const { action, number } = position.do
    const { flow, step } = position
    const id = world.keyring.pseudonym(`do|${now.slot.seat.pseudonym}|${now.slot.seat.session}|${number}`)
    const perform = actions[action]
    const done: Done =
      perform === undefined || tries >= most
        ? { outcome: { is: 'failed' } }
        : await perform(world, { held: now, phone, with: position.do.with, at: { flow, step }, id })
    now = await commit(world, now, done)
  }
  throw new Error('settle.endless')
}

async function commit(world: World, held: Held, done: Done): Promise<Held> {
  const { slot, name } = held
  const { seat } = slot
  const outcomes = [...slot.conversation.outcomes, done.outcome]
  const conversation = { ...slot.conversation, outcomes }
  const next = fold(world.library, conversation)
  const isEnded = next.state === 'ended'
  const postings = await preparePostings(world, held, next)
  const day = keyDay(world.now())
  const sealed = sealEntry(await world.keyring.day(day), day, seat, JSON.stringify(done.outcome))
  const change: Change = {
    ...done.phone?.change,
    set: {
      ...postings.set,
      ...done.phone?.change.set,
      [`${name}.o`]: { append: [sealed], to: `${name}.o` },
      ...(isEnded ? { [`${name}.e`]: { value: 1 } } : {}),
    },
    ...(isEnded && !name.endsWith('0') ? { remove: [...(done.phone?.change.remove ?? []), `${name}0`] } : {}),
  }
  const conditions: Condition[] = [
    { op: '=', path: `${name}.s`, value: seat.session },
    { op: 'size', is: '=', path: `${name}.o`, value: slot.conversation.outcomes.length },
    ...(done.phone?.condition === undefined ? [] : [done.phone.condition]),
  ]
  const written = await world.table.write([
    { update: phoneKey(seat.pseudonym), change, if: { op: 'and', of: conditions } },
    ...(done.writes ?? []),
    ...postings.writes,
  ])
  if (written.ok) {
    const jobs = [...(done.jobs ?? []), ...postings.jobs]
    if (jobs.length > 0) await world.enqueue(jobs)
    return { ...held, slot: { ...slot, conversation, isEnded, sent: postings.count } }
  }
  return reread(world, held)
}

async function reread(world: World, held: Held): Promise<Held> {
  const { slot } = held
  const item: Item | undefined = await world.table.get(phoneKey(slot.seat.pseudonym), { isStrong: true })
  const which = held.name.endsWith('0') ? 'before' : 'now'
  const again = await readSlot(world, slot.seat.pseudonym, slot.conversation.start.channel, item, which)
  if (again === undefined || item === undefined || again.seat.session !== slot.seat.session) return held
  const { previous } = again.conversation
  return {
    ...held,
    item,
    slot: {
      ...again,
      conversation: {
        ...again.conversation,
        inputs: slot.conversation.inputs,
        ...(previous === undefined ? {} : { previous }),
      },
    },
  }
}
