/**
 * Silence climbs: her worker is told of a visit that nobody knows of, then the supervisor, once a morning for all of
 * them; after a loss the visit stands on her worker's list until somebody has seen her.
 */
import { measureSms } from '@dhatri/text/sms'
import { afterEach, describe, expect, it } from 'vitest'
import { changes, letPass, registers } from '../people.ts'
import { longStores, numbers, openTown, type Town } from '../world.ts'

const digits = (text: string) => text.replace(/[০-৯]/g, (digit) => String('০১২৩৪৫৬৭৮৯'.indexOf(digit)))
const TELLING = /গর্ভ|প্রসব|সন্তান|বাচ্চা|শিশু|মারা|নষ্ট|দুঃখিত/

describe.each(longStores)('whom nobody has seen on %s', (store) => {
  let town: Town
  afterEach(() => town?.close())

  const open = async () => {
    town = await openTown({ on: '2026-06-01', store })
    return { nasrin: town.person('Nasrin', numbers.chw), shamima: town.person('Shamima', numbers.supervisor) }
  }
  const registersBy = async (nasrin: ReturnType<Town['person']>, lmp: string, name: string) => {
    await nasrin.texts(`REG ${lmp} 0 ${name}`)
    return /\d{6}/.exec(digits((await nasrin.receives(name)).text))?.[0] ?? ''
  }
  /** What she was told of such women since. */
  const toldSince = (person: ReturnType<Town['person']>, from: number) =>
    person.handset
      .inbox()
      .slice(from)
      .map(({ text }) => digits(text))
      .filter((text) => text.includes('খবর নেই'))

  it('tells the supervisor two weeks after the day, all of a day in one message, and leaves out who was seen', async () => {
    const { nasrin, shamima } = await open()
    // Week 24 is 22 June for both of the first two.
    const one = await registersBy(nasrin, '05012026', 'রহিমা')
    const two = await registersBy(nasrin, '05012026', 'করিমা')
    const seen = await registersBy(nasrin, '05012026', 'সালমা')
    await letPass(town, 22)
    await nasrin.texts(`ANC ${seen}`)
    await nasrin.receives('সালমা')
    const from = shamima.handset.inbox().length
    await letPass(town, 25)
    const told = toldSince(shamima, from)
    expect(told).toHaveLength(1)
    expect(told[0]).toContain(one)
    expect(told[0]).toContain(two)
    expect(told[0]).not.toContain(seen)
    expect(told[0]).not.toMatch(TELLING)
    expect(told[0]).not.toContain('রহিমা')
  })

  it('names whoever does not fit the next morning, each once', async () => {
    const { nasrin, shamima } = await open()
    const names = 'রহিমা করিমা সালমা ফাতেমা মরিয়ম জোছনা শাহিদা পারভীন লাইলী খাদিজা আয়েশা বিউটি তাসলিমা'.split(' ')
    const ids: string[] = []
    for (const name of names) ids.push(await registersBy(nasrin, '05012026', name))
    const from = shamima.handset.inbox().length
    await letPass(town, 45)
    const told = toldSince(shamima, from)
    expect(told.length).toBeGreaterThan(1)
    expect(told[0]).toMatch(/আরও \d+ জন/)
    for (const id of ids) expect(told.filter((text) => text.includes(id))).toHaveLength(1)
    for (const text of told) expect(measureSms(text).segments).toBeLessThanOrEqual(2)
  })

  it('tells the supervisor of nobody whose visit became known in the night', async () => {
    const { nasrin, shamima } = await open()
    const id = await registersBy(nasrin, '05012026', 'রহিমা')
    const from = shamima.handset.inbox().length
    // 6 July is two weeks after week 24.
    await letPass(town, 35)
    await town.clock.moves({ hours: 8 })
    await nasrin.texts(`ANC ${id}`)
    await nasrin.receives('রহিমা')
    await letPass(town, 3)
    expect(toldSince(shamima, from)).toEqual([])
  })

  it('keeps a visit after a loss on the list until she was seen', async () => {
    const { nasrin, shamima } = await open()
    const rina = town.person('Rina', '+8801711000001')
    await registers(rina, '0501')
    await rina.dials()
    await rina.presses('3')
    await changes(rina, '2', '1')
    const id = /\d{6}/.exec(digits((await nasrin.receives('বদলেছে')).text))?.[0] ?? ''
    await nasrin.texts('DUE')
    expect(digits((await nasrin.receives(/\d{6}|[০-৯]{6}/)).text)).toContain(id)
    await letPass(town, 5)
    await nasrin.texts('DUE')
    const { text } = await nasrin.receives('বাকি')
    expect(digits(text)).toContain(id)
    expect(text).not.toMatch(TELLING)
    const from = shamima.handset.inbox().length
    const hers = rina.handset.inbox().length
    await letPass(town, 6)
    expect(toldSince(shamima, from)).toEqual([expect.stringContaining(id)])
    await letPass(town, 7)
    expect(toldSince(shamima, from)).toHaveLength(1)
    await nasrin.texts(`PNC ${id}`)
    await nasrin.receives(id)
    await nasrin.texts('DUE')
    await nasrin.receives('কেউ বাকি নেই')
    expect(rina.handset.inbox()).toHaveLength(hers)
    await nasrin.texts('UNDO')
    await nasrin.receives(/./)
    await nasrin.texts('DUE')
    await nasrin.receives('বাকি', id)
  })

  it('takes a LOSS from her worker for the visit, and lets it go after four weeks', async () => {
    const { nasrin, shamima } = await open()
    const [rina, mina] = [town.person('Rina', '+8801711000001'), town.person('Mina', '+8801711000002')]
    const ids: string[] = []
    for (const person of [rina, mina]) {
      await registers(person, '0501')
      await person.dials()
      await person.presses('3')
      await changes(person, '2', '1')
      ids.push(/\d{6}/.exec(digits((await nasrin.receives('বদলেছে')).text))?.[0] ?? '')
    }
    await nasrin.texts(`LOSS ${ids[0]}`)
    await nasrin.receives(/./)
    const from = shamima.handset.inbox().length
    await letPass(town, 2)
    await nasrin.texts('DUE')
    const { text } = await nasrin.receives('বাকি')
    expect(digits(text)).toContain(ids[1])
    expect(digits(text)).not.toContain(ids[0])
    await letPass(town, 28)
    expect(toldSince(shamima, from)).toEqual([expect.stringContaining(ids[1] ?? '')])
    await nasrin.texts('DUE')
    await nasrin.receives('কেউ বাকি নেই')
  })
})
