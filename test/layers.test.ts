/**
 * The layers of the system as data, and the check that no import points up. README shows the same table; a forbidden
 * arrow is named by file and import.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Which packages each may import; `functions` counts as one. */
const layers: { [name: string]: string[] } = {
  text: [],
  care: ['text'],
  flow: ['text'],
  gateways: ['text'],
  exchange: ['text', 'flow'],
  store: ['text', 'care', 'flow'],
  service: ['text', 'care', 'flow', 'gateways', 'store'],
  phone: ['text', 'gateways'],
  functions: ['text', 'care', 'flow', 'gateways', 'store', 'service', 'phone'],
  cli: ['text', 'care', 'flow', 'gateways', 'exchange', 'store', 'service', 'phone', 'functions'],
}

/** What pure packages may take from outside, besides each other. */
const outside: { [name: string]: RegExp } = {
  text: /^$/,
  care: /^(date-fns(\/|$)|@date-fns\/tz\/tzOffset$|yaml$)/,
  flow: /^yaml$/,
  exchange: /^yaml$/,
  gateways: /^zod$/,
}

/** Files that may never be part of the production server or a Lambda: the demo's phone, clock and population. */
const demoOnly = /@dhatri\/phone\//

function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules' || entry.name.startsWith('.')) return []
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return listFiles(path)
    return /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : []
  })
}

const layerOf = (path: string) => {
  const parts = relative(root, path).split(/[\\/]/)
  return parts[0] === 'packages' ? (parts[1] ?? '') : (parts[0] ?? '')
}

const importsOf = (path: string): string[] =>
  [
    ...readFileSync(path, 'utf8').matchAll(
      /(?:^|\n)(?:import|export)\b[^;'"]*?\bfrom\s+'([^']+)'|(?:^|\n)import\s+'([^']+)'|\bimport\('([^']+)'\)/g,
    ),
  ].map((match) => match[1] ?? match[2] ?? match[3] ?? '')

const isTest = (path: string) => /\.test\.ts$/.test(path) || path.includes('/test/')

const sources = [...listFiles(join(root, 'packages')), ...listFiles(join(root, 'functions'))]

describe('layers', () => {
  it('finds the source', () => {
    expect(sources.length).toBeGreaterThan(50)
  })

  it('lets no import point up', () => {
    const forbidden = sources.flatMap((path) => {
      const own = layerOf(path)
      return importsOf(path).flatMap((name) => {
        const target = /^@dhatri\/([a-z]+)\//.exec(name)?.[1]
        if (target === undefined || target === own || isTest(path)) return []
        return layers[own]?.includes(target) === true ? [] : [`${relative(root, path)} imports ${name}`]
      })
    })
    expect(forbidden).toEqual([])
  })

  it('lets no relative import leave its package', () => {
    const leaving = sources.flatMap((path) =>
      importsOf(path)
        .filter((name) => name.startsWith('.'))
        .filter((name) => layerOf(join(path, '..', name)) !== layerOf(path))
        .map((name) => `${relative(root, path)} imports ${name}`),
    )
    expect(leaving).toEqual([])
  })

  it('keeps pure packages free of anything but what they list', () => {
    const strangers = sources.flatMap((path) => {
      const allowed = outside[layerOf(path)]
      if (allowed === undefined || isTest(path)) return []
      return importsOf(path)
        .filter((name) => !name.startsWith('.') && !name.startsWith('@dhatri/') && !allowed.test(name))
        .map((name) => `${relative(root, path)} imports ${name}`)
    })
    expect(strangers).toEqual([])
  })

  it('keeps the clock and chance out of pure packages', () => {
    const impure = sources.filter(
      (path) =>
        layerOf(path) in outside &&
        !isTest(path) &&
        /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(/.test(readFileSync(path, 'utf8')),
    )
    expect(impure.map((path) => relative(root, path))).toEqual([])
  })

  it('keeps zod out of every file of a gateway but its settings', () => {
    const strangers = sources.filter(
      (path) =>
        layerOf(path) === 'gateways' &&
        !isTest(path) &&
        !path.endsWith('.settings.ts') &&
        importsOf(path).includes('zod'),
    )
    expect(strangers.map((path) => relative(root, path))).toEqual([])
  })

  it('keeps every source file under 300 lines', () => {
    const long = sources.filter((path) => !isTest(path) && readFileSync(path, 'utf8').split('\n').length > 301)
    expect(long.map((path) => relative(root, path))).toEqual([])
  })

  it('keeps the demo out of production: nothing that `serve` or a Lambda loads reaches the phone package', () => {
    const seen = new Set<string>()
    const reach = (path: string): string[] => {
      if (seen.has(path)) return []
      seen.add(path)
      return importsOf(path).flatMap((name) => {
        if (demoOnly.test(name)) return [`${relative(root, path)} imports ${name}`]
        const local = name.startsWith('.')
          ? join(path, '..', name)
          : name.startsWith('@dhatri/')
            ? join(root, name.startsWith('@dhatri/functions/') ? '' : 'packages', `${name.slice('@dhatri/'.length)}.ts`)
            : undefined
        return local !== undefined && sources.includes(local) ? reach(local) : []
      })
    }
    const entries = sources.filter(
      (path) => layerOf(path) === 'functions' && !isTest(path) && !/(local|demo)[^/]*\.ts$/.test(path),
    )
    expect(entries.length).toBeGreaterThan(5)
    expect(entries.flatMap(reach)).toEqual([])
  })
})
