/**
 * A mother has died and her child lives: everything to her number stops, and the child's vaccines go on with whoever a
 * worker has named and confirmed, on a phone that is asked first.
 */
import { afterEach, describe, expect, it } from 'vitest'
import { liveThrough } from '../people.ts'
import { longStores, numbers, openTown, type Town } from '../world.ts'
import { confirms, recordOf, signsUp, since } from './signed.ts'

/** Words that would tell the one who reads them of a mother, a pregnancy or a death. */
const TELLS = /মা |মায়ের|গর্ভ|মারা|মৃত্যু|শোক|বুকের/

describe.each(longStores)('the child of a mother who died on %s', (store) => {
  let town: Town
  afterEach(() => town?.close())

  const afterDeath = async () => {
    town = await openTown({ on: '2026-10-12', store })
    const nasrin = town.person('Nasrin', numbers.chw)
    const rahima = town.person('Rahima', '+8801711000002')
    const nani = town.person('Nani', '+8801811000077')
    const id = await signsUp(town, nasrin, rahima, '05012026', 'রহিমা')
    await confirms(nasrin, `BIR ${id} 11102026 CC`)
    const told = await confirms(nasrin, `DEATH ${id} M`)
    return { nasrin, rahima, nani, id, told, heard: rahima.handset.inbox().length }
  }

  it('is asked for at once; its carer is asked first, and then told of the vaccines and of nothing else', async () => {
    const { nasrin, rahima, nani, id, told, heard } = await afterDeath()
    expect(told).toContain(`FIX ${id} CARE`)
    await nasrin.texts(`EPI ${id} BCG`)
    await nasrin.receives(`FIX ${id} CARE`)
    await confirms(nasrin, `FIX ${id} CARE 01811000077`, '01811000077')
    await liveThrough(town, 1)
    const { text } = await nani.receives('1', '3')
    expect(text).not.toMatch(TELLS)
    await liveThrough(town, 6)
    const asked = nani.handset.inbox().length
    await nani.texts('1')
    await liveThrough(town, 38)
    expect(nani.handset.inbox().at(-1)?.text).toMatch(/1 হ্যাঁ, 2 না/)
    await nani.texts('1')
    expect(Object.keys((await recordOf(town, id)).record.child ?? {})).toEqual(['w6'])
    await liveThrough(town, 420)
    const texts = since(nani, asked)
    expect(texts.filter((each) => /কার্ড/.test(each)).length).toBeGreaterThan(8)
    expect(texts.filter((each) => TELLS.test(each))).toEqual([])
    expect(since(rahima, heard)).toEqual([])
    await nasrin.texts(`EPI ${id} MR1`)
    await nasrin.receives('রহিমা', 'টিকা')
  })

  it('goes through the worker alone where there is no phone, and is on her list', async () => {
    const { nasrin, rahima, nani, id, heard } = await afterDeath()
    await confirms(nasrin, `FIX ${id} CARE 0`)
    await liveThrough(town, 40)
    await nasrin.texts('DUE')
    await nasrin.receives('রহিমা', id)
    expect(nani.handset.inbox()).toEqual([])
    expect(since(rahima, heard)).toEqual([])
  })

  it('stops for good when the child dies too, and when the death of its mother was a mistake', async () => {
    const { nasrin, nani, id } = await afterDeath()
    await confirms(nasrin, `FIX ${id} CARE 01811000077`)
    await town.clock.moves({ minutes: 5 })
    await nani.texts('1')
    await nani.receives(/./)
    await confirms(nasrin, `DEATH ${id} B`)
    const before = nani.handset.inbox().length
    await liveThrough(town, 420)
    expect(since(nani, before)).toEqual([])
    expect((await recordOf(town, id)).record.carer).toBeUndefined()
  })

  it('has no carer while its mother lives, and none after a stillbirth', async () => {
    town = await openTown({ on: '2026-10-12', store })
    const nasrin = town.person('Nasrin', numbers.chw)
    const rahima = town.person('Rahima', '+8801711000002')
    const id = await signsUp(town, nasrin, rahima, '05012026', 'রহিমা')
    await nasrin.texts(`FIX ${id} CARE 01811000077`)
    await nasrin.receives('মৃত্যুর খবর নেই', `DEATH ${id} M`)
    await confirms(nasrin, `LOSS ${id} S`)
    expect(await confirms(nasrin, `DEATH ${id} M`)).not.toContain('CARE')
    await nasrin.texts(`FIX ${id} CARE 01811000077`)
    await nasrin.receives('রহিমা')
    expect((await recordOf(town, id)).record.carer).toBeUndefined()
  })

  it('lets whoever looks after it cry for help as anybody may, and dial a menu that tells nothing', async () => {
    const { nasrin, nani, id } = await afterDeath()
    const shamima = town.person('Shamima', numbers.supervisor)
    await confirms(nasrin, `FIX ${id} CARE 01811000077`)
    await town.clock.moves({ minutes: 5 })
    await nani.texts('1')
    await nani.dials()
    nani.doesNotSee(TELLS)
    await nani.presses('99', '1')
    nani.seesLast('999')
    await nasrin.receives('জরুরি', id)
    expect(shamima.number).toBe(numbers.supervisor)
  })
})
