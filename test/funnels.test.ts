/** Where callers leave, counted from the log of a real service: each conversation once, and nothing that was said. */
import { countTalks, type Talk } from '@dhatri/flow/funnel'
import { afterEach, expect, it } from 'vitest'
import { registers } from './people.ts'
import { openTown, type Town } from './world.ts'

let town: Town
afterEach(() => town?.close())

const told = (): Talk[] => town.log.flatMap(({ talk }) => (talk === undefined ? [] : [talk]))

it('one registers, one is cut off and comes back, one gives up, one calls', async () => {
  town = await openTown({ on: '2026-03-02' })
  await registers(town.person('Rina', '+8801711000001'), '0501')
  const moyna = town.person('Moyna', '+8801711000002')
  await moyna.dials()
  await moyna.presses('2', '1', 'জানি না', '0501')
  await moyna.hangsUp({ noticed: false })
  await town.clock.moves({ minutes: 30 })
  await moyna.dials()
  await moyna.presses('1', 'ধামরাই', '1')
  moyna.seesLast(/./)
  const asha = town.person('Asha', '+8801711000003')
  await asha.dials()
  await asha.presses('2', '1')
  const beli = town.person('Beli', '+8801711000004')
  await beli.calls()
  await beli.keys('1')
  await town.clock.moves({ days: 2 })

  const funnels = countTalks(told())
  const register = funnels.find(({ flow, channel }) => flow === 'register' && channel === 'ussd')
  expect(register).toMatchObject({ started: 3, resumed: 1, finished: 2, errors: 1 })
  expect(register?.steps).toMatchObject({
    whose: { reached: 3, left: 0 },
    lmp: { reached: 3, left: 1, wrong: { 'ক ক': 1 } },
    place: { reached: 2, left: 1 },
  })
  const home = funnels.filter(({ flow }) => flow === 'home')
  expect(home.map(({ channel, began }) => [channel, began])).toEqual([
    ['ussd', 4],
    ['voice', 1],
  ])
  const lines = JSON.stringify(told())
  for (const word of ['8801711', '01711', 'জানি', 'ধামরাই', '302614', '0501']) expect(lines).not.toContain(word)
})

it('counts each of three dials within ten minutes, however soon one takes the place of another', async () => {
  town = await openTown({ on: '2026-03-02' })
  const moyna = town.person('Moyna', '+8801711000002')
  for (const keys of [['2'], ['2', '1'], ['3']]) {
    await moyna.dials()
    await moyna.presses(...keys)
    await moyna.hangsUp({ noticed: false })
    await town.clock.moves({ minutes: 2 })
  }
  await town.clock.moves({ days: 2 })
  const funnels = countTalks(told())
  expect(funnels.find(({ flow }) => flow === 'home')).toMatchObject({ began: 3 })
  expect(funnels.find(({ flow }) => flow === 'register')).toMatchObject({ started: 2 })
  expect(new Set(told().map(({ id }) => id)).size).toBe(3)
})
