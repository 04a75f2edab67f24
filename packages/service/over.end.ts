/**
 * The look at whom a request or a case is about, before anything of it is sent: after her death it is closed, and a day
 * at the health centre after a loss too. Where it names no woman, it is about whoever is on the phone that asked.
 */
import type { Flight } from '@dhatri/care/flight.record'
import { findOver, type Over } from '@dhatri/care/over'
import { receiverOf } from '@dhatri/care/request.flight'
import type { Request } from '@dhatri/care/request.record'
import { applyToCase, loadCase } from './cases.ts'
import { loadPhone } from './phone.ts'
import { loadKnown } from './request.open.ts'
import { applyToRequest, loadRequest } from './requests.ts'
import type { World } from './world.ts'

/** Whom something is about, as far as it says so. */
type About = { woman?: string; phone?: string; opened: number }

/** Who ends what her record has overtaken. */
const by = 'record'

/** Closes a request that news of her has overtaken. */
export async function endRequest(world: World, id: string): Promise<void> {
  const open = await loadRequest(world, id)
  if (open === undefined || open.record.state === 'closed') return
  const how = await findEnd(world, open.record.kind, open.record)
  if (how !== undefined) await applyToRequest(world, id, { kind: 'ended', how, by })
}

/** Closes a case after her death. */
export async function endCase(world: World, id: string): Promise<void> {
  const open = await loadCase(world, id)
  if (open === undefined || open.record.state === 'closed') return
  if (await isOver(world, 'danger', open.record)) {
    await applyToCase(world, id, { kind: 'closed', outcome: 'died', by })
  }
}

/** Whether news of her has overtaken it. */
export async function isOver(world: World, kind: string, about: About): Promise<boolean> {
  return (await findEnd(world, kind, about)) !== undefined
}

/** Whether a text of a request must not go any more; a worker still hears that a day was called off. */
export async function isUnwanted(world: World, record: Request, flight: Flight): Promise<boolean> {
  if (record.state === 'closed' && receiverOf(flight) !== 'caller') return false
  return isOver(world, record.kind, record)
}

async function findEnd(world: World, kind: string, { woman, phone, opened }: About): Promise<Over | undefined> {
  const onPhone = async () => (phone === undefined ? [] : (await loadPhone(world, phone, true)).links.women)
  const women = await loadKnown(world, woman === undefined ? await onPhone() : [woman])
  return findOver({ kind, opened, women: women.map(({ record }) => record) })
}
