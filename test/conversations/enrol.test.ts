/** Registration for everybody: by a relative, by a worker on the menu or on a call, twice by two, and without a place. */
import type { Person } from '@dhatri/phone/person'
import { loadPhone } from '@dhatri/service/phone'
import { loadWho } from '@dhatri/service/woman.who'
import { listWatched } from '@dhatri/service/worker'
import { workerWrites } from '@dhatri/service/worker.write'

import { afterEach, describe, expect, it } from 'vitest'
import { letPass, registers } from '../people.ts'
import { longStores, numbers, openTown, type Town } from '../world.ts'
import { idIn, recordOf, since } from './signed.ts'

const countScreens = (person: Person): number =>
  person.handset.dialogue().filter(({ by }) => by === 'service').length - 1

/** A family welfare assistant of the same upazila. */
async function postsSalma(town: Town): Promise<Person> {
  const salma = { code: 'FWA1', cadre: 'fwa' as const, areas: ['302614'], phone: '+8801700000012' as never }
  await town.world.table.write(await workerWrites(town.world, salma))
  return town.person('Salma', '+8801700000012')
}

describe.each(longStores)('a relative signs her up on %s', (store) => {
  let town: Town
  afterEach(() => town?.close())

  it('on her own number: she is asked first, in neutral words, and nothing else goes to her', async () => {
    town = await openTown({ on: '2026-03-02', store })
    const mother = town.person('Her mother-in-law', '+8801711000008')
    const rina = town.person('Rina', '+8801711000001')
    await mother.dials()
    await mother.presses('2', '4')
    mother.sees('কোন ফোনে')
    await mother.presses('1', '01711000001', '0501', '302614', '1')
    mother.seesLast('রাজি হলেই')
    expect(countScreens(mother)).toBeLessThanOrEqual(8)
    await town.clock.moves({ minutes: 5 })
    const question = await rina.receives('1', '2', '3')
    expect(question.text).not.toMatch(/গর্ভ|মাসিক|জানুয়ারি/)
    await letPass(town, 5)
    expect(since(rina, 1)).toEqual([])
    await mother.receivesNothing()
    await rina.dials()
    await rina.presses('2', '1', '0501', '302614', '1')
    rina.sees('আগেই')
  })

  it('a worker who signs up the same woman, who has told no name, is asked by her number alone', async () => {
    town = await openTown({ on: '2026-03-02', store })
    const rina = town.person('Rina', '+8801711000001')
    const nasrin = town.person('Nasrin', numbers.chw)
    await registers(rina, '0501')
    await nasrin.texts('REG 05012026 01711000001 রহিমা')
    expect((await nasrin.receives('ইনিই', '1', '2')).text).toMatch(/^\S+ নম্বর [1-9]\d{5} আছেন। ইনিই কি\?/)
    await nasrin.texts('1')
    await nasrin.receives(/./)
  })

  it('says the same of a number that is on the list already, so that nobody can find out', async () => {
    town = await openTown({ on: '2026-03-02', store })
    const rina = town.person('Rina', '+8801711000001')
    const other = town.person('Somebody', '+8801711000008')
    await registers(rina, '0501')
    const sent = rina.handset.inbox().length
    await other.dials()
    await other.presses('2', '4', '1', '01711000001', '0501', '302614', '1')
    other.seesLast('রাজি হলেই')
    await town.clock.moves({ hours: 3 })
    expect(since(rina, sent)).toEqual([])
    expect((await loadPhone(town.world, town.world.keyring.pseudonym(rina.number))).links.women).toHaveLength(1)
  })

  it('on the phone in hand, as on a family phone, and for a few women a day only', async () => {
    town = await openTown({ on: '2026-03-02', store })
    const mother = town.person('Her mother-in-law', '+8801711000008')
    for (const lmp of ['0501', '1511', '1010']) {
      await mother.dials()
      await mother.presses('2', '4', '2', lmp, '302614', '1')
      mother.seesLast('নাম লেখা হলো')
      mother.doesNotSee('সম্ভাব্য')
    }
    await mother.dials()
    await mother.presses('2', '4', '2', '2508', '302614', '1')
    mother.seesLast('কাল')
    const phone = await loadPhone(town.world, town.world.keyring.pseudonym(mother.number))
    expect(phone.links).toMatchObject({ isFull: false })
    expect(phone.links.women).toHaveLength(3)
  })

  it('and co-wives share a phone: whoever is asked about says that she is another', async () => {
    town = await openTown({ on: '2026-03-02', store })
    const rina = town.person('Rina', '+8801711000001')
    await registers(rina, '0501', 'family')
    await rina.dials()
    await rina.presses('2', '2', '1201', '302614', '1')
    rina.sees('আগেই', '1', '2')
    await rina.presses('2')
    rina.seesLast('নাম লেখা হলো')
    const { women } = (await loadPhone(town.world, town.world.keyring.pseudonym(rina.number))).links
    expect(women).toHaveLength(2)
  })
})

