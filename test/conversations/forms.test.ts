/** The everyday reports by SMS: visits, the child's vaccines, a wrong name, weeks of silence, what was last, practice. */
import { afterEach, describe, expect, it } from 'vitest'
import { letPass } from '../people.ts'
import { longStores, numbers, openTown, type Town } from '../world.ts'
import { confirms, recordOf, signsUp, since } from './signed.ts'

describe.each(longStores)('everyday reports by SMS on %s', (store) => {
  let town: Town
  afterEach(() => town?.close())

  const begin = async (on = '2026-04-22', lmp = '05012026') => {
    town = await openTown({ on, store })
    const nasrin = town.person('Nasrin', numbers.chw)
    const rahima = town.person('Rahima', '+8801711000002')
    const id = await signsUp(town, nasrin, rahima, lmp, 'রহিমা')
    return { nasrin, rahima, id }
  }

  it('notes a visit and says the next day; UNDO takes it back and repeats no reminder', async () => {
    const { nasrin, rahima, id } = await begin()
    await town.clock.moves({ days: 6 })
    const sent = rahima.handset.inbox().length
    await nasrin.texts(`anc ${id}`)
    await nasrin.receives('রহিমা', id, '২৮ এপ্রিল', '২২ জুন')
    expect(Object.keys((await recordOf(town, id)).record.visits)).toEqual(['anc1'])
    await town.clock.moves({ hours: 1 })
    await nasrin.texts('বাতিল')
    await nasrin.receives('ANC', 'মুছে')
    expect((await recordOf(town, id)).record.visits).toEqual({})
    await town.clock.moves({ minutes: 5 })
    // The message of her week may come on that day.
    expect(since(rahima, sent).filter((text) => text.includes('স্বাস্থ্যকেন্দ্রে'))).toEqual([])
  })

  it('hears danger behind another keyword: the visit is noted, the case is opened, and one reply says both', async () => {
    const { nasrin, id } = await begin()
    const shamima = town.person('Shamima', numbers.supervisor)
    await town.clock.moves({ days: 6 })
    const sent = nasrin.handset.inbox().length
    await nasrin.texts(`ANC ${id} onek rokto jacche`)
    await nasrin.receives('এখনই হাসপাতালে', '999', 'রহিমা', '২৮ এপ্রিল')
    expect(nasrin.handset.inbox()).toHaveLength(sent + 1)
    expect(Object.keys((await recordOf(town, id)).record.visits)).toEqual(['anc1'])
    await shamima.receives('জরুরি', id)
    await nasrin.texts(`ANC ${id} onek rokto jacche`)
    await nasrin.receives('এখনই হাসপাতালে', '999')
  })

  it('hears it behind what ends a pregnancy too, which is still asked back, and behind a report with a wrong id', async () => {
    const { nasrin, id } = await begin()
    const shamima = town.person('Shamima', numbers.supervisor)
    await nasrin.texts('ANC 12345 khichuni uthche')
    await nasrin.receives('এখনই হাসপাতালে', 'D ')
    await nasrin.texts(`LOSS ${id} onek rokto jacche`)
    await nasrin.receives('এখনই হাসপাতালে', '999', '1', '2')
    await shamima.receives('জরুরি', id)
    expect((await recordOf(town, id)).record.state).toBe('pregnant')
    await nasrin.texts('1')
    expect((await recordOf(town, id)).record.state).toBe('lost')
  })

  it('registers her whose report cries, and asks for D: a name may only sound like it', async () => {
    const { nasrin } = await begin()
    const shamima = town.person('Shamima', numbers.supervisor)
    await nasrin.texts('REG 12W 0 Salma khichuni uthche')
    await nasrin.receives('এখনই হাসপাতালে', 'D ', 'Salma', 'নম্বর')
    await shamima.receivesNothing()
  })

  it('does not take a check after the birth before the birth is known, and shows how to report it', async () => {
    const { nasrin, id } = await begin()
    await nasrin.texts(`PNC ${id}`)
    await nasrin.receives('জন্মের খবর নেই', `BIR ${id}`)
    await nasrin.texts(`EPI ${id} 6W`)
    await nasrin.receives(`BIR ${id}`)
  })

  it("keeps the child's vaccine visits, each once", async () => {
    const { nasrin, id } = await begin('2026-10-12')
    await confirms(nasrin, `BIR ${id} 11102026 CC`)
    await town.clock.moves({ days: 43 })
    await nasrin.texts(`টিকা ${id} পেন্টা ১`)
    await nasrin.receives('রহিমা', 'পরের টিকা', '২০ ডিসেম্বর')
    await nasrin.texts(`EPI ${id} opv1`)
    await nasrin.receives('আগেই')
    const { record } = await recordOf(town, id)
    expect(record.child).toEqual({ w6: (record.outcome?.day ?? 0) + 44 })
    await nasrin.texts('undo')
    await nasrin.receives('EPI')
    expect((await recordOf(town, id)).record.child).toEqual({})
  })

  it('writes her name anew, and back', async () => {
    const { nasrin, id } = await begin()
    await nasrin.texts(`FIX ${id} NAME রহিমা খাতুন`)
    await nasrin.receives('রহিমা খাতুন')
    await nasrin.texts(`ANC ${id}`)
    await nasrin.receives('রহিমা খাতুন')
    await nasrin.texts(`FIX ${id} NAME করিমা`)
    await nasrin.receives('করিমা')
    await nasrin.texts('UNDO')
    await nasrin.receives('FIX')
    await town.clock.moves({ minutes: 1 })
    await nasrin.texts('LAST')
    await nasrin.receives('FIX', 'রহিমা খাতুন')
  })

  it('leaves her alone for the weeks that were asked for, sends nothing of them later, and goes on', async () => {
    const { nasrin, rahima, id } = await begin('2026-06-08')
    await nasrin.texts(`MUTE ${id} 4`)
    await nasrin.receives('রহিমা', '৬ জুলাই')
    const before = rahima.handset.inbox().length
    await letPass(town, 27)
    expect(since(rahima, before)).toEqual([])
    // To the night after the last day: her next week has its message on 7 July.
    await town.clock.moves({ hours: 40 })
    expect(since(rahima, before)).toEqual([])
    await letPass(town, 40)
    expect(since(rahima, before).length).toBeGreaterThan(0)
  })

  it('lets messages go out again at MUTE 0, without a burst', async () => {
    const { nasrin, rahima, id } = await begin('2026-06-08')
    await nasrin.texts(`MUTE ${id} 8`)
    await nasrin.receives('রহিমা')
    const before = rahima.handset.inbox().length
    await letPass(town, 20)
    await nasrin.texts(`MUTE ${id} 0`)
    await nasrin.receives('চালু')
    await town.clock.moves({ hours: 2 })
    expect(since(rahima, before).length).toBeLessThanOrEqual(1)
  })

  it('takes the missing field by itself, whatever the form', async () => {
    const { nasrin, id } = await begin('2026-10-12')
    await nasrin.texts(`BIR ${id} 31022026 CC`)
    await nasrin.receives('তারিখ', `BIR ${id}`)
    await nasrin.texts('১১/১০')
    await nasrin.receives('১১ অক্টোবর', '1', '2')
    await nasrin.texts('না')
    await nasrin.receives(/./)
    await nasrin.texts('ANC')
    await nasrin.receives('ANC 102341')
    await nasrin.texts(id)
    await nasrin.receives('রহিমা', '১২ অক্টোবর')
    await nasrin.texts(`MUTE ${id}`)
    await nasrin.receives(`MUTE ${id} 2`)
    await nasrin.texts('2')
    await nasrin.receives('২৬ অক্টোবর')
  })

  it('is refused to a worker of another area, who learns nothing', async () => {
    const { id } = await begin()
    const { workerWrites } = await import('@dhatri/service/worker.write')
    const far = { code: 'HA9', cadre: 'ha' as const, areas: ['302618'], phone: '+8801700000099' as never }
    await town.world.table.write(await workerWrites(town.world, far))
    const stranger = town.person('A worker far away', '+8801700000099')
    const before = await recordOf(town, id)
    for (const report of [`ANC ${id}`, `LOSS ${id}`, `FIX ${id} NAME x`, 'LOSS 01711000002', `MUTE ${id} 3`]) {
      await stranger.texts(report)
      const { text } = await stranger.receives(/./)
      expect(text).not.toMatch(/রহিমা/)
    }
    const { record, version } = await recordOf(town, id)
    expect({ record, version }).toEqual({ record: before.record, version: before.version })
  })

  it('is taken from whoever serves the whole district', async () => {
    const { id } = await begin()
    const { workerWrites } = await import('@dhatri/service/worker.write')
    const wide = { code: 'SUP9', cadre: 'supervisor' as const, areas: ['3026'], phone: '+8801700000098' as never }
    await town.world.table.write(await workerWrites(town.world, wide))
    const supervisor = town.person('A supervisor of the district', '+8801700000098')
    await supervisor.texts(`ANC ${id}`)
    await supervisor.receives('রহিমা', 'লেখা হলো')
  })

  it('answers TEST as it would the real report, marked, and writes nothing', async () => {
    const { nasrin, id } = await begin()
    const before = await recordOf(town, id)
    await nasrin.texts(`LOSS ${id}`)
    await nasrin.receives('1', '2')
    await nasrin.texts('TEST REG 05012026 01711000031 সালমা')
    await nasrin.receives('অনুশীলন', 'সালমা', '১২ অক্টোবর')
    await nasrin.texts(`অনুশীলন ANC ${id}`)
    await nasrin.receives('অনুশীলন', 'রহিমা', 'লেখা হলো')
    await nasrin.texts(`test bir ${id} 31022026`)
    await nasrin.receives('অনুশীলন', 'তারিখ')
    await nasrin.texts(`TEST LOSS ${id}`)
    await nasrin.receives('অনুশীলন', 'রহিমা', '1')
    await nasrin.texts('1')
    await nasrin.receives('বুঝতে পারিনি')
    await nasrin.texts(`TEST D ${id}`)
    await nasrin.receives('অনুশীলন', 'হাসপাতাল')
    const { record, version } = await recordOf(town, id)
    expect({ record, version }).toEqual({ record: before.record, version: before.version })
    await town.clock.moves({ minutes: 30 })
    await town.person('Shamima', numbers.supervisor).receivesNothing()
    await town.person('Salma', '+8801711000031').receivesNothing()
    await nasrin.texts('REG 05012026 01711000031 সালমা')
    expect((await nasrin.receives('সালমা')).text).not.toContain('অনুশীলন')
  })

  it('shows how each report is written', async () => {
    const { nasrin } = await begin()
    await nasrin.texts('HELP')
    await nasrin.receives('REG', 'ANC', 'BIR', 'LOSS')
    await nasrin.texts('help bir')
    await nasrin.receives('BIR 102341')
    await nasrin.texts('সাহায্য টিকা')
    await nasrin.receives('EPI 102341')
  })

  it('counts what went wrong by worker and form, and keeps no word of it', async () => {
    const { nasrin, id } = await begin()
    for (const report of ['REG 31022026 01711000041 সালমা', `DEATH ${id}`, `DEATH ${id} X`, `ANC ${id}`]) {
      await nasrin.texts(report)
      await nasrin.receives(/./)
    }
    const { listCounts } = await import('@dhatri/service/report.log')
    expect(await listCounts(town.world, 'HA1', '2026-04')).toEqual(
      expect.arrayContaining([
        { form: 'register', fault: 'dateImpossible', count: 1 },
        { form: 'death', fault: 'whose', count: 2 },
        { form: 'anc', count: 1 },
        { form: 'register', count: 1 },
      ]),
    )
    expect(JSON.stringify(town.log)).not.toMatch(/সালমা|01711000041/)
  })
})
