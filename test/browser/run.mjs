/**
 * Two stories on the demo page in a real browser, each from an empty `npm start`, all by clicking and typing on the
 * handsets: half a year with a loss, a stop, danger and a birth; and all of a pregnancy from week 8 to the child's first
 * MR dose, by text and by call, its messages held against `npx dhatri plan`. `DHATRI_PLAYWRIGHT` names the folder of an installed playwright-core. Prints `ok` per step;
 * on the first failure `not ok` with every screen and a screenshot, and exits with 1.
 */

import { findPort, makeHome, startServer } from '../killed/server.mjs'
import { addDays, dayOf } from './calendar.mjs'
import { change } from './changes.mjs'
import { alarm } from './danger.mjs'
import { look } from './looks.mjs'
import { ask } from './matters.mjs'
import { register } from './registration.mjs'
import { openTown } from './town.mjs'
import { passReminders } from './weeks.mjs'
import { live } from './whole.mjs'

const playwright = process.env['DHATRI_PLAYWRIGHT']
if (playwright === undefined) {
  console.error('Set DHATRI_PLAYWRIGHT to the folder of an installed playwright-core.')
  process.exit(2)
}

/** Plays one story on a server of its own; what fails is printed with every screen. */
async function play(tell) {
  const home = makeHome()
  const command = ['npm', 'start', '--', '--empty']
  const server = await startServer({ folder: home.folder, port: await findPort(), command })
  const town = await openTown(server.url, playwright)
  const step = async (words, act) => {
    const began = Date.now()
    try {
      await act()
      console.log(`ok ${words} (${((Date.now() - began) / 1000).toFixed(1)} s)`)
    } catch (fault) {
      await town.shoot('failed', { fullPage: true })
      console.log(`not ok ${words}\n${fault.stack}\n\nscreens:\n${await town.describe()}\n\nserver:\n${server.said()}`)
      throw fault
    }
  }
  try {
    await town.find('sound').click()
    // By day, whenever this runs: at night a phone that nobody answered rings only in the morning.
    await town.turnsTo(addDays(dayOf(await town.now()), 1), '10:00')
    await tell(town, step)
    await step('the page asked nobody else, made no error, and the operator understood every answer', async () => {
      const complaints = await town.complaints()
      if (town.faults.length > 0 || complaints > 0) throw new Error(`${complaints}; ${town.faults.join('; ')}`)
    })
    await step('the server ends when it is told to, though the page is open, and the page says so', async () => {
      const isOver = await Promise.race([server.kill('SIGTERM'), town.page.waitForTimeout(5_000)])
      if (isOver === undefined) throw new Error('it goes on')
      await town.find('clock-status').and(town.page.getByText('No connection')).waitFor({ timeout: 10_000 })
    })
  } finally {
    await town.close()
    await server.kill()
    home.remove()
  }
}

/** Six months with what can happen in them: a loss, a stop, danger, a birth. */
async function tellChanges(town, step) {
  const story = await register(town, step)
  const answers = await passReminders(town, step, story)
  await ask(town, step)
  await alarm(town, step, answers)
  await change(town, step, story, answers)
}

try {
  await play(async (town, step) => {
    await tellChanges(town, step)
    await look(town, step)
  })
  await play(async (town, step) => {
    await live(town, step)
    await look(town, step)
  })
} catch {
  process.exitCode = 1
}
