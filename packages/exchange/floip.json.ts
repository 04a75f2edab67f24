/**
 * JSON from a stranger, read within bounds: its size and depth are measured before the parser sees it, and no key of it
 * is one that JavaScript objects own.
 */
import type { Json } from './floip.wire.ts'

/** Why a file is not read: a code, the place in it, and what is wrong there. */
export type Refusal = { code: string; at: string; words: string }

/** A file read, or refused. */
export type JsonReading = { ok: true; value: Json } | { ok: false; refusal: Refusal }

/** The most there may be of each. */
export const MOST = { signs: 4_000_000, depth: 40 } as const

const OWNED = new Set(Object.getOwnPropertyNames(Object.prototype))

/** Reads a text as JSON. */
export function readJson(text: string): JsonReading {
  if (text.length > MOST.signs) return refuse('floip.size', '', `${text.length} characters; at most ${MOST.signs}`)
  if (depthOf(text) > MOST.depth) return refuse('floip.depth', '', `nested more than ${MOST.depth} deep`)
  let value: Json
  try {
    value = JSON.parse(text)
  } catch {
    return refuse('floip.json', '', 'the file is not JSON')
  }
  const owned = findOwned(value, '')
  return owned === undefined ? { ok: true, value } : refuse('floip.key', owned, 'a name that cannot be used')
}

const refuse = (code: string, at: string, words: string): JsonReading => ({ ok: false, refusal: { code, at, words } })

/** How deep brackets are nested outside texts. */
function depthOf(text: string): number {
  let [depth, most, isText] = [0, 0, false]
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at)
    if (isText) {
      if (sign === 0x5c) at += 1
      else if (sign === 0x22) isText = false
    } else if (sign === 0x22) isText = true
    else if (sign === 0x7b || sign === 0x5b) {
      depth += 1
      if (depth > most) most = depth
    } else if (sign === 0x7d || sign === 0x5d) depth -= 1
  }
  return most
}

function findOwned(value: Json, at: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const found = findOwned(item, `${at}[${index}]`)
      if (found !== undefined) return found
    }
    return undefined
  }
  for (const key of Object.keys(value)) {
    const place = at === '' ? key : `${at}.${key}`
    const found = OWNED.has(key) ? place : findOwned(value[key] ?? null, place)
    if (found !== undefined) return found
  }
  return undefined
}
