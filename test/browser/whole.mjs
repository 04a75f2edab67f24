/**
 * A whole pregnancy and the child's first nine months: Rina by texts and Salma by calls, both from week 8 to the first
 * MR dose. What came to their phones is what `npx dhatri plan --lmp … --birth … --json` lists, day by day.
 */
import { addDays, between, dayOf, listPlan, printed, typed } from './calendar.mjs'
import { compare, listTexts } from './letters.mjs'
import { numbers } from './people.mjs'
import { answerText, takeCall } from './weeks.mjs'

/** Days since the last period began, on the first day; and of the first MR dose, since the birth. */
const week8 = 56
const m9 = 276

/** From the thirty-ninth week on the first day without a message: what a day holds depends on the hour of the birth. */
async function chooseBirth(lmp) {
  const plan = await listPlan(lmp)
  for (let days = 273; ; days++) {
    const day = addDays(lmp, days)
    if (plan.every(({ on }) => on !== day)) return day
  }
}

/** Plays it on a town of its own. */
export async function live(town, step) {
  const rina = town.hold('Rina', numbers.rina)
  const salma = await town.adds('Salma', numbers.salma)
  const first = dayOf(await town.now())
  const lmp = addDays(first, -week8)
  const birth = await chooseBirth(lmp)
  const plan = await listPlan(lmp, birth)
  const dose = plan.filter(({ key }) => key.startsWith('epi.m9.'))
  if (dose.length === 0) throw new Error('the plan has no MR dose')
  const last = dose
    .map(({ on }) => on)
    .sort()
    .at(-1)
  const calls = []
  let since

  /** By weeks until a day comes, and only a day on from a ring, so that each question is answered within a day. */
  async function liveUntil(day) {
    let ringing
    for (let clicks = 0; dayOf(await town.now()) < day; clicks++) {
      if (clicks > 2000) throw new Error('the phones never stop ringing')
      const isFar = addDays(dayOf(await town.now()), 7) <= day
      ringing = await town.click(isFar && ringing === undefined ? 'clock-1w' : 'clock-1d')
      if (ringing === numbers.salma) {
        const on = dayOf(await town.now())
        calls.push({ on, names: [await takeCall(town, salma)] })
      } else if (ringing !== undefined) throw new Error(`${ringing} rings`)
      await answerText(rina)
    }
  }

  const check = async (after, before, about) => {
    const span = { after, before }
    const planned = between(plan, span)
    const texts = between(await listTexts(town, numbers.rina), span)
    const rung = between(calls, span)
    compare('Rina by text', texts, planned)
    compare('Salma by call', rung, planned)
    if (between(await listTexts(town, numbers.salma), span).length > 0) throw new Error('Salma was written to')
    console.log(`figure ${about}: ${planned.length} planned, ${texts.length} came by text, ${rung.length} by call`)
  }

  await step('in week 8 Rina registers on the screen and Salma on a call', async () => {
    await rina.dials()
    await rina.picks('নাম লেখান', 'আমার ফোন')
    await rina.presses(typed(lmp), 'ধামরাই')
    await rina.picks('হ্যাঁ')
    await rina.sees(printed(addDays(lmp, 280)))
    await rina.isAtEnd()
    await salma.calls('09600016789')
    await salma.chooses('নাম লেখাতে', 'ফোন নিজের হলে')
    await salma.keys(`${typed(lmp)}#`)
    const said = await salma.chooses('ঢাকা', 'ঢাকা', 'ধামরাই', 'ঠিক হলে')
    if (!said.includes('লেখা হলো')) throw new Error(`Salma hears: ${said}`)
    await salma.hangsUp()
    await town.turnsInspectors()
    since = await town.now()
  })

  await step(`from week 8 to the birth on ${birth} all that is planned comes on its day`, async () => {
    await liveUntil(birth)
    await town.turnsTo(birth, '21:00')
    await check(since, Date.parse(`${birth}T21:00+06:00`), 'pregnancy')
  })

  await step('that evening Rina dials and Salma calls, and both say that the child is born', async () => {
    await rina.dials()
    await rina.picks('আমার কথা', 'কিছু বদলেছে', 'প্রসব হয়েছে')
    await rina.presses(typed(birth))
    await rina.picks('হাসপাতালে', 'একটি', 'সবাই ভালো')
    await rina.sees('লেখা হলো')
    await rina.isAtEnd()
    await salma.calls('09600016789')
    await salma.chooses('নিজের কথা', 'কিছু বদলে থাকলে', 'প্রসব হয়ে থাকলে')
    await salma.keys(`${typed(birth)}#`)
    const said = await salma.chooses('বাড়িতে হলে', 'একটি', 'সবাই ভালো')
    if (!said.includes('লেখা হলো')) throw new Error(`Salma hears: ${said}`)
    await salma.hangsUp()
    await town.shoot('born')
  })

  await step(
    `after the birth too, to the first MR dose on ${addDays(birth, m9)} and the question whether they went`,
    async () => {
      const after = Date.parse(`${birth}T21:00+06:00`)
      await liveUntil(addDays(last, 2))
      await check(after, await town.now(), 'after the birth')
      await check(since, await town.now(), 'week 8 to MR')
      await town.turnsInspectors()
      await town.shoot('whole', { fullPage: true })
    },
  )
}
