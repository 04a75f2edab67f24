/** The course by voice: a health worker hears a lesson, is cut off, goes on where she stopped, answers, and it is kept. */
import { listCourse, listLessons } from '@dhatri/service/lessons'
import { afterEach, describe, expect, it } from 'vitest'
import { longStores, numbers, openTown, type Town } from '../world.ts'

describe.each(longStores)('a lesson on %s', (store) => {
  let town: Town
  afterEach(() => town?.close())

  it('is heard piece by piece, goes on at the piece where she stopped, and is kept when its question is answered', async () => {
    town = await openTown({ on: '2026-03-02', store })
    const nasrin = town.person('Nasrin', numbers.chw)
    await nasrin.calls()
    nasrin.hears(/home\.work|আপনার কাজ/)
    await nasrin.keys('7')
    await nasrin.keys('1')
    nasrin.hears(/lessons\.goOn|নম্বর পাঠ/)
    await nasrin.keys('1')
    nasrin.hears(/lesson1\.first|সব মোবাইলে/)
    await nasrin.keys('1')
    nasrin.hears(/lesson1\.second|ফোনটি কার/)
    await nasrin.keys('*')
    nasrin.hears(/lesson1\.second|ফোনটি কার/)
    await nasrin.hangsUp({ after: 40 })

    await town.clock.moves({ days: 3 })
    await nasrin.calls()
    await nasrin.keys('7')
    await nasrin.keys('1')
    await nasrin.keys('1')
    nasrin.hears(/lesson1\.second|ফোনটি কার/)
    await nasrin.keys('1')
    nasrin.hears(/lesson1\.third|তবেই বার্তা/)
    await nasrin.keys('1')
    nasrin.hears(/lesson1\.answer|শাশুড়ির নম্বর/)
    await nasrin.keys('2')
    nasrin.hears(/lesson1\.wrong|পরিবারের ফোন লিখুন/)
    await nasrin.keys('2')

    const progress = await listLessons(town.world, 'HA1')
    expect(progress).toMatchObject({ finished: [{ lesson: 1, isRight: false }] })
    expect(progress.stopped).toBeUndefined()
  })

  it('may be chosen from the list by dial, from its beginning; the first day stays, and a right answer counts', async () => {
    town = await openTown({ on: '2026-03-02', store })
    const nasrin = town.person('Nasrin', numbers.chw)
    const hearsLesson4 = async (answer: string) => {
      await nasrin.dials()
      await nasrin.picks('শেখা', 'পাঠ')
      await nasrin.presses('2', '4')
      nasrin.sees('খিঁচুনি')
      await nasrin.presses('1', '1', '1')
      nasrin.sees('প্রথমে কী')
      await nasrin.presses(answer)
    }
    await hearsLesson4('1')
    const before = await listLessons(town.world, 'HA1')
    expect(before.finished).toMatchObject([{ lesson: 4, isRight: false }])
    await town.clock.moves({ days: 2 })
    await hearsLesson4('2')
    nasrin.sees('ঠিক')
    await town.clock.moves({ days: 2 })
    await hearsLesson4('1')
    const [kept] = (await listLessons(town.world, 'HA1')).finished
    expect(kept).toEqual({ lesson: 4, isRight: true, at: before.finished[0]?.at })
    await nasrin.dials()
    await nasrin.picks('শেখা', 'পাঠ')
    nasrin.sees('পাঠ ১')
  })

  it('is counted once however often the gateway repeats a request', async () => {
    town = await openTown({ on: '2026-03-02', store })
    const nasrin = town.person('Nasrin', numbers.chw)
    town.operator.repeats(1)
    await nasrin.dials()
    await nasrin.picks('শেখা', 'পাঠ')
    await nasrin.presses('1', '1', '1', '1', '1')
    expect((await listLessons(town.world, 'HA1')).finished).toMatchObject([{ lesson: 1, isRight: true }])
    expect((await listCourse(town.world)).map(({ code, finished }) => [code, finished.length])).toEqual([
      ['DESK', 0],
      ['HA1', 1],
      ['SUP', 0],
    ])
  })

  it('is nothing that a mother comes to, and keeps no number and no name', async () => {
    town = await openTown({ on: '2026-03-02', store })
    const rina = town.person('Rina', '+8801711000001')
    await rina.dials()
    rina.sees('নাম লেখান')
    const nasrin = town.person('Nasrin', numbers.chw)
    await nasrin.dials()
    nasrin.sees('আপনার কাজ')
    await nasrin.picks('অন্য')
    nasrin.sees('নাম লেখান')
    await nasrin.dials()
    await nasrin.picks('শেখা', 'পাঠ')
    await nasrin.presses('1', '1')
    const told = JSON.stringify(await listCourse(town.world))
    expect(told).toContain('HA1')
    expect(told).not.toMatch(/01700000011|Nasrin/)
  })
})
