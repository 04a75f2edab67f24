/**
 * Delivery receipts. Accept writes whose a reference is, a receipt writes its state and the rank only rises; whoever
 * comes second sees both and steps the record, so that a receipt may come late, twice, or before the acceptance.
 */
import { type Event, type Reply, rankReceipt, type Verified } from '@dhatri/gateways/gateway'
import { referenceKey } from '@dhatri/store/items'
import { applyToCase } from './cases.ts'
import type { Connection } from './connection.ts'
import { applyToMessage } from './message.ts'
import { applyToRequest } from './requests.ts'
import { applyToWoman } from './woman.ts'
import type { World } from './world.ts'

/** Answers one receipt of a gateway. */
export async function takeReceipt(world: World, connection: Connection, request: Verified): Promise<Reply> {
  const { receipt } = connection.gateway
  if (receipt === undefined) return { status: 404, contentType: 'text/plain', body: '' }
  const reading = receipt.read(request)
  if (!reading.ok) {
    world.log({ code: reading.error, gateway: connection.name })
    return { status: reading.status, contentType: 'text/plain', body: '' }
  }
  if (reading.event.kind === 'receipt') await noteReceipt(world, connection.name, reading.event)
  return receipt.acknowledge()
}

async function noteReceipt(world: World, gateway: string, event: Extract<Event, { kind: 'receipt' }>): Promise<void> {
  const mark = Buffer.from(world.keyring.mark('reference', event.ref)).toString('hex')
  const rank = rankReceipt(event.state)
  const ttl = Math.floor(world.now() / 1000) + 90 * 24 * 3600
  const noted = await world.table.update(
    referenceKey(gateway, mark),
    { set: { s: { value: event.state }, r: { value: rank }, ttl: { value: ttl } } },
    {
      op: 'or',
      of: [
        { op: 'absent', path: 'r' },
        { op: '<', path: 'r', value: rank },
      ],
    },
  )
  const { w, k } = noted.item ?? {}
  if (!noted.ok || typeof w !== 'string' || typeof k !== 'string') return
  const id = w.slice(2)
  const told = { kind: 'receipt', state: event.state, ref: event.ref } as const
  if (w.startsWith('W#')) await applyToWoman(world, id, { ...told, key: k })
  else if (w.startsWith('K#')) await applyToCase(world, id, { ...told, key: k })
  else if (w.startsWith('R#')) await applyToRequest(world, id, { ...told, key: k })
  else await applyToMessage(world, id, told)
}
