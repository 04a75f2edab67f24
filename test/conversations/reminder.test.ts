/** Reminders around each contact, on the right day, on the right phone; her answer by SMS and by a key on a call. */
import { afterEach, describe, expect, it } from 'vitest'
import { registers } from '../people.ts'
import { longStores, numbers, openTown, type Town } from '../world.ts'

/** LMP 2026-01-05: contact 2 is week 24, 2026-06-22. */
const lmp = '0501'

describe.each(longStores)('reminders on %s', (store) => {
  let town: Town
  afterEach(() => town?.close())

  it('come a week before, the day before and three days after, and stop asking once she says she went', async () => {
    town = await openTown({ on: '2026-06-01', store, hasCourses: false })
    const rina = town.person('Rina', '+8801711000001')
    await registers(rina, lmp)
    const got: string[] = []
    for (let day = 0; day < 30; day++) {
      await town.clock.moves({ days: 1 })
      const inbox = rina.handset.inbox()
      while (got.length < inbox.length) got.push(`${town.clock.now().slice(5, 10)} ${inbox[got.length]?.text ?? ''}`)
    }
    expect(got.map((line) => line.slice(0, 5))).toEqual(['06-16', '06-22', '06-26'])
    for (const line of got) expect(line).not.toMatch(/গর্ভ|শিশু|বাচ্চা|মাতৃ/)
    await rina.texts('১')
    await rina.receives('ধন্যবাদ')
    await town.clock.moves({ days: 10 })
    await rina.receivesNothing()
  })

  it('tells the worker when she says she did not go', async () => {
    town = await openTown({ on: '2026-06-01', store, hasCourses: false, hasRota: false })
    const rina = town.person('Rina', '+8801711000001')
    const nasrin = town.person('Nasrin', numbers.chw)
    await registers(rina, lmp)
    await town.clock.moves({ days: 26 })
    await nasrin.receivesNothing()
    await rina.texts('না')
    await town.settle()
    await nasrin.receives(/\d{6}/)
  })

  it('tells the worker when she says nothing for a week', async () => {
    town = await openTown({ on: '2026-06-01', store, hasCourses: false, hasRota: false })
    const rina = town.person('Rina', '+8801711000001')
    const nasrin = town.person('Nasrin', numbers.chw)
    await registers(rina, lmp)
    await town.clock.moves({ days: 31 })
    await nasrin.receives(/\d{6}/)
    expect(rina.handset.inbox().length).toBe(3)
  })

  it('come as calls to her who registered by voice, and a key answers', async () => {
    town = await openTown({ on: '2026-06-01', store, hasCourses: false })
    const nasrin = town.person('Nasrin', numbers.chw)
    const rahima = town.person('Rahima', '+8801711000002')
    await nasrin.texts('REG 05012026 01711000002 রহিমা voice')
    await town.clock.moves({ minutes: 2 })
    await rahima.texts('1')
    let calls = 0
    let asked = false
    for (let step = 0; step < 60 && !asked; step++) {
      const isThere = await town.clock.moves({ hours: 12 })
      if (isThere) continue
      calls += 1
      await rahima.answers()
      asked = rahima.handset
        .heard()
        .some((heard) =>
          /visit\.went|স্বাস্থ্যকর্মীর কাছে/.test(
            'play' in heard ? decodeURIComponent(heard.play) : 'say' in heard ? heard.say : '',
          ),
        )
      if (asked) await rahima.keys('1')
      await rahima.hangsUp({ after: 40 })
    }
    expect(asked).toBe(true)
    expect(calls).toBe(3)
    await town.clock.moves({ days: 12 })
    await rahima.isNotCalled()
  })

  it('let her say on each of them that something has changed: a loss told on the first ends all calls', async () => {
    town = await openTown({ on: '2026-06-01', store, hasCourses: false })
    const nasrin = town.person('Nasrin', numbers.chw)
    const rahima = town.person('Rahima', '+8801711000002')
    await nasrin.texts('REG 05012026 01711000002 রহিমা voice')
    await town.clock.moves({ minutes: 2 })
    await rahima.texts('1')
    await town.settle()
    for (let step = 0; step < 60 && (await town.clock.moves({ hours: 12 })); step++);
    await rahima.answers()
    rahima.hears(/called\.next|আর কিছু/)
    await rahima.keys('1')
    rahima.hears(/changed\.kind|কী বদলেছে/)
    await rahima.keys('2')
    await rahima.keys('1')
    await rahima.hangsUp({ after: 40 })
    await nasrin.receives('কিছু বদলেছে')
    for (let step = 0; step < 240; step++) expect(await town.clock.moves({ hours: 12 })).toBe(true)
  })

  it('are tried again on later days when nobody picks up, never more than nine times, and then given up', async () => {
    town = await openTown({ on: '2026-06-01', store, hasCourses: false })
    const nasrin = town.person('Nasrin', numbers.chw)
    const rahima = town.person('Rahima', '+8801711000002')
    await nasrin.texts('REG 05012026 01711000002 রহিমা voice')
    await town.clock.moves({ minutes: 2 })
    await rahima.texts('1')
    await town.settle()
    const rings: string[] = []
    for (let step = 0; step < 400; step++) {
      if (await town.clock.moves({ hours: 2 })) continue
      rings.push(town.clock.now())
      await rahima.ignores()
    }
    expect(rings.length).toBeGreaterThan(3)
    for (const at of rings) expect(Number(at.slice(11, 13)) >= 8 && Number(at.slice(11, 13)) < 21).toBe(true)
  })

  it('neither stop nor double when a receipt is lost, late or comes twice', async () => {
    town = await openTown({ on: '2026-06-01', store, hasCourses: false })
    const rina = town.person('Rina', '+8801711000001')
    await registers(rina, lmp)
    town.operator.receipts('late')
    await town.clock.moves({ days: 18 })
    town.operator.releases('newest')
    await town.settle()
    town.operator.repeats(4)
    await town.clock.moves({ days: 8 })
    expect(rina.handset.inbox().length).toBe(3)
  })

  it('send at most twice when the gateway takes a reminder and never says so', async () => {
    town = await openTown({ on: '2026-06-01', store, hasCourses: false })
    const rina = town.person('Rina', '+8801711000001')
    await registers(rina, lmp)
    town.operator.receipts('off')
    town.operator.fails('timeoutAfterAccept', 1)
    await town.clock.moves({ days: 17 })
    const copies = rina.handset.inbox().length
    expect(copies).toBeGreaterThanOrEqual(1)
    expect(copies).toBeLessThanOrEqual(2)
  })
})
