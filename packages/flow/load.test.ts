import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ACTIONS, begin, enter, FLOWS, loadFixture, PLACES, PROFILES, screen } from './fixture.ts'
import { joinLibraries, shapeOf, tableOf } from './library.ts'
import { loadFlows } from './load.ts'
import { fold } from './turn.ts'

const engine = readFileSync(new URL('../../flows/engine.yaml', import.meta.url), 'utf8')
const library = loadFixture(engine)
const register = FLOWS['register.yaml'] ?? ''
const change = (from: string | RegExp, to: string) => {
  const changed = register.replace(from, to)
  if (changed === register) throw new Error('nothing was changed')
  return loadFixture(engine, { 'register.yaml': changed })
}

test('flows load wherever their folder lies; what lies deeper is passed over', () => {
  const moved = Object.fromEntries(
    Object.entries(FLOWS).map(([name, content]) => [`C:\\dhatri\\flows\\${name}`, content]),
  )
  const files = {
    ...moved,
    'flows/engine.yaml': engine,
    'flows/messages/x.yaml': 'message: x',
    'flows/schedules/y.yaml': '',
  }
  expect(loadFlows(files, PLACES, ACTIONS, PROFILES)).toMatchObject({ ok: true, findings: [] })
})

test('one broken file refuses them all, and every fault is named', () => {
  const broken = { ...FLOWS, 'engine.yaml': engine, 'news.yaml': 'a: b: c', 'home.yaml': `${FLOWS['home.yaml']}\nx: 1` }
  const loading = loadFlows(broken, PLACES, ACTIONS, PROFILES)
  expect(loading.ok).toBe(false)
  expect(loading.findings.map(({ file, rule }) => `${file} ${rule}`)).toEqual([
    'home.yaml file.name',
    'news.yaml yaml.colon',
  ])
})

test('without the engine’s words there is no library', () => {
  expect(loadFlows(FLOWS, PLACES, ACTIONS, PROFILES)).toMatchObject({ ok: false })
})

describe('the shape', () => {
  test('does not change with the words', () => {
    const reworded = change('কার ফোন?', 'ফোনটি কার?')
    expect(reworded.newest).toEqual(library.newest)
    expect(tableOf(reworded, 'register')?.words).not.toBe(tableOf(library, 'register')?.words)
  })

  test.each([
    ['a way', 'already: known', 'already: done'],
    ['an option', 'go: place}', 'go: name}'],
    ['a type', 'at most: 20', 'at most: 21'],
    ['a condition', 'if: lmp is known', 'if: lmp is not known'],
    [
      'a step',
      '  - ask: place\n    bn: কোথায় থাকেন?\n    en: Where do you live?\n',
      '  - say: place\n    bn: ক\n    en: x\n',
    ],
    ['a word that is texted for an option', 'also: [shared]', 'also: [both]'],
  ])('changes with %s, in the flow and in every flow that runs it', (_, from, to) => {
    const reshaped = change(from, to)
    expect(shapeOf(reshaped, 'register')).not.toBe(shapeOf(library, 'register'))
    expect(shapeOf(reshaped, 'home')).not.toBe(shapeOf(library, 'home'))
  })

  test('changes with the places where a flow asks for one', () => {
    const fewer = loadFlows({ ...FLOWS, 'engine.yaml': engine }, PLACES.slice(0, -1), ACTIONS, PROFILES)
    expect(fewer.ok && shapeOf(fewer.library, 'register')).not.toBe(shapeOf(library, 'register'))
  })
})

describe('a new release', () => {
  const old = enter(begin(library), ['1', '1'])

  test('leaves open conversations on the flow they began with', () => {
    const newer = change('- ask: lmp', '- if: whose is own\n    go: name\n  - ask: lmp')
    const both = joinLibraries(newer, library)
    expect(fold(newer, old).state).toBe('lost')
    expect(fold(both, old)).toMatchObject({ state: 'asking', step: 'lmp' })
    expect(fold(both, enter(begin(both), ['1', '1']))).toMatchObject({ step: 'name' })
  })

  test('gives them its newer words where the structure stayed', () => {
    const both = joinLibraries(change('শেষ মাসিক কবে?', 'শেষ মাসিক কোন দিন?'), library)
    expect(screen(both, old)).toMatch(/^শেষ মাসিক কোন দিন\?/)
  })
})

test('a library is plain JSON', () => {
  expect(JSON.parse(JSON.stringify(library))).toEqual(library)
})
