/** The weeks go by under the clock's buttons: what comes, when, to whom, and what they answer. */
import { between, dayOf, listPlan } from './calendar.mjs'
import { compare, listTexts, nameOfCall, namesOf } from './letters.mjs'
import { numbers, secrets } from './people.mjs'

/** How a woman takes a call: she says yes to a question, and hears anything else to its end. */
export async function takeCall(town, woman) {
  await woman.answers()
  await woman.isWaitedFor()
  const name = nameOfCall(await woman.played())
  if (name?.endsWith('.asked')) {
    const said = await woman.chooses('গিয়ে থাকলে')
    if (!/ধন্যবাদ|লেখা হলো|প্রশ্ন/.test(said)) throw new Error(`after her answer she hears: ${said}`)
  }
  await town.lets(40)
  if (await woman.isInCall()) await woman.hangsUp()
  return name
}

const read = new Map()

/** How a woman answers a text that asks whether she went; true if one did since she looked last. */
export async function answerText(woman) {
  const got = await woman.inbox()
  const fresh = got.slice(read.get(woman) ?? 0)
  read.set(woman, got.length)
  if (!fresh.some((text) => namesOf(text).some((name) => name.endsWith('.asked')))) return false
  await woman.texts('১')
  const reply = await woman.receives(got.length)
  if (!/ধন্যবাদ/.test(reply)) throw new Error(`after her answer she gets:\n${reply}`)
  return true
}

/** Rahima's and Salma's calls and Rina's texts over seven weeks; they answer "did you go?". */
export async function passReminders(town, step, story) {
  const rina = town.hold('Rina', numbers.rina)
  const callers = {
    [numbers.rahima]: town.hold('Rahima', numbers.rahima),
    [numbers.salma]: town.hold('Salma', numbers.salma),
  }
  const calls = []

  const onRing = async (number) => {
    const woman = callers[number]
    if (woman === undefined) throw new Error(`${number} rings`)
    const on = dayOf(await town.now())
    if (calls.length === 0) await town.shoot('ringing')
    const name = await takeCall(town, woman)
    calls.push({ number, on, names: [name] })
    if (number === numbers.rahima) await woman.seesNot(...secrets)
    if (name === 'anc.asked') await town.shoot('did-you-go')
  }

  let isAnswered = false
  const onStop = async () => {
    if (!(await answerText(rina))) return
    if (!isAnswered) await town.shoot('reminders')
    isAnswered = true
  }

  await step(
    'week by week all that was planned comes on its day: texts to Rina, calls to Rahima and Salma',
    async () => {
      await town.passWeeks(7, { onRing, onStop })
      const before = await town.now()
      const spans = (name) => ({ after: story.since[name], before })
      for (const name of ['rahima', 'salma']) {
        const got = calls.filter(({ number }) => number === numbers[name])
        compare(name, between(got, spans(name)), between(await listPlan(story.lmp[name]), spans(name)))
      }
      const got = between(await listTexts(town, numbers.rina), spans('rina'))
      compare('rina', got, between(await listPlan(story.lmp.rina), spans('rina')))
      if (!isAnswered) throw new Error('Rina was never asked whether she went')
    },
  )
  return { onRing, onStop }
}
