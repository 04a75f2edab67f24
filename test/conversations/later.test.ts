/** What the first registration left out: asked later, one question in a contact, and never a second time. */
import type { Course } from '@dhatri/care/course'
import type { Minors } from '@dhatri/care/minor'
import { packRecord } from '@dhatri/care/pack'
import type { Person } from '@dhatri/phone/person'
import { loadPhone } from '@dhatri/service/phone'
import { loadWoman, type Woman } from '@dhatri/service/woman'
import { loadWho } from '@dhatri/service/woman.who'
import { phoneKey } from '@dhatri/store/items'
import { afterEach, describe, expect, it } from 'vitest'
import { letPass, registers } from '../people.ts'
import { longStores, numbers, openTown, type Town } from '../world.ts'
import { since } from './signed.ts'

const nfc = (text: string): string => text.normalize('NFC')
const questions = new RegExp(nfc('কে পড়েন|কখন খবর দিলে|কীভাবে চান|বয়স কত|নাম লিখে রাখব|কাউকেও খবর|দু-একটি কথা পাঠাব'), 'u')

const phoneOf = (town: Town, person: Person) => town.world.keyring.pseudonym(person.number)

const womanOn = async (town: Town, person: Person): Promise<Woman> => {
  const item = await town.world.table.get(phoneKey(phoneOf(town, person)), { isStrong: true })
  const [id = ''] = ((item?.['links'] as { w?: string[] } | undefined)?.w ?? []) as string[]
  const woman = await loadWoman(town.world, id)
  if (woman === undefined) throw new Error('nobody on this phone')
  return woman
}

/** Dials, asks what to know now, is done with it, and sees whatever comes then. */
async function asksTheWeek(town: Town, person: Person, days = 1): Promise<string> {
  await letPass(town, days)
  await person.dials()
  await person.picks('তথ্য', 'বিষয়', 'গর্ভের সময়', 'শেষ')
  return nfc(person.handset.sees()?.text ?? '')
}

/** A stream for the family with words that are there already. */
const family: Course = {
  name: 'family',
  version: 1,
  title: {},
  source: '',
  reviewed: 'no',
  effective: 0,
  anchor: 'lmp',
  after: [],
  rank: 7,
  needs: 'family',
  rows: [10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20].map((week) => ({
    item: `f${week}`,
    days: week * 7,
    lasts: 3,
    message: 'tt.first',
    class: 'advice',
    about: 'pregnancy',
    source: '',
    reviewed: 'no',
    effective: 0,
  })),
}

const open = async (store: (typeof longStores)[number], settings: { minors?: Minors } = {}): Promise<Town> => {
  const town = await openTown({ on: '2026-03-02', store, settings, hasCourses: false })
  town.world.rules = { ...town.world.rules, courses: { 'family@1': family } }
  return town
}

