import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ASK, block, CHOCOLATE, choice, container, id, OTHER, on, openReader } from './floip.sample.ts'
import type { JsonObject } from './floip.wire.ts'

const engine = readFileSync(new URL('../../flows/engine.yaml', import.meta.url), 'utf8')
const { read } = openReader(engine)
const notesOf = (given: JsonObject) => {
  const result = read(given)
  return result.ok ? result.notes : []
}

describe('what cannot be carried is named by block and exit', () => {
  const noted: [string, JsonObject, string][] = [
    [
      'a webhook',
      block(1, 'Core.Webhook', 'hook', { url: 'https://x.example' }, [
        { test: 'block.value = 200', destination_block: id(3) },
        on(2),
      ]),
      'floip.block Core.Webhook',
    ],
    [
      'its test',
      block(1, 'Core.Webhook', 'hook', {}, [{ test: 'block.value = 200', destination_block: id(3) }, on(2)]),
      'floip.exit exit 1: "block.value" is no answer of this flow',
    ],
    [
      'a group',
      block(1, 'Core.SetGroupMembership', 'group', { groups: [] }, [on(2)]),
      'floip.block Core.SetGroupMembership',
    ],
    [
      'a contact property',
      {
        ...ASK,
        config: {
          ...(ASK['config'] as JsonObject),
          set_contact_property: [{ property_key: 'x', property_value: 'y' }],
        },
      },
      'floip.property ',
    ],
    [
      'a place of the earth',
      block(1, 'SmartDevices.LocationResponse', 'where', {}, [on(2)]),
      'floip.block SmartDevices.LocationResponse',
    ],
    [
      'a function',
      block(1, 'Core.Case', 'case', {}, [{ test: 'YEAR(NOW()) = 2021', destination_block: id(3) }, on(2)]),
      'floip.exit exit 1: what it compares has no counterpart',
    ],
    [
      'arithmetic',
      block(1, 'Core.Case', 'case', {}, [{ test: 'results.x.value + 1 = 2', destination_block: id(3) }, on(2)]),
      'floip.exit exit 1: "+" cannot be carried',
    ],
    [
      'somebody',
      block(1, 'Core.Case', 'case', {}, [{ test: 'contact.name = Frank', destination_block: id(3) }, on(2)]),
      'floip.exit exit 1: "contact.name" is no answer of this flow',
    ],
    [
      'a way for a wrong entry',
      {
        ...ASK,
        exits: [
          { uuid: id(70), name: 'a', test: 'block.value = chocolate', destination_block: id(2) },
          { uuid: id(71), name: 'b', test: "block.value = 'dark vanilla'", destination_block: id(2) },
          { uuid: id(72), name: 'c', ...on(3) },
        ],
      },
      `floip.invalid ${id(3)}`,
    ],
    [
      'options by lot',
      { ...ASK, config: { ...(ASK['config'] as JsonObject), ivr: { randomize_choice_order: true } } },
      'floip.order ',
    ],
    ['labels', { ...ASK, semantic_label: 'SNOMEDCT::1', tags: ['a'] }, 'floip.label SNOMEDCT::1, a'],
    ['no words', { ...ASK, config: { choices: [choice('chocolate', 51)] } }, 'floip.words '],
    ['a choice of another name', ASK, 'floip.choice Dark Vanilla is dark-vanilla'],
    ['other makers', { ...ASK, vendor_metadata: { org_other: {} } }, 'floip.vendor org_other'],
  ]
  it.each(noted)('%s', (_, given, remark) => {
    const notes = notesOf(container([given, CHOCOLATE, OTHER]))
    const found = notes.map(({ code, detail }) => `${code} ${detail ?? ''}`.replace('two', id(3)))
    expect(found).toContain(remark)
  })

  it('a language that is not ours, a mode that is not ours, a block nobody comes to', () => {
    const languages = [
      { id: 'eng', iso_639_3: 'eng' },
      { id: 'fre', iso_639_3: 'fra', label: 'Français' },
    ]
    const notes = notesOf(
      container([ASK, CHOCOLATE, OTHER, block(8, 'MobilePrimitives.Message', 'lost', { prompt: id(53) }, [on()])], {
        languages,
        supported_modes: ['SMS', 'OFFLINE'],
      }),
    )
    const usual = ['floip.about', 'floip.options', 'floip.timeout']
    const codes = notes.map(({ code }) => code).filter((code) => !usual.includes(code))
    expect(codes).toEqual(['floip.language', 'floip.modes', 'floip.choice', 'floip.invalid', 'floip.unreachable'])
  })

  it('a block for errors, and how long answers are waited for', () => {
    const codes = notesOf(container([ASK, CHOCOLATE, OTHER], { exit_block_id: id(3) })).map(
      ({ code, detail, block: at }) => `${code} ${detail ?? at ?? ''}`,
    )
    expect(codes).toContain(`floip.exitBlock ${id(3)}`)
    expect(codes).toContain('floip.timeout 60 s')
  })
})