describe.each(longStores)('a worker signs her up on %s', (store) => {
  let town: Town
  afterEach(() => town?.close())

  it('on the menu of her own phone, as by REG', async () => {
    town = await openTown({ on: '2026-03-02', store })
    const nasrin = town.person('Nasrin', numbers.chw)
    const rahima = town.person('Rahima', '+8801711000002')
    await nasrin.dials()
    await nasrin.picks('নতুন নাম')
    await nasrin.presses('0501', '1', '01711000002', '2', '24', '1', 'রহিমা')
    nasrin.seesLast('১২ অক্টোবর', /[\d০-৯]{6}/u)
    await town.clock.moves({ minutes: 5 })
    const question = await rahima.receives('1', '2', '3')
    expect(question.text).not.toMatch(/গর্ভ|রহিমা/)
    await nasrin.texts('REG 05012026 01711000002 রহিমা')
    const id = idIn((await nasrin.receives('আগেই')).text)
    const { record } = await recordOf(town, id)
    expect(record).toMatchObject({ chw: 'HA1', by: 'worker', consent: 'invited', channel: 'sms', age: { years: 24 } })
  })

  it('on a call, with a name that stays a recording until a worker has typed it', async () => {
    town = await openTown({ on: '2026-03-02', store })
    const nasrin = town.person('Nasrin', numbers.chw)
    await nasrin.calls()
    nasrin.hears(/home\.work|আপনার কাজ/)
    await nasrin.keys('4')
    await nasrin.keys('0501#')
    await nasrin.keys('3')
    await nasrin.keys('0#')
    nasrin.hears(/enrol\.says|নাম বলবেন/)
    await nasrin.keys('1')
    await nasrin.speaks(3)
    nasrin.hears(/enrol\.done|লেখা হলো/)
    const [shown] = await listIds(town)
    const id = shown ?? ''
    const { record } = await recordOf(town, id)
    expect((await loadWho(town.world, record.id)).voice).toMatch(/^recording:/)
    await nasrin.texts(`ANC ${id} 01032026`)
    await nasrin.receives('রেকর্ডে', id)
    await nasrin.texts(`FIX ${id} NAME রহিমা`)
    await nasrin.receives('রহিমা')
    const who = await loadWho(town.world, record.id)
    expect(who).toMatchObject({ name: 'রহিমা' })
    expect(who.voice).toBeUndefined()
    // What was typed is found by its sound from then on.
    await nasrin.texts('REG 10012026 0 Rohima')
    await nasrin.receives(id, '1', '2')
  })

  it('on a call without any name', async () => {
    town = await openTown({ on: '2026-03-02', store })
    const nasrin = town.person('Nasrin', numbers.chw)
    await nasrin.calls()
    await nasrin.keys('4')
    await nasrin.keys('5#')
    await nasrin.keys('3')
    await nasrin.keys('0#')
    await nasrin.keys('2')
    nasrin.hears(/enrol\.done|লেখা হলো/)
    expect(await listIds(town)).toHaveLength(1)
  })

  it('whom another worker has already: asked by text, watched by both, merged by nobody', async () => {
    town = await openTown({ on: '2026-03-02', store })
    const nasrin = town.person('Nasrin', numbers.chw)
    const salma = await postsSalma(town)
    await nasrin.texts('REG 05012026 01711000002 রহিমা বেগম')
    const id = idIn((await nasrin.receives('রহিমা')).text)
    // No phone, another spelling, nine days apart: she may be the same.
    await salma.texts('REG 14012026 0 Rohima Khatun')
    await salma.receives('রহিমা বেগম', id, '1', '2')
    await salma.texts('1')
    await salma.receives('তালিকাতেও')
    expect(await listIds(town)).toEqual([id])
    const { record } = await recordOf(town, id)
    expect(record).toMatchObject({ chw: 'HA1', watchers: ['FWA1'], lmp: 20458 })
    await letPass(town, 50)
    await salma.texts('DUE')
    await salma.receives(id)
    await salma.texts(`ANC ${id}`)
    await salma.receives('রহিমা', id)
    await nasrin.texts('DUE')
    await nasrin.receives(/./)
    // Danger is the first watcher's, and not everybody's.
    const rahima = town.person('Rahima', '+8801711000002')
    await rahima.receives('3')
    await rahima.dials()
    await rahima.presses('99', '1')
    await town.clock.moves({ minutes: 1 })
    await nasrin.receives('জরুরি', id)
    const alerts = salma.handset.inbox().filter(({ text }) => text.includes('জরুরি'))
    expect(alerts).toEqual([])
  })

  it('who is staying elsewhere: a worker there may report on her too, and nobody else there', async () => {
    town = await openTown({ on: '2026-03-02', store })
    const nasrin = town.person('Nasrin', numbers.chw)
    for (const [code, phone] of [
      ['HA8', '+8801700000088'],
      ['HA9', '+8801700000099'],
    ]) {
      const far = { code: code ?? '', cadre: 'ha' as const, areas: ['302618'], phone: phone as never }
      await town.world.table.write(await workerWrites(town.world, far))
    }
    const [far, other] = [town.person('Far', '+8801700000088'), town.person('Other', '+8801700000099')]
    await nasrin.texts('REG 05012026 01711000002 রহিমা')
    const id = idIn((await nasrin.receives('রহিমা')).text)
    await far.texts('REG 05012026 01711000002 রহিমা')
    await far.receives(id, '1', '2')
    await far.texts('1')
    await far.receives('তালিকাতেও')
    await far.texts(`ANC ${id}`)
    await far.receives('রহিমা', id)
    await other.texts(`ANC ${id}`)
    const { text } = await other.receives(/./)
    expect(text).not.toMatch(/রহিমা/)
  })

  it('who is another of the same name: registered with one key, and asked again after anything else was written', async () => {
    town = await openTown({ on: '2026-03-02', store })
    const nasrin = town.person('Nasrin', numbers.chw)
    const salma = await postsSalma(town)
    await nasrin.texts('REG 05012026 01711000002 রহিমা')
    await nasrin.receives('রহিমা')
    await salma.texts('REG 14012026 01711000003 রহিমা')
    await salma.receives('1', '2')
    await salma.texts('DUE')
    await salma.receives(/./)
    await salma.texts('2')
    await salma.receives('1', '2')
    await salma.texts('2')
    await salma.receives('রহিমা', '২১ অক্টোবর')
    expect(await listIds(town)).toHaveLength(2)
    // Far apart in time, or of another name, nobody is asked.
    await salma.texts('REG 25112025 0 রহিমা')
    await salma.receives('রহিমা', '১ সেপ্টেম্বর')
    await salma.texts('REG 14012026 0 করিমা')
    await salma.receives('করিমা', '২১ অক্টোবর')
  })

  it('asks the same on the menu', async () => {
    town = await openTown({ on: '2026-03-02', store })
    const nasrin = town.person('Nasrin', numbers.chw)
    const salma = await postsSalma(town)
    await nasrin.texts('REG 05012026 0 রহিমা')
    const id = idIn((await nasrin.receives('রহিমা')).text)
    await salma.dials()
    await salma.picks('নতুন নাম')
    await salma.presses('0501', '3', '0', '1', 'Rahima')
    salma.sees('রহিমা', '1', '2')
    await salma.presses('1')
    salma.seesLast('তালিকাতেও')
    await salma.dials()
    await salma.picks('নতুন নাম')
    await salma.presses('0901', '3', '0', '1', 'Rahima Parvin', '1')
    salma.seesLast('আগেই')
    await salma.dials()
    await salma.picks('নতুন নাম')
    await salma.presses('0901', '3', '0', '1', 'Rahima Parvin', '2')
    salma.seesLast('১৬ অক্টোবর')
    expect(await listIds(town)).toHaveLength(2)
    expect((await recordOf(town, id)).record.watchers).toEqual(['FWA1'])
  })

  it('does not let anybody else use a menu for workers', async () => {
    town = await openTown({ on: '2026-03-02', store })
    const rina = town.person('Rina', '+8801711000001')
    await rina.dials()
    rina.sees('স্বাস্থ্য তথ্য')
    rina.doesNotSee('নতুন নাম')
    const nasrin = town.person('Nasrin', numbers.chw)
    await nasrin.dials()
    await nasrin.picks('অন্য')
    nasrin.sees('স্বাস্থ্য তথ্য', '99')
  })
})

