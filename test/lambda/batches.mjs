/**
 * A batch of ten: what is given back to the queue is exactly what failed here and may do better later. A gateway that is
 * down is no failure of the batch: the message is in doubt, its record says so, and its timer settles it.
 */
import { loadMessage } from '@dhatri/service/message'
import { hold, text } from './phone.mjs'

const numberOf = (index) => `+88017110006${String(index).padStart(2, '0')}`

/** Texts from so many numbers; the message on the queue that is the reply to each, in their order. */
async function askFor(line, numbers) {
  const found = []
  for (const number of numbers) {
    await text(line, number, 'HELP')
    const messages = await line.queue.receive()
    hold(
      messages.length === 1,
      'one reply',
      messages.map(({ Body }) => Body),
    )
    found.push(messages[0])
  }
  return found
}

const idOf = ({ Body }) => JSON.parse(Body).id

/** Ten messages of all kinds in one batch, and the same again where they were given back. */
export async function sort(line, check) {
  const { gateway, queue, faults } = line
  const good = [0, 1, 2, 3, 4].map(numberOf)
  const [throttled, forgotten, down] = [5, 6, 7].map(numberOf)
  let failed = []

  await check('of ten messages the two that the table failed are given back, and only they', async () => {
    const asked = await askFor(line, [...good, throttled, forgotten, down])
    const [first, , , , , early, late] = asked
    for (const body of ['{"do":"mess', JSON.stringify({ do: 'message', id: 'nobody' }), first.Body])
      await queue.send(body)
    const more = await queue.receive()
    hold(more.length === 3, 'three more messages', more.length)
    const others = more.filter(({ Body }) => Body !== first.Body)
    gateway.does(down, 'down')
    // One is refused from the start; the other when its text is with the gateway and only the outcome is to be written.
    faults.throttle(`M#${idOf(early)}`)
    gateway.when(forgotten, () => faults.throttle(`M#${idOf(late)}`))
    // The second copy of the first takes the place of one good message, which then waits its turn.
    const batch = [...asked.slice(0, 4), ...asked.slice(5), ...more]
    hold(batch.length === 10 && others.length === 2, 'ten', batch.length)
    const send = await line.find('send')
    const before = send.said().length
    failed = await line.hand(batch)
    const unreadable = send.said().slice(before).split('"job.unreadable"').length - 1
    hold(unreadable === 1, 'the one that cannot be read is in the log', send.said().slice(before))
    const expected = [early, late].map(idOf).sort()
    const given = failed.map(idOf).sort()
    hold(
      JSON.stringify(given) === JSON.stringify(expected),
      'what was given back',
      failed.map(({ Body }) => Body),
    )
    for (const number of good.slice(0, 4)) hold(gateway.taken(number).length === 1, 'one copy', gateway.taken(number))
    hold(gateway.taken(throttled).length === 0, 'none where the table refused', gateway.taken(throttled))
    hold(gateway.taken(forgotten).length === 1, 'one before the table refused', gateway.taken(forgotten))
    const { outbound } = await loadMessage(line.world, idOf(asked.at(-1)))
    hold(outbound.flight?.state === 'unknown' && outbound.flight.why === 'send.noAnswer', 'in doubt', outbound)
    const item = await line.world.table.get({ pk: `M#${idOf(asked.at(-1))}`, sk: 'RECORD' }, { isStrong: true })
    const wait = Math.round((item.due - Date.now()) / 1000)
    hold(wait > 0 && wait <= 120, 'looked at again within two minutes', wait)
    hold((await line.hand([asked[4]])).length === 0 && gateway.taken(good[4]).length === 1, 'the fifth', gateway.asked)
    return `${10 - failed.length} done, ${failed.length} given back`
  })

  await check('given again, they succeed, and nobody is sent a second copy', async () => {
    for (const message of failed) faults.release(`M#${idOf(message)}`)
    gateway.does(down, undefined)
    for (const message of failed) await queue.giveBack(message)
    const again = await queue.receive()
    hold(again.length === 2, 'both are there again', again.length)
    hold(
      again.every(({ Attributes }) => Number(Attributes.ApproximateReceiveCount) === 2),
      'a second time',
      again,
    )
    hold((await line.hand(again)).length === 0, 'nothing given back', again)
    for (const number of [...good, throttled, forgotten]) hold(gateway.taken(number).length === 1, 'one copy', number)
    hold((await queue.receive()).length === 0, 'an empty queue', 'more')
  })

  await check('ten messages to a gateway that never answers take as long as one', async () => {
    const silent = Array.from({ length: 10 }, (_, index) => numberOf(10 + index))
    const messages = await askFor(line, silent)
    for (const number of silent) gateway.does(number, 'silent')
    const began = performance.now()
    const given = await line.hand(messages)
    const took = performance.now() - began
    hold(given.length === 0 && took < 20_000, 'nothing given back within 20 s', { given, took })
    for (const number of silent) {
      const calls = gateway.asked.filter((one) => one.number === number)
      hold(calls.length === 1, 'asked once', calls)
      gateway.does(number, undefined)
    }
    return `${(took / 1000).toFixed(1)} s`
  })
}
