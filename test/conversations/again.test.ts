/** A birth that is on record, reported once more: other details are asked about and put right, and nothing else happens. */
import { plan } from '@dhatri/care/plan'
import { listHistory } from '@dhatri/service/history'
import { printIso, readIso } from '@dhatri/text/day'
import { afterEach, describe, expect, it } from 'vitest'
import { changes, letPass } from '../people.ts'
import { longStores, numbers, openTown, type Town } from '../world.ts'
import { confirms, recordOf, signsUp, since } from './signed.ts'

describe.each(longStores)('a birth told again on %s', (store) => {
  let town: Town
  afterEach(() => town?.close())

  const begin = async () => {
    town = await openTown({ on: '2026-10-12', store })
    const nasrin = town.person('Nasrin', numbers.chw)
    const rahima = town.person('Rahima', '+8801711000002')
    const id = await signsUp(town, nasrin, rahima, '05012026', 'রহিমা')
    await confirms(nasrin, `BIR ${id} 12102026 CC`, 'শিশু ১')
    await town.clock.moves({ hours: 2 })
    return { nasrin, rahima, id }
  }
  const outcomeOf = async (id: string) => (await recordOf(town, id)).record.outcome
  const vaccineDays = async (id: string) => {
    const { record } = await recordOf(town, id)
    const items = plan(record, town.world.rules).filter(({ course }) => course === 'epi')
    return [...new Set(items.flatMap(({ date }) => (date === undefined ? [] : [printIso(date)])))]
  }

  it('the same again is on record; another day and a second twin are asked about, and only then written', async () => {
    const { nasrin, id } = await begin()
    for (const same of [`BIR ${id} 12102026`, `BIR ${id} 12/10/26 clinic 1`]) {
      await nasrin.texts(same)
      await nasrin.receives('আগেই লেখা আছে')
    }
    const before = await vaccineDays(id)
    expect(before).toContain(printIso((readIso('2026-10-12') ?? 0) + 42))
    await nasrin.texts(`BIR ${id} 10102026 CC 2`)
    await nasrin.receives(id, '১২ অক্টোবর', '১০ অক্টোবর', '1 হ্যাঁ')
    await nasrin.texts('2')
    await nasrin.receives('কিছু লেখা হলো না')
    expect(await outcomeOf(id)).toMatchObject({ day: readIso('2026-10-12') })
    await confirms(nasrin, `BIR ${id} 10102026 CC 2`, '১০ অক্টোবর')
    expect((await recordOf(town, id)).record).toMatchObject({
      state: 'born',
      outcome: { kind: 'liveBirth', day: readIso('2026-10-10'), babies: 2, place: 'cc' },
    })
    expect(await vaccineDays(id)).toContain(printIso((readIso('2026-10-10') ?? 0) + 42))
    const told = (await listHistory(town.world, await recordOf(town, id))).map(({ what }) => what)
    expect(told.filter((what) => ['liveBirth', 'corrected'].includes(what))).toEqual(['liveBirth', 'corrected'])
    await nasrin.texts(`BIR ${id} 10102026 CC 2 `)
    await nasrin.receives(/./)
    await nasrin.texts(`BIR ${id} 10102026`)
    await nasrin.receives('আগেই লেখা আছে')
  })

  it('puts right what she has said of it herself', async () => {
    town = await openTown({ on: '2026-10-12', store })
    const nasrin = town.person('Nasrin', numbers.chw)
    const rahima = town.person('Rahima', '+8801711000002')
    const id = await signsUp(town, nasrin, rahima, '05012026', 'রহিমা')
    await rahima.dials()
    await rahima.picks('আমার কথা')
    await changes(rahima, '1', '1110')
    expect((await recordOf(town, id)).record).toMatchObject({ state: 'born', outcome: { day: readIso('2026-10-11') } })
    await confirms(nasrin, `BIR ${id} 10102026 CC 2`, '১১ অক্টোবর', '১০ অক্টোবর')
    expect(await outcomeOf(id)).toMatchObject({ day: readIso('2026-10-10'), babies: 2, place: 'cc' })
  })

  it('another place, or what was not known, is asked about in its own words', async () => {
    const { nasrin, id } = await begin()
    await confirms(nasrin, `BIR ${id} 12102026 home`, 'CC', 'HOME')
    expect(await outcomeOf(id)).toMatchObject({ place: 'home', day: readIso('2026-10-12') })
    await confirms(nasrin, `BIR ${id} 12102026 home dai`, 'বাকিটা')
    expect(await outcomeOf(id)).toMatchObject({ place: 'home', attendant: 'dai' })
  })

  it('ends nothing: a death is told by its own report, and a day that cannot be is not taken', async () => {
    const { nasrin, id } = await begin()
    const before = await outcomeOf(id)
    await nasrin.texts(`BIR ${id} 12102026 CC 2 1 mrito`)
    await nasrin.receives(`DEATH ${id} B 1`)
    await nasrin.texts(`BIR ${id} 01072026 CC`)
    await nasrin.receives('১২ অক্টোবর', 'অফিসে')
    await nasrin.texts(`PNC ${id}`)
    await nasrin.receives(/./)
    await town.clock.moves({ days: 3 })
    await nasrin.texts(`BIR ${id} 14102026 CC`)
    await nasrin.receives('অফিসে')
    expect(await outcomeOf(id)).toEqual(before)
  })

  it('is taken back by UNDO, one step', async () => {
    const { nasrin, id } = await begin()
    await confirms(nasrin, `BIR ${id} 10102026 CC 2`, '১০ অক্টোবর')
    await confirms(nasrin, 'UNDO', 'BIR')
    expect((await recordOf(town, id)).record).toMatchObject({
      state: 'born',
      outcome: { kind: 'liveBirth', day: readIso('2026-10-12') },
    })
    expect((await outcomeOf(id))?.babies).toBe(undefined)
  })

  it('lets no flood out, counts one birth in her week, and the twin that was added may die alone', async () => {
    const { nasrin, rahima, id } = await begin()
    await town.clock.moves({ days: 10 })
    const before = rahima.handset.inbox().length
    await confirms(nasrin, `BIR ${id} 02102026 CC 2`, '২ অক্টোবর')
    await letPass(town, 2)
    expect(since(rahima, before).length).toBeLessThanOrEqual(2)
    await confirms(nasrin, `DEATH ${id} B 1`, '1')
    expect((await recordOf(town, id)).record).toMatchObject({ state: 'born', outcome: { babies: 2, dead: [1] } })
  })
})
