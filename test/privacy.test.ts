/** Canaries: numbers, names and dates of the people in a town are looked for wherever they must not be. */

import { tick } from '@dhatri/service/tick'
import type { Job } from '@dhatri/service/world'
import { phoneKey } from '@dhatri/store/items'
import type { MemoryTable } from '@dhatri/store/memory'
import { describe, expect, it } from 'vitest'
import { letPass, registers } from './people.ts'
import { numbers, openTown } from './world.ts'

const canaries = ['1711000001', '1711000002', '1700000011', 'রহিমা', 'Rohima', '2026-01-05', '05012026', '0501']

/** Everything an item shows to whoever can read the table without a key. */
const show = (value: unknown): string => {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8')
  if (value instanceof Set) return [...value].map(show).join(' ')
  if (Array.isArray(value)) return value.map(show).join(' ')
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([name, one]) => `${name} ${show(one)}`)
      .join(' ')
  return String(value)
}

describe('what identifies a woman', () => {
  it('is nowhere in the clear: not in the store, the log or the queue', async () => {
    let table: MemoryTable | undefined
    const jobs: Job[] = []
    const town = await openTown({
      on: '2026-03-02',
      wrap: (opened) => {
        table = opened as MemoryTable
        return opened
      },
    })
    const { enqueue } = town.world
    town.world.enqueue = async (some) => {
      jobs.push(...some)
      await enqueue(some)
    }
    const rina = town.person('Rina', '+8801711000001')
    const nasrin = town.person('Nasrin', numbers.chw)
    const rahima = town.person('Rahima', '+8801711000002')
    await registers(rina, '0501')
    await nasrin.texts('REG 05012026 01711000002 রহিমা')
    await town.clock.moves({ minutes: 2 })
    await rahima.texts('1')
    await rina.dials()
    await rina.presses('2', '1', '0501')
    await rina.hangsUp({ noticed: false })
    await rina.texts('onek rokto jacche, ami Rohima')
    await letPass(town, 60)
    const items = table?.all() ?? []
    expect(items.length).toBeGreaterThan(20)
    const stored = items.map(show).join('\n')
    for (const canary of canaries) {
      expect(stored.includes(canary), `${canary} in the store`).toBe(false)
      expect(JSON.stringify(town.log).includes(canary), `${canary} in the log`).toBe(false)
      expect(JSON.stringify(jobs).includes(canary), `${canary} in the queue`).toBe(false)
    }
    expect(jobs.length).toBeGreaterThan(5)
  })

  it('cannot be read any more once her key is destroyed', async () => {
    const town = await openTown({ on: '2026-03-02' })
    const rina = town.person('Rina', '+8801711000001')
    await registers(rina, '0501')
    const item = await town.world.table.get(phoneKey(town.world.keyring.pseudonym('+8801711000001')))
    const { w } = item?.['links'] as { w: string[] }
    await expect(town.world.keyring.woman(w[0] ?? '')).resolves.toBeDefined()
    await town.world.keyring.forget(w[0] ?? '')
    await expect(town.world.keyring.woman(w[0] ?? '')).rejects.toThrow()
  })

  it('leaves no key of a day behind for longer than eight days, and the line goes on for a phone with old sessions', async () => {
    const town = await openTown({ on: '2026-03-02' })
    const rina = town.person('Rina', '+8801711000001')
    await rina.dials()
    await rina.presses('2', '1', '0501')
    await rina.hangsUp({ noticed: false })
    const day = Math.floor(town.world.now() / 86_400_000)
    await expect(town.world.keyring.day(day)).resolves.toBeDefined()
    for (let days = 0; days < 12; days++) {
      await town.clock.moves({ days: 1 })
      await tick(town.world)
    }
    await expect(town.world.keyring.day(day)).rejects.toThrow()
    await rina.dials()
    rina.sees('স্বাস্থ্য তথ্য')
    await rina.texts('kichu na')
    await rina.receives(/./)
  })

  it('is forgotten together with her: after erasure her phone still works and nothing more is sent', async () => {
    const town = await openTown({ on: '2026-03-02' })
    const rina = town.person('Rina', '+8801711000001')
    await registers(rina, '0501')
    const item = await town.world.table.get(phoneKey(town.world.keyring.pseudonym('+8801711000001')))
    const { w } = item?.['links'] as { w: string[] }
    await town.world.keyring.forget(w[0] ?? '')
    await letPass(town, 60)
    await rina.receivesNothing()
    await rina.dials()
    await rina.presses('3')
    rina.sees(/./)
  })

  it('is kept from whoever redials on the same phone, and from the first screen of everybody', async () => {
    const town = await openTown({ on: '2026-03-02' })
    const rina = town.person('Rina', '+8801711000001')
    await registers(rina, '0501')
    await rina.dials()
    rina.doesNotSee(/গর্ভ|সপ্তাহ|মাস|প্রসব|জানুয়ারি|অক্টোবর|শিশু|মা /)
  })
})
