/** Registration is at most eight screens for every upazila of the country, by its name in Bangla or in English. */

import { shapeOf } from '@dhatri/flow/library'
import { renderUssd } from '@dhatri/flow/render'
import { fold } from '@dhatri/flow/turn'
import { describe, expect, it } from 'vitest'
import { shipped } from './world.ts'

const { world, places } = shipped()
const { library } = world
const upazilas = places.filter(({ level }) => level === 'upazila')

/** From dialling to the last screen, with the upazila's name typed and, where names repeat, the district chosen. */
function countScreens(language: 'bn' | 'en', upazila: (typeof upazilas)[number]): number {
  const district = places.find(({ code }) => code === upazila.code.slice(0, 4))?.[language] ?? ''
  const facts = { registered: 'no', privacy: 'neutral', worker: 'no' }
  const start = {
    flow: 'home',
    shape: shapeOf(library, 'home') ?? '',
    day: 20_500,
    channel: 'ussd' as const,
    profile: 'africastalking',
    language,
    facts,
  }
  const inputs = ['2', '1', '5', upazila[language]]
  for (let screens = inputs.length + 1; screens < 12; screens++) {
    const conversation = { start, inputs, outcomes: [] }
    const position = fold(library, conversation)
    if (position.step === 'right') {
      expect(position.answers['place']).toBe(upazila.code)
      return screens + 1
    }
    const wanted = `${upazila[language]}, ${district}`.normalize('NFC')
    const lines = renderUssd(library, conversation, position).text.normalize('NFC').split('\n')
    const line = lines.find((one) => one.replace(/^\d+ /, '') === wanted)
    inputs.push(/^\d+/.exec(line ?? '')?.[0] ?? '9')
  }
  return Number.POSITIVE_INFINITY
}

describe('every upazila is reached within eight screens of registering', () => {
  it.each(['bn', 'en'] as const)('by its name in %s', (language) => {
    expect(upazilas.length).toBe(495)
    const counts = upazilas.map((upazila) => countScreens(language, upazila))
    console.info(`screens ${language}: ${Math.min(...counts)} to ${Math.max(...counts)}`)
    expect(Math.max(...counts)).toBeLessThanOrEqual(8)
  })
})
