import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listChanges } from './floip.compare.ts'
import { draftService, exportWanted } from './floip.fixture.ts'
import { importContainer } from './floip.import.ts'
import { isObject } from './floip.shape.ts'
import { type Block, type Container, type Flow, type Json, type JsonObject, VENDOR } from './floip.wire.ts'

const engine = readFileSync(new URL('../../flows/engine.yaml', import.meta.url), 'utf8')
const draft = draftService(engine)
const { container } = exportWanted(draft, ['wide'])
const names = draft.flows.map(({ table }) => table.flow)
const read = (text: string) => importContainer(text, { vocabulary: draft.library, flows: names })

/** Changes an export as somebody else's tool might, imports it, and tells what came in and what did not. */
function change(edit: (flow: Flow, block: (name: string) => Block, whole: Container) => void) {
  const copy = structuredClone(container)
  const [flow] = copy.flows
  if (flow === undefined) throw new Error('no flow')
  edit(flow, (name) => flow.blocks.find((block) => block.name === name) as Block, copy)
  const result = read(JSON.stringify(copy))
  if (!result.ok) throw new Error(JSON.stringify(result.refusals))
  const now = draftService(engine, result.files)
  const notes = [...result.notes, ...listChanges(result.container, exportWanted(now, ['wide']).container)]
  return {
    yaml: result.files['wide.yaml'] ?? '',
    notes: notes.map(({ code, name, detail }) => `${code} ${name ?? ''} ${detail ?? ''}`.trim()),
  }
}

const hint = (block: Block) => block.vendor_metadata?.[VENDOR] as JsonObject
const textOf = (flow: Flow, uuid: unknown) => flow.resources.find((resource) => resource.uuid === uuid)?.values

describe('an export that was changed elsewhere', () => {
  it('untouched, nothing is left out', () => {
    expect(change(() => {}).notes).toEqual([])
  })

  it('words come in', () => {
    const { yaml, notes } = change((flow, block) => {
      const [value] = textOf(flow, block('note').config['prompt']) ?? []
      if (value !== undefined) value.value = 'আর কিছু বলবেন?'
    })
    expect(yaml).toContain('  - ask: note\n    bn: আর কিছু বলবেন?\n')
    expect(notes).toEqual([])
  })

  it('words with a style come in without it, and that is told', () => {
    const { yaml, notes } = change((flow, block) => {
      for (const value of textOf(flow, block('done').config['prompt']) ?? []) value.value = `New. ${value.value}`
    })
    expect(yaml).toContain('New. {name}, {born}, {call}')
    expect(notes).toEqual(['floip.changed done how its values are printed'])
  })

  it('ways, tests and limits come in', () => {
    const { yaml, notes } = change((_, block) => {
      const [first] = block('if_5').exits
      if (first !== undefined) first.test = 'results.age.value < 21'
      Object.assign(block('age').config, { validation_maximum: 60 })
      const [on] = block('warm').exits
      if (on !== undefined) on.destination_block = block('name').uuid
    })
    expect(yaml).toContain('  - if: age < 21\n')
    expect(yaml).toContain('age: {type: number, from: 10, to: 60}')
    expect(yaml).toContain('  - say: warm\n    go: name\n')
    expect(notes).toEqual([])
  })

  it('a block put in between comes in', () => {
    const { yaml, notes } = change((flow, block) => {
      const [prompt] = flow.resources
      const [on] = block('warm').exits
      const uuid = '00000000-0000-4000-8000-000000000001'
      const added = { name: 'added', type: 'MobilePrimitives.Message', config: { prompt: prompt?.uuid ?? '' } }
      const exits = [
        {
          uuid: '00000000-0000-4000-8000-000000000002',
          name: 'on',
          default: true,
          destination_block: block('whose').uuid,
        },
      ]
      flow.blocks.push({ uuid, ...added, exits })
      if (on !== undefined) on.destination_block = uuid
    })
    expect(yaml).toContain('  - say: warm\n    go: added\n')
    expect(yaml).toContain('  - say: added\n    go: whose\n')
    expect(notes).toEqual([])
  })

  it('what cannot come in is told: a test nobody can read, an option that lost its way, other keys', () => {
    const { notes } = change((_, block) => {
      const [first] = block('if_5').exits
      if (first !== undefined) first.test = 'contact.age < 21'
      block('ask_first').exits.shift()
      Object.assign(block('note').config, { ivr: { max_duration_seconds: 7 } })
    })
    expect(notes).toEqual([
      'floip.exit if_5 so: "contact.age" is no answer of this flow',
      'floip.changed ask_first no exit for yes',
      'floip.changed if_5 exit so',
      'floip.changed ask_first exit no',
      'floip.changed ask_first exit again',
      'floip.changed ask_first exit nothing',
      'floip.changed ask_first an exit was taken out',
      'floip.changed note config',
    ])
  })

  it('what stands at the top and has no place here is told, one by one', () => {
    const { notes } = change((flow, _, whole) => {
      Object.assign(flow, {
        name: 'Wide, better',
        interaction_timeout: 60,
        exit_block_id: flow.first_block_id,
        skills: ['x'],
      })
      Object.assign(whole, { name: 'Ours', description: 'Better than before.' })
    })
    expect(notes).toEqual([
      'floip.other  skills',
      'floip.other  description',
      'floip.changed  the name of the container',
      'floip.changed  name',
      'floip.changed  interaction_timeout',
      'floip.changed  exit_block_id',
    ])
  })

  it('nobody’s word in a file makes a text reviewed', () => {
    const { yaml, notes } = change((flow) => {
      Object.assign(flow.vendor_metadata?.[VENDOR] as object, { reviewed: 'yes' })
    })
    expect(yaml).toContain('reviewed: no\n')
    expect(notes).toContain('floip.reviewed')
  })

  it('a name from beside a block is still a name: the loader refuses others', () => {
    const copy = structuredClone(container)
    const block = copy.flows[0]?.blocks.find(({ name }) => name === 'warm') as Block
    hint(block)['step'] = '../../etc/passwd: [x'
    const result = read(JSON.stringify(copy))
    expect(result.ok && (() => draftService(engine, result.files))).toThrow('name.unfit')
  })
})

