import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ASK, block, CHOCOLATE, choice, container, id, OTHER, on, openReader, text } from './floip.sample.ts'
import type { JsonObject } from './floip.wire.ts'

const engine = readFileSync(new URL('../../flows/engine.yaml', import.meta.url), 'utf8')
const { read } = openReader(engine)

describe('a broken file is refused', () => {
  const deep = `${'['.repeat(60)}${']'.repeat(60)}`
  const loop = [block(1, 'Core.Case', 'a', {}, [on(2)]), block(2, 'Core.Log', 'b', { message: 'x' }, [on(1)])]
  const ring = [
    block(1, 'MobilePrimitives.Message', 'a', { prompt: id(53) }, [on(2)]),
    block(2, 'MobilePrimitives.Message', 'b', { prompt: id(54) }, [on(1)]),
  ]
  const refused: [string, JsonObject | string, string][] = [
    ['not JSON', '{flows: }', 'floip.json '],
    ['nothing', '', 'floip.json '],
    ['too large', `"${'x'.repeat(4_000_001)}"`, 'floip.size '],
    ['too deep', deep, 'floip.depth '],
    ['a list', '[]', 'floip.shape '],
    ['a name that objects own', '{"flows": [], "a": {"__proto__": {"x": 1}}}', 'floip.key a.__proto__'],
    ['another such name', '{"flows": [{"constructor": 1}]}', 'floip.key flows[0].constructor'],
    ['no flows', { uuid: id(1) }, 'floip.shape flows'],
    ['flows without blocks', container([]), 'floip.empty '],
    ['blocks of another shape', container(['x'] as unknown as JsonObject[]), 'floip.shape flows[0].blocks[0]'],
    ['a type that is a number list', container([{ ...ASK, type: [] }]), 'floip.shape flows[0].blocks[0].type'],
    ['exits that are a text', container([{ ...ASK, exits: 'x' }]), 'floip.shape flows[0].blocks[0].exits'],
    [
      'too many blocks',
      container(Array.from({ length: 1001 }, (_, index) => ({ ...CHOCOLATE, uuid: id(index) }))),
      'floip.bound flows[0].blocks',
    ],
    [
      'too many choices',
      container([{ ...ASK, config: { choices: Array.from({ length: 101 }, () => choice('a', 51)) } }]),
      'floip.bound flows[0].blocks[0].config.choices',
    ],
    [
      'a text too long',
      container([ASK, CHOCOLATE, OTHER], { resources: [text(50, 'x'.repeat(2001))] }),
      'floip.text flows[0].resources[0].values[0].value',
    ],
    ['a way to nowhere', container([ASK, CHOCOLATE]), 'floip.nowhere flows[0].blocks[0].exits[1]'],
    ['a beginning that is nowhere', container([CHOCOLATE]), 'floip.nowhere flows[0].first_block_id'],
    [
      'words that are nowhere',
      container([ASK, CHOCOLATE, OTHER], { resources: [] }),
      'floip.nowhere flows[0].blocks[0].config.prompt',
    ],
    ['two blocks of one id', container([ASK, CHOCOLATE, OTHER, OTHER]), 'floip.twice flows[0].blocks'],
    ['blocks that lead to each other', container(loop), `floip.loop ${id(1)}`],
    ['messages that lead to each other', container(ring), `floip.loop ${id(1)}`],
    [
      'no language of ours',
      container([ASK, CHOCOLATE, OTHER], { languages: [{ id: 'fre', iso_639_3: 'fra' }] }),
      'floip.empty ',
    ],
  ]
  it.each(refused)('%s', (_, given, refusal) => {
    const result = read(given)
    expect(result.ok ? [] : result.refusals.map(({ code, at }) => `${code} ${at}`)).toEqual([refusal])
  })

  it('and where nothing of it is ours, what there was is named', () => {
    const result = read(container([block(1, 'Core.Webhook', 'hook', {}, [on()])]))
    expect(result.ok ? [] : result.notes.map(({ code, name }) => `${code} ${name ?? ''}`)).toContain('floip.block hook')
  })
})
