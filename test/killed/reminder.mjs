/** Killed between a claim and a send: the reminder is neither lost nor sent three times. */
import { setTimeout as sleep } from 'node:timers/promises'
import { addDays, dayOf, typed } from '../browser/calendar.mjs'
import { hold, numberOf, plain } from './town.mjs'

const hour = 3_600_000
/** Days since the last period began, so that the first reminder of a visit is due in three days. */
const along = 161 - 3
/** Words that only the reminder of the visit has; messages of the week come beside it. */
const visit = plain('যাওয়ার দিন')

/** One kill before the gateway has the message, one before it answers, then kills at other moments after a hand-off. */
export async function remind(town, check) {
  const textsTo = (number) => town.gateway.asked.filter((one) => one.isTaken && one.number === number)

  /** Signs women up, and waits until nine in the morning in Dhaka of the day on which their reminder is due. */
  const bring = async (numbers) => {
    const today = dayOf(await town.now())
    const inputs = ['2', '1', typed(addDays(today, -along)), '302614', '1']
    for (const number of numbers) {
      const last = await town.enters(town.opens(number), inputs)
      hold(last.startsWith(plain('END লেখা হলো')), 'registering', last)
    }
    await town.passes(Date.parse(`${addDays(today, 3)}T03:00:00Z`) - (await town.now()))
    for (const number of numbers) hold(textsTo(number).length === 0, 'texts before the day', textsTo(number))
  }

  /** The server dies some milliseconds after the gateway has been asked for the next message; whose that was. */
  const killAtNext = async (wait) => {
    const before = town.gateway.asked.length
    const walk = town.passes(5 * hour).catch(() => undefined)
    // Where all of them have been sent already, the walk ends without one.
    await Promise.race([town.gateway.isAsked(before + 1), walk])
    await sleep(wait)
    await town.kill()
    await walk
    return town.gateway.asked[before]?.number
  }

  /** Two days later: how many copies there were, and what the record says became of the reminder. */
  const follow = async (numbers, most) => {
    for (let steps = 0; steps < 6; steps++) await town.passes(8 * hour)
    const ends = []
    for (const number of numbers) {
      const texts = textsTo(number).filter(({ text }) => plain(text).includes(visit))
      hold(texts.length >= 1 && texts.length <= most, 'copies', texts)
      const [woman] = (await town.inspects(number)).women
      const item = woman.items.find(({ what }) => what === 'anc2.week')
      hold(item?.state === 'sent' || item?.state === 'notSent', 'the reminder in the record', item ?? 'nothing')
      ends.push(`${texts.length} × ${item.why}`)
    }
    return ends.join(', ')
  }

  const killOnce = async (manner, number, most) => {
    await bring([number])
    town.gateway.does(manner)
    const asked = await killAtNext(0)
    hold(asked === number, 'who was written to', asked ?? 'nobody')
    town.gateway.does('answers')
    await town.restart()
    return await follow([number], most)
  }

  await check('killed before the gateway heard of it: the reminder comes once', () =>
    killOnce('loses', numberOf(901), 1),
  )

  await check('killed while the gateway holds its answer open: the reminder comes once or twice', () =>
    killOnce('holds', numberOf(902), 2),
  )

  await check('killed 0 to 32 ms after the gateway took a message, five women: once or twice each', async () => {
    const numbers = [911, 912, 913, 914, 915].map(numberOf)
    await bring(numbers)
    for (const wait of [0, 3, 8, 16, 32]) {
      await killAtNext(wait)
      await town.restart()
    }
    return await follow(numbers, 2)
  })
}
