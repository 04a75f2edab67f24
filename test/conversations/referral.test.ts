/** Somebody is sent to a place of care: who answers for it is told, asked whether she arrived, and silence climbs. */
import { afterEach, describe, expect, it } from 'vitest'
import { bringPlaces, registers } from '../people.ts'
import { longStores, numbers, openTown, type Town } from '../world.ts'

const places = `UHC,,ধামরাই উপজেলা স্বাস্থ্য কমপ্লেক্স,Dhamrai Health Complex,uhc,302614,,anc delivery csection,24,,CHCP
CC,,নমুনা ক্লিনিক,Sample Clinic,cc,302614,,anc delivery,09-15,,HA1
`
const ticketIn = (text: string) => /1 ([1-9]\d{5})/.exec(text)?.[1] ?? ''
const isReferral = ({ text }: { text: string }) => text.includes('পৌঁছালে লিখুন')

describe.each(longStores)('a referral on %s', (store) => {
  let town: Town
  afterEach(() => town?.close())

  const inTown = async (rows = places) => {
    town = await openTown({ on: '2026-06-01', store, hasCourses: false })
    await bringPlaces(town, rows)
    return {
      nasrin: town.person('Nasrin', numbers.chw),
      supervisor: town.person('Shamima', numbers.supervisor),
      salma: town.person('Salma', numbers.contact),
    }
  }
  const registersRahima = async (nasrin: Awaited<ReturnType<typeof inTown>>['nasrin']) => {
    await nasrin.texts('REG 05012026 01711000061 রহিমা')
    return /[1-9]\d{5}/.exec((await nasrin.receives('রহিমা')).text)?.[0] ?? ''
  }
  /** Nobody picks up, and the case goes on ringing: only what is said about the referral is looked at. */
  const letPass = async (hours: number) => {
    for (const end = town.world.now() + hours * 3_600_000; town.world.now() < end; ) {
      await town.clock.moves({ hours: 1 })
      for (const handset of town.operator.handsets()) if (handset.isRinging()) handset.ignores()
      await town.settle()
    }
  }
  const referrals = (person: { handset: { inbox: () => { text: string }[] } }) =>
    person.handset.inbox().filter(isReferral)

  it("a worker's D names the place and tells its contact: urgent, id and number, never the sign", async () => {
    const { nasrin, salma, supervisor } = await inTown()
    const id = await registersRahima(nasrin)
    await town.clock.moves({ hours: 16 })
    await nasrin.texts(`D ${id}`)
    await nasrin.receives('হাসপাতাল', 'ধামরাই স্বাস্থ্য কমপ্লেক্স')
    const told = await salma.receives('জরুরি', id, '01711000061')
    expect(told.text).not.toMatch(/রহিমা|রক্ত|খিঁচুনি|গর্ভ/)
    const ticket = ticketIn(told.text)
    await salma.texts(`1 ${ticket}`)
    await salma.receives('পৌঁছেছেন')
    await salma.texts(`2 ${ticket}`)
    await salma.receives(/./)
    await supervisor.receives('জরুরি')
    await supervisor.texts('1')
    await letPass(30)
    expect(referrals(nasrin)).toHaveLength(0)
  })

  it('silence for a day climbs to the worker, then to the supervisor; "not" asks the next at once', async () => {
    const { nasrin, salma, supervisor } = await inTown()
    const id = await registersRahima(nasrin)
    await nasrin.texts(`D ${id}`)
    const ticket = ticketIn((await salma.receives('জরুরি')).text)
    // Who took the case is asked about the case; where she arrived is the referral's own question.
    await supervisor.receives('জরুরি')
    await supervisor.texts('1')
    await letPass(23)
    expect(referrals(nasrin)).toHaveLength(0)
    await letPass(2)
    expect(referrals(nasrin)).toHaveLength(1)
    await nasrin.texts(`2 ${ticket}`)
    await town.clock.moves({ minutes: 1 })
    expect(referrals(supervisor)).toHaveLength(1)
    // The contact may still answer late, and that ends it.
    await salma.texts(`1 ${ticket}`)
    await salma.receives('পৌঁছেছেন')
    await letPass(30)
    expect(referrals(supervisor)).toHaveLength(1)
  })

  it('a case that somebody takes is a referral too, once, and one that was seen ends it', async () => {
    const { nasrin, salma } = await inTown()
    const rina = town.person('Rina', '+8801711000001')
    await registers(rina, '0501')
    await rina.dials()
    await rina.presses('99', '1')
    rina.seesLast('ধামরাই স্বাস্থ্য কমপ্লেক্স', '999')
    await nasrin.receives('জরুরি', 'ধামরাই স্বাস্থ্য কমপ্লেক্স')
    await salma.receivesNothing()
    await nasrin.texts('1')
    await salma.receives('জরুরি', '01711000001')
    await nasrin.declines()
    await town.clock.moves({ hours: 3 })
    await nasrin.receives('আপনি দায়িত্ব')
    await nasrin.receives('রওনা')
    await nasrin.texts('1')
    await town.clock.moves({ hours: 22 })
    await nasrin.receives('দেখা হয়েছে')
    await nasrin.texts('1')
    await nasrin.receives('ধন্যবাদ')
    await letPass(60)
    // A day of silence had climbed to her already; once she was seen nobody is asked any more.
    expect(referrals(nasrin)).toHaveLength(1)
    expect(referrals(salma)).toHaveLength(1)
  })

  it('is answered on the screen, where it says who', async () => {
    const { nasrin, salma } = await inTown()
    const id = await registersRahima(nasrin)
    await nasrin.texts(`D ${id}`)
    await salma.receives('জরুরি')
    await salma.dials()
    await salma.picks('উত্তর বাকি')
    salma.sees(id, '01711000061')
    await salma.presses('1')
    salma.seesLast('আর কিছু বাকি নেই')
  })

  it('D taken back takes the referral back', async () => {
    const { nasrin, salma } = await inTown()
    const id = await registersRahima(nasrin)
    await nasrin.texts(`D ${id}`)
    await salma.receives('জরুরি')
    await nasrin.texts('UNDO')
    await nasrin.receives('হাসপাতাল')
    await nasrin.receives('1')
    await nasrin.texts('1')
    await letPass(26)
    expect(referrals(nasrin)).toHaveLength(0)
  })

  it('without a place nobody is named or told: the health complex and 16263', async () => {
    const { nasrin, salma } = await inTown('')
    const id = await registersRahima(nasrin)
    await nasrin.texts(`D ${id}`)
    await nasrin.receives('উপজেলা স্বাস্থ্য কমপ্লেক্স', '16263')
    await salma.receivesNothing()
  })

  it('a place that closes at night is no place for an emergency, at noon neither', async () => {
    const { nasrin } = await inTown(places.split('\n')[1])
    const id = await registersRahima(nasrin)
    await nasrin.texts(`D ${id}`)
    const { text } = await nasrin.receives('হাসপাতাল')
    expect(text).toContain('উপজেলা স্বাস্থ্য কমপ্লেক্স')
    expect(text).not.toContain('নমুনা')
  })

  it('a stopped phone of the contact still gets what is urgent', async () => {
    const { nasrin, salma } = await inTown()
    const id = await registersRahima(nasrin)
    await salma.texts('বন্ধ')
    await salma.receives(/./)
    await nasrin.texts(`D ${id}`)
    await salma.receives('জরুরি')
  })
})
