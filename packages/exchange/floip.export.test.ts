import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { draftService, exportWanted } from './floip.fixture.ts'
import { printLosses } from './floip.loss.ts'
import type { Block, Flow } from './floip.wire.ts'

const engine = readFileSync(new URL('../../flows/engine.yaml', import.meta.url), 'utf8')
const draft = draftService(engine)
const { container, losses } = exportWanted(draft, ['wide'], { 'bn/wide.whose.0': 'audio/bn/wide.whose.0.mp3' })
const flow = container.flows.find(({ name }) => name === 'wide') as Flow
const named = (name: string) => flow.blocks.find((block) => block.name === name) as Block
const goal = (to: string | undefined) => flow.blocks.find(({ uuid }) => uuid === to)?.name
const ways = ({ exits }: Block) =>
  exits.map(({ name, test, destination_block: to }) => [name, test ?? '', goal(to) ?? ''])
const words = (uuid: unknown) => flow.resources.find((resource) => resource.uuid === uuid)?.values

describe('a flow as FLOIP', () => {
  it('goes with all that it runs, each once, the first screen where it leads there', () => {
    expect(container.flows.map(({ name }) => name)).toEqual(['wide', 'where', 'home', 'register', 'news', 'other'])
    expect(exportWanted(draft, ['person']).container.flows).toHaveLength(1)
  })

  it('names languages and modes as the specification does', () => {
    expect(flow.languages.map(({ id, iso_639_3: iso, variant, bcp_47: bcp }) => [id, iso, variant, bcp])).toEqual([
      ['ben', 'ben', undefined, 'bn'],
      ['eng', 'eng', undefined, 'en'],
      ['ben-latn', 'ben', 'latn', 'bn-Latn'],
    ])
    expect(flow.supported_modes).toEqual(['USSD', 'SMS', 'IVR'])
  })

  it('has words for each mode, and a recording only where a person made one', () => {
    expect(
      words(named('warm').config['prompt'])?.map(({ language_id: id, modes, value }) => [id, modes.join(), value]),
    ).toEqual([
      ['ben', 'USSD,SMS', 'কেমন আছেন? me@@home.org'],
      ['ben', 'IVR', 'আপনি কেমন আছেন?'],
      ['eng', 'USSD,IVR', 'How are you? me@@home.org'],
      ['eng', 'SMS', 'How are you? @(contact.worker)'],
      ['ben-latn', 'USSD', 'Kemon achen?'],
    ])
    const audio = words(named('whose').config['question_prompt'])?.filter(({ content_type: type }) => type === 'AUDIO')
    expect(audio).toMatchObject([{ language_id: 'ben', modes: ['IVR'], value: 'audio/bn/wide.whose.0.mp3' }])
  })

  it('a menu: each option by its number, its words and what everybody texts; a wrong entry asks again', () => {
    const menu = named('whose')
    expect(ways(menu)).toEqual([
      ['own', "block.value = 'own'", 'age'],
      ['family', "block.value = 'family'", 'whose_family'],
      ['3', "block.value = '3'", 'to_home'],
      ['again', 'ISSTRING(block.response)', 'whose'],
      ['nothing', '', ''],
    ])
    const [own] = menu.config['choices'] as { ivr_test: object; text_tests: { test_expression: string }[] }[]
    expect(own?.ivr_test).toEqual({ test_expression: "block.response = '1'" })
    expect(own?.text_tests.map((test) => test.test_expression)).toEqual([
      "block.response = '1'",
      "block.response = 'own'",
      "block.response = 'amar'",
      "block.response = 'o''clock'",
    ])
    expect(
      words(menu.config['prompt'])?.find(({ modes }) => modes.includes('IVR') && modes.length === 1)?.value,
    ).toContain('1 চাপুন'.replace('1', 'এক'))
  })

  it('another flow inside: what is kept of it as outputs, its result as a decision', () => {
    expect(ways(named('look_around'))).toEqual([['on', '', 'place']])
    expect(named('place')).toMatchObject({ type: 'Core.Output', config: { value: 'child.results.place.value' } })
    expect(ways(named('look_around_result'))).toEqual([
      ['found', "child.results.found_result.value = 'found'", 'save'],
      ['none', "child.results.nothing_result.value = 'none'", ''],
      ['otherwise', '', 'save'],
    ])
  })

  it('an action nobody there knows goes on as if it had failed', () => {
    expect(named('save')).toMatchObject({ type: 'Core.Log', config: { message: 'lookUp' } })
    expect(ways(named('save'))).toEqual([['on', '', 'save_outcome']])
    expect(ways(named('save_outcome'))).toEqual([
      ['found', "results.save.value = 'found'", 'decide'],
      ['missing', '', 'sorry'],
    ])
    const register = container.flows.find(({ name }) => name === 'register')?.blocks
    const decision = register?.find(({ name }) => name === 'save_outcome')
    expect(decision?.exits.at(-1)).toMatchObject({ name: 'failed', default: true })
  })

  it('an experiment by chance, one way after the other', () => {
    expect(ways(named('greeting'))).toEqual([
      ['warm', 'RAND() < 0.2', 'warm'],
      ['cool', 'RAND() < 0.25', 'ask_first'],
      ['control', '', 'ask_first'],
    ])
  })

  it('a decision, and a question for calls alone', () => {
    expect(ways(named('decide'))[0]?.[1]).toBe(
      "OR(AND(results.save.value = 'found', ISNUMBER(session.weight), OR(results.whose.value = 'own', results.whose.value = 'family')), results.greeting.exit = 'warm', AND(has_any_word(results.mine.value, 'fever'), run.mode <> 'IVR'))",
    )
    expect(ways(named('story_if_call'))).toEqual([
      ['call', "run.mode = 'IVR'", 'story'],
      ['text', '', 'voice'],
    ])
  })
})

describe('what another engine goes without', () => {
  it('is told for each step it touches', () => {
    const at = (step: string) =>
      losses.filter((loss) => loss.flow === 'wide' && loss.step === step).map(({ code }) => code)
    expect(at('whose')).toEqual(['floip.sound', 'floip.words', 'floip.tries', 'floip.takenOver', 'floip.takenOver'])
    expect(at('born')).toEqual(['floip.sound', 'floip.type', 'floip.keypad'])
    expect(at('age')).toEqual(['floip.words', 'floip.sound', 'floip.tries'])
    expect(at('save')).toEqual(['floip.action'])
    expect(at('done')).toEqual(['floip.style', 'floip.sound', 'floip.send'])
    expect(at('sorry')).toEqual(['floip.sound', 'floip.dial'])
    expect(at('greeting')).toEqual(['floip.arm'])
    expect(at('ask-first')).toEqual(['floip.sound', 'floip.tries', 'floip.remembered', 'floip.synonyms'])
  })

  it('and for the whole', () => {
    const whole = losses.filter(({ flow: name, step }) => name === 'wide' && step === undefined).map(({ code }) => code)
    expect(whole).toEqual([
      'floip.home',
      'floip.about',
      'floip.review',
      'floip.form',
      'floip.navigation',
      'floip.screens',
    ])
  })

  it('is printed once for each kind, with its places', () => {
    const lines = printLosses(losses)
    expect(lines.filter((line) => line.startsWith('floip.arm'))).toHaveLength(1)
    expect(lines.find((line) => line.includes('wide.whose (home)'))).toBeDefined()
  })
})
