/** Questions, complaints and thanks by every channel: a number, an answer by a person, and what may be seen of it. */
import { importWorkers } from '@dhatri/service/import'
import { afterEach, describe, expect, it } from 'vitest'
import { registers } from '../people.ts'
import { longStores, numbers, openTown, shipped, type Town } from '../world.ts'

/** The number in a text: the first six digits in it, of whichever script. */
const ticketIn = (text: string) =>
  (/[1-9০-৯][0-9০-৯]{5}/.exec(text)?.[0] ?? '').replace(/[০-৯]/g, (digit) => String(digit.charCodeAt(0) - 0x9e6))

/** The workers of the town, the desk and the supervisor here or away with somebody in their place. */
async function bringsTo(town: Town, desk: string, supervisor: string): Promise<void> {
  const csv = `code,cadre,area,number,supervisor,away,cover
DESK,desk,,01700000001,,${desk}
SUP,supervisor,302614,01700000010,DESK,${supervisor}
HA1,ha,302614,01700000011,SUP,,
`
  const { faults } = await importWorkers(town.world, csv, shipped().places, false)
  expect(faults).toEqual([])
}

describe.each(longStores)('what people ask on %s', (store) => {
  let town: Town
  afterEach(() => town?.close())

  const inTown = async () => {
    town = await openTown({ on: '2026-06-01', store, hasCourses: false })
    return {
      rina: town.person('Rina', '+8801711000001'),
      nasrin: town.person('Nasrin', numbers.chw),
      supervisor: town.person('Shamima', numbers.supervisor),
      desk: town.person('Desk', numbers.desk),
    }
  }

  it('a question by SMS gets a number; the answer is announced and read only by whoever asks for it', async () => {
    const { rina, supervisor, nasrin } = await inTown()
    await registers(rina, '0501')
    await rina.texts('প্রশ্ন আয়রন বড়ি কখন খাব?')
    const ticket = ticketIn((await rina.receives('নম্বর')).text)
    await supervisor.receives('প্রশ্ন', 'আয়রন বড়ি কখন খাব?', `T ${ticket}`)
    await rina.texts('উত্তর')
    await rina.receives('এখনো উত্তর আসেনি')
    await supervisor.texts(`T ${ticket} খাবার পরে রাতে খাবেন`)
    await supervisor.receives('উত্তর লেখা হলো')
    const announced = await rina.receives('উত্তর এসেছে')
    expect(announced.text).not.toContain('রাতে')
    await rina.texts('উত্তর')
    await rina.receives('খাবার পরে রাতে খাবেন')
    await nasrin.receivesNothing()
    // An answer after the end.
    await supervisor.texts(`T ${ticket} না, সকালে`)
    await supervisor.receives('খোলা কিছু নেই')
    await town.clock.moves({ days: 10 })
    await rina.receivesNothing()
  })

  it("a question is answered by whoever stands in for its reader, in the reader's place", async () => {
    const { rina, supervisor, desk, nasrin } = await inTown()
    await registers(rina, '0501')
    await bringsTo(town, ',', 'yes,DESK')
    await rina.texts('প্রশ্ন আয়রন বড়ি কখন খাব?')
    const ticket = ticketIn((await rina.receives('নম্বর')).text)
    await desk.receives('আয়রন বড়ি কখন খাব?', `T ${ticket}`)
    await desk.texts(`T ${ticket} খাবার পরে রাতে খাবেন`)
    await desk.receives('উত্তর লেখা হলো')
    await rina.receives('উত্তর এসেছে')
    await supervisor.receivesNothing()
    await nasrin.receivesNothing()
  })

  it('a question on the screen is read on the screen, and who cannot be found by number cannot answer', async () => {
    const { rina, supervisor, nasrin } = await inTown()
    await registers(rina, '0501')
    await rina.dials()
    await rina.picks('আমার কথা', 'প্রশ্ন')
    await rina.presses('1', 'Kobe jabo')
    rina.sees('নম্বর')
    const ticket = ticketIn((await supervisor.receives('Kobe jabo')).text)
    await nasrin.texts(`T ${ticket} kal`)
    await nasrin.receives('খোলা কিছু নেই')
    await supervisor.texts(`T ${ticket} ${'ক'.repeat(121)}`)
    await supervisor.receives('120')
    await supervisor.texts(`1 ${ticket}`)
    await supervisor.receives('কথায় লিখুন')
    await supervisor.texts(`t ${ticket} Kal sokale`)
    await supervisor.receives('ধন্যবাদ')
    await rina.receives('উত্তর এসেছে')
    await rina.dials()
    await rina.picks('আমার কথা', 'প্রশ্ন')
    await rina.presses('4')
    rina.sees('Kal sokale')
  })

  it('silence climbs from the supervisor to the desk, and she is told once that nobody has answered yet', async () => {
    const { rina, supervisor, desk } = await inTown()
    await registers(rina, '0501')
    await rina.texts('ASK when shall I go')
    await rina.receives('নম্বর')
    await supervisor.receives('when shall I go')
    await town.clock.moves({ hours: 23 })
    await desk.receivesNothing()
    await town.clock.moves({ hours: 3 })
    await desk.receives('when shall I go')
    await town.clock.moves({ days: 2 })
    await rina.receives('এখনো উত্তর আসেনি', '16263')
    await town.clock.moves({ days: 6 })
    expect(rina.handset.inbox().filter(({ text }) => text.includes('এখনো উত্তর আসেনি'))).toHaveLength(1)
    // Beside the report of her team's week.
    expect(supervisor.handset.inbox().filter(({ text }) => text.includes('when shall I go'))).toHaveLength(1)
  })

  it('a complaint never goes to the worker it is about; one about somebody else goes to the desk alone', async () => {
    const { rina, supervisor, nasrin, desk } = await inTown()
    await registers(rina, '0501')
    await rina.dials()
    await rina.picks('আমার কথা', 'প্রশ্ন')
    await rina.presses('2', '1', 'Apa ase na')
    await supervisor.receives('অভিযোগ', 'Apa ase na')
    await rina.dials()
    await rina.picks('আমার কথা', 'প্রশ্ন')
    await rina.presses('2', '2', 'Taka chay')
    await desk.receives('Taka chay')
    await town.clock.moves({ days: 9 })
    expect(nasrin.handset.inbox().some(({ text }) => /অভিযোগ|Apa ase|Taka/.test(text))).toBe(false)
    expect(supervisor.handset.inbox().some(({ text }) => text.includes('Taka'))).toBe(false)
  })

  it('a complaint goes past a supervisor for whom, by morning, whoever it is about stands in', async () => {
    const { rina, supervisor, nasrin, desk } = await inTown()
    await registers(rina, '0501')
    await town.clock.moves({ hours: 12 })
    await rina.dials()
    await rina.picks('আমার কথা', 'প্রশ্ন')
    await rina.presses('2', '1', 'Nasrin apa taka chay')
    await bringsTo(town, ',', 'yes,HA1')
    await town.clock.moves({ hours: 12 })
    const ticket = ticketIn((await desk.receives('অভিযোগ', 'Nasrin apa taka chay')).text)
    await town.clock.moves({ days: 4 })
    expect([nasrin, supervisor].some((each) => each.handset.inbox().some(({ text }) => /taka/.test(text)))).toBe(false)
    await desk.texts(`T ${ticket} ami dekhchi`)
    await desk.receives('ধন্যবাদ')
    await rina.receives('উত্তর এসেছে')
  })

  it('a complaint stays with the desk where whoever it is about stands in for the desk too', async () => {
    const { rina, nasrin, desk } = await inTown()
    await registers(rina, '0501')
    await town.clock.moves({ hours: 12 })
    await rina.texts('অভিযোগ Nasrin apa taka chay')
    await bringsTo(town, 'yes,HA1', ',')
    await town.clock.moves({ days: 6 })
    await desk.receives('অভিযোগ', 'Nasrin apa taka chay')
    expect(nasrin.handset.inbox().some(({ text }) => /taka/.test(text))).toBe(false)
  })

  it('thanks are answered with thanks, and nobody owes anything', async () => {
    const { rina, supervisor, desk } = await inTown()
    await rina.texts('ধন্যবাদ')
    await rina.receives('আপনাকেও ধন্যবাদ')
    await town.clock.moves({ days: 5 })
    await supervisor.receivesNothing()
    await desk.receivesNothing()
  })

  it('a caller nobody knows is answered by the desk; a bare keyword is shown how', async () => {
    const { rina, desk } = await inTown()
    await rina.texts('প্রশ্ন')
    await rina.receives('যেমন')
    await rina.texts('প্রশ্ন টিকা কোথায়?')
    const ticket = ticketIn((await rina.receives('নম্বর')).text)
    await desk.receives('টিকা কোথায়')
    await desk.texts(`T ${ticket} ক্লিনিকে`)
    await desk.receives('ধন্যবাদ')
    await rina.receives('উত্তর এসেছে')
  })

  it('words of danger in a question go the way of danger, by SMS and on the screen', async () => {
    const { rina, nasrin, supervisor, desk } = await inTown()
    await registers(rina, '0501')
    await rina.texts('প্রশ্ন অনেক রক্ত যাচ্ছে কী করব')
    await rina.receives('হাসপাতাল', '999', 'নম্বর')
    await nasrin.receives('জরুরি')
    await supervisor.receives('কী করব')
    const stranger = town.person('Stranger', '+8801911000009')
    await stranger.dials()
    await stranger.picks('আমার কথা', 'প্রশ্ন')
    await stranger.presses('1', 'onek rokto jacche')
    stranger.sees('হাসপাতাল', '999')
    await desk.receives('onek rokto jacche')
  })

  it('a complaint that tells of danger is both: advice and a case, and a number for her words', async () => {
    const { rina, supervisor, nasrin, desk } = await inTown()
    await registers(rina, '0501')
    await rina.texts('অভিযোগ: গত মাসে রক্ত গেছিল, Nasrin apa ase nai ar taka chay')
    const { text } = await rina.receives('হাসপাতাল', '999', 'কথাও রাখা হলো')
    expect(text.indexOf('হাসপাতাল')).toBeLessThan(text.indexOf('রাখা হলো'))
    expect(rina.handset.inbox()).toHaveLength(1)
    const ticket = ticketIn(text.slice(text.indexOf('রাখা হলো')))
    await nasrin.receives('জরুরি')
    await desk.receives('অভিযোগ', 'taka chay', ticket)
    expect(nasrin.handset.inbox().some((each) => /taka/.test(each.text))).toBe(false)
    await desk.texts(`T ${ticket} ami dekhchi`)
    await rina.receives(ticket, 'উত্তর এসেছে')
    await rina.dials()
    await rina.picks('আমার কথা', 'প্রশ্ন')
    await rina.presses('2', '1', 'onek rokto jacche, apa ase nai')
    rina.seesLast('হাসপাতাল', '999')
    await supervisor.receives('apa ase nai')
    expect(nasrin.handset.inbox().some((each) => /ase nai/.test(each.text))).toBe(false)
  })

  it('a stranger is asked whether it is now, and what was said is kept', async () => {
    const { rina, desk } = await inTown()
    await rina.texts('অভিযোগ onek rokto jacche, keu ase nai')
    const { text } = await rina.receives('1', '2', 'হাসপাতাল')
    await desk.receives('অভিযোগ', 'keu ase nai', ticketIn(text.slice(text.indexOf('রাখা হলো'))))
    await rina.texts('1')
    await rina.receives(/./)
    await desk.receives('জরুরি')
  })

  it('a spoken question reaches the desk as a number to call, and the answer is announced by a call', async () => {
    const { rina, desk } = await inTown()
    await rina.calls()
    await rina.keys('3')
    await rina.keys('3')
    await rina.keys('1')
    await rina.speaks(5)
    await rina.hangsUp({ after: 20 })
    const ticket = ticketIn((await desk.receives('01711000001', 'ফোন করুন')).text)
    await desk.texts(`T ${ticket} Kotha hoyeche`)
    await desk.receives('ধন্যবাদ')
    await rina.isCalled()
    await rina.answers()
    await rina.keys('1')
    await rina.hangsUp({ after: 15 })
    await rina.receives('Kotha hoyeche')
  })

  it('STOP binds an answer that was asked for before it, not one that is asked for after', async () => {
    const { rina, desk } = await inTown()
    await rina.texts('প্রশ্ন প্রথম কথা')
    const before = ticketIn((await rina.receives('নম্বর')).text)
    await rina.texts('বন্ধ')
    await rina.receives('বন্ধ')
    await desk.texts(`T ${before} ek`)
    await town.clock.moves({ hours: 1 })
    await rina.receivesNothing()
    await rina.texts('প্রশ্ন দ্বিতীয় কথা')
    const after = ticketIn((await rina.receives('নম্বর')).text)
    await desk.texts(`T ${after} dui`)
    await rina.receives('উত্তর এসেছে')
    await town.clock.moves({ days: 5 })
    await rina.receivesNothing()
  })
})
