/** The information line: by topic, by month or week, by dial, call and text, for callers nobody knows. */
import { listPrompts } from '@dhatri/flow/render'
import type { Person } from '@dhatri/phone/person'
import { measureSms } from '@dhatri/text/sms'
import { afterEach, describe, expect, it } from 'vitest'
import { changes, letPass, registers } from '../people.ts'
import { longStores, openTown, shipped, type Town } from '../world.ts'

/** Words of pregnancy, birth and baby. */
const TELLING =
  /গর্ভ|প্রসব|সন্তান|বাচ্চা|শিশু|নবজাতক|জন্ম|টিকা|দুধ|ডেলিভারি|pregnan|birth|bab(y|ies)|child|vaccin|breast|milk|labour/i

/** The key that reads on: 9 for the next page, 1 where nothing else is offered. */
function keyOn(person: Person): string | undefined {
  const [more] = /(?<=^|\s)9(?= (আরও|More))|(?<=^|\s)1(?= (এরপর|Next))/i.exec(person.handset.sees()?.text ?? '') ?? []
  return more
}

/** Reads on to the last page, and returns all she saw. */
async function readsOn(person: Person): Promise<string> {
  const pages = [person.handset.sees()?.text ?? '']
  for (let key = keyOn(person); key !== undefined && pages.length < 12; key = keyOn(person)) {
    await person.presses(key)
    pages.push(person.handset.sees()?.text ?? '')
  }
  return pages.join('\n').normalize('NFC')
}

describe.each(longStores)('a caller nobody knows, on %s', (store) => {
  let town: Town
  afterEach(() => town?.close())

  it('reads a topic by dial, and the first screen tells nothing of it', async () => {
    town = await openTown({ on: '2026-03-02', store })
    const mita = town.person('Mita', '+8801711000007')
    await mita.dials()
    mita.sees('1 তথ্য')
    mita.doesNotSee(TELLING)
    await mita.presses('1')
    mita.sees('1 বিষয় ধরে', '2 মাস বা সপ্তাহ ধরে')
    await mita.presses('1', '1', '1')
    expect(await readsOn(mita)).toMatch(/মাছ, ডিম[\s\S]*জর্দা[\s\S]*1 আবার\n2 অন্য কথা/)
    await mita.presses('1')
    mita.sees('মাছ, ডিম')
    await readsOn(mita)
    await mita.presses('2')
    mita.sees('গর্ভের সময়', '2 বড়ি')
  })

  it('hears a topic once more on a call, when she presses for it', async () => {
    town = await openTown({ on: '2026-03-02', store })
    const mita = town.person('Mita', '+8801711000007')
    await mita.calls()
    for (const key of ['1', '1', '1', '2']) await mita.keys(key)
    mita.hears(/tablets\.take|আয়রন/, /again\.next\.option|আবার শুনতে/)
    await mita.keys('1')
    mita.hears(/tablets\.take|আয়রন/, /again\.next\.option|আবার শুনতে/)
    await mita.keys('2')
    mita.hears(/pregnancy\.topic\.option\.2|বড়ির কথা শুনতে/)
  })

  it('is told how to use the line, and hears of violence only where she asked for it', async () => {
    town = await openTown({ on: '2026-03-02', store })
    const mita = town.person('Mita', '+8801711000007')
    await mita.calls()
    for (const key of ['1', '3']) await mita.keys(key)
    mita.hears(/topics\.how|নাম না লেখালেও/)
    mita.hears(/again\.next|আবার শুনবেন/)
    await mita.dials()
    await mita.presses('1', '3')
    expect(await readsOn(mita)).toMatch(/জরুরি হলে 99/)
    await mita.dials()
    // The way that topic.safe names.
    await mita.presses('1', '1', '7')
    mita.sees('সেবা ও অধিকার', '3 নিরাপদ থাকা')
    mita.doesNotSee('109')
    await mita.presses('3')
    expect(await readsOn(mita)).toMatch(/109/)
  })

  it.each([
    ['1', '3', 'চার মাসের মধ্যে প্রথম চেকআপ'],
    ['2', '12', 'চার মাসের মধ্যে প্রথম চেকআপ'],
    ['2', '২০', 'চেকআপ না হলে এই মাসেই'],
    ['2', '28', 'ছয় বা সাত মাসে আবার'],
    ['2', '34', 'আট মাসের চেকআপ'],
    ['2', '40', 'নয় মাসের চেকআপ'],
  ])('asks about month or week %s %s', async (by, number, words) => {
    town = await openTown({ on: '2026-03-02', store })
    const mita = town.person('Mita', '+8801711000007')
    await mita.dials()
    await mita.presses('1', '2', by, number, '1')
    expect(await readsOn(mita)).toContain(words.normalize('NFC'))
  })

  it('past the fortieth week is told at once not to wait', async () => {
    town = await openTown({ on: '2026-03-02', store })
    const mita = town.person('Mita', '+8801711000007')
    await mita.dials()
    await mita.presses('1', '2', '2', '41')
    mita.sees('তারিখ পেরোলে')
  })

  it('reads and hears it in English too', async () => {
    town = await openTown({ on: '2026-03-02', store })
    const mita = town.person('Mita', '+8801711000007')
    await mita.dials()
    await mita.presses('4', '2')
    await mita.dials()
    await mita.presses('1', '1', '7', '1')
    expect(await readsOn(mita)).toMatch(/Community clinics[\s\S]*1 Again\n2 Something else/)
    await mita.texts('iron tablet')
    await mita.receives('Take iron', '*16789#')
    await mita.calls()
    for (const key of ['1', '1', '6']) await mita.keys(key)
    mita.hears(/mood\.low|If you feel low/, /again\.next\.option|To hear it again/)
  })
})

