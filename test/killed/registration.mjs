/** Killed between an answer and its action: whoever's last answer was taken is registered, exactly once. */
import { setTimeout as sleep } from 'node:timers/promises'
import { addDays, dayOf, typed } from '../browser/calendar.mjs'
import { hold, numberOf, plain } from './town.mjs'

const rounds = 8
const women = 6
/** The phone's timer finishes what a dead process left, ten minutes after the dial. */
const twentyMinutes = 1_200_000

/** What is stored of a woman's registration. */
async function look(town, number) {
  const { conversations, women: registered } = await town.inspects(number)
  return { isTaken: conversations.some(({ inputs }) => inputs.length >= 5), registered: registered.length }
}

/** Kills the server at many moments around the last answer of several women. */
export async function register(town, check) {
  const lmp = addDays(dayOf(await town.now()), -60)
  const inputs = ['2', '1', typed(lmp), '302614', '1']
  const seen = { acknowledged: 0, between: 0, finished: 0, untaken: 0 }
  let index = 100
  let wait = 20

  const round = async () => {
    const calls = Array.from({ length: women }, () => town.opens(numberOf(index++)))
    await Promise.all(calls.map((call) => town.enters(call, inputs.slice(0, -1))))
    const answers = calls.map((call) => town.say(call, inputs).catch(() => ''))
    // Not a wait for something: the moment of the kill is what is tried out here.
    await sleep(wait)
    await town.kill()
    const screens = await Promise.all(answers)
    await town.restart()
    const stored = await Promise.all(calls.map(({ number }) => look(town, number)))
    const moved = await town.passes(twentyMinutes)
    hold(moved.ok, 'the clock', moved)
    const kinds = stored.map(({ isTaken, registered }, at) => {
      if (screens[at] !== '') return 'acknowledged'
      if (!isTaken) return 'untaken'
      return registered === 0 ? 'between' : 'finished'
    })
    for (const kind of kinds) seen[kind] += 1
    await Promise.all(calls.map(({ number }, at) => signAgain(number, kinds[at], screens[at], `${wait} ms`)))
    // Towards the moment at which some have been answered and some have not.
    const isEarly = kinds.filter((kind) => kind === 'untaken').length > women / 2
    wait = Math.max(0, isEarly ? wait + 4 : wait - 3)
  }

  /** Looks at one of them, who then dials once more: goes on where she was cut off, or is known already. */
  const signAgain = async (number, kind, screen, words) => {
    const { registered } = await look(town, number)
    if (kind === 'acknowledged') hold(screen.startsWith(plain('END লেখা হলো')), 'the last screen', screen)
    hold(registered === (kind === 'untaken' ? 0 : 1), `registered after ${words}, ${kind}`, `${registered} times`)
    if (kind === 'untaken') {
      const last = await town.enters(town.opens(number), ['1', '1'])
      hold(last.startsWith(plain('END লেখা হলো')), 'going on after the kill', last)
    }
    const known = await town.enters(town.opens(number), inputs)
    hold(known.includes(plain('আগেই')), 'signing up once more', known)
    const { registered: last } = await look(town, number)
    hold(last === 1, 'registered at last', `${last} times`)
  }

  await check(
    `a kill around the last answer of ${women} women, ${rounds} times: each is registered exactly once`,
    async () => {
      for (let count = 0; count < rounds; count++) await round()
      hold(seen.between > 0, 'no kill fell between an answer and its action', seen)
      return Object.entries(seen)
        .map(([kind, count]) => `${count} ${kind}`)
        .join(', ')
    },
  )
}
