import { shippedFolder } from '@dhatri/functions/content'
import { expect, test } from 'vitest'
import { readBeside } from './beside.ts'
import { exploreFolder } from './explore.ts'

// Some twenty seconds on a free core; a busy machine may take its time.
test('the shipped flows hold in every state, on every channel, in every language', { timeout: 180_000 }, () => {
  const { files, places } = readBeside(shippedFolder)
  const { exploration, seconds } = exploreFolder(files, places, shippedFolder)
  const { findings, flows, states, edges, compared, walked } = exploration
  console.info(`explored ${states} states, ${edges} edges of ${flows.length} flows in ${seconds.toFixed(1)} s`)
  expect(findings).toEqual([])
  for (const { flow, guarantee } of flows) expect(guarantee, flow).toBe('exhaustive')
  expect(flows.length).toBeGreaterThanOrEqual(20)
  expect(states).toBeGreaterThan(10_000)
  expect(edges).toBeGreaterThan(100_000)
  expect(compared).toBeGreaterThan(200)
  expect(walked).toBeGreaterThan(1000)
})
