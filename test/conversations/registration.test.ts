/** A woman registers her own pregnancy on a feature phone, on every store, through Africa's Talking's wire format. */
import { afterEach, describe, expect, it } from 'vitest'
import { openTown, stores, type Town } from '../world.ts'

describe.each(stores)('registration by USSD on %s', (store) => {
  let town: Town
  afterEach(() => town?.close())

  it('takes Bangla digits, refuses an impossible date, and ends with id and due date within eight screens', async () => {
    town = await openTown({ on: '2026-03-02', store })
    const rina = town.person('Rina', '+8801711000001')
    await rina.dials()
    rina.sees('স্বাস্থ্য তথ্য')
    rina.doesNotSee(/গর্ভ|মাতৃ|শিশু|ধাত্রী/)
    await rina.presses('2')
    await rina.presses('১')
    rina.sees('শেষ মাসিক')
    await rina.presses('৩১০২')
    rina.sees('শেষ মাসিক')
    await rina.presses('০৫০১')
    await rina.presses('302614')
    rina.sees('৫ জানুয়ারি', 'ধামরাই')
    await rina.presses('1')
    rina.seesLast('১২ অক্টোবর', /\d{6}|[০-৯]{6}/)
    expect(screensOf(rina)).toBeLessThanOrEqual(8)
  })

  it('gives the same last screen again, and registers once, when the gateway repeats every request', async () => {
    town = await openTown({ on: '2026-03-02', store })
    const rina = town.person('Rina', '+8801711000001')
    town.operator.repeats(20)
    await rina.dials()
    await rina.presses('2', '1', '0501', '302614', '1')
    rina.seesLast('১২ অক্টোবর')
    town.operator.repeats(0)
    const answers = town.operator
      .exchanges()
      .map(({ path, fields, answer }) => ({ path, text: fields['text'], body: answer.ok ? answer.body : '' }))
    for (const text of new Set(answers.map(({ text }) => text))) {
      const bodies = new Set(
        answers.filter((answer) => answer.text === text && answer.path.includes('/ussd/')).map(({ body }) => body),
      )
      expect(bodies.size).toBeLessThanOrEqual(1)
    }
    await rina.dials()
    await rina.presses('2', '1', '0501', '302614', '1')
    rina.sees('আগেই', '1', '2')
    await rina.presses('1')
    rina.seesLast('আগেই')
  })

  it('offers a cut-off registration again on redial, with nothing private on the offer, and loses no answer', async () => {
    town = await openTown({ on: '2026-03-02', store })
    const rina = town.person('Rina', '+8801711000001')
    await rina.dials()
    await rina.presses('2', '1', '0501')
    await rina.hangsUp({ noticed: false })
    await town.clock.moves({ minutes: 30 })
    await rina.dials()
    rina.sees('1')
    rina.doesNotSee(/গর্ভ|মাসিক|জানুয়ারি/)
    await rina.hangsUp({ noticed: false })
    await town.clock.moves({ minutes: 5 })
    await rina.dials()
    await rina.presses('1', '302614')
    rina.sees('৫ জানুয়ারি')
    await rina.hangsUp({ noticed: false })
    await town.clock.moves({ minutes: 5 })
    await rina.dials()
    await rina.presses('1')
    rina.sees('৫ জানুয়ারি')
    await rina.presses('1')
    rina.seesLast('১২ অক্টোবর')
  })

  it('finishes by itself a registration whose last answer was taken while the process died', async () => {
    town = await openTown({ on: '2026-03-02', store })
    const rina = town.person('Rina', '+8801711000001')
    await rina.dials()
    await rina.presses('2', '1', '0501', '302614')
    const { write } = town.world.table
    town.world.table.write = () => Promise.reject(new Error('power cut'))
    await rina.presses('1').catch(() => undefined)
    town.world.table.write = write
    await town.clock.moves({ minutes: 20 })
    await rina.dials()
    await rina.presses('2', '1', '0501', '302614', '1')
    rina.sees('আগেই', '1', '2')
    await rina.presses('1')
    rina.seesLast('আগেই')
  })

  it('declines nothing silently: three bad answers lead out with a way to go on', async () => {
    town = await openTown({ on: '2026-03-02', store })
    const rina = town.person('Rina', '+8801711000001')
    await rina.dials()
    await rina.presses('2', '1', 'xyz', '99999999')
    rina.sees('শেষ মাসিক')
    await rina.presses('0000')
    rina.seesLast(/16263|১৬২৬৩/)
  })
})

const screensOf = (person: { handset: { dialogue: () => { by: string }[] } }) =>
  person.handset.dialogue().filter(({ by }) => by === 'service').length - 1
