/** The minute tick by the real clock: what was lost on the way is due, what is due is handed out, and sent once. */
import { setTimeout as sleep } from 'node:timers/promises'
import { findPort } from '../killed/server.mjs'
import { ringer } from './calls.mjs'
import { numbers } from './line.mjs'
import { hold, openCall, openSession } from './phone.mjs'

/** An unregistered caller says that it is happening now, on an environment whose queue is out of reach. */
async function cryUnheard(line, number, deaf) {
  const session = openSession(line, number)
  await session.again({ on: deaf })
  for (const input of ['99', '1']) {
    session.types(input)
    await session.again({ on: deaf })
  }
}

const alertsAbout = (line, number) =>
  line.gateway.taken(numbers.desk).filter(({ text }) => text.includes(`0${number.slice(4)}`))

/** Ticks, one and two at once, and a ring that is due only some seconds after it was asked for. */
export async function tick(line, check, rang) {
  const { gateway, queue } = line
  const lost = ['+8801711000701', '+8801711000702', '+8801711000703', '+8801711000704']
  const deaf = await line.start('ussd', {
    env: { DHATRI_JOBS: `http://127.0.0.1:${await findPort()}/123456789012/jobs` },
  })

  await check('a missed call is rung back when its ten seconds are over, once', async () => {
    await sleep(Math.max(0, rang() + 10_500 - Date.now()))
    hold(gateway.taken(ringer, 'call').length <= 1, 'at most one ring so far', gateway.taken(ringer, 'call'))
    await line.tick()
    await line.work()
    const rings = gateway.taken(ringer, 'call')
    hold(rings.length === 1 && rings[0].client !== '', 'one ring with our reference', rings)
    const call = openCall(line, ringer, { placed: rings[0] })
    const menu = await call.begins()
    hold(menu.includes('<GetDigits '), 'a menu', menu)
    await call.ends(21)
  })

  await check('danger is answered while the queue is out of reach, and the next tick finds it', async () => {
    const [number] = lost
    await cryUnheard(line, number, deaf)
    hold(deaf.said().includes('"queue.unreachable"'), 'the log says so', deaf.said())
    hold((await queue.receive()).length === 0, 'an empty queue', 'not empty')
    const { due } = await line.tick()
    const jobs = await line.work()
    hold(due >= 1 && jobs.length === due, 'every due id on the queue', { due, jobs })
    hold(alertsAbout(line, number).length === 1, 'one alert', alertsAbout(line, number))
    return `${due} due`
  })

  await check('two ticks at once hand out the same, two workers take it, and each alert goes out once', async () => {
    const numbersOf = lost.slice(1)
    for (const number of numbersOf) await cryUnheard(line, number, deaf)
    const [tickToo, sendToo] = [await line.start('tick'), await line.start('send')]
    const [{ due }, { due: dueToo }] = await Promise.all([line.tick(), line.tick(tickToo)])
    hold(Math.min(due, dueToo) >= numbersOf.length, 'both find what is due', { due, dueToo })
    const messages = [...(await queue.receive()), ...(await queue.receive())]
    hold(messages.length === due + dueToo, 'every id from both', messages.length)
    // Each worker gets a copy of everything.
    const ids = [...new Set(messages.map(({ Body }) => Body))]
    const first = ids.map((id) => messages.find(({ Body }) => Body === id))
    const second = messages.filter((message) => !first.includes(message))
    const given = await Promise.all([line.hand(first), line.hand(second, sendToo)])
    hold(given.flat().length === 0, 'nothing given back', given.flat())
    for (const number of numbersOf) hold(alertsAbout(line, number).length === 1, 'one alert', alertsAbout(line, number))
    return `${ids.length} due, ${messages.length} messages`
  })

  await check('when all is done the next tick finds nothing', async () => {
    // A message in doubt may come due just now.
    let due = 0
    for (let round = 0; round < 3; round++) {
      due = (await line.tick()).due
      if (due === 0) break
      await line.work()
    }
    hold(due === 0 && (await queue.receive()).length === 0, 'nothing due', due)
    hold((await queue.dead()) === 0, 'nothing was given up on', await queue.dead())
  })
}
