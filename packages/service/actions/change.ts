/**
 * "Something has changed": born, lost, moved, other. One write on the woman stops at once what must stop. Where several
 * women share the phone and it is not known whose news it is, nothing about pregnancy or baby goes to that phone until
 * a worker has asked, and the worker of each is told to visit.
 */
import type { CareEvent } from '@dhatri/care/event'
import { phoneKey } from '@dhatri/store/items'
import type { Write } from '@dhatri/store/table'
import { chooseWoman, listWomen } from '../choose.ts'
import type { Deed, Done } from '../deed.ts'
import { messageWrite } from '../message.ts'
import { findPhoneFor, workerFacts } from '../woman.tell.ts'
import { stepWoman, type Woman } from '../woman.ts'
import type { Job, World } from '../world.ts'
import { readBirth } from './birth.ts'

/** Records what she reported. */
export async function recordChange(world: World, deed: Deed): Promise<Done> {
  const women = await listWomen(world, deed)
  if (women.length === 0) return { outcome: { is: 'unknown' } }
  const woman = await chooseWoman(world, deed)
  const event = eventOf(deed)
  if (woman !== undefined && event !== undefined) {
    const stepping = await stepWoman(world, woman, event)
    return { outcome: { is: 'recorded' }, writes: stepping.writes, jobs: stepping.jobs }
  }
  const told = await tellWorkers(world, deed, woman === undefined ? women : [woman])
  const isHeld = event !== undefined
  return {
    outcome: { is: 'recorded' },
    writes: told.writes,
    jobs: told.jobs,
    ...(isHeld ? { phone: { change: { set: { hold: { value: 1 } } } } } : {}),
  }
}

/** She wants a few words in the days after a loss: asked for that alone, and kept with the words she agreed to. */
export async function allowSupport(world: World, deed: Deed): Promise<Done> {
  const woman = await chooseWoman(world, deed)
  if (woman === undefined) return { outcome: { is: 'unknown' } }
  const words = `changed@${deed.held.slot.conversation.start.shape}`.slice(0, 40)
  const { writes, jobs } = await stepWoman(world, woman, { kind: 'allowed', purpose: 'support', words })
  return { outcome: { is: 'recorded' }, writes, jobs }
}

function eventOf(deed: Deed): CareEvent | undefined {
  switch (deed.with['kind']) {
    case 'born': {
      // The only one is gone: nobody asks a number of her.
      const alive = deed.with['well'] === 'lost' ? { alive: 'nobody' } : {}
      return readBirth({ with: { ...deed.with, ...alive } }, 'self')
    }
    case 'lost':
      return { kind: 'lost', loss: 'loss', by: 'self' }
    case 'moved':
      return { kind: 'moved', by: 'self' }
    default:
      return undefined
  }
}

async function tellWorkers(world: World, deed: Deed, women: Woman[]): Promise<{ writes: Write[]; jobs: Job[] }> {
  const writes: Write[] = []
  const jobs: Job[] = []
  for (const woman of women) {
    const { chw, id } = woman.record
    const pseudonym = chw === undefined ? undefined : await findPhoneFor(world, woman.record, 'chw')
    if (pseudonym === undefined) continue
    const message = world.keyring.pseudonym(`changed|${deed.id}|${id}`)
    const facts = await workerFacts(world, woman, {})
    writes.push(
      await messageWrite(world, {
        id: message,
        pseudonym,
        message: 'chw.changed',
        class: 'act',
        about: 'service',
        facts,
      }),
    )
    jobs.push({ do: 'message', id: message })
  }
  return { writes, jobs }
}

/** The write that lifts the hold on a phone once a worker has said what is true of a woman on it. */
export function releaseWrite(pseudonym: string): Write {
  return { update: phoneKey(pseudonym), change: { remove: ['hold'] } }
}
