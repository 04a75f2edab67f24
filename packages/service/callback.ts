/**
 * A missed call is called back: once, within a minute, free of charge to her, at any hour because she asked; never
 * more often in a day than the spend cap allows, however often the phone rings. Once the whole line has spent its calls of
 * the day she is told so by SMS, once, and answered when she rings again: danger help stays within reach.
 */
import { civilDay } from '@dhatri/care/dhaka'
import { controlKey, phoneKey } from '@dhatri/store/items'
import type { Day } from '@dhatri/text/day'
import type { Connection } from './connection.ts'
import { messageWrite } from './message.ts'
import { isUnchanged, loadPhone, sealNumber } from './phone.ts'
import type { World } from './world.ts'

/** How long after the ring we call, and for how long a second ring is the same wish. */
const pause = 10_000
const sameWish = 60_000

/** Notes the wish and posts the call, or says that there is none today; false where she is to be answered instead. */
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
  if (!(await spendOne(world, day))) return sayNotToday(world, connection, pseudonym, day)
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
    // Whoever declines it, or lets it ring, does not want to be rung again.
    most: 1,
  })
  await world.table.write([write])
  // The tick comes once a minute: waiting for it, the call could come after more than one.
  await world.enqueue([{ do: 'message', id, wait: pause / 1000 + 1 }])
  return true
}

/** Counts one more call-back of the line; false where those of the day are used up. */
async function spendOne(world: World, day: Day): Promise<boolean> {
  const spent = await world.table.update(
    controlKey(`callbacks|${day}`),
    { add: { n: 1 }, set: { ttl: { value: Math.floor(world.now() / 1000) + 3 * 24 * 3600 } } },
    {
      op: 'or',
      of: [
        { op: 'absent', path: 'n' },
        { op: '<', path: 'n', value: world.settings.allCallBacksADay },
      ],
    },
  )
  return spent.ok
}

/** One SMS a day to one phone; false where it was sent already. */
async function sayNotToday(world: World, connection: Connection, pseudonym: string, day: Day): Promise<boolean> {
  world.log({ code: 'callback.spent', gateway: connection.name })
  const id = world.keyring.pseudonym(`callback.spent|${pseudonym}|${day}`)
  const write = await messageWrite(world, {
    id,
    pseudonym,
    message: 'callback.spent',
    class: 'reply',
    about: 'service',
    facts: { code: world.settings.serviceCode },
  })
  if (!(await world.table.write([write])).ok) return false
  await world.enqueue([{ do: 'message', id }])
  return true
}
