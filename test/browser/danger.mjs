/** Danger: advice first, her worker is rung and written to at once, and the case stays open until Rina was seen. */
import { has } from './calendar.mjs'
import { numbers } from './people.mjs'

/** Rina dials 99; Nasrin takes it, and says later that Rina was seen. */
export async function alarm(town, step, { onRing }) {
  const rina = town.hold('Rina', numbers.rina)
  const nasrin = town.hold('Nasrin', numbers.nasrin)

  await step('after 99 the first screen says where to go, and one key tells her worker', async () => {
    await rina.dials()
    await rina.presses('99')
    await rina.sees('এখনই হাসপাতালে যান', '999')
    await town.shoot('danger')
    await rina.picks('কর্মীকে বলুন')
    await rina.sees('খবর পাঠাচ্ছি', '999')
    await rina.isAtEnd()
  })

  await step("Nasrin's phone rings at once and the text says whom to call; she takes it with one key", async () => {
    await nasrin.isRung()
    await town.shoot('alarm')
    await nasrin.answers()
    const said = await nasrin.chooses('দায়িত্ব নিতে')
    if (!/নিলেন/.test(said)) throw new Error(`after her key she hears: ${said}`)
    await nasrin.isHungUp()
    const alert = (await nasrin.inbox()).find((text) => text.startsWith('জরুরি')) ?? ''
    if (!/01711-?000001/.test(alert)) throw new Error(`the alert is: ${alert}`)
    const before = (await rina.inbox()).length
    if (before === 0) await rina.receives(0)
    await rina.sees('একজন')
  })

  await step('she is asked whether Rina has left for the hospital, and was seen there, until she says so', async () => {
    for (const [question, act] of [
      ['রওনা হয়েছেন?', () => town.lets(130 * 60)],
      ['দেখা হয়েছে?', () => town.click('clock-1d')],
    ]) {
      const isAsked = async () => (await nasrin.inbox()).some((text) => has(text, question))
      for (let tries = 0; tries < 9 && !(await isAsked()); tries++) {
        const ringing = await act()
        if (ringing === numbers.nasrin) await nasrin.declines()
        else if (ringing !== undefined) await onRing(ringing)
      }
      await nasrin.sees(question, '1 হ্যাঁ')
      const before = (await nasrin.inbox()).length
      await nasrin.texts('1')
      const reply = await nasrin.receives(before)
      if (!/ধন্যবাদ/.test(reply)) throw new Error(`after her answer she gets:\n${reply}`)
    }
    await town.shoot('seen')
  })
}