it('whatever is broken in a file, it is read or refused, and what comes of it can be loaded or is named', () => {
  const places: JsonObject[] = []
  const gather = (value: Json): void => {
    if (Array.isArray(value)) for (const item of value) gather(item)
    if (!isObject(value)) return
    places.push(value)
    for (const item of Object.values(value)) gather(item)
  }
  const text = JSON.stringify(container)
  gather(JSON.parse(text))
  const junk = fc.constantFrom<Json>(
    null,
    0,
    -1,
    1e99,
    '',
    'x',
    '@(',
    "block.value = 'x'",
    [],
    {},
    [[]],
    [null],
    true,
    '\u0000',
    'ক'.repeat(100),
  )
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(places.length - 1), fc.nat(30), junk), { minLength: 1, maxLength: 4 }),
      (edits) => {
        const copy: Json = JSON.parse(text)
        const found: JsonObject[] = []
        const collect = (value: Json): void => {
          if (Array.isArray(value)) for (const item of value) collect(item)
          if (!isObject(value)) return
          found.push(value)
          for (const item of Object.values(value)) collect(item)
        }
        collect(copy)
        for (const [at, key, value] of edits) {
          const place = found[at]
          const keys = Object.keys(place ?? {})
          const name = keys[key % Math.max(1, keys.length)]
          if (place !== undefined && name !== undefined) place[name] = value
        }
        const result = read(JSON.stringify(copy))
        if (!result.ok) expect(result.refusals[0]?.code).toMatch(/^floip\./)
        else {
          try {
            draftService(engine, result.files)
          } catch (fault) {
            expect(String(fault)).toContain('"level":"error"')
          }
        }
      },
    ),
    { numRuns: 25 },
  )
})
