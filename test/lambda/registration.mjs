/** A woman signs up over USSD, and a gateway that repeats itself changes nothing. */
import { addDays, dayOf, inBangla, printed, typed } from '../browser/calendar.mjs'
import { hold, openSession, plain } from './phone.mjs'

/** Days since her last period began. */
const along = 120

/** What signing up takes after the dial, her date in Bangla digits, Dhamrai by the lists. */
const answers = (today) => ['2', '1', inBangla(typed(addDays(today, -along))), '3', '1', '1', '1']

/** Signs a woman up and checks nothing but that she is. */
export async function signUp(line, number) {
  const session = openSession(line, number)
  await session.dials()
  const last = await session.enters(...answers(dayOf(Date.now())))
  hold(last.startsWith(plain('END লেখা হলো')), 'signed up', last)
}

/** A registration in eight turns, its repeats, its end, and a repeat that meets a second environment. */
export async function register(line, check) {
  await check('a woman signs up over USSD in eight turns, her date in Bangla digits', async () => {
    const session = openSession(line, '+8801711000101')
    const today = dayOf(Date.now())
    const home = await session.dials()
    hold(home.startsWith(plain('CON স্বাস্থ্য তথ্য')), 'the first screen', home)
    const asked = await session.enters(...answers(today).slice(0, -1))
    hold(asked.includes(plain('ধামরাই')) && asked.includes(plain('ঠিক?')), 'the question whether it is right', asked)
    const last = await session.enters('1')
    const due = printed(addDays(today, 280 - along))
    hold(last.startsWith(plain('END লেখা হলো')) && last.includes(due), `signed up, due ${due}`, last)
    hold(session.turns() === 8, 'eight turns', session.turns())
    const again = await session.again()
    hold(again === last, 'the same answer to a repeat', again)
    const end = await session.ends()
    hold(end.status === 200 && end.body === '', 'an end that is acknowledged', end)
    return `${session.turns()} turns`
  })

  await check('a request that comes twice gets the same screen, and the answer counts once', async () => {
    const session = openSession(line, '+8801711000102')
    const first = await session.dials()
    hold((await session.again()) === first, 'the dial again', first)
    const second = await session.enters('2')
    for (let count = 0; count < 3; count++) hold((await session.again()) === second, 'the turn again', second)
    const third = await session.enters('1')
    hold(third.includes(plain('মাসিক')), 'one step on', third)
  })

  await check('a repeat that meets a second environment while the first is at it signs her up once', async () => {
    const number = '+8801711000103'
    const other = await line.start('ussd')
    const session = openSession(line, number)
    await session.dials()
    await session.enters(...answers(dayOf(Date.now())).slice(0, -1))
    session.types('1')
    const screens = await Promise.all([session.again(), session.again({ on: other })])
    hold(screens[0] === screens[1] && screens[0].startsWith(plain('END লেখা হলো')), 'the same end twice', screens)
    const pseudonym = line.world.keyring.pseudonym(number)
    const item = await line.world.table.get({ pk: `P#${pseudonym}`, sk: 'PHONE' }, { isStrong: true })
    hold(item.links.w.length === 1, 'one woman on the phone', item.links.w.length)
  })

  await check('a session goes on after its environment was frozen and every connection cut', async () => {
    const session = openSession(line, '+8801711000104')
    await session.dials()
    line.faults.cut()
    const screen = await session.enters('2')
    hold(screen.startsWith('CON '), 'the next screen', screen)
  })
}
