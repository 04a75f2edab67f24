/**
 * Just enough of JSON Schema draft 07 for FLOIP's published schemas (types, required, additionalProperties, items,
 * pattern, enum, bounds, date-time), so that every test run holds exports against them without a dependency. The script
 * `run.mjs` does the same with Ajv and FLOIP's own expression parser.
 */
import { readFileSync } from 'node:fs'

type Schema = {
  $ref?: string
  type?: string
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean
  items?: Schema
  pattern?: string
  enum?: unknown[]
  minimum?: number
  minItems?: number
  minLength?: number
  format?: string
  definitions?: Record<string, Schema>
}

/** The schema of each type of block that we write. */
const BLOCKS: Record<string, string> = {
  'Core.Case': 'ICaseBlock',
  'Core.Log': 'ILogBlock',
  'Core.Output': 'IOutputBlock',
  'Core.RunFlow': 'IRunFlowBlock',
  'MobilePrimitives.Message': 'IMessageBlock',
  'MobilePrimitives.NumericResponse': 'INumericResponseBlock',
  'MobilePrimitives.OpenResponse': 'IOpenResponseBlock',
  'MobilePrimitives.SelectManyResponses': 'ISelectManyResponseBlock',
  'MobilePrimitives.SelectOneResponse': 'ISelectOneResponseBlock',
}

/** What a published schema says about a container and each of its blocks; nothing where all is well. */
export function listErrors(container: unknown): string[] {
  const errors = check(container, read('flowSpecJsonSchema'))
  for (const [number, flow] of listOf(container, 'flows').entries()) {
    for (const [index, block] of listOf(flow, 'blocks').entries()) {
      const at = `flows[${number}].blocks[${index}]`
      const type = String((block as { type?: unknown }).type)
      const name = BLOCKS[type]
      if (name === undefined) errors.push(`${at}: no schema for ${type}`)
      else errors.push(...check(block, read(name)).map((error) => `${at}${error}`))
      const defaults = listOf(block, 'exits').map((exit) => (exit as { default?: boolean }).default === true)
      if (defaults.indexOf(true) !== defaults.length - 1) errors.push(`${at}.exits: one default, listed last`)
    }
  }
  return errors
}

const known = new Map<string, Schema>()

function read(name: string): Schema {
  const schema = known.get(name) ?? JSON.parse(readFileSync(new URL(`schemas/${name}.json`, import.meta.url), 'utf8'))
  known.set(name, schema)
  return schema
}

function listOf(value: unknown, key: string): unknown[] {
  const list = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined
  return Array.isArray(list) ? list : []
}

function check(value: unknown, root: Schema, schema: Schema = root, at = ''): string[] {
  if (schema.$ref !== undefined) {
    const target = root.definitions?.[schema.$ref.replace('#/definitions/', '')]
    return target === undefined ? [`${at}: no ${schema.$ref}`] : check(value, root, target, at)
  }
  const errors: string[] = []
  const say = (words: string): unknown => errors.push(`${at}: ${words}`)
  if (schema.type !== undefined && typeOf(value) !== schema.type) return [`${at}: ${typeOf(value)}, not ${schema.type}`]
  if (schema.enum !== undefined && !schema.enum.includes(value)) say(`${String(value)} is none of the allowed`)
  if (typeof value === 'string') {
    if (schema.pattern !== undefined && !new RegExp(schema.pattern, 'u').test(value)) say(`${value} has another form`)
    if (value.length < (schema.minLength ?? 0)) say('too short')
    if (schema.format === 'date-time' && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value))
      say(`no time: ${value}`)
  }
  if (typeof value === 'number' && value < (schema.minimum ?? value)) say('too small')
  if (Array.isArray(value)) {
    if (value.length < (schema.minItems ?? 0)) say('too few')
    const { items } = schema
    if (items !== undefined) errors.push(...value.flatMap((item, index) => check(item, root, items, `${at}[${index}]`)))
  }
  if (typeOf(value) === 'object') errors.push(...checkObject(value as Record<string, unknown>, root, schema, at))
  return errors
}

function checkObject(value: Record<string, unknown>, root: Schema, schema: Schema, at: string): string[] {
  const { properties = {}, required = [], additionalProperties = true } = schema
  const missing = required.filter((key) => value[key] === undefined).map((key) => `${at}: no ${key}`)
  const found = Object.entries(value).flatMap(([key, item]) => {
    const inner = Object.hasOwn(properties, key) ? properties[key] : undefined
    if (inner !== undefined) return check(item, root, inner, `${at}.${key}`)
    return additionalProperties ? [] : [`${at}: ${key} is not allowed`]
  })
  return [...missing, ...found]
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}
