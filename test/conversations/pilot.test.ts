/**
 * Clinical words that no clinician has signed stay within the pilot: they are neither sent nor shown nor spoken to anybody
 * else; the advice in danger is never withheld.
 */
import { listPilot, setPilot } from '@dhatri/service/pilot'
import { afterEach, describe, expect, it } from 'vitest'
import { letPass, registers } from '../people.ts'
import { longStores, numbers, openTown, type Town } from '../world.ts'
import { signsUp } from './signed.ts'

const settings = { pilot: 'listed' as const }
const number = '+8801711000001'

describe.each(longStores)('unreviewed words on %s', (store) => {
  let town: Town
  afterEach(() => town?.close())

  it('are kept from a caller outside the pilot, by dial and by call, with the numbers that always answer', async () => {
    town = await openTown({ on: '2026-06-01', store, settings })
    const rina = town.person('Rina', number)
    await rina.dials()
    await rina.picks('তথ্য', 'বিষয়', 'গর্ভ')
    rina.seesLast('চালু হয়নি', '999', '16263')
    await rina.calls()
    for (const key of ['1', '1', '1']) await rina.keys(key)
    rina.hears(/unreviewed|চালু হয়নি/)
    await rina.hangsUp()
    expect(town.log.filter(({ code }) => code === 'text.unreviewed').length).toBeGreaterThanOrEqual(2)
  })

  it('never hide the advice in danger, nor the way to say that something has changed', async () => {
    town = await openTown({ on: '2026-06-01', store, settings })
    const rina = town.person('Rina', number)
    const nasrin = town.person('Nasrin', numbers.chw)
    await signsUp(town, nasrin, rina, '05012026', 'রহিমা')
    await rina.dials()
    await rina.presses('99')
    rina.sees('হাসপাতাল', '999')
    await rina.hangsUp()
    await rina.texts('onek rokto jacche')
    await rina.receives('999')
    await rina.dials()
    await rina.presses('3', '2', '2')
    rina.sees('দুঃখিত')
  })

  it('are sent to the pilot, and to others not; the item ends, counted and explained', async () => {
    town = await openTown({ on: '2026-06-01', store, settings })
    expect(await setPilot(town.world, '01711000001', true)).toBe(true)
    const rina = town.person('Rina', number)
    const other = town.person('Salma', '+8801711000002')
    const nasrin = town.person('Nasrin', numbers.chw)
    await registers(rina, '0501')
    await signsUp(town, nasrin, other, '05012026', 'সালমা')
    const before = [rina, other].map(({ handset }) => handset.inbox().length)
    await letPass(town, 40)
    expect(rina.handset.inbox().length).toBeGreaterThan(before[0] ?? 0)
    expect(other.handset.inbox().length).toBe(before[1])
    expect(town.log.some(({ code }) => code === 'care.item.suppressed')).toBe(true)
    await setPilot(town.world, number, false)
    const later = rina.handset.inbox().length
    await letPass(town, 40)
    expect(rina.handset.inbox().length).toBe(later)
  })

  it('go to everyone once a clinician has signed them', async () => {
    town = await openTown({ on: '2026-06-01', store, settings })
    const { messages } = town.world
    const signed = ['anc.week', 'anc.day', 'anc.asked'].map((name) => [name, { ...messages[name], isReviewed: true }])
    town.world.messages = { ...messages, ...Object.fromEntries(signed) }
    const other = town.person('Salma', '+8801711000002')
    await signsUp(town, town.person('Nasrin', numbers.chw), other, '05012026', 'সালমা')
    const before = other.handset.inbox().length
    await letPass(town, 60)
    expect(other.handset.inbox().length).toBeGreaterThan(before)
  })

  it('the list shows no whole number', async () => {
    town = await openTown({ on: '2026-06-01', store, settings })
    await setPilot(town.world, '01711000001', true)
    await setPilot(town.world, '01711000002', true)
    await setPilot(town.world, '01711000002', false)
    expect(await setPilot(town.world, '16263', true)).toBe(false)
    expect((await listPilot(town.world)).map((one) => one.number)).toEqual(['+88017*****001'])
  })
})
