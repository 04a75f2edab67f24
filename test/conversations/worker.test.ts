/** A community health worker registers pregnancies with one SMS, and the woman decides on her own phone. */
import { afterEach, describe, expect, it } from 'vitest'
import { numbers, openTown, stores, type Town } from '../world.ts'

describe.each(stores)('a worker reports by SMS on %s', (store) => {
  let town: Town
  afterEach(() => town?.close())

  it('answers one REG with name, id and due date; the woman gets one neutral question and nothing else until she agrees', async () => {
    town = await openTown({ on: '2026-03-02', store })
    const nasrin = town.person('Nasrin', numbers.chw)
    const rahima = town.person('Rahima', '+8801711000002')
    await nasrin.texts('REG ০৫০১২০২৬ ০১৭১১-০০০০০২ রহিমা')
    const reply = await nasrin.receives('রহিমা', /\d{6}/, '১২ অক্টোবর')
    expect(reply.text).not.toMatch(/\{|\}/)
    await town.clock.moves({ minutes: 2 })
    const question = await rahima.receives('1', '2', '3')
    expect(question.text).not.toMatch(/গর্ভ|মাসিক|রহিমা|অক্টোবর/)
    await town.clock.moves({ hours: 20 })
    await rahima.receivesNothing()
    await rahima.texts('1')
    await rahima.receives(/ধন্যবাদ|আচ্ছা|ঠিক/)
    expect(await town.clock.moves({ weeks: 8 })).toBe(false)
    await rahima.isCalled()
  })

  it('sends nothing more to a number that says no, or that it is wrong', async () => {
    town = await openTown({ on: '2026-03-02', store, hasRota: false })
    const nasrin = town.person('Nasrin', numbers.chw)
    const other = town.person('Somebody else', '+8801711000003')
    await nasrin.texts('REG 05012026 01711000003 করিমা')
    await nasrin.receives('করিমা')
    await town.clock.moves({ minutes: 2 })
    await other.receives('3')
    await other.texts('৩')
    await other.receives(/./)
    while (!(await town.clock.moves({ weeks: 40 }))) await other.declines()
    await other.receivesNothing()
    await nasrin.receives(/./)
  })

  it('takes the national form as it stands', async () => {
    town = await openTown({ on: '2026-03-02', store })
    const nasrin = town.person('Nasrin', numbers.chw)
    await nasrin.texts('dghs reg 05012026 01711000004 Salma')
    await nasrin.receives('Salma', '১২ অক্টোবর')
  })

  it('names one fault with one example, keeps the good fields, and takes the missing one by itself', async () => {
    town = await openTown({ on: '2026-03-02', store })
    const nasrin = town.person('Nasrin', numbers.chw)
    await nasrin.texts('REG 31022026 01711000005 সালমা')
    await nasrin.receives(/তারিখ/)
    await nasrin.texts('05012026')
    await nasrin.receives('সালমা', '১২ অক্টোবর')
  })

  it('registers once however often the gateway delivers the SMS, and answers each delivery at most once', async () => {
    town = await openTown({ on: '2026-03-02', store })
    const nasrin = town.person('Nasrin', numbers.chw)
    town.operator.repeats(1)
    await nasrin.texts('REG 05012026 01711000006 রহিমা')
    const first = await nasrin.receives('রহিমা')
    await nasrin.receivesNothing()
    await nasrin.texts('REG 05012026 01711000006 রহিমা')
    expect((await nasrin.receives('রহিমা')).text).toBe(first.text)
    await nasrin.texts('REG 05012026 01711000006 রহিমা বেগম')
    await nasrin.receives('আগেই')
  })

  it('keeps a report from an unknown number unverified, and tells the duty desk', async () => {
    town = await openTown({ on: '2026-03-02', store })
    const stranger = town.person('A stranger', '+8801811000099')
    const desk = town.person('Desk', numbers.desk)
    const woman = town.person('Woman', '+8801711000007')
    await stranger.texts('REG 05012026 01711000007 রহিমা')
    await stranger.receives('যাচাই')
    await desk.receives('যাচাই')
    await town.clock.moves({ days: 3 })
    await woman.receivesNothing()
  })
})
