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
import { findAnswering, findServing, findSupervisor } from './worker.ts'
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

/** The phone of whoever answers for a woman now: her worker or who stands in; above them where there is nobody. */
export async function findPhoneFor(
  world: World,
  { chw, area }: Pick<Record, 'chw' | 'area'>,
  who: Teller,
): Promise<string | undefined> {
  if (who === 'desk') return (await findServing(world, area, 'desk'))[0]?.pseudonym
  const own = chw === undefined ? undefined : await findAnswering(world, chw, area)
  if (who === 'chw' && own !== undefined) return own.pseudonym
  const above = await findSupervisor(world, chw, area)
  return above === undefined ? undefined : (await findAnswering(world, above, area))?.pseudonym
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
