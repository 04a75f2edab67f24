/** The demo page in a real browser: its clock, its handsets, and what can be read from the server beside it. */
import { mkdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { dayOf } from './calendar.mjs'
import { holdHandset } from './handset.mjs'

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const shots = fileURLToPath(new URL('shots/', import.meta.url))
rmSync(shots, { recursive: true, force: true })
mkdirSync(shots, { recursive: true })
let taken = 0

/** Opens the page of a server; `playwright` is the folder of an installed playwright-core. */
export async function openTown(url, playwright) {
  const { chromium } = createRequire(import.meta.url)(playwright)
  const executablePath = process.env['DHATRI_CHROMIUM'] ?? '/usr/bin/chromium'
  const browser = await chromium.launch({ executablePath, args: flags })
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' })
  const faults = []
  page.on('pageerror', (fault) => faults.push(String(fault)))
  page.on('console', (line) => line.type() === 'error' && faults.push(line.text()))
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:')) faults.push(`asks ${request.url()}`)
  })
  await page.goto(url)
  await page.locator('[data-handset]').first().waitFor()
  const find = (test) => page.locator(`[data-test="${test}"]`)
  const read = async (path) => (await fetch(url + path)).json()
  const move = async (body) => {
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${url}/phone/clock`, { method: 'POST', headers, body: JSON.stringify(body) })
    return answer.json()
  }
  const people = new Map()

  const hold = (name, number) => {
    const handset = people.get(number) ?? holdHandset(page, name, number)
    people.set(number, handset)
    return handset
  }

  /** One click on the clock; the handset that rings, if one stopped it. */
  async function click(test) {
    await find(test).click()
    await page.waitForFunction((name) => !document.querySelector(`[data-test="${name}"]`).disabled, test)
    const { now } = await read('/phone/state')
    await page.waitForFunction(
      (at) => Math.abs(Date.parse(document.querySelector('[data-test=now]').dateTime) - at) < 60_000,
      now,
    )
    const [ringing] = await page
      .locator('[data-handset][data-ringing]')
      .evaluateAll((all) => all.map((one) => one.dataset.handset))
    return ringing
  }

  return {
    page,
    find,
    faults,
    now: async () => (await read('/phone/state')).now,
    /** A phone that lies there, or one more that is put on the page. */
    hold,
    adds: async (name, number) => {
      await find('add-number').fill(number.replace(/^\+88/, ''))
      await find('add').click()
      await page.locator(`[data-handset="${number}"]`).waitFor()
      return hold(name, number)
    },
    /** When each text came, oldest first: `2026-06-15 …text`. */
    received: async (number) =>
      (await read(`/phone/inbox?number=${encodeURIComponent(number)}`)).map(({ at, text }) => `${dayOf(at)} ${text}`),
    complaints: async () => (await read('/phone/state')).complaints,
    click,
    /** Lets so many seconds go by on every phone, without waiting for them. */
    lets: async (seconds) => {
      const { ok, stoppedBy } = await move({ by: seconds * 1000 })
      // Another phone rings, and the clock stands: the seconds are waited for.
      if (!ok || stoppedBy !== undefined) await page.waitForTimeout(Math.min(seconds, 10) * 1000)
    },
    /** Turns the clock to a time of day in Dhaka, of an ISO date; the buttons only know whole days. */
    turnsTo: async (day, time) => {
      const moved = await move({ to: `${day}T${time}:00+06:00` })
      if (moved.ok !== true || moved.stoppedBy) throw new Error(`the clock did not go there: ${JSON.stringify(moved)}`)
    },
    /** Opens what stands beside the phones, or shuts it: open, it is asked for anew at every change. */
    turnsInspectors: async () => {
      for (const summary of await page.locator('[data-inspector] summary').all()) await summary.click()
    },
    /** Presses "+1 week" so often, by day again after a ring so that the weekday stays; each ring is for `onRing`. */
    passWeeks: async (weeks, { onRing, onStop }) => {
      const target = Date.parse(dayOf((await read('/phone/state')).now)) + weeks * 7 * 86_400_000
      for (let clicks = 0; clicks < 500; clicks++) {
        const today = Date.parse(dayOf((await read('/phone/state')).now))
        if (today >= target) return
        const isWhole = (target - today) % (7 * 86_400_000) === 0
        const ringing = await click(isWhole ? 'clock-1w' : 'clock-1d')
        if (ringing !== undefined) await onRing(ringing)
        else await onStop()
      }
      throw new Error('the phones never stop ringing')
    },
    /** Takes a picture; they are numbered in the order of the story. */
    shoot: async (name, options = {}) => {
      taken += 1
      if (options.fullPage) await page.evaluate(() => scrollTo(0, 0))
      return page.screenshot({ path: join(shots, `${String(taken).padStart(2, '0')}-${name}.png`), ...options })
    },
    /** What every phone shows, for a report of a failure. */
    describe: async () => {
      const shown = await page
        .locator('[data-handset]')
        .evaluateAll((all) =>
          all.map(
            (one) => `${one.dataset.handset}\n${one.querySelector('[data-test=screen]')?.innerText.slice(-600) ?? ''}`,
          ),
        )
      return shown.join('\n--\n')
    },
    close: () => browser.close(),
  }
}
