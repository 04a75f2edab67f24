/**
 * A pregnancy on the demo page in a real browser, from an empty `npm start` to the weeks after the birth, all by clicking
 * and typing on the handsets. `DHATRI_PLAYWRIGHT` names the folder of an installed playwright-core. Prints `ok` per step;
 * on the first failure `not ok` with every screen and a screenshot, and exits with 1.
 */
import { findPort, makeHome, startServer } from '../killed/server.mjs'
import { change } from './changes.mjs'
import { alarm } from './danger.mjs'
import { look } from './looks.mjs'
import { ask } from './matters.mjs'
import { register } from './registration.mjs'
import { openTown } from './town.mjs'
import { passReminders } from './weeks.mjs'

const playwright = process.env['DHATRI_PLAYWRIGHT']
if (playwright === undefined) {
  console.error('Set DHATRI_PLAYWRIGHT to the folder of an installed playwright-core.')
  process.exit(2)
}

const home = makeHome()
const server = await startServer({
  folder: home.folder,
  port: await findPort(),
  command: ['npm', 'start', '--', '--empty'],
})
const town = await openTown(server.url, playwright)

async function step(words, act) {
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
  const story = await register(town, step)
  const answers = await passReminders(town, step, story)
  await ask(town, step)
  await alarm(town, step, answers)
  await change(town, step, story, answers)
  await look(town, step)
  await step('the page asked nobody else, made no error, and the operator understood every answer', async () => {
    const complaints = await town.complaints()
    if (town.faults.length > 0 || complaints > 0) throw new Error(`${complaints} complaints; ${town.faults.join('; ')}`)
  })
  await step('the server ends when it is told to, though the page is open, and the page says so', async () => {
    const isOver = await Promise.race([server.kill('SIGTERM'), town.page.waitForTimeout(5_000)])
    if (isOver === undefined) throw new Error('it goes on')
    await town.find('clock-status').and(town.page.getByText('No connection')).waitFor({ timeout: 10_000 })
  })
} catch {
  process.exitCode = 1
} finally {
  await town.close()
  await server.kill()
  home.remove()
}
