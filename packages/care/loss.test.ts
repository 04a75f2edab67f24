/** A word for a loss in a text message, measured on sentences kept aside; danger is looked for first. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { loadPhrases } from './danger.phrases.ts'
import { readDanger } from './danger.ts'

const file = (name: string): string => readFileSync(new URL(`../../flows/loss/${name}.yaml`, import.meta.url), 'utf8')
const loaded = loadPhrases(file('phrases'))
if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults))
const tells = (text: string): boolean => readDanger(text, loaded.phrases) !== undefined
const aside = parse(file('sentences')) as { told: string[]; harmless: string[] }

test('sentences kept aside', () => {
  const missed = aside.told.filter((text) => !tells(text))
  const falsely = aside.harmless.filter(tells)
  console.log(
    `loss: ${aside.told.length - missed.length} of ${aside.told.length} found, ${falsely.length} of ${aside.harmless.length} falsely`,
    { missed, falsely },
  )
  expect(missed.length).toBeLessThanOrEqual(1)
  expect(falsely).toEqual([])
})

test.each(['বাচ্চা মারা যায়নি', 'no miscarriage', 'baccha nosto hoyni', 'not stillborn'])('%s is denied', (text) => {
  expect(tells(text)).toBe(false)
})