describe.each(longStores)('later contacts on %s', (store) => {
  let town: Town
  afterEach(() => town?.close())

  it('ask one thing each, in order, each once, and a refusal is an answer', async () => {
    town = await open(store)
    const rina = town.person('Rina', '+8801711000001')
    await registers(rina, '0501')
    expect(await asksTheWeek(town, rina)).toContain(nfc('কে পড়েন'))
    await rina.presses('1')
    rina.seesLast('ধন্যবাদ')
    // The same day nothing more is asked.
    expect(await asksTheWeek(town, rina, 0)).not.toMatch(questions)
    expect(await asksTheWeek(town, rina)).toContain(nfc('কখন খবর'))
    // Not answered, and yet never asked again.
    await rina.hangsUp()
    expect(await asksTheWeek(town, rina)).toContain(nfc('কীভাবে চান'))
    await rina.presses('2')
    expect(await asksTheWeek(town, rina)).toContain(nfc('বয়স কত'))
    await rina.presses('0')
    rina.seesLast('ধন্যবাদ')
    expect(await asksTheWeek(town, rina)).toContain(nfc('নাম লিখে রাখব'))
    await rina.presses('1', 'রিনা')
    rina.seesLast('ধন্যবাদ')
    expect(await asksTheWeek(town, rina)).toContain(nfc('কাউকেও'))
    await rina.presses('2')
    rina.seesLast('ধন্যবাদ')
    for (let day = 0; day < 3; day++) expect(await asksTheWeek(town, rina)).not.toMatch(questions)
    const woman = await womanOn(town, rina)
    expect((await loadWho(town.world, woman.record.id)).name).toBe('রিনা')
    expect(woman.record.age).toBeUndefined()
    expect((await loadPhone(town.world, phoneOf(town, rina))).links.isFull).toBe(true)
    expect(Buffer.byteLength(packRecord(woman.record))).toBeLessThan(1024)
  })

  it('reach her in her safe hours only, and any time again when she says so', async () => {
    town = await open(store)
    const rina = town.person('Rina', '+8801711000001')
    await registers(rina, '1511')
    await rina.dials()
    await rina.picks('আমার কথা', 'যা বেছেছি')
    await rina.presses('2', '4')
    rina.sees('ধন্যবাদ')
    const hours = await hoursOfTexts(town, rina, 30)
    expect(hours.length).toBeGreaterThan(1)
    for (const hour of hours) expect(hour).toBeGreaterThanOrEqual(17)
    await rina.dials()
    await rina.picks('আমার কথা', 'যা বেছেছি')
    await rina.presses('2', '1')
    rina.sees('ধন্যবাদ')
    const later = await hoursOfTexts(town, rina, 30)
    expect(later.some((hour) => hour < 17)).toBe(true)
  })

  it('keep the hours of a phone for a co-wife on it, who was never asked', async () => {
    town = await open(store)
    const rina = town.person('Rina', '+8801711000001')
    await registers(rina, '0501')
    await rina.dials()
    await rina.picks('আমার কথা', 'যা বেছেছি')
    await rina.presses('2', '4')
    await rina.dials()
    await rina.presses('2', '2', '1511', '302614', '1')
    rina.seesLast('নাম লেখা হলো')
    const hours = await hoursOfTexts(town, rina, 12)
    expect(hours.length).toBeGreaterThan(0)
    for (const hour of hours) expect(hour).toBeGreaterThanOrEqual(17)
  })

  it('send nothing to a relative before a yes of their own, and end with a loss', async () => {
    town = await open(store)
    const rina = town.person('Rina', '+8801711000001')
    const karim = town.person('Karim', '+8801711000005')
    await registers(rina, '0501')
    await rina.dials()
    await rina.picks('আমার কথা', 'যা বেছেছি')
    await rina.presses('4', '01711000005')
    rina.sees('রাজি হলেই')
    await town.clock.moves({ minutes: 5 })
    const question = await karim.receives('1', '2', '3')
    expect(question.text).not.toMatch(/গর্ভ|মাসিক|শিশু|রিনা|সপ্তাহ/)
    await letPass(town, 6)
    expect(since(karim, 1)).toEqual([])
    await karim.texts('1')
    await karim.receives('ধন্যবাদ')
    await letPass(town, 20)
    const got = since(karim, 2).length
    expect(got).toBeGreaterThan(0)
    await rina.dials()
    await rina.presses('3', '2', '2', '1')
    await letPass(town, 30)
    expect(since(karim, 2)).toHaveLength(got)
  })

  it('take a relative who says no at their word, and her own withdrawal at once', async () => {
    town = await open(store)
    const rina = town.person('Rina', '+8801711000001')
    const karim = town.person('Karim', '+8801711000005')
    const hasan = town.person('Hasan', '+8801711000006')
    await registers(rina, '0501')
    await rina.dials()
    await rina.picks('আমার কথা', 'যা বেছেছি')
    await rina.presses('4', '01711000005')
    await town.clock.moves({ minutes: 5 })
    await karim.receives('3')
    await karim.texts('2')
    await karim.receives('ধন্যবাদ')
    await rina.dials()
    await rina.picks('আমার কথা', 'যা বেছেছি')
    await rina.presses('4', '01711000005')
    await letPass(town, 30)
    expect(since(karim, 2)).toEqual([])
    await rina.dials()
    await rina.picks('আমার কথা', 'যা বেছেছি')
    await rina.presses('4', '01711000006')
    await town.clock.moves({ minutes: 5 })
    await hasan.receives('3')
    await hasan.texts('1')
    await hasan.receives('ধন্যবাদ')
    await letPass(town, 8)
    const got = since(hasan, 2).length
    expect(got).toBeGreaterThan(0)
    await rina.dials()
    await rina.picks('আমার কথা', 'যা বেছেছি')
    await rina.presses('5')
    rina.sees('ধন্যবাদ')
    await letPass(town, 30)
    expect(since(hasan, 2)).toHaveLength(got)
    // Neither is asked a second time by way of the other.
    await rina.dials()
    await rina.picks('আমার কথা', 'যা বেছেছি')
    await rina.presses('4', '01711000005')
    await letPass(town, 3)
    expect(since(karim, 2)).toEqual([])
  })

  it('ask once and gently after a loss, not on its day, and nothing else', async () => {
    town = await open(store)
    const rina = town.person('Rina', '+8801711000001')
    await registers(rina, '0501')
    await rina.dials()
    await rina.presses('3', '2', '2', '1')
    rina.sees('সমব্যথী')
    while (rina.handset.sees()?.isEnd === false) await rina.presses('1')
    expect(await asksTheWeek(town, rina, 0)).not.toMatch(questions)
    expect(await asksTheWeek(town, rina, 2)).toContain(nfc('দু-একটি কথা'))
    await rina.presses('1')
    rina.seesLast('ধন্যবাদ')
    expect((await womanOn(town, rina)).record.support?.words).toMatch(/@/)
    for (let day = 0; day < 3; day++) expect(await asksTheWeek(town, rina)).not.toMatch(questions)
    await rina.dials()
    await rina.picks('আমার কথা', 'যা বেছেছি')
    await rina.picks('দু-একটি')
    rina.seesLast('ধন্যবাদ')
    expect((await womanOn(town, rina)).record.support).toBeUndefined()
  })

  it('follow a message that was answered by text', async () => {
    town = await open(store)
    const rina = town.person('Rina', '+8801711000001')
    await registers(rina, '1511')
    await letPass(town, 9)
    const sent = rina.handset.inbox().length
    expect(sent).toBeGreaterThan(0)
    await rina.texts('1')
    await rina.receives('ধন্যবাদ', 'কে পড়েন', '2')
    await rina.texts('2')
    await rina.receives('ধন্যবাদ')
    await town.clock.moves({ hours: 3 })
    await rina.receivesNothing()
  })
})

