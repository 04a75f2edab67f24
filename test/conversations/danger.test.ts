/** Danger, at night, from any phone: advice first, a person is told at once, and the case stays open until answered. */
import { afterEach, describe, expect, it } from 'vitest'
import { registers } from '../people.ts'
import { longStores, numbers, openTown, type Town } from '../world.ts'

describe.each(longStores)('danger on %s', (store) => {
  let town: Town
  afterEach(() => town?.close())

  const atNight = async () => {
    town = await openTown({ on: '2026-06-01', store })
    const rina = town.person('Rina', '+8801711000001')
    await registers(rina, '0501')
    await town.clock.moves({ hours: 16 })
    return rina
  }

  it('gives advice on the first screen after 99; reading it opens no case', async () => {
    const rina = await atNight()
    const nasrin = town.person('Nasrin', numbers.chw)
    await rina.dials()
    await rina.presses('99')
    rina.sees('হাসপাতাল', '999')
    await rina.hangsUp()
    await town.clock.moves({ hours: 2 })
    await nasrin.isNotCalled()
    await nasrin.receivesNothing()
  })

  it('tells her worker at once at two in the night, by call and text, without the sign', async () => {
    const rina = await atNight()
    const nasrin = town.person('Nasrin', numbers.chw)
    await rina.dials()
    await rina.presses('99', '1')
    rina.seesLast('999')
    rina.doesNotSee(/আসছে|আসবে/)
    await nasrin.isCalled()
    const alert = await nasrin.receives('জরুরি', '01711000001')
    expect(alert.text).not.toMatch(/রক্ত|খিঁচুনি|জ্বর|ব্যথা/)
    await nasrin.answers()
    await nasrin.keys('1')
    await nasrin.hangsUp({ after: 20 })
    await rina.receives(/./)
  })

  it('climbs to the supervisor and the desk when nobody has it, and says so to her', async () => {
    const rina = await atNight()
    const supervisor = town.person('Shamima', numbers.supervisor)
    const desk = town.person('Desk', numbers.desk)
    town.person('Nasrin', numbers.chw)
    await rina.dials()
    await rina.presses('99', '1')
    for (let step = 0; step < 90; step++) {
      if (await town.clock.moves({ minutes: 2 })) continue
      for (const handset of town.operator.handsets()) if (handset.isRinging()) handset.ignores()
    }
    await supervisor.receives('জরুরি')
    await desk.receives('জরুরি')
    await rina.receives('999', '16263')
  })

  it('rings the supervisor at once when the worker says that she cannot', async () => {
    const rina = await atNight()
    const nasrin = town.person('Nasrin', numbers.chw)
    const supervisor = town.person('Shamima', numbers.supervisor)
    await rina.dials()
    await rina.presses('99', '1')
    await nasrin.receives('জরুরি')
    await nasrin.declines()
    await supervisor.receivesNothing()
    await nasrin.texts('2')
    await supervisor.receives('জরুরি')
    await supervisor.isCalled()
  })

  it('stays open until somebody says that she was seen', async () => {
    const rina = await atNight()
    const nasrin = town.person('Nasrin', numbers.chw)
    await rina.dials()
    await rina.presses('99', '1')
    await nasrin.receives('জরুরি')
    await nasrin.answers()
    await nasrin.keys('1')
    await nasrin.hangsUp({ after: 20 })
    await town.clock.moves({ hours: 3 })
    await nasrin.receives('রওনা')
    await nasrin.texts('2')
    await nasrin.receives('কাছে যান')
    await town.clock.moves({ hours: 3 })
    await nasrin.receives('রওনা')
    await nasrin.texts('1')
    await nasrin.receives('ধন্যবাদ')
    await town.clock.moves({ hours: 23 })
    await nasrin.receives('দেখা')
    await nasrin.texts('হ্যাঁ')
    await nasrin.receives('ধন্যবাদ', 'ভর্তি')
    await nasrin.texts('2')
    await nasrin.receives('ধন্যবাদ')
    await town.clock.moves({ days: 4 })
    await nasrin.receivesNothing()
  })

  it('goes up the ladder again when she cries out days after somebody took it', async () => {
    const rina = await atNight()
    const nasrin = town.person('Nasrin', numbers.chw)
    const supervisor = town.person('Shamima', numbers.supervisor)
    await rina.dials()
    await rina.presses('99', '1')
    await nasrin.receives('জরুরি')
    await nasrin.texts('1')
    await nasrin.declines()
    await supervisor.receivesNothing()
    await town.clock.moves({ hours: 30 })
    const before = supervisor.handset.inbox().length
    await rina.dials()
    await rina.presses('99', '1')
    for (let step = 0; step < 8; step++) {
      for (const handset of town.operator.handsets()) if (handset.isRinging()) handset.ignores()
      await town.clock.moves({ minutes: 2 })
    }
    expect(
      supervisor.handset
        .inbox()
        .slice(before)
        .some(({ text }) => text.includes('জরুরি')),
    ).toBe(true)
  })

  it('rings the next one when the worker who took it writes that she cannot after all', async () => {
    const rina = await atNight()
    const nasrin = town.person('Nasrin', numbers.chw)
    const supervisor = town.person('Shamima', numbers.supervisor)
    await rina.dials()
    await rina.presses('99', '1')
    await nasrin.answers()
    await nasrin.keys('1')
    await nasrin.hangsUp({ after: 20 })
    await supervisor.receivesNothing()
    await nasrin.texts('2')
    await supervisor.receives('জরুরি')
  })

  it('tells a worker of the place when several women share the phone, as the screen promises', async () => {
    town = await openTown({ on: '2026-06-01', store })
    const phone = town.person('Two sisters', '+8801711000001')
    const nasrin = town.person('Nasrin', numbers.chw)
    await registers(phone, '0501', 'family')
    await registers(phone, '0103', 'family')
    await phone.dials()
    await phone.presses('99', '1')
    await nasrin.receives('জরুরি', '01711000001')
  })

  it('tells no worker when she says so, but the duty desk', async () => {
    const rina = await atNight()
    const nasrin = town.person('Nasrin', numbers.chw)
    const desk = town.person('Desk', numbers.desk)
    await rina.dials()
    await rina.presses('99', '2')
    await desk.receives('জরুরি')
    await nasrin.receivesNothing()
    await nasrin.isNotCalled()
  })

  it('takes an unknown caller: only listening leaves no case and no SMS; "call me" reaches the desk', async () => {
    town = await openTown({ on: '2026-06-01', store })
    const desk = town.person('Desk', numbers.desk)
    const stranger = town.person('Stranger', '+8801911000009')
    await town.clock.moves({ hours: 16 })
    await stranger.dials()
    await stranger.presses('99')
    stranger.sees('হাসপাতাল')
    await stranger.presses('2')
    await stranger.hangsUp()
    await town.clock.moves({ hours: 1 })
    await desk.receivesNothing()
    await stranger.receivesNothing()
    await stranger.dials()
    await stranger.presses('99', '1')
    await desk.receives('জরুরি', '01911000009')
  })

  it('takes the upazila that she texts for a place, though it sounds like danger', async () => {
    town = await openTown({ on: '2026-06-01', store })
    const stranger = town.person('Stranger', '+8801911000009')
    await stranger.texts('onek rokto jacche')
    await stranger.receives('999')
    await stranger.texts('1')
    await stranger.receives('এলাকার কর্মীকে')
    await stranger.texts('1')
    await stranger.receives('এখন কোথায়')
    await stranger.texts('Savar')
    await stranger.receives('এখনই যান', '999')
  })

  it('finds danger in an SMS before anything else and answers with advice', async () => {
    const rina = await atNight()
    const nasrin = town.person('Nasrin', numbers.chw)
    await rina.texts('onek rokto jacche')
    await rina.receives('999')
    await nasrin.receives('জরুরি')
  })
})
