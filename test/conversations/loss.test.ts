/** A word for a loss in a text gets one gentle, neutral question back; nothing is guessed and nothing ends by it. */
import { loadPhone } from '@dhatri/service/phone'
import { loadWoman } from '@dhatri/service/woman'
import { afterEach, describe, expect, it } from 'vitest'
import { letPass, registers } from '../people.ts'
import { longStores, numbers, openTown, type Town } from '../world.ts'

const number = '+8801711000001'
const TELLING = /গর্ভ|প্রসব|সন্তান|বাচ্চা|শিশু|মারা|নষ্ট|দুঃখিত/

describe.each(longStores)('a word for a loss on %s', (store) => {
  let town: Town
  afterEach(() => town?.close())

  it.each(['amar baccha nosto hoye gese', 'আমার বাবু মারা গেছে', 'i had a miscarrage'])('%s', async (words) => {
    town = await openTown({ on: '2026-06-01', store })
    const rina = town.person('Rina', number)
    const nasrin = town.person('Nasrin', numbers.chw)
    await registers(rina, '0501')
    await rina.texts(words)
    const { text } = await rina.receives('কেমন আছেন', '3')
    expect(text).not.toMatch(TELLING)
    expect(rina.handset.inbox()).toHaveLength(1)
    await nasrin.receivesNothing()
    const [id = ''] = await womenOf(town)
    expect((await recordOf(town, id)).state).toBe('pregnant')
    // "Something has changed", lost, yes: everything stops.
    await rina.texts('3')
    await rina.receives('বদলেছে')
    await rina.texts('2')
    await rina.receives('দুঃখিত')
    await rina.texts('1')
    await rina.receives('16263')
    expect((await recordOf(town, id)).state).toBe('lost')
    const before = rina.handset.inbox().length
    await letPass(town, 120)
    expect(rina.handset.inbox().length).toBe(before)
  })

  it('the same from a number nobody knows; danger in the same words goes first', async () => {
    town = await openTown({ on: '2026-06-01', store })
    const stranger = town.person('Stranger', '+8801911000009')
    await stranger.texts('baccha nosto hoise')
    await stranger.receives('কেমন আছেন')
    await stranger.texts('baccha nosto hoise, onek rokto jacche')
    await stranger.receives('হাসপাতাল', '999')
  })
})

async function womenOf(town: Town): Promise<string[]> {
  return (await loadPhone(town.world, town.world.keyring.pseudonym(number))).links.women
}

async function recordOf(town: Town, id: string) {
  const woman = await loadWoman(town.world, id)
  if (woman === undefined) throw new Error('nobody')
  return woman.record
}
