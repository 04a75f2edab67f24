/**
 * Many registered women, written through the store by the service's own registration and not by conversations: each has
 * her phone, record, identity, history, short id and keys. A few of them are due at once, whatever the content plans.
 */
import { civilDay } from '@dhatri/care/dhaka'
import { readPhoneItem } from '@dhatri/service/phone'
import { layRegistration } from '@dhatri/service/registration'
import { shardOf } from '@dhatri/service/shard'
import type { World } from '@dhatri/service/world'
import { phoneKey, womanKey } from '@dhatri/store/items'
import type { Write } from '@dhatri/store/table'

/** So many women are due. */
export const fewDue = 40

/** Registrations under way at once, so that they share their flushes to disk. */
const together = 500

/** Registers the women with the numbers `from` to `to`, the last one left out. */
export async function populate(world: World, areas: readonly string[], from: number, to: number): Promise<void> {
  for (let first = from; first < to; first += together) {
    const many = Math.min(together, to - first)
    await Promise.all(Array.from({ length: many }, (_, index) => registerOne(world, areas, first + index)))
  }
}

async function registerOne(world: World, areas: readonly string[], index: number): Promise<void> {
  const number = `+88017${String(index).padStart(8, '0')}`
  const phone = readPhoneItem(world.keyring.pseudonym(number), undefined)
  // Two at once may choose the same short id; the second then finds it taken.
  for (let tries = 0; tries < 3; tries += 1) {
    const registered = await layRegistration(world, {
      id: idOf(world, index),
      by: 'self',
      consent: 'agreed',
      phone,
      number,
      isFamily: false,
      lmp: civilDay(world.now()) - 70,
      dating: { by: 'lmp', within: 0 },
      area: areas[index % areas.length] ?? '',
      chw: 'HA1',
      name: 'রহিমা খাতুন',
      channel: 'sms',
      consentWords: 'register@0123456789abcdef',
    })
    if (registered.is !== 'registered' || registered.phone === undefined) throw new Error('bench.notRegistered')
    const update: Write = { update: phoneKey(phone.pseudonym), change: registered.phone }
    const written = await world.table.write([update, ...registered.writes])
    if (written.ok) return markDue(world, index)
  }
  throw new Error('bench.notWritten')
}

const idOf = (world: World, index: number) => world.keyring.pseudonym(`woman|${index}`)

async function markDue(world: World, index: number): Promise<void> {
  if (index >= fewDue) return
  const id = idOf(world, index)
  const set = { due: { value: world.now() }, shard: { value: shardOf(world, id) } }
  await world.table.update(womanKey(id), { set })
}
