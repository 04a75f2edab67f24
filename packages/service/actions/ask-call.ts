/** "Call me": somebody asked for a person. The duty desk is told by SMS; nothing is promised in her name. */

import type { Deed, Done } from '../deed.ts'
import { messageWrite } from '../message.ts'
import { findServing } from '../worker.ts'
import type { World } from '../world.ts'

/** Tells the duty desk that this number wants to be called. */
export async function askCall(world: World, deed: Deed): Promise<Done> {
  const desk = (await findServing(world, '', 'desk'))[0]
  const number = deed.held.slot.number
  if (desk === undefined || number === undefined || number === '') return { outcome: { is: 'failed' } }
  const write = await messageWrite(world, {
    id: deed.id,
    pseudonym: desk.pseudonym,
    message: 'desk.call',
    class: 'act',
    about: 'service',
    facts: { phone: number },
  })
  return { outcome: { is: 'asked' }, writes: [write], jobs: [{ do: 'message', id: deed.id }] }
}
