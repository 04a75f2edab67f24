/** By keypad alone, without reading: a registration on a call, a missed call called back, help from every screen. */
import { afterEach, describe, expect, it } from 'vitest'
import { openTown, stores, type Town } from '../world.ts'

describe.each(stores)('a call on %s', (store) => {
  let town: Town
  afterEach(() => town?.close())

  it('registers a woman by keypad alone', async () => {
    town = await openTown({ on: '2026-03-02', store })
    const salma = town.person('Salma', '+8801711000003')
    await salma.calls()
    salma.hears(/home\.start|স্বাস্থ্য তথ্য সেবা/)
    await salma.keys('2')
    salma.hears(/register\.whose|গর্ভের যত্নের/)
    await salma.keys('1')
    await salma.keys('0501#')
    await goesDown(salma)
    salma.hears(/place\/302614|ধামরাই/)
    await salma.keys('1')
    salma.hears(/register\.done|নাম লেখা হলো/)
    salma.isCutOff()
    await salma.calls()
    await salma.keys('2')
    await salma.keys('1')
    await salma.keys('0501#')
    await goesDown(salma)
    await salma.keys('1')
    salma.hears(/register\.who/)
    await salma.keys('1')
    salma.hears(/register\.known|আগেই/)
  })

  it('takes the number on the poster at once, with a hash or without, and a wrong one is said to be wrong', async () => {
    town = await openTown({ on: '2026-03-02', store })
    const salma = town.person('Salma', '+8801711000003')
    const register = async (lmp: string, code: string) => {
      await salma.calls()
      await salma.keys('2')
      await salma.keys('1')
      await salma.keys(lmp)
      salma.hears(/engine\.place\.code|পোস্টারের/)
      await salma.keys(code)
    }
    await register('0501#', '302699')
    salma.hears(/engine\.place\.unknown|এমন জায়গা নেই/, /register\.place/)
    await salma.keys('302614#')
    salma.hears(/register\.home|register\.right|ধামরাই|place\/302614/)
    await salma.keys('1')
    salma.hears(/register\.done|নাম লেখা হলো/)
    salma.isCutOff()
    const rina = town.person('Rina', '+8801711000001')
    await rina.calls()
    await rina.keys('2')
    await rina.keys('1')
    await rina.keys('5#')
    await rina.keys('302614')
    await rina.keys('1')
    rina.hears(/register\.done|নাম লেখা হলো/)
  })

  it('takes months where the date is not known, and asks again after silence', async () => {
    town = await openTown({ on: '2026-03-02', store })
    const salma = town.person('Salma', '+8801711000003')
    await salma.calls()
    await salma.keys('2')
    await salma.keys('1')
    await salma.staysQuiet()
    salma.hears(/register\.lmp|শেষ মাসিক/)
    await salma.keys('5#')
    await goesDown(salma)
    salma.hears(/place\/302614|ধামরাই/)
    await salma.keys('1')
    salma.hears(/register\.done|নাম লেখা হলো/)
  })

  it('takes a hash that comes right after a number for its end, and a later one for going back', async () => {
    town = await openTown({ on: '2026-03-02', store })
    const salma = town.person('Salma', '+8801711000003')
    await salma.calls()
    await salma.keys('2')
    await salma.keys('1')
    salma.hears(/register\.lmp|শেষ মাসিক/)
    await salma.keys('0501#')
    salma.hears(/register\.place|কোথায়/)
    await salma.keys('#')
    salma.hears(/register\.place|কোথায়/)
    await town.clock.moves({ minutes: 0.1 })
    await salma.keys('#')
    salma.hears(/register\.lmp|শেষ মাসিক/)
  })

  it('does not ring again for her who pressed a key and hung up soon', async () => {
    town = await openTown({ on: '2026-03-02', store })
    const salma = town.person('Salma', '+8801711000003')
    await salma.missCalls('+8809600016780')
    await town.clock.moves({ minutes: 1 })
    await salma.answers()
    await salma.keys('9')
    await salma.hangsUp({ after: 4 })
    expect(await town.clock.moves({ hours: 30 })).toBe(true)
    await salma.isNotCalled()
  })

  it('rings once for one missed call: whoever declines it, or lets it ring, is not rung again', async () => {
    town = await openTown({ on: '2026-03-02', store })
    const salma = town.person('Salma', '+8801711000003')
    await salma.missCalls('+8809600016780')
    await town.clock.moves({ minutes: 1 })
    await salma.isCalled()
    await salma.declines()
    expect(await town.clock.moves({ hours: 5 })).toBe(true)
    await salma.isNotCalled()
    await salma.missCalls('+8809600016780')
    await town.clock.moves({ minutes: 1 })
    await salma.ignores()
    expect(await town.clock.moves({ hours: 5 })).toBe(true)
    await salma.isNotCalled()
  })

  it('calls nobody back past the cap of the line: one neutral SMS, then she is answered', async () => {
    town = await openTown({ on: '2026-03-02', store, settings: { allCallBacksADay: 1 } })
    const salma = town.person('Salma', '+8801711000003')
    const moyna = town.person('Moyna', '+8801711000004')
    await salma.missCalls('+8809600016780')
    await town.clock.moves({ minutes: 1 })
    await salma.answers()
    await salma.hangsUp({ after: 30 })
    await moyna.missCalls('+8809600016780')
    expect((await moyna.receives('*16789#', '999')).text).not.toMatch(/গর্ভ|মা |শিশু/)
    expect(town.log.some(({ code }) => code === 'callback.spent')).toBe(true)
    await town.clock.moves({ minutes: 10 })
    await moyna.isNotCalled()
    await moyna.calls('+8809600016780')
    await moyna.keys('9')
    moyna.hears(/danger\.|হাসপাতালে/)
    await moyna.hangsUp({ after: 30 })
    expect(moyna.handset.inbox()).toHaveLength(1)
    await town.clock.moves({ days: 1 })
    await moyna.missCalls('+8809600016780')
    expect(await town.clock.moves({ minutes: 1 })).toBe(false)
    await moyna.isCalled()
  })

  it('gives danger advice within one key from any screen', async () => {
    town = await openTown({ on: '2026-03-02', store })
    const salma = town.person('Salma', '+8801711000003')
    await salma.calls()
    await salma.keys('9')
    salma.hears(/danger\.|হাসপাতালে/)
  })

  it('calls a missed call back once, within a minute, and not more often than the cap', async () => {
    town = await openTown({ on: '2026-03-02', store, settings: { callBacksADay: 2 } })
    const salma = town.person('Salma', '+8801711000003')
    await salma.missCalls('+8809600016780')
    await salma.missCalls('+8809600016780')
    expect(await town.clock.moves({ minutes: 1 })).toBe(false)
    await salma.isCalled()
    await salma.answers()
    salma.hears(/callback|ফিরতি/)
    await salma.hangsUp({ after: 30 })
    await town.clock.moves({ minutes: 30 })
    await salma.isNotCalled()
    for (let ring = 0; ring < 4; ring++) {
      await salma.missCalls('+8809600016780')
      if (!(await town.clock.moves({ minutes: 5 }))) {
        await salma.answers()
        await salma.hangsUp({ after: 30 })
      }
      await town.clock.moves({ minutes: 5 })
    }
    const placed = town.operator
      .exchanges()
      .filter(
        ({ path, fields }) =>
          path.includes('/voice/') && fields['direction'] === 'Outbound' && fields['isActive'] === '0',
      )
    expect(placed.length).toBe(2)
  })
})

/** Dhaka, Dhaka, Dhamrai, down the lists; the hash after a number in a list of more than eight. */
async function goesDown(person: ReturnType<Town['person']>): Promise<void> {
  await person.keys('3')
  await person.keys('1#')
  await person.keys('1')
}
