/**
 * What is told to those who answer for a woman: to whom, in whose place where somebody is away or has left, and what
 * such a message may name.
 */
import type { Effect } from '@dhatri/care/event'
import type { Teller } from '@dhatri/care/outcome'
import type { Record } from '@dhatri/care/record'
import type { Values } from '@dhatri/flow/channel'
import type { Outgoing } from './message.ts'
import { loadPhone, openNumber } from './phone.ts'
import { loadWho } from './woman.who.ts'
import { findAnswering, findServing, findSupervisor, type Posted } from './worker.ts'
import type { World } from './world.ts'

/** Whom it is about. */
type Told = { record: Record; shortId: string }

/** The message of a tell; undefined where nobody answers for her. */
export async function tellMessage(
  world: World,
  woman: Told,
  effect: Extract<Effect, { do: 'tell' }>,
): Promise<Outgoing | undefined> {
  const { record } = woman
  const pseudonym = await findPhoneFor(world, record, effect.who)
  if (pseudonym === undefined) {
    world.log({ code: 'tell.nobody' })
    return undefined
  }
  return {
    id: world.keyring.pseudonym(`tell|${record.id}|${effect.id}`),
    pseudonym,
    message: effect.message,
    class: 'act',
    about: 'service',
    facts: {
      ...(await workerFacts(world, woman, effect.facts)),
      ...(effect.who === 'desk' ? { phone: (await findNumber(world, record)) ?? '' } : {}),
    },
  }
}

/** Her number, which lies with her phone. */
async function findNumber(world: World, record: Record): Promise<string | undefined> {
  const phone = phoneOf(record)
  return phone === undefined ? undefined : openNumber(world, await loadPhone(world, phone))
}

/** The phone on which she may be called; none where the number is not hers. */
export function phoneOf({ phone, consent }: Pick<Record, 'phone' | 'consent'>): string | undefined {
  return consent === 'wrongNumber' ? undefined : phone
}

/** The phone of whoever answers for a woman now. */
export async function findPhoneFor(
  world: World,
  record: Pick<Record, 'chw' | 'area' | 'phone'>,
  who: Teller,
): Promise<string | undefined> {
  return (await findTold(world, record, who))?.pseudonym
}

/**
 * Who answers for a woman now: her worker or who stands in; above them where there is nobody. Workers are mothers too:
 * nobody is told of herself, but whoever stands above her.
 */
export async function findTold(
  world: World,
  { chw, area, phone }: Pick<Record, 'chw' | 'area' | 'phone'>,
  who: Teller,
): Promise<Posted | undefined> {
  const own = chw === undefined || who !== 'chw' ? undefined : await findAnswering(world, chw, area)
  if (own !== undefined && own.pseudonym !== phone) return own
  const above = who === 'desk' ? undefined : await findAbove(world, chw, area, phone)
  return above ?? (await findServing(world, area, 'desk')).find(({ pseudonym }) => pseudonym !== phone)
}

/** The supervisor of a worker, or the supervisor's own where it is she herself who is told of. */
async function findAbove(
  world: World,
  chw: string | undefined,
  area: string,
  phone: string | undefined,
): Promise<Posted | undefined> {
  let below = chw
  for (let steps = 0; steps < 2; steps++) {
    const code = await findSupervisor(world, below, area)
    const above = code === undefined ? undefined : await findAnswering(world, code, area)
    if (above === undefined || above.pseudonym !== phone) return above
    below = code
  }
  return undefined
}

/** What a worker's message may name: her short id, her name where it is known, a date. */
export async function workerFacts(world: World, woman: Told, facts: { date?: string }): Promise<Values> {
  const who = await loadWho(world, woman.record.id)
  return {
    id: woman.shortId,
    name: who.name ?? woman.shortId,
    ...(facts.date === undefined ? {} : { date: facts.date }),
  }
}
