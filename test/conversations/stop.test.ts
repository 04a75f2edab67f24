/** STOP binds everything we begin, on every channel, at once; START revives nothing; language is remembered. */
import { afterEach, describe, it } from 'vitest'
import { letPass, registers } from '../people.ts'
import { longStores, openTown, type Town } from '../world.ts'

describe.each(longStores)('a phone decides on %s', (store) => {
  let town: Town
  afterEach(() => town?.close())

  it.each(['STOP', 'বন্ধ', 'bondho'])('that nothing more comes, by SMS: %s', async (word) => {
    town = await openTown({ on: '2026-06-01', store })
    const rina = town.person('Rina', '+8801711000001')
    await registers(rina, '0501')
    await rina.texts(word)
    await rina.receives(/./)
    await letPass(town, 30)
    await rina.receivesNothing()
  })

  it('that nothing more comes, by USSD, and START lets only what is still ahead come', async () => {
    town = await openTown({ on: '2026-06-01', store })
    const rina = town.person('Rina', '+8801711000001')
    await registers(rina, '0501')
    await rina.dials()
    await rina.presses('5', '1', '1')
    rina.seesLast(/./)
    await letPass(town, 18)
    await rina.receivesNothing()
    await rina.texts('START')
    await rina.receives(/./)
    await town.clock.moves({ days: 1 })
    await rina.receivesNothing()
    await town.clock.moves({ days: 3 })
    await rina.receives(/22|২২/)
  })

  it('which language it speaks', async () => {
    town = await openTown({ on: '2026-06-01', store })
    const rina = town.person('Rina', '+8801711000001')
    await rina.dials()
    await rina.presses('4', '2')
    rina.seesLast(/./)
    await rina.dials()
    rina.sees('Information')
  })
})
