/** What is open when she dies or loses the pregnancy: nothing more goes to her number, and nobody is rung for nothing. */
import { loadCase } from '@dhatri/service/cases'
import { listOnPhone } from '@dhatri/service/requests'
import { phoneKey } from '@dhatri/store/items'
import { afterEach, describe, expect, it } from 'vitest'
import { bringPlaces, letPass, liveThrough, registers } from '../people.ts'
import { longStores, numbers, openTown, type Town } from '../world.ts'
import { confirms, idIn, recordOf, signsUp, since } from './signed.ts'

const clinic = 'CC,,নমুনা ক্লিনিক,Sample Clinic,cc,302614,,anc,09-15,,CHCP'
const ticketIn = (text: string) => /1 ([1-9]\d{5})/.exec(text)?.[1] ?? ''

describe.each(longStores)('what is open when she is gone, on %s', (store) => {
  let town: Town
  afterEach(() => town?.close())

  const inTown = async () => {
    town = await openTown({ on: '2026-06-01', store })
    await bringPlaces(town, clinic)
    const nasrin = town.person('Nasrin', numbers.chw)
    const rahima = town.person('Rahima', '+8801711000002')
    const id = await signsUp(town, nasrin, rahima, '05012026', 'রহিমা')
    return {
      id,
      nasrin,
      rahima,
      salma: town.person('Salma', numbers.contact),
      supervisor: town.person('Shamima', numbers.supervisor),
      desk: town.person('Desk', numbers.desk),
    }
  }
  type People = Awaited<ReturnType<typeof inTown>>

  /** A day that the contact has agreed to, and a question that waits. */
  const asks = async ({ rahima, salma, supervisor }: People) => {
    await rahima.dials()
    await rahima.picks('আমার কথা', 'দিন নিন')
    await rahima.presses('1206')
    const ticket = ticketIn((await salma.receives('১২ জুন')).text)
    await salma.texts(`1 ${ticket}`)
    await rahima.receives('ঠিক হলো')
    await rahima.texts('প্রশ্ন কবে যাব')
    const question = idIn((await rahima.receives('নম্বর')).text)
    await supervisor.receives('কবে যাব')
    return { ticket, question }
  }
  const openOn = async (number: string) =>
    (await listOnPhone(town.world, town.world.keyring.pseudonym(number))).map(({ record }) => record)
  const caseOn = async (number: string) => {
    const { case: id } = (await town.world.table.get(phoneKey(town.world.keyring.pseudonym(number)))) ?? {}
    return (await loadCase(town.world, String(id)))?.record
  }
  const heardBy = (person: People['nasrin'], before: number) => since(person, before).join('\n')

  it('her death ends her questions and her day: her number is silent, and nobody is asked whether she came', async () => {
    const people = await inTown()
    const { id, nasrin, rahima, salma, supervisor } = people
    const { question } = await asks(people)
    await confirms(nasrin, `DEATH ${id} M`, 'মা')
    const ends = (await openOn(rahima.number)).map(({ state, outcome }) => [state, outcome?.kind, outcome?.by])
    expect(ends).toEqual([
      ['closed', 'died', 'record'],
      ['closed', 'died', 'record'],
    ])
    await salma.receives('বাতিল')
    const [heard, told] = [rahima.handset.inbox().length, salma.handset.inbox().length]
    await supervisor.texts(`T ${question} কাল আসুন`)
    await supervisor.receives(question)
    await letPass(town, 14)
    expect(since(rahima, heard)).toEqual([])
    expect(since(salma, told)).toEqual([])
  })

  it('her death ends the case: nobody is rung any more, and she stands on no list of the morning', async () => {
    const { id, nasrin, rahima, supervisor, desk } = await inTown()
    await rahima.texts('onek rokto jacche')
    await rahima.receives('হাসপাতাল')
    await nasrin.receives('জরুরি', id)
    await confirms(nasrin, `DEATH ${id} M`, 'মা')
    expect(await caseOn(rahima.number)).toMatchObject({
      state: 'closed',
      outcome: { kind: 'died', by: 'record' },
      flights: [],
    })
    const before = [nasrin, supervisor, desk, rahima].map(({ handset }) => handset.inbox().length)
    await liveThrough(town, 2)
    const [worker = '', above = '', desks = '', hers = ''] = [nasrin, supervisor, desk, rahima].map((person, at) =>
      heardBy(person, before[at] ?? 0),
    )
    expect(worker + above + desks).not.toMatch(/জরুরি/)
    expect(hers).toBe('')
    await nasrin.texts('DUE')
    expect((await nasrin.receives(/./)).text).not.toMatch(/জরুরি/)
  })

  it('nothing goes out where the news was written and the process died before anything else', async () => {
    const people = await inTown()
    const { id, nasrin, rahima } = people
    await asks(people)
    await rahima.texts('onek rokto jacche')
    await rahima.receives('হাসপাতাল')
    await nasrin.texts(`DEATH ${id} M`)
    await nasrin.receives('মা')
    const { enqueue } = town.world
    town.world.enqueue = async () => {}
    await nasrin.texts('1')
    town.world.enqueue = enqueue
    expect((await recordOf(town, id)).record.state).toBe('died')
    expect((await caseOn(rahima.number))?.state).toBe('ringing')
    const [heard, rung] = [rahima.handset.inbox().length, nasrin.handset.inbox().length]
    await liveThrough(town, 12)
    expect(since(rahima, heard)).toEqual([])
    expect(heardBy(nasrin, rung)).not.toMatch(/জরুরি: নম্বর/)
    expect((await openOn(rahima.number)).map(({ outcome }) => outcome?.kind)).toEqual(['died', 'died'])
    expect((await caseOn(rahima.number))?.outcome?.kind).toBe('died')
  })

  it('an answer that waits for the morning does not go to a number whose owner has died in the night', async () => {
    const people = await inTown()
    const { id, nasrin, rahima, supervisor } = people
    await rahima.texts('প্রশ্ন কবে যাব')
    const ticket = idIn((await rahima.receives('নম্বর')).text)
    await town.clock.moves({ hours: 12.5 })
    await supervisor.texts(`T ${ticket} কাল আসুন`)
    await supervisor.receives('ধন্যবাদ')
    await confirms(nasrin, `DEATH ${id} M`, 'মা')
    const heard = rahima.handset.inbox().length
    await letPass(town, 3)
    expect(since(rahima, heard)).toEqual([])
    expect(town.log.some(({ code }) => code === 'request.answer.suppressed')).toBe(true)
  })

  it('where two share the phone only what is hers stops', async () => {
    const people = await inTown()
    const { id, nasrin, rahima, supervisor } = people
    await rahima.texts('প্রশ্ন কবে যাব')
    const hers = idIn((await rahima.receives('নম্বর')).text)
    await supervisor.receives('কবে যাব')
    await nasrin.texts(`REG 01022026 ${rahima.number.replace('+88', '')} করিমা sms`)
    await nasrin.receives('রহিমা', '2')
    await nasrin.texts('2')
    await nasrin.receives('করিমা')
    await rahima.texts('প্রশ্ন টিকা কোথায়')
    const either = idIn((await rahima.receives('নম্বর')).text)
    await supervisor.receives('টিকা কোথায়')
    await confirms(nasrin, `DEATH ${id} M`, 'মা')
    expect((await openOn(rahima.number)).map(({ ticket, state }) => [ticket, state])).toEqual([
      [either, 'waiting'],
      [hers, 'closed'],
    ])
    await supervisor.texts(`T ${either} ক্লিনিকে`)
    await supervisor.receives('ধন্যবাদ')
    await rahima.receives(either, 'উত্তর এসেছে')
  })

  it('a death that is taken back lets nothing flood', async () => {
    const people = await inTown()
    const { id, nasrin, rahima } = people
    await asks(people)
    await confirms(nasrin, `DEATH ${id} M`, 'মা')
    const before = rahima.handset.inbox().length
    await confirms(nasrin, 'UNDO', 'DEATH')
    expect((await recordOf(town, id)).record.state).toBe('pregnant')
    await town.clock.moves({ days: 2 })
    expect(since(rahima, before).length).toBeLessThanOrEqual(1)
    expect((await openOn(rahima.number)).every(({ state }) => state === 'closed')).toBe(true)
    // She may ask again.
    await rahima.texts('প্রশ্ন কবে যাব')
    await rahima.receives('নম্বর')
  })

  it('a loss calls the day off without a reminder, and her question is answered', async () => {
    const people = await inTown()
    const { id, nasrin, rahima, salma, supervisor } = people
    const { question } = await asks(people)
    await confirms(nasrin, `LOSS ${id}`, id)
    await salma.receives('বাতিল')
    expect((await openOn(rahima.number)).map(({ kind, state, outcome }) => [kind, state, outcome?.kind])).toEqual([
      ['question', 'waiting', undefined],
      ['appointment', 'closed', 'calledOff'],
    ])
    const heard = rahima.handset.inbox().length
    await supervisor.texts(`T ${question} কাল আসুন`)
    await rahima.receives(question, 'উত্তর এসেছে')
    await letPass(town, 14)
    expect(heardBy(rahima, heard)).not.toMatch(/স্বাস্থ্যকেন্দ্র|গর্ভ|শিশু|বাচ্চা/)
    expect(salma.handset.inbox().some(({ text }) => text.includes('এসেছিলেন'))).toBe(false)
  })

  it('a phone from which somebody told of a loss is not reminded either, as long as nobody knows whose it was', async () => {
    const people = await inTown()
    await asks(people)
    const pseudonym = town.world.keyring.pseudonym(people.rahima.number)
    await town.world.table.update(phoneKey(pseudonym), {
      add: { hold: new Set([(await recordOf(town, people.id)).record.id]) },
    })
    const heard = people.rahima.handset.inbox().length
    await letPass(town, 14)
    expect(heardBy(people.rahima, heard)).not.toMatch(/মনে করিয়ে/)
  })

  it('danger goes on after a loss', async () => {
    const { id, nasrin, rahima } = await inTown()
    await rahima.texts('onek rokto jacche')
    await rahima.receives('হাসপাতাল')
    await nasrin.receives('জরুরি', id)
    await confirms(nasrin, `LOSS ${id}`, id)
    expect((await caseOn(rahima.number))?.state).toBe('ringing')
    const heard = rahima.handset.inbox().length
    await liveThrough(town, 0.1)
    expect(heardBy(rahima, heard)).toMatch(/এখনো কেউ/)
  })

  it('whoever looks after her child is answered', async () => {
    town = await openTown({ on: '2026-10-20', store })
    const nasrin = town.person('Nasrin', numbers.chw)
    const rahima = town.person('Rahima', '+8801711000002')
    const aunt = town.person('Aunt', '+8801711000003')
    const supervisor = town.person('Shamima', numbers.supervisor)
    const id = await signsUp(town, nasrin, rahima, '05012026', 'রহিমা')
    await confirms(nasrin, `BIR ${id} 19102026 CC`, 'জন্ম')
    await confirms(nasrin, `DEATH ${id} M`, 'মা')
    await town.clock.moves({ minutes: 5 })
    await confirms(nasrin, `FIX ${id} CARE 01711000003`, id)
    await town.clock.moves({ minutes: 5 })
    await aunt.receives('1')
    await aunt.texts('1')
    await aunt.texts('প্রশ্ন টিকা কবে')
    const ticket = idIn((await aunt.receives('নম্বর')).text)
    await supervisor.receives('টিকা কবে')
    await supervisor.texts(`T ${ticket} সোমবার`)
    await aunt.receives(ticket, 'উত্তর এসেছে')
  })

  it('on a phone where nobody was on the list when it was asked, her death ends it too', async () => {
    town = await openTown({ on: '2026-06-01', store })
    const nasrin = town.person('Nasrin', numbers.chw)
    const rina = town.person('Rina', '+8801711000001')
    const desk = town.person('Desk', numbers.desk)
    await rina.texts('প্রশ্ন টিকা কোথায়')
    const ticket = idIn((await rina.receives('নম্বর')).text)
    await desk.receives('টিকা কোথায়')
    await registers(rina, '0501')
    await nasrin.texts('DEATH 01711000001 M')
    await nasrin.receives('1', '2')
    await nasrin.texts('1')
    await nasrin.receives(/./)
    const before = rina.handset.inbox().length
    await desk.texts(`T ${ticket} ক্লিনিকে`)
    await desk.receives(ticket)
    await letPass(town, 8)
    expect(since(rina, before)).toEqual([])
  })
})
