/** A worker leaves, or is away: every woman has somebody, nobody is moved twice, and no alert goes to a phone that is gone. */
import { civilDay } from '@dhatri/care/dhaka'
import { importWorkers } from '@dhatri/service/import'
import { layRegistration } from '@dhatri/service/registration'
import { loadWoman } from '@dhatri/service/woman'
import { findAnswering, listWatched } from '@dhatri/service/worker'
import type { Table } from '@dhatri/store/table'
import { afterEach, describe, expect, it } from 'vitest'
import { liveThrough, registers } from '../people.ts'
import { longStores, numbers, openTown, type StoreName, shipped, type Town } from '../world.ts'

const head = 'code,cadre,area,number,supervisor,left,successor,away,cover\n'
const desk = 'DESK,desk,,01700000001,,,,,\nSUP,supervisor,302614,01700000010,DESK,,,,\n'
const nasrinIs = (rest: string) => `HA1,ha,302614,01700000011,SUP,${rest}\n`
const others = 'HA2,ha,302614,01700000012,SUP,,,,\nHA3,fwa,302614,01700000013,SUP,,,,\n'

const brings = async (town: Town, first: string) => {
  const { faults } = await importWorkers(town.world, head + desk + first + others, shipped().places, false)
  expect(faults).toEqual([])
}

/** Registers so many women of Nasrin's, without a phone. */
async function fill(town: Town, count: number): Promise<string[]> {
  const { world } = town
  const ids: string[] = []
  for (let n = 0; n < count; n++) {
    const laid = await layRegistration(world, {
      id: `woman${String(n).padStart(4, '0')}`,
      by: 'worker',
      consent: 'invited',
      consentWords: '',
      isFamily: false,
      lmp: civilDay(world.now()) - 60 - (n % 150),
      dating: { by: 'lmp', within: 3 },
      area: '302614',
      chw: 'HA1',
      channel: 'sms',
    })
    if (laid.is === 'registered') await world.table.write(laid.writes)
    ids.push(`woman${String(n).padStart(4, '0')}`)
  }
  return ids
}

const workerOf = async ({ world }: Town, id: string) => (await loadWoman(world, id))?.record.chw

