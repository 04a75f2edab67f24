/** A loss and a birth: what must stop stops at once, and the health worker is asked to visit. */
import { dayOf, inLatin, plannedFor, typed } from './calendar.mjs'
import { numbers } from './people.mjs'
import { remindersOf } from './weeks.mjs'

/** From the first screen to "what has changed?". */
async function openChanges(woman) {
  await woman.dials()
  await woman.presses('3')
  const shown = await woman.sees('কিছু বদলেছে')
  await woman.presses(/^(\d+) কিছু বদলেছে/m.exec(shown)?.[1] ?? '2')
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
    await rahima.presses('2')
    await rahima.sees('আমরা দুঃখিত')
    await rahima.presses('1')
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
    const got = await remindersOf(town, numbers.rina)
    const planned = plannedFor(story.lmp.rina, { after: story.since.rina, before })
    if (!isEqual(got, planned)) throw new Error(`Rina got\n  ${got.join('\n  ')}\nwanted\n  ${planned.join('\n  ')}`)
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
    await rina.presses('1')
    await rina.sees('প্রসব কবে')
    await rina.presses(typed(dayOf(await town.now())))
    await rina.sees('লেখা হলো')
    await rina.isAtEnd()
    await town.shoot('birth')
  })

  const reminded = await remindersOf(town, numbers.rina)

  await step('no reminder of the pregnancy comes any more in the seven weeks in which three were planned', async () => {
    const after = await town.now()
    await town.passWeeks(7, { onRing, onStop })
    const planned = plannedFor(story.lmp.rina, { after, before: await town.now() })
    if (planned.length < 3) throw new Error(`only ${planned.length} were planned`)
    if (!isEqual(await remindersOf(town, numbers.rina), reminded)) throw new Error('Rina was reminded')
    if (!isEqual(await town.received(numbers.rahima), silent)) throw new Error('Rahima was written to')
    const texts = (await nasrin.inbox()).slice(told)
    if (texts.filter((text) => /কিছু বদলেছে/.test(text)).length !== 2)
      throw new Error(`Nasrin got:\n${texts.join('\n')}`)
    await town.shoot('after-the-birth', { fullPage: true })
  })
}
