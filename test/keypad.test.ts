/**
 * Registration by keypad alone, hearing every prompt to its end, is at most three minutes for every upazila of the
 * country. Seconds are those of the sound files in the manifest; a recording by a person will need its own measure.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Values } from '@dhatri/flow/channel'
import { shapeOf } from '@dhatri/flow/library'
import { renderVoice } from '@dhatri/flow/render'
import { fold } from '@dhatri/flow/turn'
import { shippedFolder } from '@dhatri/functions/content'
import { describe, expect, it } from 'vitest'
import { shipped } from './world.ts'

const { world, places } = shipped()
const { library } = world
const manifest = JSON.parse(readFileSync(join(shippedFolder, 'audio/manifest.json'), 'utf8')) as Record<
  string,
  { seconds: number }
>
const upazilas = places.filter(({ level }) => level === 'upazila')

/** Seconds of sound from the first prompt to the last word, going down the lists of places. */
function listen(language: 'bn' | 'en', upazila: string, where = listKeys(upazila)): number {
  const facts: Values = { registered: 'no', privacy: 'neutral', worker: 'no' }
  const start = {
    flow: 'home',
    shape: shapeOf(library, 'home') ?? '',
    day: 20_500,
    channel: 'voice' as const,
    profile: 'africastalking',
    language,
    facts,
  }
  const inputs: string[] = []
  const outcomes: { is: string; facts?: Values }[] = []
  const keys = ['2', '1', '0501', ...where, '1']
  let seconds = 0
  for (const key of [...keys, undefined]) {
    const conversation = { start, inputs, outcomes }
    let position = fold(library, conversation)
    if (position.state === 'doing') {
      outcomes.push({ is: 'registered', facts: { id: '123456', edd: '2026-10-12' } })
      position = fold(library, conversation)
    }
    for (const { key: prompt } of renderVoice(library, conversation, position).prompts) {
      const clip = manifest[prompt]
      if (clip === undefined) throw new Error(`no sound for ${prompt}`)
      seconds += clip.seconds
    }
    if (key !== undefined) inputs.push(key)
    else expect(position.state).toBe('ended')
  }
  return seconds
}

/** The keys that lead down the lists to an upazila: 1 to 8, then 10 and on. */
function listKeys(upazila: string): string[] {
  return [2, 4, 6].map((length) => {
    const code = upazila.slice(0, length)
    const siblings = places.filter(
      (place) => place.code.length === length && place.code.slice(0, -2) === code.slice(0, -2),
    )
    const index = siblings.findIndex((place) => place.code === code)
    return String(index < 8 ? index + 1 : index + 2)
  })
}

describe('registering by keypad alone, without reading', () => {
  it.each(['bn', 'en'] as const)('takes at most three minutes of listening in %s, for every upazila', (language) => {
    const seconds = upazilas.map(({ code }) => listen(language, code))
    console.info(`keypad ${language}: ${Math.min(...seconds).toFixed(0)} to ${Math.max(...seconds).toFixed(0)} s`)
    expect(Math.max(...seconds)).toBeLessThanOrEqual(180)
  })

  it.each(['bn', 'en'] as const)('takes less with the number on the poster in %s, for every upazila', (language) => {
    for (const { code } of upazilas) expect(listen(language, code, [code])).toBeLessThan(listen(language, code))
  })
})
