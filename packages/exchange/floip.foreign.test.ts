import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ASK, block, CHOCOLATE, choice, container, id, OTHER, on, openReader, RESOURCES } from './floip.sample.ts'
import type { JsonObject } from './floip.wire.ts'

const engine = readFileSync(new URL('../../flows/engine.yaml', import.meta.url), 'utf8')
const { read, take } = openReader(engine)

const ORDER = `steps:
  - menu: flavour
    en: Which one?
    options:
      - {is: chocolate, en: Chocolate}
      - {is: dark-vanilla, go: two, en: Vanilla, also: [Dark Vanilla]}

  - end: one
    en: Good.

  - end: two
    en: Fine.
`

describe('a flow of another maker', () => {
  it('is written as an author would write it', () => {
    const { yaml } = take(container([ASK, CHOCOLATE, OTHER]))
    expect(yaml).toContain('flow: IceCreamOrder\ntitle: {en: Ice cream order}\n')
    expect(yaml).toContain('languages: [en]\nchannels: [ussd, sms, voice]\n\nanswers:\n  flavour: {type: choice}\n\n')
    expect(yaml.slice(yaml.indexOf('steps:'))).toBe(ORDER)
  })

  const same: [string, JsonObject][] = [
    [
      'resources as an object',
      container([ASK, CHOCOLATE, OTHER], {
        resources: Object.fromEntries(RESOURCES.map((one) => [String(one['uuid']), one])),
      }),
    ],
    ['resources in the container', container([ASK, CHOCOLATE, OTHER], { resources: null }, { resources: RESOURCES })],
    ['a message under "message"', container([ASK, { ...CHOCOLATE, config: { message: id(53) } }, OTHER])],
    ['the first block somewhere in the list', container([OTHER, CHOCOLATE, ASK])],
    ['backslashes in types', container([{ ...ASK, type: 'MobilePrimitives\\SelectOneResponse' }, CHOCOLATE, OTHER])],
    [
      'choices as a map',
      container([
        { ...ASK, config: { prompt: id(50), choices: { chocolate: id(51), 'Dark Vanilla': id(52) } } },
        CHOCOLATE,
        OTHER,
      ]),
    ],
    ['a last modification with a T', container([ASK, CHOCOLATE, OTHER], { last_modified: '2021-06-10T11:19:05.790Z' })],
    ['an empty list for a config', container([ASK, CHOCOLATE, OTHER], { vendor_metadata: [] })],
    [
      'languages by another code',
      container([ASK, CHOCOLATE, OTHER], { languages: [{ id: 'eng', label: 'English', iso_639_3: 'x' }] }),
    ],
    ...[
      '@(block.value = "chocolate")',
      "block.value = 'chocolate'",
      '@block.value = chocolate',
      'block.response = 1',
      "LOWER(block.value) = 'CHOCOLATE'",
      "results.flavour.value = 'chocolate'",
      'flow.flavour = chocolate',
      "OR(AND(channel.mode = 'ivr', block.value = '1'), AND(channel.mode != 'ivr', OR(block.value = '1', LOWER(block.value) = 'chocolate')))",
      'block.value <> "Dark Vanilla"',
    ].map((test): [string, JsonObject] => [
      `the test ${test}`,
      container([
        {
          ...ASK,
          exits: [
            { uuid: id(70), name: 'x', test, destination_block: id(2) },
            { uuid: id(71), name: 'y', ...on(3) },
          ],
        },
        CHOCOLATE,
        OTHER,
      ]),
    ]),
    [
      'exits by tag, without a default',
      container([
        {
          ...ASK,
          exits: [
            { uuid: id(70), tag: 'x', test: 'block.value = chocolate', destination_block: id(2) },
            { uuid: id(71), tag: 'y', destination_block: id(3) },
          ],
        },
        CHOCOLATE,
        OTHER,
      ]),
    ],
  ]
  it.each(same)('%s', (_, given) => {
    const result = read(given)
    const [yaml = ''] = result.ok ? Object.values(result.files) : []
    expect(yaml.slice(yaml.indexOf('steps:'))).toBe(ORDER)
  })

  it('a single flow, or what a runner keeps of one', () => {
    const [flow = {}] = container([ASK, CHOCOLATE, OTHER])['flows'] as JsonObject[]
    expect(take(flow).steps).toHaveLength(3)
    expect(take({ id: '1', interactions: [], flows: [flow] }).steps).toHaveLength(3)
  })

  it('numbers, several choices and open answers, with decisions on them', () => {
    const age = block(
      1,
      'MobilePrimitives.NumericResponse',
      'Age',
      { prompt: id(50), validation_minimum: 0, validation_maximum: 120, IVR: { max_digits: 3 } },
      [
        { test: '@(block.value < 18)', destination_block: id(3) },
        { test: 'AND(block.value >= 18, block.value < 60)', destination_block: id(2) },
        on(4),
      ],
    )
    const many = block(
      2,
      'MobilePrimitives.SelectManyResponse',
      'signs',
      { prompt: id(50), choices: [choice('fever', 51), choice('fits', 52)], maximum_choices: 1 },
      [{ test: "block.value = 'fits'", destination_block: id(3) }, on(4)],
    )
    const open = block(
      4,
      'MobilePrimitives.OpenResponse',
      'story',
      { prompt: id(50), ivr: { max_duration_seconds: 20 } },
      [on()],
    )
    const { kinds, steps, codes } = take(container([age, many, OTHER, open]))
    expect(kinds).toMatchObject({
      age: { type: 'number', from: 0, to: 98 },
      signs: { type: 'choices', most: 1 },
      story: { type: 'text', most: 160 },
    })
    expect(steps.map(({ kind, id: name }) => `${kind} ${name}`)).toEqual([
      'ask age',
      'if if-2',
      'if if-3',
      'menu signs',
      'if if-5',
      'end two',
      'ask story',
    ])
    expect(steps[1]).toMatchObject({ tests: [[{ name: 'age', is: 'below', value: '18' }]] })
    expect(steps[4]).toMatchObject({ tests: [[{ name: 'signs', is: 'has', value: 'fits' }]] })
    expect(codes).toEqual(['floip.range', 'floip.name', 'floip.duration'])
  })

  it('on calls alone an open answer is a recording', () => {
    const open = block(
      1,
      'MobilePrimitives.OpenResponse',
      'story',
      { prompt: id(50), ivr: { max_duration_seconds: 20 } },
      [on()],
    )
    const { kinds, codes } = take(container([open], { supported_modes: ['IVR'] }))
    expect(kinds).toEqual({ story: { type: 'recording', seconds: 20, otherwise: 'skip' } })
    expect(codes).toEqual([])
  })

  it('other words for a call, values in words, and what cannot be said', () => {
    const voice: JsonObject = {
      language_id: 'eng',
      content_type: 'TEXT',
      modes: ['IVR'],
      value: 'Say: @(results.flavour.value)',
    }
    const audio: JsonObject = {
      language_id: 'eng',
      content_type: 'AUDIO',
      modes: ['IVR'],
      value: 'https://x.example/a.wav',
    }
    const words = {
      uuid: id(53),
      values: [
        {
          language_id: 'eng',
          content_type: 'TEXT',
          modes: ['SMS', 'USSD'],
          value: 'Good, @contact.name {x}: me@x.org @@home',
        },
        voice,
        audio,
      ],
    }
    const { yaml, notes } = take(
      container([ASK, CHOCOLATE, OTHER], { resources: [...RESOURCES.filter((one) => one['uuid'] !== id(53)), words] }),
    )
    expect(yaml).toContain('    en: "Good, … (x): me@x.org @home"\n    voice: {en: "Say: {flavour}"}\n')
    expect(notes.filter(({ name }) => name === 'one').map(({ code, detail }) => `${code} ${detail}`)).toEqual([
      'floip.sound eng https://x.example/a.wav',
      'floip.template @(contact.name)',
      'floip.template { }',
    ])
  })

  it('flows that run each other, and one that is here already', () => {
    const run = (number: number, flow: string, to?: number) =>
      block(number, 'Core.RunFlow', `run${number}`, { flow_id: flow }, [on(to)])
    const two = {
      ...(
        container([{ ...CHOCOLATE }], { uuid: id(902), name: 'Second', first_block_id: id(2) })['flows'] as JsonObject[]
      )[0],
    }
    const first = container([run(1, id(902), 4), run(4, id(999), 5), run(5, id(902))])
    const result = read({ ...first, flows: [...(first['flows'] as JsonObject[]), two] })
    expect(result.ok && Object.keys(result.files)).toEqual(['IceCreamOrder.yaml', 'Second.yaml'])
    expect(result.ok && result.files['IceCreamOrder.yaml']).toContain(
      'steps:\n  - run: Second\n    name: run1\n\n  - run: Second\n    name: run5\n',
    )
    expect(result.ok && result.notes.map(({ code, detail }) => `${code} ${detail ?? ''}`)).toContain(
      `floip.flow ${id(999)}`,
    )
  })

  it('a result at the end, and what is done by it', () => {
    const child =
      (
        container([block(2, 'Core.Output', 'outcome', { value: "'none'" }, [on()])], {
          uuid: id(902),
          name: 'Second',
          first_block_id: id(2),
        })['flows'] as JsonObject[]
      )[0] ?? {}
    const run = block(1, 'Core.RunFlow', 'run', { flow_id: id(902) }, [
      { test: "child.results.outcome.value = 'none'", destination_block: id(3) },
      on(),
    ])
    const first = container([run, OTHER])
    const result = read({ ...first, flows: [...(first['flows'] as JsonObject[]), child] })
    expect(result.ok && result.files['IceCreamOrder.yaml']).toContain('results: {none: two}')
    expect(result.ok && result.files['Second.yaml']).toContain('  - end: outcome\n    result: none\n')
  })
})
