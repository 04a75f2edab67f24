import { lastPublished } from '@dhatri/flow/edition'
import { shippedFolder } from '@dhatri/functions/content'
import { readPublished } from '@dhatri/functions/published'
import { expect, test } from 'vitest'
import { readBeside } from './beside.ts'
import { exploreChanged, exploreFolder } from './explore.ts'

// Four seconds on two free cores; a busy machine may take its time.
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

test('what has changed is explored alone, and a comment is no change', { timeout: 180_000 }, () => {
  const { files, places } = readBeside(shippedFolder)
  const published = readPublished(shippedFolder)
  const change = (file: string, from: string, to: string) => {
    const before = files[file] ?? ''
    expect(before).toContain(from)
    const changed = { ...files, [file]: before.replace(from, to) }
    return exploreChanged(changed, places, shippedFolder, (flow) => lastPublished(published, flow))
  }
  expect(change('stop.yaml', 'title:', '# a comment\ntitle:')).toEqual([])
  const long = 'bn: এবার আপনি কোন দিন স্বাস্থ্যকেন্দ্রে যেতে চান? যেমন'
  const found = change('appointment.yaml', 'bn: কোন দিন চান? যেমন', long)
  expect(found).toMatchObject([{ file: 'appointment.yaml', rule: 'ask.pages', level: 'error' }])
})
