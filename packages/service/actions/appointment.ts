/** A day at the health centre: she asks for one, changes it, calls it off, or takes the day that was offered instead. */
import { civilDay, instantOf } from '@dhatri/care/dhaka'
import type { RequestEvent } from '@dhatri/care/request.record'
import { printIso, readIso } from '@dhatri/text/day'
import type { Deed, Done } from '../deed.ts'
import { choosePlace, contactOf, loadPlace, namePlace, type Place } from '../facilities.ts'
import { loadKnown } from '../request.open.ts'
import { layRequest, listOnPhone, loadRequest, type OpenRequest, openRequestWrites, ticketOf } from '../requests.ts'
import { findServing, findSupervisor, loadWorker } from '../worker.ts'
import type { World } from '../world.ts'
import { keepNumber } from './said.ts'

/** Minutes of the day at which a place must be open to be suggested. */
const morning = 10 * 60

/** Where her appointment stands. */
export async function findAppointment(world: World, deed: Deed): Promise<Done> {
  const open = await findOpen(world, deed)
  if (open === undefined) return { outcome: { is: 'none' } }
  const { state, day = 0, facility } = open.record
  const place = facility === undefined ? undefined : await loadPlace(world, facility)
  const date = printIso(day)
  if (state === 'agreed') return { outcome: { is: 'agreed', facts: { date, centre: nameFor(deed, place) } } }
  return { outcome: { is: state === 'offered' ? 'offered' : 'waiting', facts: { date } } }
}

/** Asks for a day; whoever answers for the place is told, else her health worker and those above. */
export async function askAppointment(world: World, deed: Deed): Promise<Done> {
  const day = readIso(String(deed.with['day'] ?? ''))
  const known = await loadKnown(world, deed.phone.links.women)
  const [woman] = known
  if (day === undefined || woman === undefined) return { outcome: { is: 'failed' } }
  const { area, chw } = woman.record
  const place = await placeFor(world, area)
  const contact = await contactOf(world, place)
  const own = chw === undefined ? undefined : await loadWorker(world, chw)
  const supervisor = await findSupervisor(world, chw, area)
  const desk = (await findServing(world, area, 'desk'))[0]?.code
  const people = {
    ...(contact === undefined ? {} : { contact }),
    ...(own === undefined || own.isAway ? {} : { chw: own.code }),
    ...(supervisor === undefined ? {} : { supervisor }),
    ...(desk === undefined ? {} : { desk }),
  }
  if (Object.keys(people).length === 0) return { outcome: { is: 'failed' } }
  const asking = {
    id: deed.id,
    kind: 'appointment' as const,
    area,
    day,
    answers: deed.held.slot.conversation.start.channel === 'voice' ? ('voice' as const) : ('sms' as const),
    people,
    phone: deed.phone.pseudonym,
    ...(place === undefined ? {} : { facility: place.code }),
    // On a phone of several women nobody is guessed at: the number is enough to speak of it.
    ...(known.length === 1 ? { woman: woman.record.id } : {}),
  }
  return {
    outcome: { is: 'asked', facts: { ticket: ticketOf(world, deed.id), centre: nameFor(deed, place) } },
    writes: await openRequestWrites(world, asking, {}),
    jobs: [{ do: 'request', id: deed.id }],
    ...(await keepNumber(world, deed)),
  }
}

/** Asks for another day instead. */
export async function moveAppointment(world: World, deed: Deed): Promise<Done> {
  const day = readIso(String(deed.with['day'] ?? deed.with['other'] ?? ''))
  return day === undefined ? { outcome: { is: 'gone' } } : step(world, deed, { kind: 'changed', day })
}

/** Calls it off. */
export async function cancelAppointment(world: World, deed: Deed): Promise<Done> {
  return step(world, deed, { kind: 'cancelled' })
}

/** Takes the day that was offered. */
export async function takeOffer(world: World, deed: Deed): Promise<Done> {
  return step(world, deed, { kind: 'yes', by: 'self' })
}

async function step(world: World, deed: Deed, event: RequestEvent): Promise<Done> {
  const open = await findOpen(world, deed)
  if (open === undefined) return { outcome: { is: 'gone' } }
  const stepping = await layRequest(world, open, event)
  if (!stepping.hasChanged) return { outcome: { is: 'gone' } }
  return {
    outcome: { is: 'recorded' },
    writes: stepping.writes,
    jobs: [{ do: 'request', id: open.record.id }],
  }
}

/** The appointment a question of ours was about, else the one this phone has open. */
async function findOpen(world: World, deed: Deed): Promise<OpenRequest | undefined> {
  const named = deed.held.slot.conversation.start.facts['request']
  const open =
    typeof named === 'string'
      ? [await loadRequest(world, named)].filter((one) => one !== undefined)
      : await listOnPhone(world, deed.phone.pseudonym)
  return open.find(
    ({ record }) => record.kind === 'appointment' && ['waiting', 'offered', 'agreed'].includes(record.state),
  )
}

function nameFor({ held, phone }: Deed, place: Place | undefined): string {
  return namePlace(place, held.slot.conversation.start.language, !phone.links.isFull)
}

async function placeFor(world: World, area: string): Promise<Place | undefined> {
  return choosePlace(world, area, { service: 'anc', at: instantOf(civilDay(world.now()), morning) })
}
