/**
 * Many callers at once over a store that answers late and out of order, through a gateway that repeats requests, at
 * once or later. ussd-menu-builder, the best known library of the field, answers one caller with another's screen when
 * two overlap; here every screen, every answer kept and every record must be its own caller's, once. The shape is
 * `CALLERS` and `SEEDS` (60 and 2 here; 1,000 and 10 in CI).
 */

import type { Conversation } from '@dhatri/flow/conversation'
import { shapeOf } from '@dhatri/flow/library'
import { renderUssd } from '@dhatri/flow/render'
import { fold } from '@dhatri/flow/turn'
import { createApp } from '@dhatri/functions/app'
import { readLinks } from '@dhatri/service/phone'
import { loadWoman } from '@dhatri/service/woman'
import { phoneKey } from '@dhatri/store/items'
import type { Table } from '@dhatri/store/table'
import { seedChance } from '@dhatri/text/chance'
import { printIso, readIso } from '@dhatri/text/day'
import { describe, expect, it } from 'vitest'
import { openTown, shipped, type Town } from './world.ts'

const CALLERS = Number(process.env['CALLERS'] ?? 60)
const SEEDS = Number(process.env['SEEDS'] ?? 2)
const on = '2026-07-01'
const today = readIso(on) ?? 0

/** A caller: what she presses, and what her record must then say. */
type Caller = { number: string; session: string; lmp: number; place: string; inputs: string[] }

const makeCallers = (): Caller[] =>
  Array.from({ length: CALLERS }, (_, index) => {
    const lmp = today - 35 - (index % 250)
    const { places } = shipped()
    const upazilas = places.filter(({ code }) => code.length === 6)
    const place = upazilas[(index * 7) % upazilas.length]?.code ?? ''
    const [, month = '', day = ''] = printIso(lmp).split('-')
    // Every third of them gives one date that cannot be, and is asked again.
    const slip = index % 3 === 0 ? ['3102'] : []
    return {
      number: `+88017${String(10_000_000 + index)}`,
      session: `s${index}`,
      lmp,
      place,
      inputs: ['2', index % 2 === 0 ? '1' : '2', ...slip, `${day}${month}`, place, '1'],
    }
  })

/** Holds every call before and after the store's work, and lets them go in an order of chance. */
function holdBack(chance: () => number): { wrap: (table: Table) => Table } {
  const waiting: (() => void)[] = []
  let isRunning = false
  const run = async () => {
    while (waiting.length > 0) {
      const at = Math.floor(chance() * waiting.length)
      const [last] = waiting.splice(-1)
      const next = at < waiting.length ? waiting[at] : last
      if (at < waiting.length && last !== undefined) waiting[at] = last
      next?.()
      await new Promise((resolve) => setImmediate(resolve))
    }
    isRunning = false
  }
  const wait = () =>
    new Promise<void>((resolve) => {
      waiting.push(resolve)
      if (!isRunning) {
        isRunning = true
        void run()
      }
    })
  const slow =
    <Args extends unknown[], Result>(call: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      await wait()
      const result = await call(...args)
      await wait()
      return result
    }
  return {
    wrap: (table) => ({
      get: slow(table.get),
      query: slow(table.query),
      update: slow(table.update),
      write: slow(table.write),
      due: slow(table.due),
      list: slow(table.list),
      close: () => table.close(),
    }),
  }
}

/** The screen that she must see after so many inputs, told by the fold alone; undefined once something was done. */
function expectScreen(town: Town, caller: Caller, count: number): string | undefined {
  const { library } = town.world
  const conversation: Conversation = {
    start: {
      flow: 'home',
      shape: shapeOf(library, 'home') ?? '',
      day: today,
      channel: 'ussd',
      profile: 'africastalking',
      language: 'bn',
      facts: { registered: 'no', privacy: 'neutral', worker: 'no' },
    },
    inputs: caller.inputs.slice(0, count),
    outcomes: [],
  }
  const position = fold(library, conversation)
  return position.state === 'asking' ? `CON ${renderUssd(library, conversation, position).text}` : undefined
}

async function play(town: Town, chance: () => number) {
  const app = createApp(town.world)
  const say = async (caller: Caller, count: number): Promise<string> => {
    const form = new URLSearchParams({
      sessionId: caller.session,
      serviceCode: '*16789#',
      networkCode: '47001',
      phoneNumber: caller.number,
      text: caller.inputs.slice(0, count).join('*'),
    })
    const response = await app.request('http://dhatri.test/africastalking/ussd/local', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
    })
    expect(response.status).toBe(200)
    return response.text()
  }
  const faults: string[] = []
  const ends = new Map<string, string>()
  const repeatLate = async (caller: Caller, count: number): Promise<void> => {
    const answer = await say(caller, count)
    const expected = expectScreen(town, caller, count)
    if (answer !== expected) faults.push(`${caller.session} again after ${count}: ${answer} and not ${expected}`)
  }
  let requests = 0
  let repeats = 0
  await Promise.all(
    makeCallers().map(async (caller) => {
      const late: Promise<void>[] = []
      for (let count = 0; count <= caller.inputs.length; count++) {
        const isDoubled = chance() < 0.3
        repeats += isDoubled ? 1 : 0
        const answers = await Promise.all(isDoubled ? [say(caller, count), say(caller, count)] : [say(caller, count)])
        const expected = expectScreen(town, caller, count) ?? answers[0]
        requests += answers.length
        for (const answer of answers) {
          if (answer !== expected) faults.push(`${caller.session} after ${count}: ${answer} and not ${expected}`)
        }
        if (count === caller.inputs.length) ends.set(caller.number, answers[0] ?? '')
        // And some come again when she is already further on; what they bring must not count.
        if (count > 0 && chance() < 0.15) {
          repeats += 1
          late.push(repeatLate(caller, count - 1))
        }
      }
      await Promise.all(late)
    }),
  )
  return { faults, ends, requests, repeats }
}

describe.each(Array.from({ length: SEEDS }, (_, seed) => seed + 1))('callers at once, seed %i', (seed) => {
  it('each sees her own screens, and is registered once with her own answers', async () => {
    const chance = seedChance(seed)
    const town = await openTown({ on, wrap: holdBack(chance).wrap })
    const { faults, ends, requests, repeats } = await play(town, chance)
    await town.settle()
    expect(faults).toEqual([])
    const shortIds = new Set<string>()
    let women = 0
    for (const caller of makeCallers()) {
      const phone = await town.world.table.get(phoneKey(town.world.keyring.pseudonym(caller.number)))
      const links = readLinks(phone?.['links'])
      expect(links.women, caller.session).toHaveLength(1)
      const woman = await loadWoman(town.world, links.women[0] ?? '')
      expect([woman?.record.lmp, woman?.record.area], caller.session).toEqual([caller.lmp, caller.place])
      expect(ends.get(caller.number), caller.session).toMatch(/^END .*লেখা হলো/)
      shortIds.add(`${woman?.record.area} ${woman?.shortId}`)
      women += 1
    }
    expect(shortIds.size).toBe(women)
    console.log(`interleaved: ${women} callers, ${requests} requests, ${repeats} repeats, 0 crossed, lost or doubled`)
    await town.close()
  }, 120_000)
})