describe('a woman under eighteen', () => {
  let town: Town
  afterEach(() => town?.close())

  const begin = async (minors?: Minors) => {
    town = await open('memory', minors === undefined ? {} : { minors })
    const rina = town.person('Rina', '+8801711000001')
    const nasrin = town.person('Nasrin', numbers.chw)
    await registers(rina, '0501')
    for (const _ of ['whose', 'hours', 'channel']) {
      await asksTheWeek(town, rina)
      await rina.presses('2')
    }
    expect(await asksTheWeek(town, rina)).toContain(nfc('বয়স কত'))
    await rina.presses('16')
    await town.settle()
    return { rina, nasrin, sent: rina.handset.inbox().length, id: (await womanOn(town, rina)).shortId }
  }

  it('is served as anybody where the ministry says so', async () => {
    const { rina, nasrin, sent } = await begin('serve')
    rina.seesLast('ভালো থাকবেন')
    await nasrin.receivesNothing()
    await letPass(town, 60)
    expect(since(rina, sent).length).toBeGreaterThan(0)
  })

  it('hears nothing until her worker notes that a guardian agreed, and nothing is made up for', async () => {
    const { rina, nasrin, sent, id } = await begin('guardian')
    rina.seesLast('আপাতত')
    const told = await nasrin.receives(id)
    expect(told.text).not.toMatch(/বয়স|গর্ভ|রিনা/)
    await letPass(town, 60)
    expect(since(rina, sent)).toEqual([])
    await nasrin.texts(`FIX ${id} GUARDIAN`)
    await nasrin.receives(id)
    await town.clock.moves({ hours: 3 })
    expect(since(rina, sent)).toEqual([])
    await letPass(town, 70)
    expect(since(rina, sent).length).toBeGreaterThan(0)
  })

  it('is reached through her worker alone where nobody has decided, but danger is answered', async () => {
    const { rina, nasrin, sent, id } = await begin()
    rina.seesLast('আপাতত')
    await nasrin.receives(id)
    await nasrin.texts(`FIX ${id} GUARDIAN`)
    await nasrin.receives(id)
    await letPass(town, 100)
    expect(since(rina, sent)).toEqual([])
    await rina.dials()
    await rina.presses('99', '1')
    rina.seesLast('এখনই যান', '999')
    await town.clock.moves({ minutes: 1 })
    await nasrin.receives('জরুরি')
    expect((await womanOn(town, rina)).record.age?.years).toBe(16)
  })

  it('whose worker says her age in REG is not even invited', async () => {
    town = await open('memory')
    const nasrin = town.person('Nasrin', numbers.chw)
    const rahima = town.person('Rahima', '+8801711000002')
    await nasrin.texts('REG 05012026 01711000002 রহিমা বয়স ১৬')
    await nasrin.receives('রহিমা', /\d{6}/, 'আপাতত')
    await letPass(town, 60)
    await rahima.receivesNothing()
  })
})

/** The hours of the day, in Dhaka, at which texts come in so many days; she presses nothing meanwhile. */
async function hoursOfTexts(town: Town, person: Person, days: number): Promise<number[]> {
  const before = person.handset.inbox().length
  await letPass(town, days)
  const got = person.handset.inbox().slice(before)
  return got.map(({ at }) => new Date(at + 6 * 3_600_000).getUTCHours())
}
