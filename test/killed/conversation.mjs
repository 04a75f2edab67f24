/** Killed in the middle of a conversation: the same session goes on, and a redial offers what was begun. */
import { addDays, dayOf, printed, typed } from '../browser/calendar.mjs'
import { hold, numberOf, plain } from './town.mjs'

/** Two women in the middle of signing up. */
export async function talk(town, check) {
  const lmp = addDays(dayOf(await town.now()), -60)

  await check('a session killed in the middle goes on with the same screen', async () => {
    const call = town.opens(numberOf(1))
    const inputs = ['2', '1', typed(lmp)]
    const before = await town.enters(call, inputs)
    hold(before.startsWith('CON ') && before.includes(plain('বরিশাল')), 'the question before the kill', before)
    await town.restart()
    const after = await town.say(call, inputs)
    hold(after === before, 'the same request after the restart', after)
    const next = await town.say(call, [...inputs, '302614'])
    hold(next.includes(plain(printed(lmp))) && next.includes('ধামরাই'), 'the next screen', next)
    await town.restart()
    const last = await town.say(call, [...inputs, '302614', '1'])
    hold(last.startsWith('END লেখা হলো'), 'the last screen', last)
    await town.restart()
    const again = await town.say(call, [...inputs, '302614', '1'])
    hold(again === last, 'the last screen when the gateway repeats itself', again)
  })

  await check('a redial after the kill offers to go on, and no answer is lost', async () => {
    await town.enters(town.opens(numberOf(2)), ['2', '1', typed(lmp), '302614'])
    await town.restart()
    const redial = town.opens(numberOf(2))
    const offer = await town.say(redial, [])
    hold(offer.includes(plain('আগের কাজ শেষ হয়নি')) && !/মাসিক|গর্ভ/.test(offer), 'the offer', offer)
    await town.restart()
    const resumed = await town.say(redial, ['1'])
    hold(resumed.includes(plain(printed(lmp))) && resumed.includes('ধামরাই'), 'what she had answered', resumed)
    await town.restart()
    const last = await town.say(redial, ['1', '1'])
    hold(last.startsWith('END লেখা হলো'), 'the last screen', last)
    const { women } = await town.inspects(numberOf(2))
    hold(women.length === 1 && women[0].record.lmp === lmp, 'the record', women)
  })
}
