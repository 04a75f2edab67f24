/** What a worker's list costs with two hundred women on it: exact counts of store calls, the same on every machine. */
import { civilDay } from '@dhatri/care/dhaka'
import { layRegistration } from '@dhatri/service/registration'
import { loadWorker } from '@dhatri/service/worker'
import { tidyWrite } from '@dhatri/service/worker.write'
import { listOwn, listWork } from '@dhatri/service/worklist'
import { type CountedTable, countCalls } from '@dhatri/store/counted'
import { expect, it } from 'vitest'
import { openTown } from './world.ts'

it('one query, and about two reads for each woman who is due: O(due), not O(all)', async () => {
  let counted: CountedTable | undefined
  const town = await openTown({
    on: '2026-06-01',
    hasRota: false,
    wrap: (table) => {
      counted = countCalls(table)
      return counted
    },
  })
  const { world } = town
  for (let n = 0; n < 200; n++) {
    const laid = await layRegistration(world, {
      id: `woman${n}`,
      by: 'worker',
      consent: 'invited',
      consentWords: '',
      isFamily: false,
      lmp: civilDay(world.now()) - 20 - n,
      dating: { by: 'lmp', within: 3 },
      area: '302614',
      chw: 'HA1',
      channel: 'sms',
    })
    if (laid.is === 'registered') await world.table.write(laid.writes)
  }
  const worker = await loadWorker(world, 'HA1')
  if (worker === undefined) throw new Error('HA1')
  counted?.reset()
  const { lines } = await listWork(world, worker)
  const { get = 0, query = 0, list = 0 } = counted?.counts ?? {}
  console.info(`morning: 200 women, ${lines.length} due: ${query} query, ${list} list, ${get} gets`)
  expect(lines.length).toBeGreaterThan(10)
  expect(lines.length).toBeLessThan(100)
  expect(query).toBe(1)
  expect(get).toBeLessThanOrEqual(2 * lines.length + 4)
  // The bound is no accident of this day: on each of the next hundred, whoever is due is looked at and hardly anybody else.
  for (let week = 0; week < 14; week++) {
    await town.clock.moves({ weeks: 1 })
    for (const stale of (await listOwn(world, 'HA1')).stale) await world.table.write([tidyWrite(stale)])
    counted?.reset()
    const again = await listOwn(world, 'HA1')
    expect(counted?.counts.get ?? 0).toBeLessThanOrEqual(2 * again.lines.length + 2)
  }
})
