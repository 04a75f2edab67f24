/** What the checker says a phone's item will weigh, held against items that real conversations left in the store. */
import { EMPTY_ITEM, SEALED, weighItems } from '@dhatri/flow/checks/item'
import { draftFlows } from '@dhatri/flow/load'
import { readFlowFiles, shippedFolder } from '@dhatri/functions/content'
import { actionSpecs } from '@dhatri/service/actions'
import { readSlot } from '@dhatri/service/slot'
import { phoneKey } from '@dhatri/store/items'
import { weighItem } from '@dhatri/store/value'
import { expect, it } from 'vitest'
import { openTown, shipped, type Town } from './world.ts'

const number = '+8801711000001'
const bytesOf = (text: string) => Buffer.byteLength(text)

/** The item's real weight, and what the checker's figures make of what was entered and what came of it. */
async function weigh({ world }: Town): Promise<{ real: number; estimate: number }> {
  const pseudonym = world.keyring.pseudonym(number)
  const item = await world.table.get(phoneKey(pseudonym))
  const slot = await readSlot(world, pseudonym, 'ussd', item)
  if (item === undefined || slot === undefined) throw new Error('nothing was kept')
  const { start, inputs, outcomes } = slot.conversation
  const kept = [...inputs, ...outcomes.map((outcome) => JSON.stringify(outcome))]
  const estimate = kept.reduce((sum, text) => sum + SEALED + bytesOf(text), EMPTY_ITEM + bytesOf(start.flow))
  // The conversation before this one lies beside it until this one has done something; it is no part of the estimate.
  const { u0: _, u0l: _links, u0g: _language, ...now } = item
  return { real: weighItem(now), estimate }
}

it('no real item is heavier than estimated, and the estimate is no more than an eighth above it', async () => {
  const town = await openTown({ on: '2026-03-02' })
  const rina = town.person('Rina', number)
  const draft = draftFlows(readFlowFiles(shippedFolder), shipped().places, actionSpecs, [])
  const most = weighItems({ ...draft, messages: [], profiles: [] }, actionSpecs)
  const talks = [
    ['2', '1', '০৫০১২০২৬', '3', '1', '2', '1'],
    ['3', '2', '4'],
    ['1', '5', '1', '1', '2', '1'],
    ['99', '3', '1', '1', '1'],
  ]
  for (const keys of talks) {
    await rina.dials()
    await rina.presses(...keys)
    const { real, estimate } = await weigh(town)
    expect(real, keys.join(' ')).toBeLessThanOrEqual(estimate)
    expect(estimate / real, keys.join(' ')).toBeLessThan(1.125)
    expect(real, keys.join(' ')).toBeLessThanOrEqual(most.get('home') ?? 0)
  }
  await town.close()
})
