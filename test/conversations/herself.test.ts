/** Workers are mothers too: nobody is told of herself, whoever stands above her is; and she is heard as anybody. */
import { loadPhone } from '@dhatri/service/phone'
import { loadWoman } from '@dhatri/service/woman'
import { afterEach, describe, expect, it } from 'vitest'
import { letPass } from '../people.ts'
import { longStores, numbers, openTown, type Town } from '../world.ts'

describe.each(longStores)('a worker who is expecting on %s', (store) => {
  let town: Town
  afterEach(() => town?.close())

  async function signsUp() {
    town = await openTown({ on: '2026-06-01', store, hasRota: false })
    const nasrin = town.person('Nasrin', numbers.chw)
    const shamima = town.person('Shamima', numbers.supervisor)
    await nasrin.dials()
    await nasrin.picks('অন্য', 'নাম লেখান')
    await nasrin.presses('1', '0501', '302614', '1')
    nasrin.seesLast('অক্টোবর')
    const [id = ''] = (await loadPhone(town.world, town.world.keyring.pseudonym(numbers.chw))).links.women
    const stateOf = async () => (await loadWoman(town.world, id))?.record.state
    return { nasrin, shamima, stateOf }
  }

  it('has her supervisor told of her loss, and of a visit nobody knows of', async () => {
    const { nasrin, shamima, stateOf } = await signsUp()
    await letPass(town, 30)
    await shamima.receives('খোঁজ নিন')
    expect(nasrin.handset.inbox().some(({ text }) => text.includes('খোঁজ নিন'))).toBe(false)
    await nasrin.dials()
    await nasrin.picks('অন্য', 'আমার কথা', 'বদলেছে', 'আর নেই', 'হ্যাঁ')
    expect(await stateOf()).toBe('lost')
    await shamima.receives('বদলেছে')
    expect(nasrin.handset.inbox().some(({ text }) => text.includes('আজই দেখা'))).toBe(false)
  })

  it('has her supervisor rung first when she is in danger', async () => {
    const { nasrin, shamima } = await signsUp()
    await nasrin.texts('amar onek rokto jacche')
    await nasrin.receives('হাসপাতাল', '999')
    await shamima.receives('জরুরি')
    expect(nasrin.handset.inbox().some(({ text }) => text.includes('জরুরি:'))).toBe(false)
  })

  it.each(['আমার বাচ্চা নষ্ট হয়ে গেছে', 'miscarriage'])('is asked gently after "%s", as anybody', async (words) => {
    const { nasrin, shamima, stateOf } = await signsUp()
    await nasrin.texts(words)
    await nasrin.receives('কেমন আছেন', '3')
    expect(await stateOf()).toBe('pregnant')
    for (const answer of ['3', '2', '1']) await nasrin.texts(answer)
    await nasrin.receives('16263')
    expect(await stateOf()).toBe('lost')
    await shamima.receives('বদলেছে')
  })

  it('still takes her reports about others for reports', async () => {
    const { nasrin, stateOf } = await signsUp()
    await nasrin.texts('REG 05012026 0 রহিমা')
    const id = /\d{6}/.exec((await nasrin.receives('রহিমা')).text)?.[0] ?? ''
    await nasrin.texts(`miscarriage ${id}`)
    await nasrin.receives(id, '1', '2')
    await nasrin.texts('1')
    await nasrin.receives('লেখা হলো')
    expect(await stateOf()).toBe('pregnant')
  })
})