describe.each(longStores)('a text that names a topic, on %s', (store) => {
  let town: Town
  afterEach(() => town?.close())

  it.each([
    ['khabar', 'মাছ, ডিম'],
    ['পুষ্টি নিয়ে জানতে চাই', 'মাছ, ডিম'],
    ['ayron bori khabo kokhon', 'আয়রন'],
    ['tika', 'টিকাকেন্দ্রে'],
    ['bacchar tika', 'বাচ্চার টিকা'],
    ['বুকের দুধ', 'ছয় মাস'],
    ['family planing', '16767'],
    ['mon kharap', '16263'],
    ['অধিকার', 'কমিউনিটি ক্লিনিক'],
  ])('is answered: %s', async (text, words) => {
    town = await openTown({ on: '2026-03-02', store })
    const mita = town.person('Mita', '+8801711000007')
    await mita.texts(text)
    const answer = await mita.receives(words, '*16789#')
    expect(measureSms(answer.text).segments).toBeLessThanOrEqual(2)
    await mita.receivesNothing()
  })

  it('gives way to danger, to STOP and to an open question', async () => {
    town = await openTown({ on: '2026-06-01', store })
    const rina = town.person('Rina', '+8801711000001')
    await rina.texts('khabar khaite parina, rokto jacche')
    await rina.receives('999')
    await registers(rina, '0501')
    await letPass(town, 26)
    await rina.receives(/গেলে লিখুন 1|লিখুন 1/)
    await rina.texts('গেছি')
    expect((await rina.receives(/./)).text).not.toContain('*16789#')
    await rina.texts('বন্ধ')
    await rina.receives(/বন্ধ/)
    // Even after STOP she gets what she asks for.
    await rina.texts('খাবার')
    await rina.receives('মাছ, ডিম')
  })

  it('takes news of a birth for no question', async () => {
    town = await openTown({ on: '2026-03-02', store })
    const mita = town.person('Mita', '+8801711000007')
    await mita.texts('ডেলিভারি হইছে, ছেলে')
    expect((await mita.receives(/./)).text).not.toContain('*16789#')
  })

  it('names no violence to whoever holds the phone', async () => {
    town = await openTown({ on: '2026-03-02', store })
    const mita = town.person('Mita', '+8801711000007')
    await mita.texts('shami mare')
    const { text } = await mita.receives('16263', '*16789#')
    expect(text).not.toMatch(/মার|নির্যাতন|109|ভয়|স্বামী/)
  })

  it('is left unanswered in the end, where it is a machine that writes', async () => {
    town = await openTown({ on: '2026-03-02', store })
    const mita = town.person('Mita', '+8801711000007')
    for (let count = 0; count < 15; count++) await mita.texts('khabar')
    expect(mita.handset.inbox().length).toBe(10)
  })
})

describe.each(longStores)('after a loss, on %s', (store) => {
  let town: Town
  afterEach(() => town?.close())

  it('nothing about pregnancy or baby answers a text, and her own care still does', async () => {
    town = await openTown({ on: '2026-06-01', store })
    const rina = town.person('Rina', '+8801711000001')
    await registers(rina, '0501')
    await rina.texts('khabar')
    await rina.receives('মাছ, ডিম')
    await rina.dials()
    await rina.presses('3')
    await changes(rina, '2', '1')
    const before = rina.handset.inbox().length
    for (const text of ['khabar', 'টিকা', 'bacchar tika', 'বুকের দুধ', 'prostuti', 'লক্ষণ']) await rina.texts(text)
    const answers = rina.handset.inbox().slice(before)
    expect(answers.length).toBe(6)
    for (const { text } of answers) expect(text).not.toMatch(TELLING)
    await rina.texts('mon kharap')
    await rina.receives('16263', 'আপন কাউকে')
    // A new pregnancy on the phone, signed up later, is answered again.
    await letPass(town, 200)
    await registers(rina, '0110')
    await rina.texts('khabar')
    await rina.receives('মাছ, ডিম')
  })

  it.each([true, false])('an answer not yet sent when the loss is told (%s) is not sent', async (isLost) => {
    town = await openTown({ on: '2026-06-01', store })
    const rina = town.person('Rina', '+8801711000001')
    await registers(rina, '0501')
    const { enqueue } = town.world
    town.world.enqueue = async () => {}
    await rina.texts('khabar')
    await rina.dials()
    await rina.presses('3')
    if (isLost) await changes(rina, '2', '1')
    town.world.enqueue = enqueue
    await town.clock.moves({ minutes: 5 })
    const said = rina.handset.inbox().map(({ text }) => text)
    expect(said.some((text) => text.includes('মাছ, ডিম'))).toBe(!isLost)
  })

  it('a text that tells of one is not answered with a baby, whoever writes it', async () => {
    town = await openTown({ on: '2026-06-01', store })
    const mita = town.person('Mita', '+8801711000007')
    await mita.texts('বাচ্চা মারা গেছে, টিকা আর লাগবে না')
    const { text } = await mita.receives('কেমন আছেন')
    expect(text).not.toMatch(TELLING)
  })
})

/** Words a second of somebody who reads slowly. */
const pace = 2

it.each(['bn', 'en'])('how to use the line takes at most half a minute to hear, in %s', (language) => {
  const { library } = shipped().world
  const said = listPrompts(library, language).filter(({ key }) => key.startsWith(`${language}/topics.how.`))
  const words = said.flatMap(({ text }) => text.split(' '))
  expect(words.length).toBeGreaterThan(20)
  expect(words.length / pace).toBeLessThanOrEqual(30)
})

it('every topic is answered by a message of its own', () => {
  const { topics, messages } = shipped().world
  for (const { name } of topics.topics) expect(messages[`topic.${name}`]?.class, name).toBe('reply')
})