describe.each(longStores)('a woman who names no place on %s', (store) => {
  let town: Town
  afterEach(() => town?.close())

  it('is kept, and the duty desk is told by a clock until her place is set', async () => {
    town = await openTown({ on: '2026-03-02', store })
    const rina = town.person('Rina', '+8801711000001')
    const desk = town.person('Desk', numbers.desk)
    const nasrin = town.person('Nasrin', numbers.chw)
    await rina.dials()
    await rina.presses('2', '1', '0501', '0')
    rina.sees('এলাকা পরে')
    await rina.presses('1')
    rina.seesLast('১২ অক্টোবর')
    expect(countScreens(rina)).toBeLessThanOrEqual(8)
    await town.clock.moves({ hours: 3 })
    const told = await desk.receives('01711000001', 'AREA')
    const id = idIn(told.text)
    expect(told.text).not.toMatch(/গর্ভ|মাসিক/)
    await letPass(town, 8)
    expect(since(desk, 0).filter((text) => text.includes('AREA'))).toHaveLength(5)
    await desk.texts(`FIX ${id} AREA কোথাও`)
    await desk.receives('AREA 302614')
    await desk.texts(`FIX ${id} AREA ধামরাই`)
    const placed = await desk.receives('১২ অক্টোবর')
    const sent = desk.handset.inbox().length
    const { record } = await recordOf(town, idIn(placed.text))
    expect(record).toMatchObject({ area: '302614', chw: 'HA1' })
    await letPass(town, 40)
    expect(since(desk, sent).filter((text) => text.includes('AREA'))).toEqual([])
    // She got what she agreed to meanwhile, and her new worker has her now.
    expect(rina.handset.inbox().length).toBeGreaterThan(0)
    expect((await listWatched(town.world, 'HA1', 10)).map(({ id: woman }) => woman)).toEqual([record.id])
    await nasrin.texts(`ANC ${idIn(placed.text)}`)
    await nasrin.receives(idIn(placed.text))
  })

  it('is not asked after any more when she has lost', async () => {
    town = await openTown({ on: '2026-03-02', store })
    const rina = town.person('Rina', '+8801711000001')
    const desk = town.person('Desk', numbers.desk)
    await rina.dials()
    await rina.presses('2', '1', '0501', '0', '1')
    await rina.dials()
    await rina.presses('3', '2', '2', '1')
    await town.clock.moves({ minutes: 5 })
    const sent = desk.handset.inbox().length
    await letPass(town, 10)
    expect(since(desk, sent).filter((text) => text.includes('AREA'))).toEqual([])
  })
})

/** The short ids of everybody in Dhamrai. */
async function listIds(town: Town): Promise<string[]> {
  const items = await town.world.table.query('S#302614', '')
  return items.map(({ sk }) => String(sk))
}
