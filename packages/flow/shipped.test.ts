import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ENGINE_WORDS } from './engine.ts'
import { loadFlows } from './load.ts'
import { SAFE_PROFILE } from './profile.ts'

const folder = new URL('../../flows/', import.meta.url)
const engine = readFileSync(new URL('engine.yaml', folder), 'utf8')

test('the engine’s words load, every one in every language', () => {
  const loading = loadFlows({ 'engine.yaml': engine }, [], [], [SAFE_PROFILE])
  expect(loading.findings).toEqual([])
  if (!loading.ok) return
  const { words, languages } = loading.library
  expect(Object.keys(words).sort()).toEqual(Object.keys(ENGINE_WORDS).sort())
  for (const [name, text] of Object.entries(words)) {
    for (const language of Object.keys(languages)) expect(text, name).toHaveProperty([language])
  }
})

test('each number below a hundred and each month is a word of its own', () => {
  const loading = loadFlows({ 'engine.yaml': engine }, [], [], [])
  for (const language of loading.ok ? ['bn', 'en'] : []) {
    const speech = loading.ok ? loading.library.languages[language] : undefined
    expect(new Set(speech?.numbers).size).toBe(100)
    expect(new Set(speech?.months).size).toBe(12)
  }
  expect(loading.ok).toBe(true)
})

test('the folder holds the flows that the engine’s keys lead to', () => {
  expect(readdirSync(folder)).toEqual(expect.arrayContaining(['home.yaml', 'danger.yaml', 'person.yaml']))
})
