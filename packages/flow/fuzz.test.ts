/**
 * A flow file is a stranger's: whatever is done to one, it is refused with a place, or it runs within its bounds. `FUZZ`
 * says how many mutations are tried (100 here, 3,000 in CI).
 */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkFlows } from './check.ts'
import { ACTIONS, FLOWS, PLACES, PROFILES, TODAY } from './fixture.ts'
import { type Library, shapeOf } from './library.ts'
import { loadFlows } from './load.ts'
import { renderSms, renderUssd, renderVoice } from './render.ts'
import { fold } from './turn.ts'

const RUNS = Number(process.env['FUZZ'] ?? 100)
const engine = readFileSync(new URL('../../flows/engine.yaml', import.meta.url), 'utf8')
const names = Object.keys(FLOWS)

/** One blow to a text, from numbers that say where and how. */
type Blow = { kind: string; at: number; to: number; with: string }

const NASTY = [
  '__proto__',
  'constructor',
  'toString',
  '../../etc/passwd',
  '&a [*a, *a]',
  '*a',
  '<<: *a',
  '!!js/function x',
  '{}',
  '[]',
  '~',
  'null',
  '99',
  '00',
  '-1',
  '1e308',
  '0x10',
  '৯৯',
  '{',
  '}',
  '{id',
  '{id|',
  '{{id}}',
  '|',
  '>',
  '"',
  "'",
  '#',
  ':',
  '- ',
  '\t',
  '\u0000',
  '\uFEFF',
  '\u202E',
  '\uD800',
  'ক'.repeat(500),
  'a'.repeat(5000),
  '? x',
  '--- ',
  '...',
  '%YAML 1.1',
  'go: start',
  'run: home',
  'yes',
]

const blow: fc.Arbitrary<Blow> = fc.record({
  kind: fc.constantFrom('drop', 'double', 'swap', 'indent', 'outdent', 'insert', 'value', 'cut', 'char'),
  at: fc.nat(10_000),
  to: fc.nat(10_000),
  with: fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary', maxLength: 20 })),
})

function strike(text: string, { kind, at, to, with: what }: Blow): string {
  const lines = text.split('\n')
  const [one, other] = [at % lines.length, to % lines.length]
  const line = lines[one] ?? ''
  switch (kind) {
    case 'drop':
      return lines.toSpliced(one, 1 + (to % 3)).join('\n')
    case 'double':
      return lines.toSpliced(other, 0, line).join('\n')
    case 'swap':
      return lines
        .with(one, lines[other] ?? '')
        .with(other, line)
        .join('\n')
    case 'indent':
      return lines.with(one, `  ${line}`).join('\n')
    case 'outdent':
      return lines.with(one, line.replace(/^ {2}/, '')).join('\n')
    case 'insert':
      return lines.toSpliced(one, 0, what).join('\n')
    case 'value':
      return lines
        .with(
          one,
          line.replace(/:.*$/, () => `: ${what}`),
        )
        .join('\n')
    case 'cut':
      return text.slice(0, at % text.length)
    default:
      return text.slice(0, at % text.length) + what + text.slice((at % text.length) + 1)
  }
}

/** Talks to every flow of a library with what a caller might enter, and hangs neither up nor on. */
function talk(library: Library, entries: string[]): void {
  for (const flow of Object.keys(library.newest)) {
    for (const [channel, render] of [
      ['ussd', renderUssd],
      ['sms', renderSms],
      ['voice', renderVoice],
    ] as const) {
      const start = {
        flow,
        shape: shapeOf(library, flow) ?? '',
        day: TODAY,
        channel,
        profile: 'safe',
        language: 'bn',
        facts: {},
      }
      const conversation = { start, inputs: [] as string[], outcomes: [] }
      for (const entry of entries) {
        const position = fold(library, conversation)
        expect(render(library, conversation, position)).toBeDefined()
        if (position.state !== 'asking') break
        conversation.inputs = [...conversation.inputs, entry]
      }
    }
  }
}

const entry = fc.oneof(
  fc.constantFrom('1', '2', '3', '0', '00', '9', '99', '*', '#', '', 'x', '0501', '302614', 'রহিমা'),
  fc.string(),
)

describe('a flow file that somebody has been at', () => {
  it(`is refused with a place, or runs within its bounds: ${RUNS} times`, () => {
    let refused = 0
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.array(blow, { minLength: 1, maxLength: 4 }),
        fc.array(entry, { maxLength: 8 }),
        (name, blows, entries) => {
          const files = { ...FLOWS, 'engine.yaml': engine, [name]: blows.reduce(strike, FLOWS[name] ?? '') }
          const loading = loadFlows(files, PLACES, ACTIONS, PROFILES)
          if (loading.ok) return talk(loading.library, entries)
          refused += 1
          for (const { file, line, column, rule, words } of loading.findings) {
            expect(file).not.toBe('')
            expect([line >= 1, column >= 1, rule !== '', words !== '']).toEqual([true, true, true, true])
          }
        },
      ),
      { numRuns: RUNS },
    )
    console.log(
      `fuzz: ${RUNS} mutated flow files, ${refused} refused with a place, ${RUNS - refused} ran within bounds`,
    )
    expect(refused).toBeGreaterThan(RUNS / 4)
  }, 600_000)

  it('never hangs the checker', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.array(blow, { minLength: 1, maxLength: 3 }), (name, blows) => {
        const files = { ...FLOWS, 'engine.yaml': engine, [name]: blows.reduce(strike, FLOWS[name] ?? '') }
        expect(Array.isArray(checkFlows(files, PLACES, ACTIONS, PROFILES))).toBe(true)
      }),
      { numRuns: Math.ceil(RUNS / 5) },
    )
  }, 600_000)

  it('may be anything at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const loading = loadFlows({ ...FLOWS, 'engine.yaml': engine, 'home.yaml': text }, PLACES, ACTIONS, PROFILES)
        expect(loading.ok).toBe(false)
      }),
      { numRuns: RUNS },
    )
  }, 600_000)
})