describe.each(longStores)('when a worker leaves on %s', (store: StoreName) => {
  let town: Town
  afterEach(() => town?.close())

  it('her women are the successor’s, who is told once; her phone is nobody’s; her open case rings there at once', async () => {
    town = await openTown({ on: '2026-06-01', store, hasRota: false })
    await brings(town, nasrinIs(',,,'))
    const nasrin = town.person('Nasrin', numbers.chw)
    const karim = town.person('Karim', '+8801700000012')
    const rina = town.person('Rina', '+8801711000001')
    await nasrin.texts('REG 15032026 01711000001 রিনা')
    const id = /\d{6}/.exec((await nasrin.receives('রিনা')).text)?.[0] ?? ''
    await town.clock.moves({ minutes: 2 })
    await rina.receives('1')
    await rina.texts('1')
    await rina.receives(/./)
    await rina.texts('অনেক রক্ত যাচ্ছে')
    await nasrin.receives(id)
    nasrin.handset.ignores()
    await nasrin.texts('1')
    await nasrin.receives(/./)
    await brings(town, nasrinIs('yes,HA2,,'))
    await liveThrough(town, 1 / 288)
    await nasrin.dials()
    nasrin.sees('নাম লেখান')
    nasrin.doesNotSee('আপনার কাজ')
    await karim.receives(id)
    await karim.receives('আরও ১ জনকে', 'DUE')
    await karim.texts('DUE')
    await karim.receives('জরুরি: রিনা', id)
    await karim.receivesNothing()
    const before = nasrin.handset.inbox().length
    await nasrin.texts('DUE')
    expect(
      nasrin.handset
        .inbox()
        .slice(before)
        .map(({ text }) => text)
        .join(),
    ).not.toContain(id)
    const sent = nasrin.handset.inbox().length
    await rina.texts('জ্ঞান নেই')
    await liveThrough(town, 1 / 12)
    expect(nasrin.handset.inbox().slice(sent)).toEqual([])
  })

  it('without a successor the women are spread among those who serve the place, each once, whatever breaks on the way', async () => {
    let writes = Number.POSITIVE_INFINITY
    const wrap = (table: Table): Table => ({
      ...table,
      get: (...args) => table.get(...args),
      query: (...args) => table.query(...args),
      update: (...args) => table.update(...args),
      due: (...args) => table.due(...args),
      list: (...args) => table.list(...args),
      close: () => table.close(),
      write: (...args) => {
        writes -= 1
        if (writes < 0) throw new Error('the process died')
        return table.write(...args)
      },
    })
    town = await openTown({ on: '2026-06-01', store, hasRota: false, mayFail: true, wrap })
    await brings(town, nasrinIs(',,,'))
    const ids = await fill(town, store === 'memory' ? 70 : 20)
    await brings(town, nasrinIs('yes,,,'))
    for (const left of [7, 5, 1, 0, 3]) {
      writes = left
      await town.clock.moves({ minutes: 1 })
    }
    writes = Number.POSITIVE_INFINITY
    await town.clock.moves({ minutes: 10 })
    const now = await Promise.all(ids.map((id) => workerOf(town, id)))
    expect(new Set(now)).toEqual(new Set(['HA2', 'HA3']))
    expect(await listWatched(town.world, 'HA1', 100)).toEqual([])
    const two = (await listWatched(town.world, 'HA2', 100)).map(({ id }) => id)
    const three = (await listWatched(town.world, 'HA3', 100)).map(({ id }) => id)
    expect([...two, ...three].sort()).toEqual(ids)
    const counts: number[] = []
    for (const number of ['+8801700000012', '+8801700000013']) {
      const told = town
        .person('', number)
        .handset.inbox()
        .filter(({ text }) => text.includes('DUE'))
      expect(told).toHaveLength(1)
      counts.push(
        Number(
          [...(told[0]?.text ?? '')]
            .flatMap((letter) => ('০১২৩৪৫৬৭৮৯'.indexOf(letter) < 0 ? [] : '০১২৩৪৫৬৭৮৯'.indexOf(letter)))
            .join(''),
        ),
      )
    }
    expect(counts).toEqual([two.length, three.length])
  })

  it('while she is away her cover gets the alert and the list, and she gets neither', async () => {
    town = await openTown({ on: '2026-06-01', store })
    await brings(town, nasrinIs(',,,'))
    const nasrin = town.person('Nasrin', numbers.chw)
    const rehana = town.person('Rehana', '+8801700000013')
    const rina = town.person('Rina', '+8801711000001')
    await registers(rina, '1202')
    const [woman] = [
      ...(await listWatched(town.world, 'HA1', 9)),
      ...(await listWatched(town.world, 'HA2', 9)),
      ...(await listWatched(town.world, 'HA3', 9)),
    ]
    const chw = await workerOf(town, woman?.id ?? '')
    if (chw !== 'HA1') throw new Error(`another woman is needed: she is ${chw}'s`)
    await brings(town, nasrinIs(',,yes,HA3'))
    expect((await findAnswering(town.world, 'HA1', '302614'))?.code).toBe('HA3')
    await rina.dials()
    await rina.presses('99', '1')
    await rehana.receives(/জরুরি/)
    await rehana.texts('1')
    await rehana.receives(/./)
    await liveThrough(town, 7)
    expect(nasrin.handset.inbox()).toEqual([])
    const mornings = rehana.handset.inbox().filter(({ text }) => text.startsWith('আজকের তালিকা'))
    expect(mornings.length).toBeGreaterThan(0)
    expect(mornings.some(({ text }) => text.includes('জরুরি'))).toBe(true)
  })
})
