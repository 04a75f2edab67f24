/**
 * One turn is one conditional update that appends the answer and returns the whole list; nothing is read first.
 * A gateway's repeat of a request fails the condition, gets the same list back, and so the same screen. Slots: `u`
 * for USSD, `v` for a call; the one before it is kept as `u0`, `v0` until its work is done.
 */

import { civilDay } from '@dhatri/care/dhaka'
import type { Channel, Values } from '@dhatri/flow/channel'
import type { Conversation, Start } from '@dhatri/flow/conversation'
import { shapeOf } from '@dhatri/flow/library'
import { fold } from '@dhatri/flow/turn'
import { phoneKey } from '@dhatri/store/items'
import type { Change, Condition, Item, Operand } from '@dhatri/store/table'
import type { Held } from './deed.ts'
import { tellTalk } from './funnel.ts'
import { nobody } from './phone.ts'
import { flatten, offerFor } from './resume.ts'
import { isUnsettled, settle } from './settle.ts'
import { shardOf } from './shard.ts'
import { clipInput, keyDay, markSession, readSlot, type Seat, sealEntry, slotOf, writeSlot } from './slot.ts'
import type { World } from './world.ts'

/** Who is talking, through which gateway's profile. */
export type Caller = { channel: Channel; pseudonym: string; number: string; session: string; profile: string }

/** How soon after a turn on a call a lone hash belongs to the number before it, in milliseconds. */
const hashSlip = 2_000

/** When an unanswered `do` of a session is finished by the tick, in milliseconds. */
export const sessionEnd = 10 * 60_000

const seatOf = (world: World, caller: Caller): Seat => ({
  pseudonym: caller.pseudonym,
  slot: slotOf[caller.channel],
  session: markSession(world, caller.session),
})

/** Begins a conversation: one update, or the same conversation again where the gateway repeats itself. */
export async function begin(
  world: World,
  caller: Caller,
  flow: { name: string; facts?: Values; isOffering: boolean },
): Promise<Held> {
  const seat = seatOf(world, caller)
  const start: Omit<Start, 'language'> = {
    flow: flow.name,
    shape: shapeOf(world.library, flow.name) ?? '',
    day: civilDay(world.now()),
    channel: caller.channel,
    profile: caller.profile,
    facts: flow.facts ?? {},
  }
  const fresh = await writeSlot(world, seat, start, caller.number)
  const name = seat.slot
  const beside: Record<string, Operand> = {
    [name]: { value: fresh },
    [`${name}l`]: { path: 'links', orElse: nobody },
    [`${name}g`]: { path: 'lang', orElse: 'bn' },
    due: { value: world.now() + sessionEnd },
    shard: { value: shardOf(world, caller.pseudonym) },
  }
  const earlier: Record<string, Operand> = {
    [`${name}0`]: { path: name, orElse: null },
    [`${name}0l`]: { path: `${name}l`, orElse: null },
    [`${name}0g`]: { path: `${name}g`, orElse: null },
  }
  const isNew: Condition = { op: '<>', path: `${name}.s`, value: seat.session }
  const hasSaid: Condition = { op: 'size', is: '>', path: `${name}.a`, value: 0 }
  const key = phoneKey(caller.pseudonym)
  const dialled = await world.table.update(
    key,
    { set: { ...beside, ...earlier }, remove: [`${name}q`] },
    {
      op: 'or',
      of: [
        { op: 'absent', path: name },
        { op: 'and', of: [isNew, hasSaid] },
      ],
    },
  )
  if (dialled.ok) return offer(world, caller, seat, dialled.item, flow.isOffering)
  const before = await readSlot(world, caller.pseudonym, caller.channel, dialled.item)
  if (before !== undefined && before.seat.session !== seat.session) {
    // An empty dial never replaces a useful earlier one: only the slot itself is written anew.
    const again = await world.table.update(
      key,
      { set: beside, remove: [`${name}q`] },
      { op: '=', path: `${name}.s`, value: before.seat.session },
    )
    if (again.ok) {
      tellTalk(world, before)
      return offer(world, caller, seat, again.item, flow.isOffering)
    }
  }
  return hold(world, caller, dialled.item, 0)
}

