/**
 * What was published keeps its word: golden conversations of every structure still kept stand where they stood, and no
 * flow has been broken for people who know it without saying where things went.
 */
import { unmoved } from '@dhatri/flow/edit'
import { joinEditions } from '@dhatri/flow/edition'
import { replay, standing } from '@dhatri/flow/golden'
import { fold } from '@dhatri/flow/turn'
import { shippedFolder } from '@dhatri/functions/content'
import { readGolden, readPublished } from '@dhatri/functions/published'
import { describe, expect, it } from 'vitest'
import { compareFlows } from '../packages/cli/publish.ts'
import { shipped } from './world.ts'

const published = readPublished(shippedFolder)
const { library } = shipped().world
const joined = joinEditions(library, published)
const golden = Object.entries(readGolden(shippedFolder))

it('something is published, with golden conversations for each structure', () => {
  expect(published.editions.length).toBeGreaterThan(0)
  const pins = published.editions.flatMap(({ newest }) => Object.entries(newest).map((pair) => pair.join('@')))
  expect(golden.map(([pin]) => pin).sort()).toEqual([...new Set(pins)].sort())
})

describe.each(golden)('%s', (pin, conversations) => {
  it(`stands where it stood, ${conversations.length} conversations`, () => {
    const [flow = '', shape = ''] = pin.split('@')
    expect(conversations.length).toBeGreaterThan(0)
    for (const one of conversations) {
      expect(standing(fold(joined, replay(flow, shape, one))), JSON.stringify(one.inputs)).toEqual(one.at)
    }
  })
})

it('no flow is broken for those who know it', () => {
  const broken = compareFlows(library, published).flatMap(({ flow, edit }) =>
    unmoved(edit).map(({ words }) => `${flow}: ${words}`),
  )
  expect(broken).toEqual([])
})
