/**
 * What the timer on a phone does: finishes a `do` whose answer was taken but whose action never ran (the process died
 * between the two), and clears conversations a day old. The phone keeps no timer when nothing is left to do.
 */
import type { Channel } from '@dhatri/flow/channel'
import { phoneKey } from '@dhatri/store/items'
import type { Change } from '@dhatri/store/table'
import { replyTo } from './answer.ts'
import { tellTalk } from './funnel.ts'
import { isUnsettled, settle } from './settle.ts'
import { readSlot, slotOf } from './slot.ts'
import { sessionEnd } from './talk.ts'
import type { World } from './world.ts'

const dayLong = 24 * 3_600_000

/** How long a conversation is kept: an answer to a question by SMS may come days later. */
const keptFor: { [channel in Channel]: number } = { ussd: dayLong, voice: dayLong, sms: 7 * dayLong }

const channels: Channel[] = ['ussd', 'voice', 'sms']

/** A reply that a crash held back is still worth sending for so long, in milliseconds. */
const replyFor = 15 * 60_000

/** Looks after one phone whose timer has run out. */
export async function finishPhone(world: World, pseudonym: string): Promise<void> {
  const key = phoneKey(pseudonym)
  const item = await world.table.get(key, { isStrong: true })
  const due = item?.['due']
  if (item === undefined || typeof due !== 'number' || due > world.now()) return
  const old: string[] = []
  let next: number | undefined
  for (const channel of channels) {
    for (const which of ['now', 'before'] as const) {
      const slot = await readSlot(world, pseudonym, channel, item, which)
      if (slot === undefined) continue
      const letter = slotOf[channel]
      const name = which === 'now' ? letter : `${letter}0`
      const end = slot.at + keptFor[channel]
      let current = slot
      if (!slot.isEnded && isUnsettled(world, slot)) {
        current = (await settle(world, { slot, item, name })).held.slot
        world.log({ code: 'phone.finished' })
      }
      const isAnswered = channel === 'sms' && current.conversation.inputs.length > 0
      if (isAnswered && world.now() - slot.at < replyFor) await replyTo(world, pseudonym, current, item)
      // A text may be answered days later; a session nobody has touched for so long is over.
      if (world.now() - slot.at >= (channel === 'sms' ? keptFor.sms : sessionEnd)) tellTalk(world, current)
      if (world.now() >= end) old.push(name)
      else next = Math.min(next ?? Number.POSITIVE_INFINITY, end)
    }
  }
  const remove = old.flatMap((name) => [name, `${name}l`, `${name}g`, ...(name.length === 1 ? [`${name}q`] : [])])
  const change: Change =
    next === undefined
      ? { remove: [...remove, 'due', 'shard'] }
      : { set: { due: { value: next } }, ...(remove.length > 0 ? { remove } : {}) }
  await world.table.update(key, change, { op: '=', path: 'due', value: due })
}
