/** A market day: six women in one hour, with every accident of the network and of haste. */
import { listWatched } from '@dhatri/service/worker'
import { afterEach, describe, expect, it } from 'vitest'
import { longStores, numbers, openTown, type Town } from '../world.ts'

describe.each(longStores)('a market day on %s', (store) => {
  let town: Town
  afterEach(() => town?.close())

  it('six women, two sent again, two parts out of order, one with a fault, one reply lost: six women, no doubles, every message answered', async () => {
    town = await openTown({ on: '2026-06-01', store })
    const nasrin = town.person('Nasrin', numbers.chw)
    let sent = 0
    const texts = async (text: string) => {
      sent += 1
      await nasrin.texts(text)
      await town.clock.moves({ minutes: 1 })
    }
    await texts('REG 05012026 01711000061 রহিমা')
    const first = await nasrin.receives('রহিমা')
    // Sent again, because the market is loud; once more with another spacing.
    await texts('REG 05012026 01711000061 রহিমা')
    expect((await nasrin.receives('রহিমা')).text).toBe(first.text)
    await texts('নিবন্ধন ১২/১/২৬ ০১৭১১০০০০৬২ সালমা')
    const second = await nasrin.receives('সালমা')
    await texts('নিবন্ধন  ১২/১/২৬  ০১৭১১০০০০৬২  সালমা')
    expect((await nasrin.receives('সালমা')).text).toBe(second.text)
    // Two parts out of order: her number and name come before the date.
    await texts('REG 01711000063 করিমা')
    await nasrin.receives('তারিখ')
    await texts('২০/১/২০২৬')
    await nasrin.receives('করিমা')
    await texts('REG 31022026 01711000064 হাসিনা')
    await nasrin.receives('তারিখ')
    await texts('dghs reg 03022026 01711000064 হাসিনা')
    await nasrin.receives('হাসিনা')
    // The gateway brings one twice, and the reply to another is lost on the way.
    town.operator.repeats(1)
    await texts('reg 3M 01711000065 Jorina')
    await nasrin.receives('Jorina')
    await nasrin.receivesNothing()
    town.operator.loses(nasrin.number, 'DeliveryFailure')
    await texts('REG E20112026 0 মরিয়ম')
    await nasrin.receivesNothing()
    town.operator.loses(nasrin.number, undefined)
    await texts('REG E20112026 0 মরিয়ম')
    await nasrin.receives('মরিয়ম', '২০ নভেম্বর')
    expect(nasrin.handset.inbox()).toHaveLength(sent - 1)
    const women = await listWatched(town.world, 'HA1', 100)
    expect(new Set(women.map(({ id }) => id)).size).toBe(6)
    expect(women).toHaveLength(6)
    const listed = await town.world.table.query('S#302614', '')
    expect(listed).toHaveLength(6)
  })

  it('keeps two parts of two women apart that cross each other', async () => {
    town = await openTown({ on: '2026-06-01', store })
    const nasrin = town.person('Nasrin', numbers.chw)
    await nasrin.texts('REG 05012026 01711000061')
    await nasrin.receives('নাম')
    await nasrin.texts('REG 12012026 01711000062 সালমা')
    await nasrin.receives('সালমা')
    await nasrin.texts('রহিমা')
    await nasrin.receives('বুঝতে পারিনি')
    expect(await listWatched(town.world, 'HA1', 10)).toHaveLength(1)
  })

  it('asks a second worker whether she is the woman on the list, and keeps co-wives on one number apart', async () => {
    town = await openTown({ on: '2026-06-01', store })
    const nasrin = town.person('Nasrin', numbers.chw)
    await nasrin.texts('REG 05012026 01711000061 রহিমা')
    await nasrin.receives('রহিমা')
    const supervisor = town.person('Shamima', numbers.supervisor)
    await supervisor.texts('REG 12/1/26 01711000061 Rahima Begum')
    await supervisor.receives('রহিমা', '1', '2')
    await supervisor.texts('1')
    await supervisor.receives('তালিকাতেও')
    await supervisor.texts('REG 12/1/26 01711000061 রহিমা খাতুন')
    await supervisor.receives('আগেই')
    // A co-wife on the husband's number, months apart, is another woman.
    await nasrin.texts('REG 05032026 01711000061 ফাতেমা')
    const other = await nasrin.receives('ফাতেমা')
    expect(other.text).not.toContain('আগেই')
    await nasrin.texts('LOSS 01711000061')
    await nasrin.receives('কয়েকজন')
  })
})
