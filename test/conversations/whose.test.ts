/**
 * News of a loss or a birth that nobody can place: two women on one phone, twins, a loss without a name. Nobody is
 * guessed at, the phones are silent until a worker has asked, and what she then says is taken.
 */
import { countAlive } from '@dhatri/care/outcome'
import { loadPhone } from '@dhatri/service/phone'
import { afterEach, describe, expect, it } from 'vitest'
import { changes, liveThrough, registers } from '../people.ts'
import { longStores, numbers, openTown, type Town } from '../world.ts'
import { confirms, idIn, recordOf, signsUp, since } from './signed.ts'

const TELLS = /গর্ভ|প্রসব|বাচ্চা|শিশু|সন্তান|স্বাস্থ্যকেন্দ্র|টিকা/

describe.each(longStores)('news that nobody can place on %s', (store) => {
  let town: Town
  afterEach(() => town?.close())

  const isHeld = async (number: string) => (await loadPhone(town.world, town.world.keyring.pseudonym(number))).isHeld

  const twoOnOnePhone = async () => {
    town = await openTown({ on: '2026-03-02', store })
    const nasrin = town.person('Nasrin', numbers.chw)
    const sisters = town.person('Two sisters', '+8801711000002')
    const one = await signsUp(town, nasrin, sisters, '05012026', 'রহিমা')
    await nasrin.texts('REG 12012026 01711000002 সালমা')
    await nasrin.receives('ইনি কি')
    await nasrin.texts('2')
    const two = idIn((await nasrin.receives('সালমা')).text)
    await town.clock.moves({ minutes: 2 })
    await sisters.texts('1')
    return { nasrin, sisters, one, two }
  }

  it('of two women on a phone ends neither, though one was asked about her visit, and silences it until both are seen', async () => {
    const { nasrin, sisters, one, two } = await twoOnOnePhone()
    const shamima = town.person('Shamima', numbers.supervisor)
    for (let day = 0; day < 90 && !/3 কিছু বদলেছে/.test(sisters.handset.inbox().at(-1)?.text ?? ''); day++)
      await liveThrough(town, 1)
    await sisters.texts('3')
    await sisters.texts('2')
    await sisters.texts('1')
    expect((await recordOf(town, one)).record.state).toBe('pregnant')
    expect((await recordOf(town, two)).record.state).toBe('pregnant')
    expect(await isHeld(sisters.number)).toBe(true)
    await nasrin.receives('বদলেছে')
    await shamima.receives('বদলেছে')
    const before = sisters.handset.inbox().length
    await liveThrough(town, 21)
    expect(since(sisters, before).filter((text) => TELLS.test(text))).toEqual([])
    // She has found one of them well: of the other nobody knows yet.
    await nasrin.texts(`ANC ${one}`)
    expect(await isHeld(sisters.number)).toBe(true)
    await nasrin.texts(`ANC ${two}`)
    expect(await isHeld(sisters.number)).toBe(false)
  })

  it('is lifted by a visit that was noted already too: she has been seen, and is as she was', async () => {
    const { nasrin, sisters, one, two } = await twoOnOnePhone()
    for (const id of [one, two]) await nasrin.texts(`ANC ${id}`)
    await sisters.dials()
    await sisters.presses('3')
    await changes(sisters, '2', '1')
    expect(await isHeld(sisters.number)).toBe(true)
    await town.clock.moves({ days: 1 })
    await nasrin.texts(`ANC ${one} dekhechi`)
    await nasrin.receives('আগেই')
    await nasrin.texts(`ANC ${two} dekhechi`)
    expect(await isHeld(sisters.number)).toBe(false)
  })

  it('is lifted where the loss has found its woman, and not by the death of the other', async () => {
    const { nasrin, sisters, one, two } = await twoOnOnePhone()
    await sisters.dials()
    await sisters.presses('3')
    await changes(sisters, '2', '1')
    await confirms(nasrin, `DEATH ${two} M`)
    expect(await isHeld(sisters.number)).toBe(true)
    await confirms(nasrin, `LOSS ${one}`)
    expect(await isHeld(sisters.number)).toBe(false)
    expect((await recordOf(town, one)).record.state).toBe('lost')
  })

  it('said again by her who has lost, asked about her own check, does not end the other', async () => {
    town = await openTown({ on: '2026-09-20', store })
    const nasrin = town.person('Nasrin', numbers.chw)
    const sisters = town.person('Two sisters', '+8801711000002')
    const one = await signsUp(town, nasrin, sisters, '05012026', 'রহিমা')
    await nasrin.texts('REG 01062026 01711000002 সালমা')
    const asked = await nasrin.receives(/./)
    if (asked.text.includes('ইনি কি')) await nasrin.texts('2')
    const two = idIn(asked.text.includes('ইনি কি') ? (await nasrin.receives('সালমা')).text : asked.text)
    await town.clock.moves({ minutes: 2 })
    await sisters.texts('1')
    await confirms(nasrin, `LOSS ${one} S 20092026`)
    const isAsked = () => /3 কিছু বদলেছে/.test(sisters.handset.inbox().at(-1)?.text ?? '')
    for (let day = 0; day < 20 && !isAsked(); day++) await liveThrough(town, 1)
    expect(isAsked()).toBe(true)
    for (const key of ['3', '2', '1']) await sisters.texts(key)
    expect((await recordOf(town, two)).record.state).toBe('pregnant')
    expect(await isHeld(sisters.number)).toBe(true)
  })

  it("holds the family's phone too", async () => {
    const { sisters, one } = await twoOnOnePhone()
    const husband = '+8801811000055'
    const pseudonym = town.world.keyring.pseudonym(husband)
    const { stepWoman } = await import('@dhatri/service/woman')
    const woman = await recordOf(town, one)
    const allowed = await stepWoman(town.world, woman, { kind: 'allowed', purpose: 'family', phone: pseudonym })
    expect((await town.world.table.write(allowed.writes)).ok).toBe(true)
    await sisters.dials()
    await sisters.presses('3')
    await changes(sisters, '2', '1')
    expect(await isHeld(husband)).toBe(true)
  })

  /** Nasrin has reported her birth. */
  const afterBirth = async (report: string) => {
    town = await openTown({ on: '2026-10-12', store })
    const nasrin = town.person('Nasrin', numbers.chw)
    const rahima = town.person('Rahima', '+8801711000002')
    const id = await signsUp(town, nasrin, rahima, '05012026', 'রহিমা')
    await confirms(nasrin, `BIR ${id} 11102026 ${report}`)
    await rahima.dials()
    await rahima.presses('3')
    return { nasrin, rahima, id }
  }

  it('of twins asks how many, and the vaccines of the other go on', async () => {
    const { nasrin, rahima, id } = await afterBirth('CC 2')
    await changes(rahima, '2', '1')
    expect((await recordOf(town, id)).record.state).toBe('born')
    expect(await isHeld(rahima.number)).toBe(true)
    await nasrin.receives('বদলেছে')
    await nasrin.texts(`LOSS ${id}`)
    await nasrin.receives(`DEATH ${id} B`)
    await confirms(nasrin, `DEATH ${id} B 1`)
    expect(countAlive((await recordOf(town, id)).record)).toBe(1)
    expect(await isHeld(rahima.number)).toBe(false)
    await nasrin.texts(`EPI ${id} BCG`)
    await nasrin.receives('টিকা')
  })

  it('told of twins through the birth, which is known, is the death of one', async () => {
    const { nasrin, rahima, id } = await afterBirth('CC 2')
    await changes(rahima, '1', '1110', '1', '2', '3', '2')
    expect(countAlive((await recordOf(town, id)).record)).toBe(1)
    await nasrin.receives('বদলেছে')
  })

  it('is named by her worker afterwards: a stillbirth is reviewed, and the checks of the mother go on', async () => {
    town = await openTown({ on: '2026-09-20', store })
    const rina = town.person('Rina', '+8801711000001')
    const nasrin = town.person('Nasrin', numbers.chw)
    const shamima = town.person('Shamima', numbers.supervisor)
    await registers(rina, '0501')
    await rina.dials()
    await rina.presses('3')
    await changes(rina, '2', '1')
    const id = idIn((await nasrin.receives('বদলেছে')).text)
    expect((await recordOf(town, id)).record.outcome?.kind).toBe('loss')
    await nasrin.texts(`PNC ${id}`)
    await nasrin.receives(id, 'পরের')
    await confirms(nasrin, `LOSS ${id} S 20092026`)
    expect((await recordOf(town, id)).record.outcome?.kind).toBe('stillbirth')
    await shamima.receives(id)
    await nasrin.texts(`LOSS ${id} M`)
    await nasrin.receives('আগেই')
    const before = rina.handset.inbox().length
    await liveThrough(town, 60)
    expect(since(rina, before).length).toBeGreaterThan(2)
  })

  it('told after a live birth is the death of the child', async () => {
    const { nasrin, rahima, id } = await afterBirth('CC')
    await changes(rahima, '2', '1')
    expect((await recordOf(town, id)).record.outcome?.kind).toBe('neonatalDeath')
    await nasrin.texts(`PNC ${id}`)
    await nasrin.receives(id, 'পরের')
  })

  it('is taken back by her worker within a day, with her id, and never her registration with it', async () => {
    town = await openTown({ on: '2026-06-01', store })
    const nasrin = town.person('Nasrin', numbers.chw)
    const rahima = town.person('Rahima', '+8801711000002')
    const id = await signsUp(town, nasrin, rahima, '05012026', 'রহিমা')
    await rahima.dials()
    await rahima.presses('3')
    await changes(rahima, '2', '1')
    expect((await recordOf(town, id)).record.state).toBe('lost')
    await confirms(nasrin, 'UNDO', 'LOSS')
    expect((await recordOf(town, id)).record.state).toBe('pregnant')
    await town.clock.moves({ hours: 1 })
    await rahima.dials()
    await rahima.presses('3')
    await changes(rahima, '2', '1')
    await confirms(nasrin, `UNDO ${id}`, 'LOSS')
    expect((await recordOf(town, id)).record.state).toBe('pregnant')
  })

  it('is taken back by the supervisor for a month, and floods nobody', async () => {
    town = await openTown({ on: '2026-06-01', store })
    const nasrin = town.person('Nasrin', numbers.chw)
    const shamima = town.person('Shamima', numbers.supervisor)
    const rahima = town.person('Rahima', '+8801711000002')
    const id = await signsUp(town, nasrin, rahima, '05012026', 'রহিমা')
    await confirms(nasrin, `LOSS ${id}`)
    await liveThrough(town, 20)
    await nasrin.texts(`UNDO ${id}`)
    await nasrin.receives('নেই')
    const before = rahima.handset.inbox().length
    await confirms(shamima, `UNDO ${id}`, 'LOSS')
    expect((await recordOf(town, id)).record.state).toBe('pregnant')
    await town.clock.moves({ hours: 12 })
    expect(since(rahima, before).length).toBeLessThanOrEqual(1)
  })
})
