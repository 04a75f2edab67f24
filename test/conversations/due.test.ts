/** DUE: a worker's own list of the week, the most urgent first, in at most three parts. */
import { measureSms } from '@dhatri/text/sms'
import { afterEach, describe, expect, it } from 'vitest'
import { longStores, numbers, openTown, type Town } from '../world.ts'
import { confirms } from './signed.ts'

describe.each(longStores)('DUE on %s', (store) => {
  let town: Town
  afterEach(() => town?.close())

  it('puts danger before what is overdue and that before what is due, and leaves out who is not', async () => {
    town = await openTown({ on: '2026-06-01', store })
    const nasrin = town.person('Nasrin', numbers.chw)
    const registers = async (lmp: string, name: string) => {
      await nasrin.texts(`REG ${lmp} 0 ${name}`)
      return /\d{6}/.exec((await nasrin.receives(name)).text)?.[0] ?? ''
    }
    await registers('15032026', 'দূরের')
    await registers('20082025', 'পেরোনো')
    const soon = await registers('12022026', 'সামনের')
    const ill = await registers('15032026', 'অসুস্থ')
    const lost = await registers('12022026', 'হারানো')
    await confirms(nasrin, `LOSS ${lost}`)
    await nasrin.texts(`D ${ill}`)
    await nasrin.receives('হাসপাতাল')
    await nasrin.texts('DUE')
    const { text } = await nasrin.receives('জরুরি')
    const lines = text.split('\n')
    expect(lines[0]).toContain(ill)
    expect(lines[1]).toContain('পেরোনো')
    expect(lines[2]).toContain(soon)
    expect(lines).toHaveLength(3)
  })

  it('says when nobody is due, and how many more there are than fit', async () => {
    town = await openTown({ on: '2026-06-01', store })
    const nasrin = town.person('Nasrin', numbers.chw)
    await nasrin.texts('তালিকা')
    await nasrin.receives('কেউ বাকি নেই')
    const names = 'রহিমা করিমা সালমা ফাতেমা মরিয়ম জোছনা নাসরিন শাহিদা পারভীন লাইলী খাদিজা আয়েশা বিউটি তাসলিমা'.split(' ')
    for (let count = 0; count < 14; count++) {
      await nasrin.texts(`REG 12022026 0 ${names[count]}`)
      await nasrin.receives(names[count] ?? '')
    }
    await nasrin.texts('DUE')
    const { text } = await nasrin.receives('আরও')
    expect(measureSms(text).segments).toBeLessThanOrEqual(3)
    const shown = text.split('\n').length - 1
    const digits = text.split('\n').at(-1) ?? ''
    expect(digits).toContain(String(14 - shown).replace(/\d/g, (digit) => '০১২৩৪৫৬৭৮৯'[Number(digit)] ?? ''))
  })
})
