/** A call and its turns: keys, silence, danger, a ring that is called back. */

import { numbers } from './line.mjs'
import { hold, openCall } from './phone.mjs'

/** Whoever rang to be called back. */
export const ringer = '+8801711000402'

/** A call that is answered, and one that is rejected to be called back; when that one rang. */
export async function talk(line, check) {
  const { gateway, queue } = line
  let rang = 0

  await check('a call goes from its first menu through silence to danger, and the desk is rung at once', async () => {
    const number = '+8801711000401'
    const call = openCall(line, number)
    const menu = await call.begins()
    hold(
      menu.includes('<GetDigits ') && menu.includes('<Play url="https://audio.dhatri.test/'),
      'a menu that plays',
      menu,
    )
    const again = await call.waits()
    hold(again.includes('<GetDigits '), 'asked again after silence', again)
    const advice = await call.presses('9')
    hold(advice !== again && advice.includes('<GetDigits '), 'advice', advice)
    const sent = await call.presses('1')
    hold(sent.includes('<GetDigits '), 'whether a worker near her may be told', sent)
    const messages = await queue.receive()
    hold(messages.length === 1 && JSON.parse(messages[0].Body).do === 'case', 'a case on the queue', messages)
    const before = gateway.taken(numbers.desk).length
    hold((await line.hand(messages)).length === 0, 'nothing given back', messages)
    const alerts = gateway.taken(numbers.desk).slice(before)
    hold(alerts.length === 1 && alerts[0].text.includes('01711000401'), 'the desk is alerted', alerts)
    const last = await call.presses('2')
    hold(!last.includes('<GetDigits '), 'the end', last)
    const { status, body } = await call.ends(58)
    hold(status === 200 && body === '', 'acknowledged', { status, body })
  })

  await check('a missed call is rejected, and rung back only some seconds later', async () => {
    const call = openCall(line, ringer, { to: '+8809600016780' })
    const body = await call.begins()
    rang = Date.now()
    hold(body.includes('<Response><Reject/></Response>'), 'rejected', body)
    const jobs = await line.work()
    hold(jobs.length === 0, 'held back by the queue', jobs)
    hold(gateway.taken(ringer, 'call').length === 0, 'not yet', gateway.taken(ringer, 'call'))
  })

  return () => rang
}
