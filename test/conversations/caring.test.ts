/** What a worker does from her own menu: takes the case that waits, checks signs by rules, reports a birth. */

import { loadCase } from '@dhatri/service/cases'
import { loadWoman } from '@dhatri/service/woman'
import { shortIdKey } from '@dhatri/store/items'
import { afterEach, describe, expect, it } from 'vitest'
import { letPass } from '../people.ts'
import { longStores, numbers, openTown, type Town } from '../world.ts'
import { signsUp } from './signed.ts'

describe.each(longStores)("a worker's own menu on %s", (store) => {
  let town: Town
  afterEach(() => town?.close())

  const begin = async () => {
    town = await openTown({ on: '2026-06-01', store })
    const nasrin = town.person('Nasrin', numbers.chw)
    const rahima = town.person('Rahima', '+8801711000002')
    const id = await signsUp(town, nasrin, rahima, '05012026', 'রহিমা')
    return { nasrin, rahima, id }
  }
  const womanOf = async (id: string) => {
    const { w } = (await town.world.table.get(shortIdKey('302614', id))) ?? {}
    const woman = await loadWoman(town.world, String(w))
    if (woman === undefined) throw new Error('nobody')
    return woman.record
  }
  const caseOf = async (id: string) => {
    const { k } = (await town.world.table.get({ pk: `W#${(await womanOf(id)).id}`, sk: 'CASE' })) ?? {}
    return (await loadCase(town.world, String(k)))?.record
  }

  it('finds the case that rings, then "has she left?", then "was she seen?", by dial and by call', async () => {
    const { nasrin, rahima, id } = await begin()
    await rahima.texts('অনেক রক্ত যাচ্ছে')
    await nasrin.receives('জরুরি', id)
    await nasrin.declines()
    await nasrin.dials()
    await nasrin.picks('জরুরি খবর')
    nasrin.sees(id, '01711000002')
    await nasrin.presses('1')
    nasrin.seesLast('দায়িত্ব')
    expect((await caseOf(id))?.state).toBe('taken')
    await town.clock.moves({ hours: 2, minutes: 2 })
    await nasrin.dials()
    await nasrin.picks('জরুরি খবর')
    nasrin.sees('রওনা')
    await nasrin.presses('1')
    nasrin.seesLast('ধন্যবাদ')
    await town.clock.moves({ hours: 22 })
    await nasrin.calls()
    await nasrin.keys('2')
    await nasrin.keys('1')
    await nasrin.keys('2')
    await nasrin.hangsUp()
    expect((await caseOf(id))?.outcome?.kind).toBe('admitted')
    await nasrin.dials()
    await nasrin.picks('জরুরি খবর')
    nasrin.seesLast('কোনো খোলা খবর নেই')
  })

  it('checks signs: the reason and its rule, and a case at once for an id; by text as well', async () => {
    const { nasrin, id } = await begin()
    await nasrin.dials()
    await nasrin.picks('লক্ষণ যাচাই')
    await nasrin.presses('1', '1 7')
    nasrin.sees('এখনই পাঠান', 'রক্ত যাওয়া, জ্বর', 'নিয়ম')
    await nasrin.presses('1', '1', id)
    nasrin.seesLast('হাসপাতাল')
    expect((await caseOf(id))?.state).toBe('ringing')
    await nasrin.dials()
    await nasrin.picks('লক্ষণ যাচাই')
    await nasrin.presses('1', '8', '8', '1')
    nasrin.sees('আজই দেখান', 'পা ফোলা')
    await nasrin.dials()
    await nasrin.picks('লক্ষণ যাচাই')
    await nasrin.presses('3', '8', '4')
    nasrin.seesLast('বাড়িতে যত্ন')
    await nasrin.texts('যাচাই')
    await nasrin.receives('কাকে')
    await nasrin.texts('3')
    await nasrin.receives('দুধ টানে না')
    await nasrin.texts('1')
    await nasrin.receives('এখনই পাঠান', 'দুধ টানে না')
  })

  it('reports twins of whom one died: the other is cared for; UNDO takes it back', async () => {
    const { nasrin, rahima, id } = await begin()
    await nasrin.dials()
    await nasrin.picks('ফল লিখুন')
    await nasrin.presses(id)
    nasrin.sees('রহিমা')
    await nasrin.presses('3105', '4', '2', '2', '2', '3', '1', '1')
    nasrin.seesLast('লেখা হলো')
    const { state, outcome } = await womanOf(id)
    expect(state).toBe('born')
    expect(outcome).toMatchObject({
      babies: 2,
      dead: [2],
      place: 'uhc',
      attendant: 'nurse',
      sexes: 'f-',
      mother: 'well',
    })
    const supervisor = town.person('Shamima', numbers.supervisor)
    await supervisor.receives(id, '২৪')
    const before = rahima.handset.inbox().length
    await letPass(town, 50)
    expect(
      rahima.handset
        .inbox()
        .slice(before)
        .some(({ text }) => text.includes('কার্ডে লেখা কেন্দ্রে')),
    ).toBe(true)
  })

  it('UNDO takes a birth back that was reported by dial', async () => {
    const { nasrin, id } = await begin()
    await nasrin.dials()
    await nasrin.picks('ফল লিখুন')
    await nasrin.presses(id, '3105', '1', '4', '1', '1', '28', '1', '1')
    nasrin.seesLast('লেখা হলো')
    expect((await womanOf(id)).outcome).toMatchObject({ weights: [28], attendant: 'dai', place: 'home' })
    await nasrin.texts('UNDO')
    await nasrin.receives('1', '2')
    await nasrin.texts('1')
    await nasrin.receives('মুছে')
    expect((await womanOf(id)).state).toBe('pregnant')
  })

  it('BIR by text with a twin who died is asked back with the number, and kept so', async () => {
    const { nasrin, id } = await begin()
    await nasrin.texts(`BIR ${id} 31052026 UHC nurse 2 1 mrito`)
    await nasrin.receives('মৃত', '2')
    await nasrin.texts('1')
    await nasrin.receives('জন্ম')
    expect((await womanOf(id)).outcome).toMatchObject({ babies: 2, dead: [2], attendant: 'nurse', place: 'uhc' })
  })
})

describe.each(longStores)('STOP and a case on %s', (store) => {
  let town: Town
  afterEach(() => town?.close())

  it('binds what we begin; a case she opens after it is followed up, on that case only', async () => {
    town = await openTown({ on: '2026-06-01', store })
    const nasrin = town.person('Nasrin', numbers.chw)
    const rahima = town.person('Rahima', '+8801711000002')
    await signsUp(town, nasrin, rahima, '05012026', 'রহিমা')
    await rahima.texts('STOP')
    await rahima.receives('বন্ধ')
    await town.clock.moves({ hours: 1 })
    await rahima.dials()
    await rahima.presses('99', '1')
    await nasrin.receives('জরুরি')
    const before = rahima.handset.inbox().length
    await nasrin.texts('1')
    // That somebody has it is about her case: she is told.
    await rahima.receives(/./)
    expect(rahima.handset.inbox().length).toBe(before + 1)
    await nasrin.declines()
    await town.clock.moves({ hours: 3 })
    await nasrin.receives('রওনা')
    await nasrin.texts('1')
    await town.clock.moves({ hours: 22 })
    await nasrin.receives('দেখা')
    await nasrin.texts('1')
    const after = rahima.handset.inbox().length
    await letPass(town, 90)
    expect(rahima.handset.inbox().length).toBe(after)
    expect(after).toBe(before + 1)
  })
})
