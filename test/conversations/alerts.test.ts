/** Two emergencies on one worker's phone: each answer reaches the case it was meant for, and none is guessed at. */
import { loadCase } from '@dhatri/service/cases'
import { shortIdKey } from '@dhatri/store/items'
import { afterEach, describe, expect, it } from 'vitest'
import { longStores, numbers, openTown, type Town } from '../world.ts'
import { signsUp } from './signed.ts'

describe.each(longStores)('two alerts at once on %s', (store) => {
  let town: Town
  afterEach(() => town?.close())

  const begin = async () => {
    town = await openTown({ on: '2026-06-01', store })
    const nasrin = town.person('Nasrin', numbers.chw)
    const rahima = town.person('Rahima', '+8801711000002')
    const salma = town.person('Salma', '+8801711000003')
    const one = await signsUp(town, nasrin, rahima, '05012026', 'রহিমা')
    const two = await signsUp(town, nasrin, salma, '12012026', 'সালমা')
    await rahima.texts('অনেক রক্ত যাচ্ছে')
    await nasrin.receives('জরুরি', one)
    await nasrin.declines()
    await town.clock.moves({ minutes: 1 })
    await salma.texts('খিঁচুনি হচ্ছে')
    await nasrin.receives('জরুরি', two, `1 ${two}`)
    await nasrin.declines()
    return { nasrin, one, two }
  }

  const stateOf = async (id: string) => {
    const { w } = (await town.world.table.get(shortIdKey('302614', id))) ?? {}
    const { k } = (await town.world.table.get({ pk: `W#${String(w)}`, sk: 'CASE' })) ?? {}
    return (await loadCase(town.world, String(k)))?.record.state
  }

  it('asks which is meant where a bare 1 could be either, and takes neither', async () => {
    const { nasrin, one, two } = await begin()
    await nasrin.texts('1')
    await nasrin.receives(one, two)
    expect([await stateOf(one), await stateOf(two)]).toEqual(['ringing', 'ringing'])
  })

  it('gives the earlier case to whoever names it, and then a bare 1 to the one that is left', async () => {
    const { nasrin, one, two } = await begin()
    await nasrin.texts(`১ ${one}`)
    await nasrin.receives(one, 'আপনি নিলেন')
    expect([await stateOf(one), await stateOf(two)]).toEqual(['taken', 'ringing'])
    await nasrin.texts('1')
    await nasrin.receives('দায়িত্ব')
    expect([await stateOf(one), await stateOf(two)]).toEqual(['taken', 'taken'])
  })

  it('knows a case by the last digits of its number, and passes it on at 2', async () => {
    const { nasrin, one, two } = await begin()
    const supervisor = town.person('Shamima', numbers.supervisor)
    await nasrin.texts(`2 ${one.slice(-3)}`)
    await nasrin.receives(one)
    await supervisor.receives('জরুরি', one)
    expect([await stateOf(one), await stateOf(two)]).toEqual(['ringing', 'ringing'])
    await nasrin.texts(`1 ${two}`)
    await nasrin.receives(two, 'আপনি নিলেন')
    expect(await stateOf(two)).toBe('taken')
  })

  it('gives a bare 1 to the earlier case after the later was taken by its number', async () => {
    const { nasrin, one, two } = await begin()
    await nasrin.texts(`1 ${two}`)
    await nasrin.receives(two)
    await nasrin.texts('1')
    await nasrin.receives(one, 'আপনি নিলেন')
    expect([await stateOf(one), await stateOf(two)]).toEqual(['taken', 'taken'])
  })

  it('opens a case at once for D, joins a second report of it, and UNDO closes it as a mistake', async () => {
    town = await openTown({ on: '2026-06-01', store })
    const nasrin = town.person('Nasrin', numbers.chw)
    const supervisor = town.person('Shamima', numbers.supervisor)
    const rahima = town.person('Rahima', '+8801711000002')
    const id = await signsUp(town, nasrin, rahima, '05012026', 'রহিমা')
    await nasrin.texts(`D ${id} rokto`)
    await nasrin.receives('হাসপাতাল')
    await supervisor.receives('জরুরি', id)
    await supervisor.declines()
    await nasrin.texts(`D ${id}`)
    await nasrin.receives('হাসপাতাল')
    expect(await stateOf(id)).toBe('ringing')
    await nasrin.texts(`D ${id}`)
    await nasrin.receives('হাসপাতাল')
    expect(supervisor.handset.inbox().length).toBeLessThanOrEqual(2)
  })

  it('opens a case for a number that nobody knows, and for a stranger who reports danger', async () => {
    town = await openTown({ on: '2026-06-01', store })
    const nasrin = town.person('Nasrin', numbers.chw)
    const supervisor = town.person('Shamima', numbers.supervisor)
    await nasrin.texts('বিপদ ০১৭১১০০০০৮৮')
    await nasrin.receives('হাসপাতাল')
    await supervisor.receives('জরুরি', '01711000088')
    await supervisor.texts('1')
    const stranger = town.person('A stranger', '+8801811000099')
    const desk = town.person('Desk', numbers.desk)
    await stranger.texts('D 01811000099')
    expect((await stranger.receives('হাসপাতাল', '999')).text).toMatch(/না। [^:]* 999[^:]* 16263$/)
    await desk.receives('জরুরি', '01811000099')
    await nasrin.texts('D 102342')
    await nasrin.receives('হাসপাতাল', 'D 01700000000')
  })

  it('closes a case that was reported by mistake only after it was asked', async () => {
    town = await openTown({ on: '2026-06-01', store })
    const nasrin = town.person('Nasrin', numbers.chw)
    const rahima = town.person('Rahima', '+8801711000002')
    const id = await signsUp(town, nasrin, rahima, '05012026', 'রহিমা')
    await nasrin.texts(`D ${id}`)
    await nasrin.receives('হাসপাতাল')
    await nasrin.texts('UNDO')
    await nasrin.receives('1', '2', id)
    expect(await stateOf(id)).toBe('ringing')
    await nasrin.texts('1')
    await nasrin.receives('মুছে')
    expect(await stateOf(id)).toBe('closed')
  })
})
