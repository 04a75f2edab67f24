import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checkFlows } from './check.ts'
import { ACTIONS, FLOWS, PLACES } from './fixture.ts'
import { SAFE_PROFILE } from './profile.ts'

const engine = readFileSync(new URL('../../flows/engine.yaml', import.meta.url), 'utf8')
const check = (changed: Record<string, string> = {}, profiles = [SAFE_PROFILE]) =>
  checkFlows({ ...FLOWS, 'engine.yaml': engine, ...changed }, PLACES, ACTIONS, profiles)

const plant = (file: string, from: string, to: string) => {
  const content = file === 'engine.yaml' ? engine : (FLOWS[file] ?? '')
  const changed = content.replace(from, () => to)
  if (changed === content) throw new Error(`nothing to change: ${from}`)
  return changed
}

test('the fixture is sound', () => {
  expect(check()).toEqual([])
})

describe('what is meant is guessed', () => {
  test.each([
    ['register.yaml', 'already: known', 'already: konwn', 'did you mean known?'],
    ['danger.yaml', 'action: openCase', 'action: openCaes', 'did you mean openCase?'],
    ['danger.yaml', 'opened: told', 'opend: told', 'did you mean opened?'],
    ['news.yaml', 'voice]', 'voise]', 'did you mean voice?'],
    ['register.yaml', 'type: dating', 'type: datting', 'did you mean dating?'],
    ['news.yaml', '    en: Go to', '    eng: Go to', 'did you mean en?'],
  ])('in %s: %s', (file, from, to, suggestion) => {
    const suggestions = check({ [file]: plant(file, from, to) }).map((finding) => finding.suggestion)
    expect(suggestions).toContain(suggestion)
  })
})

test('a flow that can only be left for home has a way out', () => {
  expect(
    check({
      'news.yaml':
        plant('news.yaml', '  - end: done', '  - if: channel is voice\n    go: home\n    else: home').split(
          '    bn: এই ছিল',
        )[0] ?? '',
    }),
  ).toEqual([])
})

test('a flow that comes to run itself is noted in every flow of the circle', () => {
  const news = plant('news.yaml', '  - end: done', '  - run: home\n  - end: done')
  expect(check({ 'news.yaml': news }).map(({ file, rule }) => `${file} ${rule}`)).toEqual([
    'home.yaml run.cycle',
    'news.yaml run.cycle',
  ])
})

test('a Bangla name in an English screen counts as Bangla', () => {
  const long = plant(
    'register.yaml',
    'Right?"\n    voice',
    'Is everything here as you told us, or is it wrong?"\n    voice',
  )
  const found = check({ 'register.yaml': long }, [{ name: 'tiny', ussd: { gsm7: 160, ucs2: 20, charset: 'ucs2' } }])
  expect(found.filter(({ rule }) => rule === 'text.tooLong').length).toBeGreaterThan(0)
})

test('every gateway has its say', () => {
  const small = { name: 'small', ussd: { gsm7: 60, ucs2: 30, charset: 'ucs2' as const } }
  expect(check({}, [SAFE_PROFILE, small]).every(({ words }) => words.includes('small'))).toBe(true)
  expect(check({}, [small]).length).toBeGreaterThan(0)
})

test('a value that an action may or may not report must be asked after', () => {
  const actions = ACTIONS.map((action) =>
    action.name === 'register' ? { ...action, outcomes: { ...action.outcomes, registered: ['id', 'edd?'] } } : action,
  )
  const files = { ...FLOWS, 'engine.yaml': engine }
  expect(checkFlows(files, PLACES, actions, []).map(({ rule }) => rule)).toEqual([
    'placeholder.unset',
    'placeholder.unset',
  ])
  const guarded = plant(
    'register.yaml',
    '  - end: done',
    '  - if: edd is known\n    name: saved\n    go: done\n    else: known\n  - end: done',
  )
  const mended = guarded.replace('registered: done', 'registered: saved')
  expect(checkFlows({ ...files, 'register.yaml': mended }, PLACES, actions, [])).toEqual([])
})

test('without the engine’s words nothing else is said', () => {
  expect(check({ 'engine.yaml': 'engine: [' }).map(({ file }) => file)).toEqual(['engine.yaml'])
})
