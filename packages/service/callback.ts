/**
 * A missed call is called back: once, within a minute, free of charge to her, at any hour because she asked; never
 * more often in a day than the spend cap allows, however often the phone rings.
 */
import { civilDay } from '@dhatri/care/dhaka'
import { controlKey, phoneKey } from '@dhatri/store/items'
import type { Connection } from './connection.ts'
import { messageWrite } from './message.ts'
import { isUnchanged, loadPhone, sealNumber } from './phone.ts'
import type { World } from './world.ts'

/** How long after the ring we call, and for how long a second ring is the same wish. */
const pause = 10_000
const sameWish = 60_000

/** Notes the wish and posts the call; false where the cap of the day is reached and nobody will call. */
export async function askCallBack(world: World, connection: Connection, number: string): Promise<boolean> {
  const pseudonym = world.keyring.pseudonym(number)
  const now = world.now()
  const day = civilDay(now)
  const counter = controlKey(`callback|${pseudonym}|${day}`)
  const counted = await world.table.update(
    counter,
    { set: { at: { value: now }, ttl: { value: Math.floor(now / 1000) + 3 * 24 * 3600 } }, add: { n: 1 } },
    {
      op: 'or',
      of: [
        { op: 'absent', path: 'n' },
        {
          op: 'and',
          of: [
            { op: '<', path: 'n', value: world.settings.callBacksADay },
            { op: '<', path: 'at', value: now - sameWish },
          ],
        },
      ],
    },
  )
  if (!counted.ok) {
    const { at, n } = counted.item ?? {}
    const isSameWish = typeof at === 'number' && now - at <= sameWish
    if (!isSameWish) world.log({ code: 'callback.capped', gateway: connection.name })
    return isSameWish && typeof n === 'number'
  }
  const phone = await loadPhone(world, pseudonym)
  if (phone.item?.['num'] === undefined) {
    const num = await sealNumber(world, pseudonym, number)
    await world.table.update(phoneKey(pseudonym), { set: { num: { value: num } } }, isUnchanged(phone))
  }
  const id = world.keyring.pseudonym(`callback|${pseudonym}|${now}`)
  const write = await messageWrite(world, {
    id,
    pseudonym,
    message: 'callback',
    class: 'reply',
    about: 'service',
    channel: 'voice',
    facts: {},
    after: pause,
  })
  await world.table.write([write])
  // The tick comes once a minute: waiting for it, the call could come after more than one.
  await world.enqueue([{ do: 'message', id, wait: pause / 1000 + 1 }])
  return true
}
