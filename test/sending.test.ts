/** A reminder from its claim to its receipt: how little is asked of the store, and that nobody who is quicker loses anything. */
import { applyToWoman } from '@dhatri/service/woman'
import type { Key, Table } from '@dhatri/store/table'
import { keyOf } from '@dhatri/store/writes'
import { afterEach, describe, expect, it } from 'vitest'
import { registers } from './people.ts'
import { openTown, type Town } from './world.ts'

/** LMP 2026-01-05, registered in week 21. */
const lmp = '0501'

describe('sending a reminder', () => {
  let town: Town
  let asked: string[] = []
  afterEach(() => town?.close())

  /** Notes every call, but those about the tick's own record. */
  function listen(table: Table): Table {
    const note = (call: string, ...keys: Key[]) => {
      if (keys[0]?.sk !== 'CONTROL') asked.push(`${call} ${keys.map(({ sk }) => sk.split('#')[0]).join(' ')}`)
    }
    return {
      ...table,
      get: (key, options) => {
        note('get', key)
        return table.get(key, options)
      },
      update: (key, change, condition) => {
        note('update', key)
        return table.update(key, change, condition)
      },
      write: (writes) => {
        note('write', ...writes.map(keyOf))
        return table.write(writes)
      },
    }
  }

  async function open() {
    town = await openTown({ on: '2026-06-01', wrap: listen })
    const rina = town.person('Rina', '+8801711000001')
    await registers(rina, lmp)
    const items = await town.world.table.list('302614')
    return { id: String(items[0]?.['id']), count: () => rina.handset.inbox().length }
  }

  it('reads her twice and her phone once, and claims in the write that begins it', async () => {
    const { count } = await open()
    while (count() === 0) {
      asked = []
      await town.clock.moves({ minutes: 10 })
    }
    const claim = ['get RECORD', 'write RECORD']
    const handOff = ['get PHONE', 'update PHONE', 'update REF', 'write RECORD']
    const receipt = ['update REF', 'get RECORD', 'write RECORD E']
    expect(asked).toEqual([...claim, ...handOff, ...receipt])
  })

  it('is recorded though her record moved on while the gateway had it', async () => {
    const { id, count } = await open()
    const { post } = town.world
    town.world.post = async (request) => {
      town.world.post = post
      const answer = await post(request)
      await applyToWoman(town.world, id, { kind: 'visit', contact: 'anc1', didGo: true, by: 'worker' })
      return answer
    }
    while (count() === 0) await town.clock.moves({ hours: 1 })
    const history = await town.world.table.query(`W#${id}`, 'E#')
    expect(history.map(({ e }) => e).sort()).toEqual([expect.stringMatching(/^item\./), 'registered', 'visit.anc1'])
    const ends = town.log.map(({ code }) => code).filter((code) => code.startsWith('care.item.'))
    expect(ends).toEqual(['care.item.delivered'])
    expect(town.log).not.toContainEqual(expect.objectContaining({ code: 'job.failed' }))
  })
})
