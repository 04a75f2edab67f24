/** A reminder from its claim to its receipt: how little is asked of the store, and that nobody who is quicker loses anything. */
import { listHistory } from '@dhatri/service/history'
import { applyToWoman, loadWoman } from '@dhatri/service/woman'
import type { Change, Key, Table } from '@dhatri/store/table'
import { keyOf } from '@dhatri/store/writes'
import { afterEach, describe, expect, it } from 'vitest'
import { registers } from './people.ts'
import { openTown, type Town } from './world.ts'

/** LMP 2026-01-05, registered in week 21. */
const lmp = '0501'

describe('sending a reminder', () => {
  let town: Town
  let asked: string[] = []
  let breaks: (change: Change) => void = () => {}
  afterEach(() => {
    breaks = () => {}
    return town?.close()
  })

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
        breaks(change)
        return table.update(key, change, condition)
      },
      write: (writes) => {
        note('write', ...writes.map(keyOf))
        return table.write(writes)
      },
    }
  }

  async function open() {
    town = await openTown({ on: '2026-06-01', wrap: listen, mayFail: true })
    const rina = town.person('Rina', '+8801711000001')
    await registers(rina, lmp)
    const [item] = await town.world.table.query('S#302614', '')
    return { id: String(item?.['w']), count: () => rina.handset.inbox().length }
  }

  it('reads her twice and her phone once, and claims in the write that begins it', async () => {
    const { count } = await open()
    while (count() === 0) {
      asked = []
      await town.clock.moves({ minutes: 10 })
    }
    const claim = ['get RECORD', 'write RECORD']
    const handOff = ['get PHONE', 'update PHONE', 'update REF', 'write RECORD']
    // Its end lies beside the record until the next write.
    const receipt = ['update REF', 'get RECORD', 'write RECORD']
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
    const woman = await loadWoman(town.world, id)
    const history = woman === undefined ? [] : await listHistory(town.world, woman)
    expect(history.map(({ id: entry }) => entry).sort()).toEqual([
      expect.stringMatching(/^item\./),
      'registered',
      'visit.anc1',
    ])
    const ends = town.log.map(({ code }) => code).filter((code) => code.startsWith('care.item.'))
    expect(ends).toEqual(['care.item.delivered'])
    expect(town.log).not.toContainEqual(expect.objectContaining({ code: 'job.failed' }))
  })
  it('has its end in the history once, first beside her record and then by itself', async () => {
    const { id, count } = await open()
    const ends = async () => {
      const woman = await loadWoman(town.world, id)
      const all = woman === undefined ? [] : await listHistory(town.world, woman)
      return { all: all.flatMap(({ what, how }) => (how === undefined ? [] : [what])), tail: woman?.tail.length }
    }
    while (count() < 1) await town.clock.moves({ minutes: 10 })
    const first = await ends()
    expect(first).toEqual({ all: [expect.any(String)], tail: 1 })
    while (count() < 2) await town.clock.moves({ minutes: 10 })
    const { all, tail } = await ends()
    expect(all).toHaveLength(2)
    expect(new Set(all).size).toBe(2)
    expect(all[0]).toBe(first.all[0])
    expect(tail).toBe(1)
    const written = await town.world.table.query(`W#${id}`, 'E#')
    expect(written.filter(({ e }) => String(e).startsWith('item.'))).toHaveLength(1)
  })

  it('whose receipt never comes leaves the index a minute later, and ends a day later', async () => {
    const { id, count } = await open()
    town.operator.receipts('off')
    while (count() < 1) await town.clock.moves({ minutes: 1 })
    await town.clock.moves({ minutes: 2 })
    const now = town.world.now()
    const sent = await loadWoman(town.world, id)
    expect(sent?.record.flights.map(({ state }) => state)).toEqual(['accepted'])
    expect(sent?.due).toBeGreaterThan(now + 23 * 3_600_000)
    await town.clock.moves({ hours: 25 })
    const ended = await loadWoman(town.world, id)
    const key = sent?.record.flights[0]?.key
    expect(ended?.record.flights.map((flight) => flight.key)).not.toContain(key)
    const history = ended === undefined ? [] : await listHistory(town.world, ended)
    expect(history.flatMap(({ what, how }) => (what === key ? [how] : []))).toEqual(['accepted'])
  })

  it('whose sender dies after the claim is found by the tick, though the index was not moved', async () => {
    const { id, count } = await open()
    let deaths = 0
    breaks = ({ set }) => {
      if (set?.['last'] === undefined || deaths > 0) return
      deaths += 1
      throw new Error('killed')
    }
    const state = async () => (await loadWoman(town.world, id))?.record.flights.map((flight) => flight.state)
    while (deaths === 0) await town.clock.moves({ minutes: 10 })
    await town.clock.moves({ minutes: 3 })
    expect(await state()).toEqual(['unknown'])
    await town.clock.moves({ hours: 7 })
    const woman = await loadWoman(town.world, id)
    const history = woman === undefined ? [] : await listHistory(town.world, woman)
    expect(history.flatMap(({ how }) => (how === undefined ? [] : [how]))).toEqual(['unknown'])
    expect(count()).toBe(0)
  })
})
