import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { serviceErrors } from './errors.ts'

const folder = fileURLToPath(new URL('.', import.meta.url))
const files = [folder, join(folder, 'actions')].flatMap((path) =>
  readdirSync(path)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(path, name), 'utf8')),
)

describe('the table of errors', () => {
  it('knows every code that is thrown, and nothing that is not', () => {
    const thrown = files.flatMap((text) =>
      [...text.matchAll(/new Error\('([a-z]+\.[A-Za-z]+)'\)/g)].map((match) => match[1] ?? ''),
    )
    const bound = files.flatMap((text) =>
      [...text.matchAll(/absent\('([A-Za-z]+)'\)/g)].map((match) => `gateway.no${match[1]}`),
    )
    expect([...new Set([...thrown, ...bound])].sort()).toEqual(Object.keys(serviceErrors).sort())
  })
})
