/** What must stop at once: after a birth the reminders of the pregnancy, after a loss every word about it. */
import { afterEach, describe, expect, it } from 'vitest'
import { changes, letPass, registers } from '../people.ts'
import { longStores, numbers, openTown, type Town } from '../world.ts'

describe.each(longStores)('something has changed on %s', (store) => {
  let town: Town
  afterEach(() => town?.close())

  it('stops reminders of the pregnancy when she reports the birth', async () => {
    town = await openTown({ on: '2026-06-01', store })
    const rina = town.person('Rina', '+8801711000001')
    await registers(rina, '0501')
    await town.clock.moves({ days: 16 })
    await rina.receives(/./)
    await rina.dials()
    await rina.presses('3')
    rina.sees(/./)
    await changes(rina, '1', '1606')
    const before = rina.handset.inbox().length
    await letPass(town, 120)
    const after = rina.handset.inbox().slice(before)
    expect(after.length).toBeGreaterThan(0)
    for (const { text } of after) expect(text).not.toMatch(/গর্ভ|স্বাস্থ্যকেন্দ্র/)
  })

  it('silences everything after a loss, even what was on its way, and her worker is asked to visit', async () => {
    town = await openTown({ on: '2026-06-01', store })
    const rina = town.person('Rina', '+8801711000001')
    const nasrin = town.person('Nasrin', numbers.chw)
    await registers(rina, '0501')
    await town.clock.moves({ days: 14 })
    await rina.dials()
    await rina.presses('3')
    await changes(rina, '2', '1')
    await nasrin.receives(/\d{6}/)
    const before = rina.handset.inbox().length
    await letPass(town, 300)
    expect(rina.handset.inbox().length).toBe(before)
  })

  it('does the same when the worker reports it by SMS', async () => {
    town = await openTown({ on: '2026-06-01', store })
    const nasrin = town.person('Nasrin', numbers.chw)
    const rahima = town.person('Rahima', '+8801711000002')
    await nasrin.texts('REG 05012026 01711000002 রহিমা sms')
    const { text } = await nasrin.receives('রহিমা')
    await town.clock.moves({ minutes: 2 })
    await rahima.receives('3')
    await rahima.texts('1')
    const id = /\d{6}/.exec(text.replace(/[০-৯]/g, (digit) => String('০১২৩৪৫৬৭৮৯'.indexOf(digit))))?.[0] ?? ''
    await nasrin.texts(`LOSS ${id}`)
    await nasrin.receives('রহিমা', id, '1', '2')
    await nasrin.texts('1')
    await nasrin.receives('লেখা হলো')
    const before = rahima.handset.inbox().length
    await letPass(town, 300)
    expect(rahima.handset.inbox().length).toBe(before)
  })

  it('still hears of a loss from her who had moved away', async () => {
    town = await openTown({ on: '2026-06-01', store })
    const rina = town.person('Rina', '+8801711000001')
    await registers(rina, '0501')
    await rina.dials()
    await rina.presses('3')
    await changes(rina, '3')
    await rina.dials()
    await rina.presses('3')
    await changes(rina, '2', '1')
    const before = rina.handset.inbox().length
    await letPass(town, 120)
    expect(rina.handset.inbox().length).toBe(before)
  })

  it('keeps a shared phone silent after a loss that nobody could place, even when somebody texts START', async () => {
    town = await openTown({ on: '2026-06-01', store })
    const phone = town.person('Two sisters', '+8801711000001')
    await registers(phone, '0501', 'family')
    await registers(phone, '0103', 'family')
    await phone.dials()
    await phone.presses('3')
    await changes(phone, '2', '1')
    await phone.texts('START')
    await phone.receives(/./)
    await letPass(town, 60)
    await phone.receivesNothing()
  })

  it('writes nothing about any pregnancy to a shared phone while it is not known whose loss it is', async () => {
    town = await openTown({ on: '2026-06-01', store })
    const phone = town.person('Two sisters', '+8801711000001')
    const nasrin = town.person('Nasrin', numbers.chw)
    await registers(phone, '0501', 'family')
    await registers(phone, '0103', 'family')
    await phone.dials()
    await phone.presses('3')
    await changes(phone, '2', '1')
    await nasrin.receives(/\d{6}/)
    await nasrin.receives(/\d{6}/)
    const before = phone.handset.inbox().length
    await letPass(town, 120)
    expect(phone.handset.inbox().length).toBe(before)
  })
})
