/**
 * The pilot's list: numbers that may get clinical words which no clinician has signed yet. The mark lies on the phone
 * itself, where every hand-off and every dial reads it anyway; an item beside it, under `C#pilot`, makes the list.
 */
import { controlKey, phoneKey } from '@dhatri/store/items'
import { readPhone } from '@dhatri/text/phone'
import { loadPhone, openNumber, sealNumber } from './phone.ts'
import type { World } from './world.ts'

/** What the list needs of the world. */
type Rolls = Pick<World, 'table' | 'keyring' | 'now'>

/** A number on the list, masked: who looks over a shoulder reads no number. */
export type Listed = { number: string; at: number }

const area = 'C#pilot'

/** Puts a number on the list or takes it off; false where it is no mobile number of Bangladesh. */
export async function setPilot(world: Rolls, said: string, isListed: boolean): Promise<boolean> {
  const reading = readPhone(said)
  if (!reading.ok) return false
  const pseudonym = world.keyring.pseudonym(reading.phone)
  const key = controlKey(`pilot|${pseudonym}`)
  const num = await sealNumber(world as World, pseudonym, reading.phone)
  const phone = phoneKey(pseudonym)
  await world.table.write(
    isListed
      ? [
          { put: { ...key, area, ph: pseudonym, at: world.now() } },
          { update: phone, change: { set: { pilot: { value: 1 }, num: { value: num } } } },
        ]
      : [{ remove: key }, { update: phone, change: { remove: ['pilot'] } }],
  )
  return true
}

/** Everybody on the list. */
export async function listPilot(world: Rolls): Promise<Listed[]> {
  const items = await world.table.list(area)
  return Promise.all(
    items.map(async ({ ph, at }) => {
      const number = await openNumber(world as World, await loadPhone(world as World, String(ph)))
      return { number: number === undefined ? 'erased' : mask(number), at: Number(at ?? 0) }
    }),
  )
}

function mask(number: string): string {
  return `${number.slice(0, 6)}*****${number.slice(-3)}`
}
