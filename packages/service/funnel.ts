/**
 * Tells the log how a conversation went, once it is over: steps and shapes of entries, never what was said, and an id
 * that leads to nobody. It costs no call to the store; a conversation told twice is counted once by its id.
 */
import { traceOf } from '@dhatri/flow/trace'
import type { Slot } from './slot.ts'
import type { World } from './world.ts'

/** Tells of a conversation nobody will go on with. */
export function tellTalk(world: World, { seat, at, since, conversation }: Slot): void {
  const trace = traceOf(world.library, conversation)
  if (trace === undefined) return
  const id = Buffer.from(world.keyring.mark('talk', `${seat.slot}|${seat.session}`)).toString('base64url')
  world.log({ code: 'talk.over', talk: { ...trace, id, seconds: Math.round((at - since) / 1000) } })
}
