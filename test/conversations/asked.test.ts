/**
 * A caller presses for a text of what she read, and is drawn into an experiment: the message is written once with the
 * turn that asked for it, and the draw is the same whenever and however she comes.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readPlaces } from '@dhatri/care/roster.places'
import { loadFlows } from '@dhatri/flow/load'
import { renderSms } from '@dhatri/flow/render'
import { fold } from '@dhatri/flow/turn'
import { profiles, readFlowFiles, shippedFolder } from '@dhatri/functions/content'
import { actionSpecs } from '@dhatri/service/actions'
import { readSlot } from '@dhatri/service/slot'
import { phoneKey } from '@dhatri/store/items'
import { compose } from '@dhatri/text/normal'
import { afterEach, describe, expect, it } from 'vitest'
import { longStores, openTown, type Town } from '../world.ts'

const HOME = `
flow: home
title: {bn: শুরু, en: Start}
about: service
languages: [bn, en]
channels: [ussd, sms, voice]
steps:
  - arm: greeting
    ways: {control: start, warm: warm}
  - say: warm
    bn: কেমন আছেন?
    en: How are you?
  - menu: start
    bn: কী চান?
    en: What would you like?
    options:
      - {bn: নম্বর, en: Numbers, run: numbers, go: start}
      - {bn: শেষ, en: Finish, go: sent}
      - {bn: নাম, en: Sign up, run: register}
  - end: sent
    also send: reply.help
    bn: পাঠানো হলো।
    en: Sent.
`
const NUMBERS = `${HOME.replace('flow: home', 'flow: numbers').split('steps:')[0]}steps:
  - end: numbers
    also send: reply.formHelp
    bn: আসছে।
    en: It is coming.
`
const ARM = `steps:
  - arm: tone
    ways: {control: first, kind: calm}
  - say: calm
    bn: শান্ত থাকুন।
    en: Stay calm.
  - if: channel is sms
    name: first

`
const files = { ...readFlowFiles(shippedFolder), 'home.yaml': HOME, 'numbers.yaml': NUMBERS }
const { places } = readPlaces(readFileSync(join(shippedFolder, 'places/places.csv'), 'utf8'))

async function open(store: (typeof longStores)[number]): Promise<Town> {
  const town = await openTown({ on: '2026-03-02', store })
  const loading = loadFlows(files, places, actionSpecs, profiles)
  if (!loading.ok) throw new Error(JSON.stringify(loading.findings))
  town.world.library = loading.library
  return town
}

const phoneOf = async (town: Town, number: string) =>
  town.world.table.get(phoneKey(town.world.keyring.pseudonym(number)), { isStrong: true })

/** Past the greeting, where she was drawn to get one. */
async function reach(person: ReturnType<Town['person']>): Promise<void> {
  await person.dials()
  if (JSON.stringify(person.handset.dialogue().at(-1)).includes('কেমন')) await person.presses('1')
  person.sees('কী চান')
}

