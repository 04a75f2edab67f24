/** A number that said "wrong number" or "no" speaks for nobody on the list; a no may become a yes, and is not asked again. */
import { loadPhone } from '@dhatri/service/phone'
import { findByShortId } from '@dhatri/service/registration'
import { loadWoman } from '@dhatri/service/woman'
import { afterEach, describe, expect, it } from 'vitest'
import { changes, letPass } from '../people.ts'
import { longStores, numbers, openTown, type Town } from '../world.ts'

const number = '+8801711000002'
const digits = (text: string) => text.replace(/[০-৯]/g, (digit) => String('০১২৩৪৫৬৭৮৯'.indexOf(digit)))
const idIn = (text: string) => /\d{6}/.exec(digits(text))?.[0] ?? ''

describe.each(longStores)('a phone that refused on %s', (store) => {
  let town: Town
  afterEach(() => town?.close())

  async function refuses(answer: '2' | '3') {
    town = await openTown({ on: '2026-06-01', store })
    const nasrin = town.person('Nasrin', numbers.chw)
    const holder = town.person('Holder', number)
    await nasrin.texts('REG 05012026 01711000002 রহিমা sms')
    const id = idIn((await nasrin.receives('রহিমা')).text)
    await town.clock.moves({ minutes: 2 })
    await holder.receives('3')
    await holder.texts(answer)
    await holder.receives('ধন্যবাদ')
    await nasrin.receives('বদলেছে')
    return { nasrin, holder, id }
  }
  const stateOf = async (id: string) => (await findByShortId(town.world, ['302614'], id))?.record

  it.each(['2', '3'] as const)('%s: changes nothing of hers, and is a caller as any other', async (answer) => {
    const { nasrin, holder, id } = await refuses(answer)
    await holder.dials()
    holder.sees('স্বাস্থ্য তথ্য')
    await holder.presses('3')
    holder.sees('নাম লেখা নেই')
    await holder.hangsUp()
    // By SMS the loss of whoever holds the phone is heard, but it is nobody's on the list.
    for (const words of ['amar baccha nosto hoye gese', '3', '2', '1']) await holder.texts(words)
    await holder.receives('নাম লেখা নেই')
    expect((await stateOf(id))?.state).toBe('pregnant')
    await nasrin.receivesNothing()
    // Her worker goes on caring for her, by her number on the list as well.
    await nasrin.texts('ANC 01711000002')
    await nasrin.receives('রহিমা')
    const told = holder.handset.inbox().length
    await letPass(town, 40)
    expect(holder.handset.inbox()).toHaveLength(told)
    const before = nasrin.handset.inbox().length
    await holder.texts('onek rokto jacche')
    // Nobody's id: advice and a choice, as for anybody.
    await holder.receives('হাসপাতাল', '999')
    await holder.dials()
    await holder.presses('99')
    holder.sees('আমাকে ফোন করুন')
    await holder.presses('1')
    expect(nasrin.handset.inbox()).toHaveLength(before)
  })

  it('takes a yes after a no by SMS', async () => {
    const { holder, id } = await refuses('2')
    await holder.texts('হ্যাঁ')
    await holder.receives('চালু')
    expect((await stateOf(id))?.consent).toBe('agreed')
    await holder.dials()
    await holder.presses('3')
    await changes(holder, '2', '1')
    expect((await stateOf(id))?.state).toBe('lost')
  })

  it('takes START after a no, but never makes a wrong number right', async () => {
    const declined = await refuses('2')
    await declined.holder.texts('START')
    await declined.holder.receives('চালু')
    expect((await stateOf(declined.id))?.consent).toBe('agreed')
    await town.close()
    const wrong = await refuses('3')
    await wrong.holder.texts('1')
    await wrong.holder.receives(/./)
    await wrong.holder.texts('START')
    await wrong.holder.receives('চালু')
    expect((await stateOf(wrong.id))?.consent).toBe('wrongNumber')
  })

  it('lets her sign up by herself: the same woman after a no, another one on a wrong number', async () => {
    const declined = await refuses('2')
    await declined.holder.dials()
    await declined.holder.presses('2', '1', '0501', '302614', '1')
    expect((await stateOf(declined.id))?.consent).toBe('agreed')
    expect((await onPhone()).women).toHaveLength(1)
    await town.close()
    const wrong = await refuses('3')
    await wrong.holder.dials()
    await wrong.holder.presses('2', '1', '0501', '302614', '1')
    wrong.holder.seesLast('অক্টোবর')
    const { women, refused } = await onPhone()
    expect([women.length, refused.length]).toEqual([1, 1])
    await wrong.holder.dials()
    await wrong.holder.presses('3')
    await changes(wrong.holder, '2', '1')
    expect((await stateOf(wrong.id))?.state).toBe('pregnant')
    expect((await loadWoman(town.world, women[0] ?? ''))?.record.state).toBe('lost')
  })

  it.each(['2', '3'] as const)('%s: is not asked about another woman, and the worker hears why', async (answer) => {
    const { nasrin, holder } = await refuses(answer)
    const before = holder.handset.inbox().length
    await nasrin.texts('REG 10022026 01711000002 করিমা sms')
    const { text } = await nasrin.receives('করিমা', 'বার্তা যাবে না')
    expect((await stateOf(idIn(text)))?.phone).toBeUndefined()
    await nasrin.texts('REG 15022026 01711000003 সালমা sms')
    const other = idIn((await nasrin.receives('সালমা')).text)
    await nasrin.texts(`FIX ${other} PHONE 01711000002`)
    await nasrin.receives('1')
    await nasrin.texts('1')
    await nasrin.receives('বার্তা যাবে না')
    expect((await stateOf(other))?.phone).toBeUndefined()
    await letPass(town, 10)
    expect(holder.handset.inbox()).toHaveLength(before)
    // After half a year it may be somebody else's.
    await letPass(town, 175)
    const now = holder.handset.inbox().length
    await nasrin.texts(`FIX ${other} PHONE 01711000002`)
    await nasrin.receives('1')
    await nasrin.texts('1')
    await nasrin.receives('অনুমতি')
    await town.clock.moves({ days: 1 })
    expect(holder.handset.inbox().length).toBeGreaterThan(now)
  })

  it('is said to a worker who dials too', async () => {
    const { nasrin } = await refuses('3')
    await nasrin.dials()
    await nasrin.presses('4', '1003', '1', '01711000002', '2', '0', '2')
    nasrin.seesLast('বার্তা যাবে না')
  })

  async function onPhone() {
    return (await loadPhone(town.world, town.world.keyring.pseudonym(number))).links
  }
})
