/**
 * "Something has changed": born, lost, moved, other. One write on the woman stops at once what must stop. Where several
 * women share the phone and it is not known whose news it is, nothing about pregnancy or baby goes to that phone until
 * a worker has asked, and the worker of each is told to visit.
 */
import type { CareEvent } from '@dhatri/care/event'
import { countAlive } from '@dhatri/care/outcome'
import type { Record } from '@dhatri/care/record'
import type { Write } from '@dhatri/store/table'
import { chooseWoman, listFamily, listMeant, listWomen } from '../choose.ts'
import type { Deed, Done } from '../deed.ts'
import { holdChange, holdFamilies } from '../hold.ts'
import { messageWrite } from '../message.ts'
import { findPhoneFor, workerFacts } from '../woman.tell.ts'
import { stepWoman, type Woman } from '../woman.ts'
import type { Job, World } from '../world.ts'
import { readBirth } from './birth.ts'

/** Records what she reported. */
export async function recordChange(world: World, deed: Deed): Promise<Done> {
  const women = await listWomen(world, deed)
  if (women.length === 0) return passOn(world, deed)
  const { kind } = deed.with
  const meant = kind === 'born' || kind === 'lost' ? await listMeant(world, deed, kind) : []
  // Asked about one who has lost already, the phone may say so again: nobody else is ended by it.
  const only =
    meant.length === 1 && women.some(({ record }) => record.id === meant[0]?.record.id) ? meant[0] : undefined
  const woman = meant.length === 0 ? await chooseWoman(world, deed) : only
  const event = woman && eventOf(deed, woman)
  if (woman !== undefined && event !== undefined) {
    const stepping = await stepWoman(world, woman, event)
    return { outcome: { is: 'recorded' }, writes: stepping.writes, jobs: stepping.jobs }
  }
  const concerned = woman === undefined ? (meant.length === 0 ? women : meant) : [woman]
  const told = await tellWorkers(world, deed, concerned)
  if (kind !== 'born' && kind !== 'lost') return { outcome: { is: 'recorded' }, writes: told.writes, jobs: told.jobs }
  const families = holdFamilies(concerned, deed.phone.pseudonym, world.now())
  return {
    outcome: { is: 'recorded' },
    writes: [...told.writes, ...families],
    jobs: told.jobs,
    phone: { change: holdChange(concerned, world.now()) },
  }
}

/**
 * The word of somebody of her family, on the phone that agreed to hear of it: nothing is recorded by it, her worker is
 * told to visit, and nothing about pregnancy or baby goes to that phone until a worker has said how she is.
 */
async function passOn(world: World, deed: Deed): Promise<Done> {
  const women = await listFamily(world, deed)
  if (women.length === 0) return { outcome: { is: 'unknown' } }
  const { writes, jobs } = await tellWorkers(world, deed, women)
  const isHeld = deed.with['kind'] === 'born' || deed.with['kind'] === 'lost'
  const hold = isHeld ? { phone: { change: holdChange(women, world.now()) } } : {}
  return { outcome: { is: 'passed' }, writes, jobs, ...hold }
}

/** She wants a few words in the days after a loss: asked for that alone, and kept with the words she agreed to. */
export async function allowSupport(world: World, deed: Deed): Promise<Done> {
  const woman = await chooseWoman(world, deed)
  if (woman === undefined) return { outcome: { is: 'unknown' } }
  const words = `changed@${deed.held.slot.conversation.start.shape}`.slice(0, 40)
  const { writes, jobs } = await stepWoman(world, woman, { kind: 'allowed', purpose: 'support', words })
  return { outcome: { is: 'recorded' }, writes, jobs }
}

/** The event of her record; undefined where a worker must ask first: of several children nobody knows who is meant. */
function eventOf({ with: said }: Deed, { record }: Woman): CareEvent | undefined {
  const by = 'self'
  switch (said['kind']) {
    case 'born': {
      // The only one is gone: nobody asks a number of her.
      const alive = said['well'] === 'lost' ? { alive: 'nobody' } : {}
      const told = readBirth({ with: { ...said, ...alive } }, by)
      return record.state === 'born' && told?.kind === 'born' ? diedSince(told, record) : told
    }
    case 'lost':
      return countAlive(record) > 1 ? undefined : { kind: 'lost', loss: 'loss', by }
    case 'moved':
      return { kind: 'moved', by }
    default:
      return undefined
  }
}

/** A birth that is known, told again: who of its children has died since. */
function diedSince(told: Extract<CareEvent, { kind: 'born' }>, record: Record): CareEvent | undefined {
  const alive = countAlive(record)
  const { babies = 1, each = [] } = told
  const dead = alive - (babies - each.filter(({ fate }) => fate !== 'alive').length)
  if (each.length === 0 || dead <= 0) return told
  return { kind: 'lost', loss: 'loss', by: 'self', ...(dead < alive && { dead }) }
}

async function tellWorkers(world: World, deed: Deed, women: Woman[]): Promise<{ writes: Write[]; jobs: Job[] }> {
  const writes: Write[] = []
  const jobs: Job[] = []
  // Where nobody knows whose news it is her supervisor hears of it too: the phones are silent until somebody has asked.
  const isHeld = deed.with['kind'] === 'born' || deed.with['kind'] === 'lost'
  const whom = women.flatMap((woman) =>
    (isHeld ? (['chw', 'supervisor'] as const) : (['chw'] as const)).map((who) => ({ woman, who })),
  )
  const phones = new Set<string>()
  for (const { woman, who } of whom) {
    const { id } = woman.record
    const pseudonym = await findPhoneFor(world, woman.record, who)
    if (pseudonym === undefined || phones.has(`${pseudonym}|${id}`)) continue
    phones.add(`${pseudonym}|${id}`)
    const message = world.keyring.pseudonym(`changed|${deed.id}|${id}|${who}`)
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
