/** What they ask for by themselves: a missed call that is called back, what to know this month, and to be left alone. */
import { numbers } from './people.mjs'

/** Salma rings and is called back; both hear what they asked for; Salma wants no more of it. */
export async function ask(town, step) {
  const rina = town.hold('Rina', numbers.rina)
  const salma = town.hold('Salma', numbers.salma)

  await step('a missed call is called back within a minute', async () => {
    await salma.calls('09600016780')
    await salma.isHungUp()
    const before = await town.now()
    const ringing = await town.click('clock-1d')
    const waited = (await town.now()) - before
    if (ringing !== numbers.salma || waited > 60_000) throw new Error(`${ringing} rings after ${waited / 1000} s`)
    await salma.answers()
    await salma.isWaitedFor()
    const heard = await salma.heard()
    if (!heard.includes('ফিরতি ফোন')) throw new Error(`she hears: ${heard}`)
  })

  await step('on that call she hears what to know in her month, all in the stand-in voice that says so', async () => {
    await salma.chooses('তথ্য শুনতে', 'মাস বা সপ্তাহ', 'মাস')
    await salma.keys('3#')
    const heard = await salma.chooses('চেকআপ')
    if (!heard.includes('চার মাসের মধ্যে প্রথম চেকআপ')) throw new Error(`she hears: ${heard}`)
    await salma.seesStandIns()
    await town.shoot('called-back')
    // A call that was answered for less than ten seconds counts as cut off, and rings once more.
    await town.lets(10)
    await salma.hangsUp()
  })

  await step('Rina reads what to know in her month', async () => {
    await rina.dials()
    await rina.picks('তথ্য', 'মাস বা সপ্তাহ', 'মাস')
    await rina.presses('৬')
    await rina.sees('6-7 মাস')
    await rina.picks('নড়াচড়া')
    await rina.sees('বাচ্চার নড়া রোজ খেয়াল করুন')
    await town.shoot('this-month')
    await rina.endsCall()
  })

  await step('Salma texts that she wants no more, and is told that it stops', async () => {
    const before = (await salma.inbox()).length
    await salma.texts('বন্ধ')
    await salma.receives(before)
  })
}
