import { expect, test } from 'vitest'
import type { About } from './flight.record.ts'
import { ALWAYS, maySay, type Pilot } from './review.ts'

const abouts: About[] = ['mother', 'pregnancy', 'baby', 'service']

test('unreviewed clinical words go to the pilot alone; all else goes to everyone', () => {
  for (const about of abouts)
    for (const isReviewed of [true, false])
      for (const pilot of ['everyone', 'listed'] as Pilot[])
        for (const isListed of [true, false]) {
          const isHeld = about !== 'service' && !isReviewed && pilot === 'listed' && !isListed
          expect(maySay({ name: 'x', about, isReviewed }, pilot, isListed)).toBe(!isHeld)
        }
})

test('the advice in danger and the report of a loss are never withheld', () => {
  for (const name of ALWAYS) expect(maySay({ name, about: 'mother', isReviewed: false }, 'listed', false)).toBe(true)
  expect([...ALWAYS]).toContain('danger')
})
