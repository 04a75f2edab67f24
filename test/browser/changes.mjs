/** A loss and a birth: what must stop stops at once, and the health worker is asked to visit. */
import { between, dayOf, inLatin, listPlan, typed } from './calendar.mjs'
import { compare, listTexts } from './letters.mjs'
import { numbers } from './people.mjs'

/** From the first screen to "what has changed?". */
async function openChanges(woman) {
  await woman.dials()
  await woman.picks('আমার কথা', 'কিছু বদলেছে')
  await woman.sees('কী বদলেছে')
}

const isEqual = (one, other) => JSON.stringify(one) === JSON.stringify(other)

/** Rahima loses, Rina gives birth; the weeks after each are watched. */
export async function change(town, step, story, { onRing, onStop }) {
  const rina = town.hold('Rina', numbers.rina)
  const rahima = town.hold('Rahima', numbers.rahima)
  const nasrin = town.hold('Nasrin', numbers.nasrin)
  const noRing = (number) => {
    throw new Error(`${number} rings`)
  }
  let told = 0

  await step('Rahima reports a loss on her own phone, without a word about a baby', async () => {
    told = (await nasrin.inbox()).length
    await openChanges(rahima)
    await rahima.picks('আর নেই')
    await rahima.sees('আমরা দুঃখিত')
    await rahima.picks('হ্যাঁ')
    await rahima.sees('আমরা সমব্যথী')
    await rahima.seesNot(/শিশু|বাচ্চা|সন্তান/)
    await town.shoot('loss')
    await rahima.readsToEnd()
  })

  const silent = await town.received(numbers.rahima)
  const stopped = await town.received(numbers.salma)

  await step('six weeks on Rina got the next reminders; Rahima and Salma neither a text nor a ring', async () => {
    await town.passWeeks(6, { onRing: noRing, onStop })
    const before = await town.now()
    const span = { after: story.since.rina, before }
    compare('Rina', between(await listTexts(town, numbers.rina), span), between(await listPlan(story.lmp.rina), span))
    if (!isEqual(await town.received(numbers.rahima), silent)) throw new Error('Rahima was written to')
    if (!isEqual(await town.received(numbers.salma), stopped)) throw new Error('Salma was written to')
    await town.shoot('six-weeks-later', { fullPage: true })
  })

  await step("Rahima's worker was asked to visit her, and told no more than that", async () => {
    const texts = (await nasrin.inbox()).slice(told)
    const asked = texts.filter((text) => /কিছু বদলেছে/.test(text))
    if (asked.length !== 1 || !/\d{6}/.test(inLatin(asked[0] ?? '')))
      throw new Error(`Nasrin got:\n${texts.join('\n')}`)
    await nasrin.seesNot(/গর্ভ|মৃত|হারি/)
    await town.shoot('asked-to-visit')
  })

  await step('Rina reports the birth', async () => {
    await openChanges(rina)
    await rina.picks('প্রসব হয়েছে')
    await rina.sees('প্রসব কবে')
    await rina.presses(typed(dayOf(await town.now())))
    await rina.picks('হাসপাতালে', 'একটি', 'সবাই ভালো')
    await rina.sees('লেখা হলো')
    await rina.isAtEnd()
    await town.shoot('birth')
  })

  await step('nothing of what was planned for the pregnancy comes any more in the next seven weeks', async () => {
    const after = await town.now()
    await town.passWeeks(7, { onRing, onStop })
    const span = { after, before: await town.now() }
    const planned = between(await listPlan(story.lmp.rina), span)
    if (planned.length < 3) throw new Error(`only ${planned.length} were planned`)
    const got = between(await listTexts(town, numbers.rina), span)
    const late = got.filter(({ names }) => planned.some(({ message }) => names.includes(message)))
    if (late.length > 0) throw new Error(`Rina got ${late.map(({ on, text }) => `${on} ${text}`).join('\n')}`)
    if (got.length === 0) throw new Error('Rina got nothing after the birth')
    if (!isEqual(await town.received(numbers.rahima), silent)) throw new Error('Rahima was written to')
    const texts = (await nasrin.inbox()).slice(told)
    if (texts.filter((text) => /কিছু বদলেছে/.test(text)).length !== 2)
      throw new Error(`Nasrin got:\n${texts.join('\n')}`)
    await town.shoot('after-the-birth', { fullPage: true })
  })
}
