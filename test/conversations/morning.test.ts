/** A worker's own timer: the list of the morning, her results, a word after a long silence; and her list by dialling. */
import { importWorkers } from '@dhatri/service/import'
import { doJob } from '@dhatri/service/send'
import { workerKey } from '@dhatri/store/items'
import { measureSms } from '@dhatri/text/sms'
import { afterEach, describe, expect, it } from 'vitest'
import { liveThrough } from '../people.ts'
import { longStores, numbers, openTown, shipped, type Town } from '../world.ts'

const idIn = (text: string) => /\d{6}/.exec(text)?.[0] ?? ''

async function enters(town: Town, lmp: string, name: string): Promise<string> {
  const nasrin = town.person('Nasrin', numbers.chw)
  await nasrin.texts(`REG ${lmp} 0 ${name}`)
  return idIn((await nasrin.receives(name)).text)
}

describe.each(longStores)('a worker in the morning on %s', (store) => {
  let town: Town
  afterEach(() => town?.close())

  it('is sent her list once on Sunday, ids only, danger first, and nothing where nobody is due', async () => {
    // A Saturday.
    town = await openTown({ on: '2026-05-30', store })
    const nasrin = town.person('Nasrin', numbers.chw)
    await town.clock.moves({ days: 1, hours: -1 })
    await nasrin.receivesNothing()
    const soon = await enters(town, '12022026', 'সামনের')
    const late = await enters(town, '20082025', 'পেরোনো')
    await town.clock.moves({ days: 6 })
    const ill = await enters(town, '15032026', 'অসুস্থ')
    await nasrin.texts(`D ${ill}`)
    await nasrin.receives('হাসপাতাল')
    const shamima = town.person('Shamima', numbers.supervisor)
    await shamima.receives(ill)
    await shamima.texts('1')
    const before = nasrin.handset.inbox().length
    await liveThrough(town, 1)
    const mornings = nasrin.handset
      .inbox()
      .slice(before)
      .filter(({ text }) => text.startsWith('আজকের তালিকা'))
    expect(mornings).toHaveLength(1)
    const text = mornings[0]?.text ?? ''
    const lines = text.split('\n')
    expect(lines[1]).toBe(`জরুরি: ${ill}`)
    expect(lines[2]).toContain(late)
    expect(text).toContain(soon)
    expect(text).not.toMatch(/সামনের|পেরোনো|অসুস্থ|প্রসব|গর্ভ/)
    expect(text).toContain('DUE')
    expect(measureSms(text).segments).toBeLessThanOrEqual(2)
  })

  it('is sent one list however often the timer’s job comes, at once or again after a crash', async () => {
    town = await openTown({ on: '2026-06-07', store })
    const nasrin = town.person('Nasrin', numbers.chw)
    await enters(town, '20082025', 'পেরোনো')
    await town.clock.moves({ days: 7, hours: -3 })
    const { world } = town
    const key = workerKey('HA1')
    const due = Number((await world.table.get(key, { isStrong: true }))?.['due'])
    await town.clock.moves({ minutes: (due - world.now()) / 60_000 - 1 })
    const before = nasrin.handset.inbox().length
    await town.clock.moves({ minutes: 1 })
    await Promise.all([1, 2, 3].map(() => doJob(world, { do: 'worker', id: 'HA1' })))
    // As if the process had died before the timer moved on.
    await world.table.update(key, { set: { due: { value: due } }, remove: ['digest'] })
    await doJob(world, { do: 'worker', id: 'HA1' })
    await town.clock.moves({ minutes: 5 })
    expect(nasrin.handset.inbox().length - before).toBe(1)
    expect(Number((await world.table.get(key, { isStrong: true }))?.['due'])).toBeGreaterThan(world.now())
  })

  it('hears her list on a call', async () => {
    town = await openTown({ on: '2026-06-01', store })
    const nasrin = town.person('Nasrin', numbers.chw)
    await enters(town, '20082025', 'পেরোনো')
    await nasrin.calls()
    await nasrin.keys('1')
    nasrin.hears(/worklist\.late|বাকি/)
    await nasrin.keys('1')
    nasrin.hears(/worklist\.done|আর কেউ নেই/)
  })

  it('sees the same list one by one on the screen, and may go on as any caller', async () => {
    town = await openTown({ on: '2026-06-01', store })
    const nasrin = town.person('Nasrin', numbers.chw)
    await nasrin.dials()
    await nasrin.picks('তালিকা')
    nasrin.seesLast('কেউ বাকি নেই')
    const soon = await enters(town, '12022026', 'সামনের')
    const late = await enters(town, '20082025', 'পেরোনো')
    await nasrin.dials()
    nasrin.sees('আপনার কাজ', '99')
    await nasrin.picks('তালিকা')
    nasrin.sees('বাকি', late, 'পেরোনো')
    await nasrin.presses('1')
    nasrin.sees(soon)
    nasrin.doesNotSee('বাকি')
    await nasrin.presses('1')
    nasrin.seesLast('আর কেউ নেই')
    await nasrin.dials()
    await nasrin.picks('অন্য')
    nasrin.sees('নাম লেখান')
    await nasrin.dials()
    await nasrin.presses('99')
    nasrin.sees(/999|হাসপাতাল/)
    const rina = town.person('Rina', '+8801711000001')
    await rina.dials()
    rina.sees('স্বাস্থ্য তথ্য')
  })

  it('gets her own week beside the one before, on Thursday and on the screen; what she takes back is not counted', async () => {
    town = await openTown({ on: '2026-05-31', store })
    const nasrin = town.person('Nasrin', numbers.chw)
    await enters(town, '12022026', 'এক')
    await enters(town, '15032026', 'দুই')
    await nasrin.texts('UNDO')
    await nasrin.receives('1')
    await nasrin.texts('1')
    await nasrin.receives(/ফেরানো|বাতিল|দুই/)
    town.operator.repeats(1)
    await nasrin.texts('REG 20032026 0 তিন')
    await nasrin.receives('তিন')
    await town.clock.moves({ days: 4, hours: 7 })
    expect((await nasrin.receives('ধন্যবাদ', 'REG')).text).toContain('REG ২ (০)')
    await enters(town, '18032026', 'চার')
    await nasrin.dials()
    await nasrin.picks('শেখা', 'আমার সপ্তাহ')
    nasrin.seesLast('REG ১ (২)')
    await town.clock.moves({ weeks: 1 })
    expect((await nasrin.receives('ধন্যবাদ', 'REG')).text).toContain('REG ১ (২)')
  })

  it('is asked once how she is after a long silence, herself, and not again before another month', async () => {
    town = await openTown({ on: '2026-06-01', store })
    const nasrin = town.person('Nasrin', numbers.chw)
    await town.clock.moves({ days: 14 })
    await nasrin.receivesNothing()
    await town.clock.moves({ days: 7 })
    await nasrin.receives('HELP', 'ভালো আছেন')
    await town.clock.moves({ days: 20 })
    await nasrin.receivesNothing()
  })

  it('has a timer after an import, old and new, and keeps it when the list is imported again', async () => {
    town = await openTown({ on: '2026-06-01', store, hasRota: false })
    const read = async () => town.world.table.get(workerKey('HA1'), { isStrong: true })
    const list =
      'code,cadre,area,number,supervisor\nSUP,supervisor,302614,01700000010,SUPX\nSUPX,desk,,01700000001,\nHA1,ha,302614,01700000011,SUP\n'
    const imports = () => importWorkers(town.world, list, shipped().places, false)
    expect((await read())?.['due']).toBeUndefined()
    await imports()
    const due = (await read())?.['due']
    expect(due).toBeTypeOf('number')
    await town.clock.moves({ hours: 1 })
    await imports()
    expect((await read())?.['due']).toBe(due)
  })
})
