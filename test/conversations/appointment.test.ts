/** A day at the health centre: asked for, answered by whoever answers for the place, moved, called off, never forgotten. */
import { listOnPhone } from '@dhatri/service/requests'
import { phoneKey, workerKey } from '@dhatri/store/items'
import { afterEach, describe, expect, it } from 'vitest'
import { bringPlaces, letPass, registers } from '../people.ts'
import { longStores, numbers, openTown, type Town } from '../world.ts'

const clinic = `CC,,নমুনা ক্লিনিক,Sample Clinic,cc,302614,,anc,09-15,,CHCP
UHC,,ধামরাই উপজেলা স্বাস্থ্য কমপ্লেক্স,Dhamrai Health Complex,uhc,302614,,anc delivery csection,24,,CHCP
`
const ticketIn = (text: string) => /1 ([1-9]\d{5})/.exec(text)?.[1] ?? ''

describe.each(longStores)('an appointment on %s', (store) => {
  let town: Town
  afterEach(() => town?.close())

  const inTown = async (csv = clinic) => {
    town = await openTown({ on: '2026-06-01', store, hasCourses: false })
    await bringPlaces(town, csv)
    const rina = town.person('Rina', '+8801711000001')
    await registers(rina, '0501')
    return {
      rina,
      salma: town.person('Salma', numbers.contact),
      nasrin: town.person('Nasrin', numbers.chw),
      supervisor: town.person('Shamima', numbers.supervisor),
    }
  }
  const asks = async (rina: Awaited<ReturnType<typeof inTown>>['rina'], day: string) => {
    await rina.dials()
    await rina.picks('আমার কথা', 'দিন নিন')
    await rina.presses(day)
  }

  it('is confirmed with 1, she is told and reminded the day before, and the contact is asked whether she came', async () => {
    const { rina, salma } = await inTown()
    await asks(rina, '1206')
    rina.sees('নমুনা ক্লিনিক')
    const ticket = ticketIn((await salma.receives('১২ জুন')).text)
    await salma.texts(`1 ${ticket}`)
    await salma.receives('১২ জুন', 'ঠিক হলো')
    const told = await rina.receives('১২ জুন', 'ঠিক হলো')
    expect(told.text).not.toMatch(/গর্ভ|ক্লিনিক/)
    await town.clock.moves({ days: 10, hours: 1 })
    await rina.receives('মনে করিয়ে দিই', '১২ জুন')
    await town.clock.moves({ days: 2 })
    await salma.receives('এসেছিলেন')
    await salma.texts(`1 ${ticket}`)
    await salma.receives('ধন্যবাদ')
    await salma.texts(`2 ${ticket}`)
    await salma.receives(/./)
    await town.clock.moves({ days: 4 })
    await salma.receivesNothing()
  })

  it('another day is offered with 2 and a date, and she takes it by SMS', async () => {
    const { rina, salma } = await inTown()
    await asks(rina, '1206')
    const ticket = ticketIn((await salma.receives('১২ জুন')).text)
    await salma.texts(`2 ${ticket}`)
    await salma.receives('কোন দিন')
    await salma.texts(`2 ${ticket} 3106`)
    await salma.receives('কোন দিন')
    await salma.texts(`2 ${ticket} 1506`)
    await salma.receives('১৫ জুন')
    await rina.receives('১৫ জুন', '1 যাব')
    await rina.texts('1')
    await rina.receives('মনে করিয়ে দেব')
    await salma.receives('১৫ জুন', 'রাজি')
  })

  it('she changes the day and calls it off; a yes that crosses it confirms nothing', async () => {
    const { rina, salma } = await inTown()
    await asks(rina, '1206')
    const ticket = ticketIn((await salma.receives('১২ জুন')).text)
    await rina.dials()
    await rina.picks('আমার কথা', 'দিন নিন')
    rina.sees('১২ জুন')
    await rina.presses('1', '1806')
    await salma.receives('১৮ জুন')
    await rina.dials()
    await rina.picks('আমার কথা', 'দিন নিন')
    await rina.presses('2')
    rina.seesLast('বাতিল')
    await salma.receives('বাতিল')
    await salma.texts(`1 ${ticket}`)
    await salma.receives(/./)
    await town.clock.moves({ days: 20 })
    expect(rina.handset.inbox().some(({ text }) => text.includes('ঠিক হলো') || text.includes('মনে করিয়ে'))).toBe(false)
  })

  it('is answered on the screen, one after the other', async () => {
    const { rina, salma } = await inTown()
    const moyna = town.person('Moyna', '+8801711000002')
    await registers(moyna, '0103')
    await asks(rina, '1206')
    await town.clock.moves({ minutes: 1 })
    await asks(moyna, '1306')
    await salma.dials()
    await salma.picks('উত্তর বাকি')
    salma.sees('১২ জুন')
    await salma.presses('3')
    salma.sees('১৩ জুন')
    await salma.presses('1')
    salma.seesLast('আর কিছু বাকি নেই')
    await moyna.receives('১৩ জুন', 'ঠিক হলো')
    await salma.dials()
    await salma.picks('উত্তর বাকি')
    await salma.presses('2', '2006')
    await rina.receives('২০ জুন', '1 যাব')
  })

  it('silence climbs from the contact to her worker, the supervisor and the desk, and she is told', async () => {
    const { rina, salma, nasrin, supervisor } = await inTown()
    await asks(rina, '2806')
    await salma.receives('২৮ জুন')
    await town.clock.moves({ hours: 23 })
    await nasrin.receivesNothing()
    await town.clock.moves({ hours: 2 })
    await nasrin.receives('২৮ জুন')
    await town.clock.moves({ hours: 24 })
    await supervisor.receives('২৮ জুন')
    const desk = town.person('Desk', numbers.desk)
    await desk.receivesNothing()
    await town.clock.moves({ days: 3 })
    await desk.receives('২৮ জুন')
    await rina.receives('এখনো উত্তর আসেনি')
  })

  it('a day that passes without an answer is over: she is told, and nobody is asked about it any more', async () => {
    const { rina, salma, nasrin, supervisor } = await inTown()
    const desk = town.person('Desk', numbers.desk)
    await asks(rina, '0206')
    await salma.receives('২ জুন')
    await town.clock.moves({ hours: 37 })
    await nasrin.receives('২ জুন')
    await town.clock.moves({ hours: 12 })
    await rina.receives('সেই দিনের উত্তর আসেনি')
    const pseudonym = town.world.keyring.pseudonym(rina.number)
    const [request] = await listOnPhone(town.world, pseudonym)
    expect(request?.record).toMatchObject({ state: 'closed', outcome: { kind: 'expired', by: 'clock' } })
    await town.clock.moves({ days: 9 })
    for (const person of [supervisor, desk, nasrin]) {
      expect(person.handset.inbox().filter(({ text }) => text.includes('কেন্দ্রে আসতে চান')).length).toBeLessThan(2)
    }
    expect(desk.handset.inbox()).toEqual([])
    await rina.dials()
    await rina.picks('আমার কথা', 'দিন নিন')
    rina.doesNotSee('২ জুন')
  })

  it('where nobody says whether she came it is over too, and the desk is not asked', async () => {
    const { rina, salma, nasrin, supervisor } = await inTown()
    const desk = town.person('Desk', numbers.desk)
    await asks(rina, '0306')
    await salma.texts(`1 ${ticketIn((await salma.receives('৩ জুন')).text)}`)
    await rina.receives('ঠিক হলো')
    await town.clock.moves({ days: 12 })
    for (const person of [salma, nasrin, supervisor]) {
      expect(person.handset.inbox().filter(({ text }) => text.includes('এসেছিলেন'))).toHaveLength(1)
    }
    expect(desk.handset.inbox().some(({ text }) => text.includes('এসেছিলেন'))).toBe(false)
    const [request] = await listOnPhone(town.world, town.world.keyring.pseudonym(rina.number))
    expect(request?.record).toMatchObject({ state: 'closed', outcome: { kind: 'expired' } })
  })

  it('where no place is known it is the health complex, and her worker is asked', async () => {
    const { rina, salma, nasrin } = await inTown('')
    await asks(rina, '1206')
    rina.sees('উপজেলা স্বাস্থ্য কমপ্লেক্স')
    await salma.receivesNothing()
    await nasrin.receives('১২ জুন')
  })

  it('where the contact is away her worker is asked at once', async () => {
    town = await openTown({ on: '2026-06-01', store, hasCourses: false })
    await bringPlaces(town, clinic)
    await town.world.table.update(workerKey('CHCP'), { set: { away: { value: 1 } } })
    const rina = town.person('Rina', '+8801711000001')
    await registers(rina, '0501')
    await asks(rina, '1206')
    await town.person('Nasrin', numbers.chw).receives('১২ জুন')
    await town.person('Salma', numbers.contact).receivesNothing()
  })

  it('a name that would tell is not shown on a phone that others may read', async () => {
    const { rina } = await inTown(clinic.replaceAll('নমুনা ক্লিনিক', 'মা ও শিশু ক্লিনিক'))
    await asks(rina, '1206')
    rina.doesNotSee(/শিশু/)
    rina.sees('উপজেলা স্বাস্থ্য কমপ্লেক্স')
  })

  it('STOP after it was agreed leaves her without the reminder, and the contact is asked all the same', async () => {
    const { rina, salma } = await inTown()
    await asks(rina, '1206')
    const ticket = ticketIn((await salma.receives('১২ জুন')).text)
    await salma.texts(`1 ${ticket}`)
    await rina.receives('ঠিক হলো')
    await rina.texts('বন্ধ')
    await rina.receives(/./)
    await town.clock.moves({ days: 13 })
    await rina.receivesNothing()
    await salma.receives('ঠিক হলো')
    await salma.receives('এসেছিলেন')
  })

  it('a reminder names the place on a phone that may hear all, and on no other', async () => {
    const { rina } = await inTown()
    const moyna = town.person('Moyna', '+8801711000002')
    await registers(moyna, '0501')
    const key = phoneKey(town.world.keyring.pseudonym(rina.number))
    await town.world.table.update(key, { set: { 'links.p': { value: 1 } } })
    await letPass(town, 60)
    const named = ({ text }: { text: string }) => text.includes('নমুনা ক্লিনিক')
    expect(rina.handset.inbox().filter(named).length).toBeGreaterThan(0)
    expect(moyna.handset.inbox().filter(named)).toEqual([])
    expect(moyna.handset.inbox().some(({ text }) => text.includes('কার্ড'))).toBe(true)
  })

  it('a bare 1 is taken where it can mean one thing, and asked about where it can mean two', async () => {
    const { rina, salma } = await inTown()
    await asks(rina, '1206')
    await salma.receives('১২ জুন')
    const moyna = town.person('Moyna', '+8801711000002')
    await registers(moyna, '0103')
    await asks(moyna, '1306')
    await salma.receives('১৩ জুন')
    await salma.texts('1')
    await salma.receives('কোনটি')
    await moyna.dials()
    await moyna.picks('আমার কথা', 'দিন নিন')
    await moyna.presses('2')
    await salma.receives('বাতিল')
    await salma.texts('1')
    await salma.receives('১২ জুন', 'ঠিক হলো')
  })
})
