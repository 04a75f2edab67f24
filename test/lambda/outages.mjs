/** The table is gone, or silent, or refuses: a caller gets a short screen in time, a gateway is asked to come again. */
import { hold, openCall, openSession, report, text } from './phone.mjs'

const sorry = /^END .{5,70}$/su
const number = '+8801711000801'

/** What a function has written since. */
const since = (target, length) => target.said().slice(length).trim()

/** Every function without its table, then with it again. */
export async function fail(line, check) {
  const { faults, queue } = line

  await check('with the table gone USSD ends in a short screen and the log is a code', async () => {
    const ussd = await line.find('ussd')
    const before = ussd.said().length
    await faults.close()
    const screen = await openSession(line, number).dials()
    hold(sorry.test(screen), 'a short screen', screen)
    // Corrections are looked up beside a turn, and may say so too.
    const log = since(ussd, before).replace('{"code":"correction.unread"}', '').trim()
    hold(log === '{"code":"ussd.failed","gateway":"africastalking","cause":"store.unreachable"}', 'a code', log)
    const cold = await line.start('ussd')
    const first = await openSession(line, number).again({ on: cold })
    hold(sorry.test(first), 'the same from a fresh start', first)
    return `${[...screen].length - 4} letters`
  })

  await check(
    'with the table gone a call hears it, SMS and receipts are asked for again, a batch comes back',
    async () => {
      const words = await openCall(line, number).begins()
      hold(!words.includes('<GetDigits') && /<(Play|Say)/.test(words), 'words and no question', words)
      const sms = await text(line, number, 'HELP')
      hold(sms.status === 503 && sms.body === '', 'SMS', sms)
      const receipt = await report(line, 'ATXid_unknown', number, 'Success')
      hold(receipt.status === 503 && receipt.body === '', 'receipt', receipt)
      await queue.send(JSON.stringify({ do: 'message', id: 'one' }))
      await queue.send(JSON.stringify({ do: 'case', id: 'two' }))
      const messages = await queue.receive()
      const failed = await line.hand(messages)
      hold(messages.length === 2 && failed.length === 2, 'both given back', failed)
      for (const message of messages) await queue.remove(message)
    },
  )

  await check('with the table gone the tick fails in sight of AWS, which comes again', async () => {
    const fault = await line.tick().then(
      () => undefined,
      (cause) => cause.error,
    )
    hold(fault !== undefined && /^store\.unreachable/.test(fault.errorMessage), 'a named error', fault ?? 'no error')
    line.counts.answered++
    return fault.errorMessage
  })

  await check('with the table back the same environments go on', async () => {
    await faults.open()
    const screen = await openSession(line, number).dials()
    hold(screen.startsWith('CON '), 'the first screen', screen)
    const { due } = await line.tick()
    hold(Number.isInteger(due), 'a tick', due)
    await line.work()
  })

  await check('a table that takes calls and never answers is waited for less long than the gateway waits', async () => {
    const fresh = await line.start('ussd')
    faults.silence(true)
    const took = []
    for (const on of ['ussd', fresh]) {
      const began = performance.now()
      const screen = await openSession(line, number).again({ on })
      took.push(Math.round(performance.now() - began))
      hold(sorry.test(screen), 'a short screen', screen)
    }
    hold(Math.max(...took) < 9_000, 'within nine seconds', took)
    return `${took.join(' ms, from a fresh start ')} ms`
  }).finally(() => {
    faults.silence(false)
    faults.cut()
  })

  await check('a table that is not ours is a short screen as well', async () => {
    const lost = await line.start('ussd', { env: { DHATRI_TABLE: 'dhatri-of-nobody' } })
    const screen = await openSession(line, number).again({ on: lost })
    hold(sorry.test(screen), 'a short screen', screen)
    hold(lost.said().includes('"store.refused"'), 'and why', lost.said())
  })
}
