/** SMS: a worker's registration and its reply, STOP, and a second delivery of either. */
import { addDays, dayOf, printed, written } from '../browser/calendar.mjs'
import { numbers } from './line.mjs'
import { hold, plain, text } from './phone.mjs'

/** The name in the worker's report. */
export const name = 'রহিমা'

/** Reports, STOP and START by SMS. */
export async function write(line, check) {
  const { gateway } = line
  const lmp = addDays(dayOf(Date.now()), -60)
  const report = `REG ${written(lmp)} 01711000301 ${name}`

  await check("a worker's REG gets one reply with name, number and due date, delivered twice or not", async () => {
    const before = gateway.taken(numbers.worker).length
    const given = { id: 'sms_reg_1' }
    for (let count = 0; count < 2; count++) {
      const { status, body } = await text(line, numbers.worker, report, given)
      hold(status === 200 && body === '', 'acknowledged without a word', { status, body })
    }
    const jobs = await line.work()
    hold(jobs.filter((job) => job.do === 'message').length === 1, 'one reply', jobs)
    const replies = gateway.taken(numbers.worker).slice(before)
    const [{ text: reply }] = replies
    const isWhole =
      reply.includes(plain(name)) && /\d{6}|[০-৯]{6}/.test(reply) && reply.includes(printed(addDays(lmp, 280)))
    hold(replies.length === 1 && isWhole, 'the reply', replies)
    hold(gateway.taken('+8801711000301').length === 0, 'nothing yet to her', gateway.taken('+8801711000301'))
  })

  await check('STOP is confirmed once, and kept', async () => {
    const number = '+8801711000302'
    const { status } = await text(line, number, 'STOP')
    hold(status === 200, 'acknowledged', status)
    const jobs = await line.work()
    hold(jobs.length === 1 && gateway.taken(number).length === 1, 'one confirmation', gateway.taken(number))
    const pseudonym = line.world.keyring.pseudonym(number)
    const item = await line.world.table.get({ pk: `P#${pseudonym}`, sk: 'PHONE' }, { isStrong: true })
    hold(item.stop === 1, 'stopped', item.stop)
  })
}
