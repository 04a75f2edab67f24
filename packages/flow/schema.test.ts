import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { ANSWER_TYPES } from './answer.ts'
import { CHANNELS } from './channel.ts'
import { FLOWS } from './fixture.ts'
import { CLASSES, MESSAGE_FIELDS, RECEIVERS } from './message.load.ts'
import { FLOW_FIELDS } from './read.ts'
import { OPTION_FIELDS, SPOKEN_STEPS, STEP_FIELDS } from './steps.ts'
import { ABOUTS } from './table.ts'
import { textFields } from './texts.ts'

/** As much of JSON Schema (draft 7) as the file uses. */
type Schema = {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  required?: string[]
  dependencies?: Record<string, string[]>
  properties?: Record<string, Schema>
  additionalProperties?: boolean | Schema
  items?: Schema
  minItems?: number
  anyOf?: Schema[]
  if?: Schema
  then?: Schema
  else?: Schema
  definitions?: Record<string, Schema>
}

const folder = new URL('../../flows/', import.meta.url)
const root: Schema = JSON.parse(readFileSync(new URL('flow.schema.json', folder), 'utf8'))
const defined = (name: string): Schema => {
  const found = root.definitions?.[name]
  if (found === undefined) throw new Error(`no definition ${name}`)
  return found
}
const fieldsOf = (name: string) => Object.keys(defined(name).properties ?? {}).sort()
const WORDS = textFields(['bn', 'en', 'bn-Latn'])

const typeOf = (value: unknown) => (Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value)

/** Where a value breaks the schema; undefined where it keeps it. */
function fault(schema: Schema, value: unknown, path = ''): string | undefined {
  if (schema.$ref !== undefined) return fault(defined(schema.$ref.replace('#/definitions/', '')), value, path)
  if (schema.if !== undefined)
    return fault((fault(schema.if, value) === undefined ? schema.then : schema.else) ?? {}, value, path)
  if (schema.anyOf !== undefined) {
    const faults = schema.anyOf.map((one) => fault(one, value, path))
    return faults.includes(undefined) ? undefined : faults.join(' or ')
  }
  if (schema.const !== undefined && schema.const !== value) return `${path} is not ${schema.const}`
  if (schema.enum !== undefined && !schema.enum.includes(value)) return `${path} is none of ${schema.enum}`
  if (schema.type !== undefined && ![schema.type].flat().includes(typeOf(value))) return `${path} is no ${schema.type}`
  if (Array.isArray(value)) {
    if (value.length < (schema.minItems ?? 0)) return `${path} is too short`
    return value.map((item, index) => fault(schema.items ?? {}, item, `${path}[${index}]`)).find(Boolean)
  }
  if (typeof value !== 'object' || value === null) return undefined
  const missing = schema.required?.find((name) => !Object.hasOwn(value, name))
  if (missing !== undefined) return `${path} lacks ${missing}`
  for (const [name, others] of Object.entries(schema.dependencies ?? {})) {
    const lacking = Object.hasOwn(value, name) && others.find((other) => !Object.hasOwn(value, other))
    if (lacking) return `${path} lacks ${lacking}`
  }
  return Object.entries(value)
    .map(([name, item]) => {
      const own = schema.properties?.[name] ?? schema.additionalProperties
      if (own === false) return `${path}.${name} is unknown`
      return typeof own === 'object' ? fault(own, item, `${path}.${name}`) : undefined
    })
    .find(Boolean)
}

describe('the schema for editors', () => {
  test('knows the fields that the reader knows', () => {
    expect(fieldsOf('flow')).toEqual([...FLOW_FIELDS].sort())
    expect(fieldsOf('message')).toEqual([...MESSAGE_FIELDS].sort())
    expect(fieldsOf('option')).toEqual([...OPTION_FIELDS, ...WORDS].sort())
    expect(fieldsOf('text')).toEqual([...WORDS].sort())
    for (const [kind, fields] of Object.entries(STEP_FIELDS)) {
      const words = SPOKEN_STEPS.includes(kind) ? WORDS : []
      expect(fieldsOf(`step-${kind}`), kind).toEqual([kind, ...fields, ...words].sort())
    }
  })

  test('knows the types and their settings', () => {
    for (const [name, { settings }] of Object.entries(ANSWER_TYPES)) {
      expect(fieldsOf(`type-${name}`), name).toEqual(['type', ...settings].sort())
    }
    expect(defined('kind').anyOf).toHaveLength(Object.keys(ANSWER_TYPES).length)
  })

  test('knows the closed lists', () => {
    expect(defined('about').enum).toEqual(ABOUTS)
    expect(defined('message').properties?.class?.enum).toEqual(CLASSES)
    expect(defined('message').properties?.to?.enum).toEqual(RECEIVERS)
    expect(defined('flow').properties?.channels?.items?.enum).toEqual(CHANNELS)
  })

  test.each(Object.entries(FLOWS))('takes the sound flow %s', (_, content) => {
    expect(fault(root, parse(content))).toBeUndefined()
  })

  test.each([
    ['flow: news', 'flows: news'],
    ['say: two', 'tell: two'],
    ['channels: [ussd, sms, voice]', 'channels: [ussd, fax]'],
    ['about: service', 'about: weather'],
    ['    en: Go to your check-up.', '    eng: Go to your check-up.'],
    ['    en: Go to your check-up.\n', ''],
    ['    bn: চেকআপে যান।\n', ''],
    ['    en: That was the news.\n', ''],
    ['title: {bn: খবর, en: News}', 'title: {bn: খবর}'],
  ])('refuses %s made %s', (from, to) => {
    expect(fault(root, parse((FLOWS['news.yaml'] ?? '').replace(from, to)))).toBeDefined()
  })

  const shipped = ['', 'messages/'].flatMap((below) =>
    readdirSync(new URL(below, folder))
      .filter((name) => name.endsWith('.yaml') && name !== 'engine.yaml')
      .map((name) => `${below}${name}`),
  )
  const ours = shipped.filter((name) => /^(flow|message): /m.test(readFileSync(new URL(name, folder), 'utf8')))

  test.each(ours)('takes the shipped %s', (name) => {
    expect(fault(root, parse(readFileSync(new URL(name, folder), 'utf8')))).toBeUndefined()
  })
})
