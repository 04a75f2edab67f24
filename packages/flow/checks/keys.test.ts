import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ID } from '../answers/id.ts'
import { checkFlows } from '../check.ts'
import { ACTIONS, FLOWS, PLACES } from '../fixture.ts'
import { SAFE_PROFILE } from '../profile.ts'

const engine = readFileSync(new URL('../../../flows/engine.yaml', import.meta.url), 'utf8')
const check = () =>
  checkFlows({ ...FLOWS, 'engine.yaml': engine }, PLACES, ACTIONS, [SAFE_PROFILE]).map(
    ({ file, rule, words }) => `${file} ${rule} ${words}`,
  )

test('a type that took an engine’s key for an answer would be found at the question', () => {
  const { read } = ID
  ID.read = (_, entry) => (entry === '99' ? { ok: true, value: entry } : { ok: false, error: 'id.unreadable' })
  try {
    expect(check()).toEqual(['other.yaml answer.key "99" is an answer to "id" and a key on ussd'])
  } finally {
    ID.read = read
  }
})

test('a type with an answer that is an engine’s key would be found too', () => {
  const { samples } = ID
  ID.samples = () => ({ good: ['*'], bad: [] })
  try {
    expect(check()).toEqual(['other.yaml answer.key "*" is an answer to "id" and a key on ussd'])
  } finally {
    ID.samples = samples
  }
})