describe.each(longStores)('a text that was asked for on %s', (store) => {
  let town: Town
  afterEach(() => town?.close())

  it('comes once, to a caller nobody knows, however often the gateway repeats itself', async () => {
    town = await open(store)
    const rina = town.person('Rina', '+8801711000001')
    town.operator.repeats(20)
    await reach(rina)
    await rina.presses('2')
    rina.seesLast('পাঠানো হলো')
    town.operator.repeats(0)
    await rina.receives('16263')
    await rina.receivesNothing()
    await town.clock.moves({ hours: 30 })
    await rina.receivesNothing()
  })

  it('comes from a flow that was run, though the call goes on and is then cut off', async () => {
    town = await open(store)
    const rina = town.person('Rina', '+8801711000001')
    await reach(rina)
    await rina.presses('1')
    await rina.hangsUp({ noticed: false })
    await rina.receives('REG')
    await town.clock.moves({ hours: 1 })
    await rina.receivesNothing()
  })

  it('comes once of each, however often she goes round', async () => {
    town = await open(store)
    const rina = town.person('Rina', '+8801711000001')
    await reach(rina)
    await rina.presses('1', '1', '1', '1', '1', '1', '2')
    rina.seesLast('পাঠানো হলো')
    await rina.receives('REG')
    await rina.receives('16263')
    await rina.receivesNothing()
  })

  it('comes though the power went between the key and the record', async () => {
    town = await open(store)
    const rina = town.person('Rina', '+8801711000001')
    await reach(rina)
    const { write } = town.world.table
    town.world.table.write = () => Promise.reject(new Error('power cut'))
    await rina.presses('2').catch(() => undefined)
    town.world.table.write = write
    await town.clock.moves({ minutes: 20 })
    await rina.receives('16263')
    await rina.receivesNothing()
  })

  it('does not come after she has said stop, though it was on its way; what she asks for afterwards does', async () => {
    town = await open(store)
    const rina = town.person('Rina', '+8801711000001')
    const { enqueue } = town.world
    await reach(rina)
    town.world.enqueue = async () => {}
    await rina.presses('2')
    town.world.enqueue = enqueue
    await rina.texts('বন্ধ')
    await rina.receives('বন্ধ হলো')
    await town.clock.moves({ minutes: 14 })
    await rina.receivesNothing()
    await town.clock.moves({ minutes: 1 })
    await reach(rina)
    await rina.presses('2')
    await rina.receives('16263')
  })

  it('does not come where nothing was asked for', async () => {
    town = await open(store)
    const rina = town.person('Rina', '+8801711000001')
    await reach(rina)
    await rina.hangsUp({ noticed: false })
    await town.clock.moves({ hours: 1 })
    await rina.receivesNothing()
  })
})

describe('an experiment', () => {
  let town: Town
  afterEach(() => town?.close())

  it('draws a phone once, before and after she signs up, and keeps the way for the analysis', async () => {
    town = await open('memory')
    const ways = new Set<string>()
    for (let index = 0; index < 12; index++) {
      const number = `+88017110001${String(index).padStart(2, '0')}`
      const person = town.person(`P${index}`, number)
      await reach(person)
      const first = (await phoneOf(town, number))?.['arms']
      ways.add(JSON.stringify(first))
      await person.presses('3', '1', '0501', '302614', '1')
      await town.clock.moves({ hours: 30 })
      await reach(person)
      expect((await phoneOf(town, number))?.['arms']).toEqual(first)
    }
    expect([...ways].sort()).toEqual(['{"greeting":"control"}', '{"greeting":"warm"}'])
  })

  it('begun by a cry for help in a text goes on the way that its first screen showed', async () => {
    town = await openTown({ on: '2026-03-02' })
    const danger = readFileSync(join(shippedFolder, 'danger.yaml'), 'utf8')
    const yaml = danger.replace('steps:\n', ARM)
    const loading = loadFlows({ ...readFlowFiles(shippedFolder), 'danger.yaml': yaml }, places, actionSpecs, profiles)
    if (!loading.ok) throw new Error(JSON.stringify(loading.findings))
    town.world.library = loading.library
    const ways = new Set<string>()
    for (let index = 0; index < 12; index++) {
      const number = `+88017110001${String(index).padStart(2, '0')}`
      const person = town.person(`P${index}`, number)
      await person.texts('রক্ত যাচ্ছে')
      const { text } = await person.receives(/./)
      const { conversation } = await readSlotOf(town, number, 'sms')
      expect(text).toBe(
        compose(renderSms(town.world.library, conversation, fold(town.world.library, conversation)).text),
      )
      ways.add(text)
    }
    expect(ways.size).toBe(2)
  })

  it('leaves nothing of what it draws by on the phone', async () => {
    town = await open('memory')
    const rina = town.person('Rina', '+8801711000001')
    await reach(rina)
    const { seed } = (await readSlotOf(town, '+8801711000001')).conversation.start
    expect(seed).toMatch(/^[\w-]{8,}$/)
    expect(JSON.stringify(await phoneOf(town, '+8801711000001'))).not.toContain(seed)
  })
})

async function readSlotOf(town: Town, number: string, channel: 'ussd' | 'sms' = 'ussd') {
  const slot = await readSlot(town.world, town.world.keyring.pseudonym(number), channel, await phoneOf(town, number))
  if (slot === undefined) throw new Error('no slot')
  return slot
}
