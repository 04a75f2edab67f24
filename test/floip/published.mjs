/** A container held against FLOIP's published schemas by Ajv, every expression read by FLOIP's own parser. */
import { readdirSync, readFileSync } from 'node:fs'

const folder = new URL('schemas/', import.meta.url)
const schemas = Object.fromEntries(
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => [name.replace('.json', ''), JSON.parse(readFileSync(new URL(name, folder), 'utf8'))]),
)

/** The schema of a block's type; SelectManyResponses has kept the name it had before. */
function schemaOf(type) {
  const name = type.split('.')[1]
  return schemas[`I${name === 'SelectManyResponses' ? 'SelectManyResponse' : name}Block`]
}

/** How many blocks and expressions were held against the schemas; throws with everything that is wrong. */
export function validate({ Ajv, addFormats, parse }, container) {
  let expressions = 0
  const compile = (schema) => {
    const ajv = new Ajv({ allErrors: true, strict: false })
    addFormats(ajv)
    const isRead = (text) => {
      expressions += 1
      try {
        parse(text)
        return true
      } catch {
        return false
      }
    }
    ajv.addFormat('floip-expression', { type: 'string', validate: isRead })
    return ajv.compile(schema)
  }
  const compiled = new Map()
  const errors = []
  const hold = (name, schema, value) => {
    const check = compiled.get(schema) ?? compile(schema)
    compiled.set(schema, check)
    if (!check(value))
      errors.push(...check.errors.map(({ instancePath, message }) => `${name}${instancePath} ${message}`))
  }
  hold('container', schemas.flowSpecJsonSchema, container)
  const blocks = container.flows.flatMap((flow) =>
    flow.blocks.map((block) => ({ at: `${flow.name}.${block.name}`, block })),
  )
  for (const { at, block } of blocks) {
    const schema = schemaOf(block.type)
    if (schema === undefined) errors.push(`${at} no schema for ${block.type}`)
    else hold(at, schema, block)
    for (const { test } of block.exits) {
      // Tests stand without @( ), which the format does not look into.
      if (test !== undefined) hold(at, { type: 'string', format: 'floip-expression' }, `@(${test})`)
    }
  }
  if (errors.length > 0) throw new Error(errors.slice(0, 20).join('\n'))
  return { blocks: blocks.length, expressions }
}
