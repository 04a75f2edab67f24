/** Danger: on the queue before she has her screen, alerted once, taken by a call whose keys come back as webhooks. */

import { numbers } from './line.mjs'
import { hold, openCall, openSession, plain, report, text } from './phone.mjs'
import { signUp } from './registration.mjs'

const rina = '+8801711000201'

/** From `99` to the worker who picks up and takes it, and the receipt of what she was sent. */
export async function alarm(line, check) {
  const { gateway, queue } = line
  let alert

  await check('danger over USSD is on the queue when her screen is, as an id and nothing else', async () => {
    await signUp(line, rina)
    await line.work()
    const session = openSession(line, rina)
    await session.dials()
    const advice = await session.enters('99')
    hold(advice.includes('999') && (await queue.receive()).length === 0, 'advice, and nothing queued', advice)
    const last = await session.enters('1')
    const messages = await queue.receive()
    hold(last.startsWith('END ') && last.includes('999'), 'the last screen', last)
    hold(messages.length === 1, 'one message at once', messages.length)
    const { do: kind, id, ...rest } = JSON.parse(messages[0].Body)
    hold(kind === 'case' && typeof id === 'string' && Object.keys(rest).length === 0, 'a job of ids', messages[0].Body)
    hold(gateway.taken(numbers.worker).length === 0, 'nothing sent yet', gateway.asked.length)
    const failed = await line.hand(messages)
    hold(failed.length === 0, 'nothing given back', failed.length)
    alert = gateway.taken(numbers.worker)
    hold(alert.length === 1 && alert[0].text.includes(plain('জরুরি')), 'one alert by SMS', alert)
    hold(
      alert[0].text.includes('01711000201') && !/রক্ত|খিঁচুনি|জ্বর|ব্যথা/.test(alert[0].text),
      'her number, no sign',
      alert,
    )
    hold(gateway.taken(numbers.worker, 'call').length === 1, 'one ring', gateway.asked)
  })

  await check('the same message delivered a second time alerts nobody again', async () => {
    const id = queue.bodies.findLast((body) => body.includes('"case"'))
    await queue.send(id)
    const before = gateway.asked.length
    hold(
      (await line.work()).length === 1 && gateway.asked.length === before,
      'nothing more',
      gateway.asked.slice(before),
    )
  })

  await check('a delivery report of the alert ends it as delivered, however often it comes', async () => {
    const [{ ref }] = alert
    for (const status of ['Sent', 'Success', 'Success', 'Sent']) {
      const { status: code, body } = await report(line, ref, numbers.worker, status)
      hold(code === 200 && body === '', `acknowledged ${status}`, code)
    }
    const mark = Buffer.from(line.world.keyring.mark('reference', ref)).toString('hex')
    const item = await line.world.table.get({ pk: `G#africastalking#${mark}`, sk: 'REF' }, { isStrong: true })
    hold(item.s === 'delivered' && item.w.startsWith('K#'), 'delivered, and whose it is', item)
    const { loadCase } = await import('@dhatri/service/cases')
    const { record } = await loadCase(line.world, item.w.slice(2))
    hold(!record.flights.some(({ key }) => key === item.k), 'its flight is over', record.flights)
  })

  await check('the worker picks up, presses 1, and the woman is told that somebody has it', async () => {
    const [placed] = gateway.taken(numbers.worker, 'call')
    const call = openCall(line, numbers.worker, { placed })
    await call.begins()
    const taken = await call.presses('1')
    hold(!taken.includes('<GetDigits'), 'the last words', taken)
    const { status } = await call.ends(34)
    hold(status === 200, 'the end is acknowledged', status)
    await line.work()
    const told = gateway.taken(rina)
    hold(told.length === 1, 'one text to her', told)
  })

  await check('an SMS with a danger word gets advice and reaches the worker', async () => {
    const number = '+8801711000202'
    await signUp(line, number)
    await line.work()
    const before = gateway.taken(numbers.worker).length
    const { status } = await text(line, number, 'onek rokto jacche')
    hold(status === 200, 'acknowledged', status)
    const jobs = await line.work()
    hold(jobs.length === 2, 'the case and the reply', jobs)
    hold(
      gateway.taken(number).length === 1 && gateway.taken(number)[0].text.includes('999'),
      'advice',
      gateway.taken(number),
    )
    const alerts = gateway.taken(numbers.worker).slice(before)
    hold(alerts.length === 1 && alerts[0].text.includes('01711000202'), 'an alert', alerts)
  })
}
