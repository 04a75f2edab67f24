/** What ends or changes a pregnancy by a worker's SMS: asked back, done at 1, taken back by UNDO, and never in a burst. */
import { afterEach, describe, expect, it } from 'vitest'
import { letPass } from '../people.ts'
import { longStores, numbers, openTown, type Town } from '../world.ts'
import { confirms, recordOf, signsUp, since } from './signed.ts'

describe.each(longStores)('a grave report by SMS on %s', (store) => {
  let town: Town
  afterEach(() => town?.close())

  const begin = async (on = '2026-06-01', lmp = '05012026') => {
    town = await openTown({ on, store })
    const nasrin = town.person('Nasrin', numbers.chw)
    const rahima = town.person('Rahima', '+8801711000002')
    const id = await signsUp(town, nasrin, rahima, lmp, 'রহিমা')
    return { nasrin, rahima, id }
  }

  it('changes nothing until it is confirmed, and nothing after a 2', async () => {
    const { nasrin, id } = await begin()
    const before = await recordOf(town, id)
    for (const report of [
      `LOSS ${id}`,
      `BIR ${id} 30052026 home`,
      `DEATH ${id} M`,
      `FIX ${id} LMP 01022026`,
      `FIX ${id} WRONG`,
    ]) {
      await nasrin.texts(report)
      await nasrin.receives('রহিমা', id, '1', '2')
      expect((await recordOf(town, id)).record).toEqual(before.record)
      await nasrin.texts('2')
      await nasrin.receives('কিছু লেখা হলো না')
    }
    expect((await recordOf(town, id)).version).toBe(before.version)
    await nasrin.texts('1')
    await nasrin.receives('বুঝতে পারিনি')
    expect((await recordOf(town, id)).version).toBe(before.version)
  })

  it('says back whose it is, the day and how many babies, and gives the day of the next check', async () => {
    const { nasrin, id } = await begin('2026-10-12')
    await nasrin.texts(`প্রসব ${id} ১১/১০/২৬ হাসপাতাল যমজ`)
    await nasrin.receives('রহিমা', id, '১১ অক্টোবর', '২')
    await nasrin.texts('হ্যাঁ')
    await nasrin.receives('রহিমা', 'PNC', '১২ অক্টোবর')
    const { record } = await recordOf(town, id)
    expect(record).toMatchObject({ state: 'born', outcome: { kind: 'liveBirth', babies: 2, place: 'district' } })
  })

  it('does not take a misspelt LOSS for a loss without saying what it was read as', async () => {
    const { nasrin, id } = await begin()
    await nasrin.texts(`LOST ${id}`)
    await nasrin.receives('LOSS', '1', '2')
    expect((await recordOf(town, id)).record.state).toBe('pregnant')
  })

  it('speaks of her own body only after a stillbirth, and tells the supervisor of it', async () => {
    const { nasrin, rahima, id } = await begin('2026-09-20')
    const supervisor = town.person('Shamima', numbers.supervisor)
    await confirms(nasrin, `LOSS ${id} S`, 'মৃত')
    await supervisor.receives(id)
    const before = rahima.handset.inbox().length
    await letPass(town, 200)
    expect(since(rahima, before).length).toBeGreaterThan(0)
    expect(since(rahima, before).join('\n')).not.toMatch(/গর্ভ|প্রসব|সন্তান|বাচ্চা|শিশু|টিকা|জন্ম|স্বাস্থ্যকেন্দ্র/)
    expect((await recordOf(town, id)).record.outcome?.kind).toBe('stillbirth')
  })

  it('goes on with the check of the mother after a stillbirth', async () => {
    const { nasrin, id } = await begin('2026-09-20')
    await confirms(nasrin, `LOSS ${id} S 20092026`)
    await nasrin.texts(`PNC ${id}`)
    await nasrin.receives('রহিমা', '২৩ সেপ্টেম্বর')
    expect(Object.keys((await recordOf(town, id)).record.visits)).toEqual(['seen', 'pnc1'])
  })

  it('lets the other twin be after one has died, and asks how many where it was not said', async () => {
    const { nasrin, id } = await begin('2026-10-12')
    await confirms(nasrin, `BIR ${id} 11102026 CC 2`)
    await nasrin.texts(`DEATH ${id} B`)
    await nasrin.receives(`DEATH ${id} B 1`)
    await confirms(nasrin, `DEATH ${id} B 1`)
    expect((await recordOf(town, id)).record).toMatchObject({ state: 'born', outcome: { babies: 2, dead: [1] } })
    await confirms(nasrin, 'UNDO', 'DEATH')
    expect((await recordOf(town, id)).record.outcome?.dead).toBeUndefined()
    await town.clock.moves({ minutes: 1 })
    await confirms(nasrin, `DEATH ${id} B 2`)
    expect((await recordOf(town, id)).record.state).toBe('lost')
  })

  it('stops every word to the number of a mother who died, and tells her supervisor', async () => {
    const { nasrin, rahima, id } = await begin()
    const supervisor = town.person('Shamima', numbers.supervisor)
    await confirms(nasrin, `মৃত্যু ${id} মা`)
    await supervisor.receives(id)
    const before = rahima.handset.inbox().length
    await letPass(town, 200)
    expect(since(rahima, before)).toEqual([])
  })

  it('takes a loss back within a day: the record is as before, and no more than one message is caught up on', async () => {
    const { nasrin, rahima, id } = await begin('2026-05-18')
    const before = await recordOf(town, id)
    await confirms(nasrin, `LOSS ${id}`)
    await town.clock.moves({ hours: 23 })
    const read = rahima.handset.inbox().length
    expect(await confirms(nasrin, 'UNDO', 'LOSS', 'রহিমা')).toContain('মুছে')
    const after = (await recordOf(town, id)).record
    expect(after).toMatchObject({ state: 'pregnant', lmp: before.record.lmp })
    expect(after.outcome).toBeUndefined()
    await town.clock.moves({ hours: 5 })
    expect(since(rahima, read).length).toBeLessThanOrEqual(1)
    await nasrin.texts('UNDO')
    await nasrin.receives('নেই')
  })

  it('takes nothing back after a day', async () => {
    const { nasrin, id } = await begin()
    await confirms(nasrin, `BIR ${id} 01062026 home`)
    await town.clock.moves({ hours: 25 })
    await nasrin.texts('UNDO')
    await nasrin.receives('নেই')
    expect((await recordOf(town, id)).record.state).toBe('born')
  })

  it('answers the same text the same, and takes it anew once it was taken back', async () => {
    const { nasrin, id } = await begin()
    const done = await confirms(nasrin, `LOSS ${id}`)
    const { version } = await recordOf(town, id)
    await nasrin.texts(`loss ${id}`)
    expect((await nasrin.receives(/./)).text).toBe(done)
    expect((await recordOf(town, id)).version).toBe(version)
    await confirms(nasrin, 'UNDO')
    await nasrin.texts(`LOSS ${id}`)
    await nasrin.receives('1', '2')
  })

  it('never takes a 1 that answered an alert for the yes to a loss', async () => {
    const { nasrin, rahima, id } = await begin()
    await nasrin.texts(`LOSS ${id}`)
    await nasrin.receives('1', '2')
    await town.clock.moves({ minutes: 1 })
    await rahima.texts('রক্ত যাচ্ছে অনেক')
    await rahima.receives('হাসপাতাল')
    await nasrin.receives('জরুরি')
    await nasrin.declines()
    await nasrin.texts('1')
    await nasrin.receives('দায়িত্ব')
    expect((await recordOf(town, id)).record.state).toBe('pregnant')
    await nasrin.texts('1')
    await nasrin.receives('গর্ভ', '1', '2')
    expect((await recordOf(town, id)).record.state).toBe('pregnant')
    await nasrin.texts('1')
    await nasrin.receives('লেখা হলো')
    expect((await recordOf(town, id)).record.state).toBe('lost')
  })

  it('moves the whole plan with FIX LMP, keeps the history of it, and moves it back', async () => {
    const { nasrin, id } = await begin()
    const before = (await recordOf(town, id)).record
    const text = await confirms(nasrin, `FIX ${id} LMP 26012026`, '২ নভেম্বর')
    expect(text).toContain('২ নভেম্বর')
    expect((await recordOf(town, id)).record.lmp).toBe(before.lmp + 21)
    await confirms(nasrin, 'UNDO', 'FIX')
    expect((await recordOf(town, id)).record.lmp).toBe(before.lmp)
  })

  it('asks a new number for its own consent, sends nothing more to the old one, and moves back', async () => {
    const { nasrin, rahima, id } = await begin('2026-05-18')
    const mother = town.person('Her mother', '+8801811000077')
    const old = rahima.handset.inbox().length
    await confirms(nasrin, `FIX ${id} PHONE 01811000077`, '01811000077')
    await town.clock.moves({ minutes: 2 })
    const { text } = await mother.receives('3')
    expect(text).not.toMatch(/গর্ভ|রহিমা/)
    await town.clock.moves({ hours: 20 })
    expect(since(rahima, old)).toEqual([])
    await confirms(nasrin, 'UNDO', 'FIX')
    const { record } = await recordOf(town, id)
    expect(record.phone).toBe(town.world.keyring.pseudonym('+8801711000002'))
    expect(record.consent).toBe('agreed')
  })

  it('takes a registration back, and lets her be registered again', async () => {
    const { nasrin, id } = await begin()
    await nasrin.texts('REG 05012026 01711000009 সালমা')
    const other = /\d{6}/.exec((await nasrin.receives('সালমা')).text)?.[0] ?? ''
    await confirms(nasrin, 'UNDO', 'REG', 'সালমা')
    expect((await recordOf(town, other)).record.state).toBe('wrongEntry')
    expect((await recordOf(town, id)).record.state).toBe('pregnant')
    await nasrin.texts('REG 05012026 01711000009 সালমা')
    const again = await nasrin.receives('সালমা')
    expect(again.text).not.toContain(other)
  })
})
