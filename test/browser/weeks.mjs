/** The weeks go by under the clock's buttons: what comes, when, to whom, and what they answer. */
import { dayOf, plannedFor } from './calendar.mjs'
import { numbers, secrets } from './people.mjs'

/** Which message a text is, by words that only it has. */
const messages = { 'anc.asked': 'গিয়েছিলেন', 'anc.day': 'মনে করিয়ে দিই', 'anc.week': 'যাওয়ার দিন' }
/** Checks after the birth and vaccines are asked about in the same words, and are no reminders of the pregnancy. */
const others = /টিকা|শরীর/
const nameOf = (text) =>
  others.test(text)
    ? undefined
    : Object.entries(messages).find(([, words]) => text.normalize('NFC').includes(words.normalize('NFC')))?.[0]

const same = (what, got, wanted) => {
  if (JSON.stringify(got) !== JSON.stringify(wanted))
    throw new Error(`${what}: got\n  ${got.join('\n  ')}\nwanted\n  ${wanted.join('\n  ')}`)
}

/** What Rina was sent about her visits: `2026-06-15 anc.week`. */
export async function remindersOf(town, number) {
  const texts = await town.received(number)
  return texts.flatMap((line) => {
    const name = nameOf(line)
    return name === undefined ? [] : [`${line.slice(0, 10)} ${name}`]
  })
}

/** Rahima's calls and Rina's texts over eleven weeks; both answer "did you go?". */
export async function passReminders(town, step, story) {
  const rina = town.hold('Rina', numbers.rina)
  const rahima = town.hold('Rahima', numbers.rahima)
  const calls = []

  const onRing = async (number) => {
    if (number !== numbers.rahima) throw new Error(`${number} rings`)
    const on = dayOf(await town.now())
    if (calls.length === 0) await town.shoot('ringing')
    await rahima.answers()
    await rahima.isWaitedFor()
    const name = /message\.(anc\.\w+)\./.exec(await rahima.played())?.[1]
    // Other calls, of vaccines and tablets, are not in the calendar of the contacts.
    if (name !== undefined) calls.push(`${on} ${name}`)
    await rahima.seesNot(...secrets)
    if (name === 'anc.asked') {
      const said = await rahima.keys('1')
      if (!/ধন্যবাদ/.test(said)) throw new Error(`after her answer she hears: ${said}`)
      await town.shoot('did-you-go')
      return rahima.isHungUp()
    }
    await rahima.listens(10)
    return rahima.hangsUp()
  }

  let isAnswered = false
  const onStop = async () => {
    const got = await rina.inbox()
    if (isAnswered || nameOf(got.at(-1) ?? '') !== 'anc.asked') return
    await rina.texts('১')
    const reply = await rina.receives(got.length)
    if (!/ধন্যবাদ/.test(reply)) throw new Error(`after her answer she gets:\n${reply}`)
    await town.shoot('reminders')
    isAnswered = true
  }

  await step('week by week the reminders come on the planned days: texts to Rina, calls to Rahima', async () => {
    await town.passWeeks(7, { onRing, onStop })
    const before = await town.now()
    same('Rahima', calls, plannedFor(story.lmp.rahima, { after: story.since.rahima, before }))
    same('Rina', await remindersOf(town, numbers.rina), plannedFor(story.lmp.rina, { after: story.since.rina, before }))
    if (!isAnswered) throw new Error('Rina was never asked whether she went')
  })
  return { onRing, onStop }
}
