/** What is told by somebody of her family, or of somebody who is ill after the birth: a person is told of it at once. */
import { loadPhone } from '@dhatri/service/phone'
import { loadWoman } from '@dhatri/service/woman'
import { afterEach, describe, expect, it } from 'vitest'
import { changes, letPass, registers } from '../people.ts'
import { longStores, numbers, openTown, type Town } from '../world.ts'

const digits = (text: string) => text.replace(/[০-৯]/g, (digit) => String('০১২৩৪৫৬৭৮৯'.indexOf(digit)))

describe.each(longStores)('somebody is told on %s', (store) => {
  let town: Town
  afterEach(() => town?.close())

  const idOn = async (number: string) =>
    (await loadPhone(town.world, town.world.keyring.pseudonym(number))).links.women[0] ?? ''
  const stateOf = async (number: string) => (await loadWoman(town.world, await idOn(number)))?.record.state

  async function agrees() {
    town = await openTown({ on: '2026-05-20', store })
    const rina = town.person('Rina', '+8801711000001')
    const karim = town.person('Karim', '+8801711000005')
    const nasrin = town.person('Nasrin', numbers.chw)
    await registers(rina, '0501')
    await rina.dials()
    await rina.picks('আমার কথা', 'যা বেছেছি')
    await rina.presses('4', '01711000005')
    await town.clock.moves({ minutes: 5 })
    await karim.receives('1', '2', '3')
    await karim.texts('1')
    await karim.receives('ধন্যবাদ')
    return { rina, karim, nasrin }
  }

  it("takes a relative's word of a loss for a reason to visit, and writes nothing of it to him meanwhile", async () => {
    const { rina, karim, nasrin } = await agrees()
    await karim.texts('amar bou er baccha nosto hoye gese')
    await karim.receives('কেমন আছেন')
    for (const answer of ['3', '2', '1']) await karim.texts(answer)
    const { text } = await karim.receives('ধন্যবাদ')
    expect(text).not.toMatch(/গর্ভ|সন্তান|শিশু|মারা|নষ্ট/)
    const id = /\d{6}/.exec(digits((await nasrin.receives('বদলেছে', 'দেখা')).text))?.[0] ?? ''
    expect(await stateOf(rina.number)).toBe('pregnant')
    // Week 20 and 26 would be his.
    const before = karim.handset.inbox().length
    await letPass(town, 55)
    expect(karim.handset.inbox()).toHaveLength(before)
    expect(rina.handset.inbox().length).toBeGreaterThan(1)
    // Her worker has seen her: it was not so.
    await nasrin.texts(`ANC ${id}`)
    await nasrin.receives(id)
    await letPass(town, 45)
    expect(karim.handset.inbox().length).toBeGreaterThan(before)
  })

  it('says as before that nobody is signed up to a phone that agreed to nothing', async () => {
    const { nasrin } = await agrees()
    const stranger = town.person('Stranger', '+8801911000009')
    await stranger.texts('amar bou er baccha nosto hoye gese')
    for (const answer of ['3', '2', '1']) await stranger.texts(answer)
    await stranger.receives('নাম লেখা নেই')
    await nasrin.receivesNothing()
  })

  it('opens the danger path where somebody is ill after the birth', async () => {
    town = await openTown({ on: '2026-10-05', store })
    const rina = town.person('Rina', '+8801711000001')
    const nasrin = town.person('Nasrin', numbers.chw)
    await registers(rina, '0501')
    await rina.dials()
    await rina.presses('3')
    await changes(rina, '1', '0410', '1', '1', '2')
    rina.seesLast('এখনই', '999')
    await nasrin.receives('জরুরি')
    expect(await stateOf(rina.number)).toBe('born')
  })
})
