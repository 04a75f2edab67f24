/** A supervisor's week by SMS and on the screen; whoever is silent was asked herself before. */
import { importWorkers } from '@dhatri/service/import'
import { workerKey } from '@dhatri/store/items'
import { measureSms } from '@dhatri/text/sms'
import { afterEach, describe, expect, it } from 'vitest'
import { liveThrough } from '../people.ts'
import { longStores, numbers, openTown, shipped, type Town } from '../world.ts'

const reports = (texts: { text: string }[]) =>
  texts
    .map(({ text: sent }) => ({ sent, text: sent.normalize('NFC') }))
    .filter(({ text }) => text.startsWith('আপনার দলের সপ্তাহ'.normalize('NFC')))

describe.each(longStores)("a supervisor's week on %s", (store) => {
  let town: Town
  afterEach(() => town?.close())

  it('comes once on Sunday with the counts of the team, names who is silent after she was asked, and can be dialled', async () => {
    town = await openTown({ on: '2026-05-31', store })
    const rows = [
      'SUP,supervisor,302614,01700000010,DESK,',
      'DESK,desk,,01700000001,,',
      'HA1,ha,302614,01700000011,SUP,সুতিপাড়া',
      'HA2,ha,302614,01700000012,SUP,সুতিপাড়া',
    ]
    const list = `code,cadre,area,number,supervisor,union\n${rows.join('\n')}\n`
    expect((await importWorkers(town.world, list, shipped().places, false)).faults).toEqual([])
    const nasrin = town.person('Nasrin', numbers.chw)
    const karim = town.person('Karim', '+8801700000012')
    const shamima = town.person('Shamima', numbers.supervisor)
    const enters = async (week: 'ক' | 'খ') => {
      const names = { ক: ['মরিয়ম', 'শিরিন', 'পারভীন'], খ: ['রোকেয়া', 'জাহানারা', 'তাসলিমা'] }
      for (const name of names[week]) {
        await nasrin.texts(`REG 15032026 0 ${name}`)
        await nasrin.receives(name)
      }
    }
    await enters('ক')
    await liveThrough(town, 7)
    const [first, ...more] = reports(shamima.handset.inbox())
    expect(more).toEqual([])
    expect(first?.text).toContain('সুতিপাড়া: REG ৩'.normalize('NFC'))
    expect(first?.text).not.toContain('HA2')
    await liveThrough(town, 8)
    await enters('খ')
    await liveThrough(town, 7)
    // Both were asked on a Thursday after more than two weeks; Nasrin has reported since.
    await karim.receives('HELP', 'ভালো আছেন')
    const { text: last = '', sent = '' } = reports(shamima.handset.inbox()).at(-1) ?? {}
    expect(last).toMatch(/HA2: ২[০-৯] দিন/)
    expect(last).not.toMatch(/HA1: .*রিপোর্ট নেই/)
    expect(measureSms(sent).segments).toBeLessThanOrEqual(3)
    expect(last).not.toMatch(/মিথ্যা|ভুয়া|জাল/)
    await shamima.dials()
    await shamima.picks('শেখা', 'আমার দল')
    shamima.sees('সুতিপাড়া')
    await shamima.presses('1')
    shamima.sees('HA2')
    await nasrin.dials()
    await nasrin.picks('শেখা', 'আমার দল')
    nasrin.seesLast('দল নেই')
  })

  it('asks to look together at what looks made up, and to help where reports are often refused', async () => {
    town = await openTown({ on: '2026-05-31', store })
    const nasrin = town.person('Nasrin', numbers.chw)
    const shamima = town.person('Shamima', numbers.supervisor)
    for (let count = 0; count < 9; count++) {
      await nasrin.texts(`REG 15032026 0 সালমা ${'কখগঘঙচছজঝ'[count]}`)
      await nasrin.receives('সালমা')
    }
    for (let count = 0; count < 6; count++) {
      await nasrin.texts(`ANC 99999${count}`)
      await nasrin.receives(/./)
    }
    await liveThrough(town, 7)
    const { text = '', sent = '' } = reports(shamima.handset.inbox()).at(-1) ?? {}
    expect(text).toContain('একসঙ্গে মিলিয়ে দেখুন'.normalize('NFC'))
    expect(text).toMatch(/HA1: ANC/)
    expect(measureSms(sent).segments).toBeLessThanOrEqual(3)
    // What it is read from is sealed: no date or number stands in the clear beside her counts.
    const weeks = await town.world.table.query(workerKey('HA1').pk, 'S#')
    expect(JSON.stringify(weeks.map(({ r: _, ...rest }) => rest))).not.toMatch(/2026-03-15|20527|01711/)
  })
})