/** Looks at the earlier conversation: finishes its work if a `do` was left, offers it again if it is worth it. */
async function offer(world: World, caller: Caller, seat: Seat, item: Item, isOffering: boolean): Promise<Held> {
  const name = seat.slot
  const before = await readSlot(world, caller.pseudonym, caller.channel, item, 'before')
  if (before === undefined) return hold(world, caller, item)
  const isLeft = !before.isEnded && isUnsettled(world, before)
  const wasDoing = isLeft && fold(world.library, before.conversation).state === 'doing'
  const { slot } = isLeft ? (await settle(world, { slot: before, item, name: `${name}0` })).held : { slot: before }
  // Told now: a third dial takes its place before the timer would tell of it.
  tellTalk(world, slot)
  if (before.isEnded || wasDoing) return hold(world, caller, item)
  const whole = flatten(before.conversation)
  const isWorth = isOffering && world.now() - before.at < offerFor && fold(world.library, whole).isUseful
  if (!isWorth) return hold(world, caller, item)
  const day = keyDay(world.now())
  const sealed = sealEntry(await world.keyring.day(day), day, seat, JSON.stringify(whole))
  const kept = await world.table.update(
    phoneKey(caller.pseudonym),
    { set: { [`${name}.b`]: { value: sealed } } },
    { op: '=', path: `${name}.s`, value: seat.session },
  )
  return hold(world, caller, kept.item ?? item)
}

/** What a turn says: the input, all inputs before it where the gateway repeats them, and how it tells a repeat. */
export type Said = {
  input: string
  before?: string[]
  repeat: { by: 'count'; count: number } | { by: 'id'; id: string } | { by: 'none' }
}

/** Takes one input; undefined where this session has no conversation, so that a dial must follow. */
export async function take(world: World, caller: Caller, said: Said): Promise<Held | undefined> {
  const seat = seatOf(world, caller)
  const name = seat.slot
  const now = world.now()
  const day = keyDay(now)
  const entry = sealEntry(await world.keyring.day(day), day, seat, clipInput(said.input))
  const isMine: Condition = { op: '=', path: `${name}.s`, value: seat.session }
  const change: Change = {
    set: { [`${name}.a`]: { append: [entry], to: `${name}.a` }, [`${name}.t`]: { value: now } },
  }
  const guard = repeatGuard(world, name, said, now)
  if (guard.change !== undefined) change.add = guard.change
  const turned = await world.table.update(phoneKey(caller.pseudonym), change, {
    op: 'and',
    of: [isMine, guard.condition],
  })
  if (turned.ok) return hold(world, caller, turned.item)
  const slot =
    turned.item === undefined ? undefined : await readSlot(world, caller.pseudonym, caller.channel, turned.item)
  if (turned.item === undefined || slot === undefined || slot.seat.session !== seat.session) return undefined
  if (said.repeat.by === 'count' && slot.conversation.inputs.length < said.repeat.count) {
    // An answer before this one never arrived: it is taken now, or counts as nothing entered where nobody repeats it.
    for (let count = slot.conversation.inputs.length; count < said.repeat.count; count++) {
      await take(world, caller, { input: said.before?.[count] ?? '', repeat: { by: 'count', count } })
    }
    return take(world, caller, said)
  }
  if (said.repeat.by === 'none' && slot.conversation.inputs.at(-1) !== clipInput(said.input)) {
    return take(world, caller, { ...said, repeat: { by: 'count', count: slot.conversation.inputs.length } })
  }
  return hold(world, caller, turned.item, said.repeat.by === 'count' ? said.repeat.count + 1 : undefined)
}

function repeatGuard(
  world: World,
  name: string,
  said: Said,
  now: number,
): { condition: Condition; change?: Record<string, Set<string>> } {
  if (said.repeat.by === 'count') {
    const isNext: Condition = { op: 'size', is: '=', path: `${name}.a`, value: said.repeat.count }
    // The hash that ends a number, pressed a moment after its last digit was taken, is not "back".
    const isLate: Condition = { op: '<=', path: `${name}.t`, value: now - hashSlip }
    return { condition: name === 'v' && said.input === '#' ? { op: 'and', of: [isNext, isLate] } : isNext }
  }
  if (said.repeat.by === 'id') {
    const id = Buffer.from(world.keyring.mark('request', said.repeat.id)).toString('base64url')
    return {
      condition: { op: 'not', of: { op: 'contains', path: `${name}q`, value: id } },
      change: { [`${name}q`]: new Set([id]) },
    }
  }
  // Nothing tells a repeat: within two seconds an equal key press is taken for one.
  return { condition: { op: '<', path: `${name}.t`, value: now - 2_000 } }
}

/** Reads the slot out of the item, cut to what the repeated request had seen. */
async function hold(world: World, caller: Caller, item: Item | undefined, upTo?: number): Promise<Held> {
  const slot = await readSlot(world, caller.pseudonym, caller.channel, item)
  if (slot === undefined || item === undefined) throw new Error('talk.slotMissing')
  const conversation: Conversation =
    upTo === undefined ? slot.conversation : { ...slot.conversation, inputs: slot.conversation.inputs.slice(0, upTo) }
  return { slot: { ...slot, conversation }, item, name: slotOf[caller.channel] }
}
