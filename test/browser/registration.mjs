/** Three women come in: one dials, one is written down by a health worker and decides herself, one calls. */
import { addDays, dayOf, inBangla, inLatin, printed, typed, written } from './calendar.mjs'
import { daysAlong, numbers, secrets } from './people.mjs'

/** Registers the three; returns when each of them began to be cared for. */
export async function register(town, step) {
  const first = dayOf(await town.now())
  const lmp = (name) => addDays(first, -daysAlong[name])
  const rina = town.hold('Rina', numbers.rina)
  const nasrin = town.hold('Nasrin', numbers.nasrin)
  const since = {}

  await step('Rina dials and reads a first screen that says nothing of pregnancy', async () => {
    await rina.dials()
    await rina.sees('স্বাস্থ্য তথ্য', '99', 'নাম লেখান')
    await rina.seesNot(...secrets)
    await town.shoot('first-screen')
  })

  await step('an impossible date in Bangla digits is asked again', async () => {
    await rina.picks('নাম লেখান', 'আমার ফোন')
    await rina.sees('শেষ মাসিক')
    await rina.presses('৩১০২')
    await rina.sees('এমন দিন নেই')
    await rina.presses(inBangla(typed(lmp('rina'))))
    await rina.sees('বরিশাল')
  })

  await step('Rina is cut off, dials again and is offered to go on, with nothing private on the offer', async () => {
    await rina.endsCall()
    await rina.dials()
    await rina.sees('আগের কাজ শেষ হয়নি', 'চালিয়ে যান')
    await rina.seesNot(...secrets)
    await town.shoot('offered-again')
    await rina.picks('চালিয়ে যান')
    await rina.sees('বরিশাল')
  })

  await step('Rina finishes, and sees her number and her due date', async () => {
    await rina.presses('ধামরাই')
    await rina.sees(printed(lmp('rina')), 'ধামরাই')
    since.rina = await town.now()
    await rina.picks('হ্যাঁ')
    const shown = await rina.sees('লেখা হলো', printed(addDays(lmp('rina'), 280)))
    if (!/\d{6}/.test(inLatin(shown))) throw new Error(`no number of six digits in:\n${shown}`)
    await rina.isAtEnd()
    await town.shoot('registered')
  })

  const rahima = await town.adds('Rahima', numbers.rahima)

  await step('Nasrin registers Rahima with one SMS and gets name, number and due date back', async () => {
    const before = (await nasrin.inbox()).length
    await nasrin.texts(`REG ${inBangla(written(lmp('rahima')))} ${inBangla('01711-000002')} রহিমা`)
    const reply = await nasrin.receives(before)
    if (!/\d{6}/.test(inLatin(reply)) || !reply.includes('রহিমা')) throw new Error(`the reply is:\n${reply}`)
    await nasrin.sees(printed(addDays(lmp('rahima'), 280)))
  })

  await step('Rahima gets one neutral question and nothing else until she answers it on her own phone', async () => {
    for (let days = 0; days < 3 && (await rahima.inbox()).length === 0; days++) {
      // By day the question comes within a minute and a call asks the same the next day, which she lets be.
      if ((await town.click('clock-1d')) === numbers.rahima) await rahima.declines()
    }
    await rahima.sees('1', '2', '3')
    await rahima.seesNot(...secrets, /রহিমা/)
    const question = await rahima.inbox()
    if (question.length !== 1) throw new Error(`she got ${question.length} texts:\n${question.join('\n')}`)
    await town.shoot('neutral-question')
    since.rahima = await town.now()
    await rahima.texts('১')
    const reply = await rahima.receives(1)
    if (!/ধন্যবাদ/.test(reply)) throw new Error(`the reply is:\n${reply}`)
  })

  const salma = await town.adds('Salma', numbers.salma)

  await step('Salma calls and registers by keypad alone', async () => {
    await salma.calls('09600016789')
    await salma.chooses('নাম লেখাতে', 'ফোন নিজের হলে')
    await salma.keys(`${typed(lmp('salma'))}#`)
    const read = await salma.chooses('ঢাকা', 'ঢাকা', 'ধামরাই')
    if (!read.includes('ধামরাই')) throw new Error(`she hears: ${read}`)
    await town.shoot('call')
    const heard = await salma.chooses('ঠিক হলে')
    if (!heard.includes('নাম লেখা হলো')) throw new Error(`she hears: ${heard}`)
    since.salma = await town.now()
    await salma.isHungUp()
  })

  return { since, lmp: { rina: lmp('rina'), rahima: lmp('rahima'), salma: lmp('salma') } }
}
