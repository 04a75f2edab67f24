/** One place in a stranger's JSON, asked for what should stand there; anything else stops the reading and is named. */
import type { Refusal } from './floip.json.ts'
import type { Json, JsonObject } from './floip.wire.ts'

/** The reading cannot go on; what it carries is told to whoever handed the file over. */
export class Wrong extends Error {
  readonly refusal: Refusal
  constructor(code: string, at: string, words: string) {
    super(code)
    this.refusal = { code, at, words }
  }
}

const MOST_NAME = 500

/** An object of the file, with where it stands; `key` is its name where it stands in a map. */
export type Place = {
  at: string
  key?: string
  /** Names of what stands there and is not empty. */
  keys(): string[]
  has(key: string): boolean
  json(key: string): Json | undefined
  /** A text; without a fallback it must be there. Numbers are taken as written, null as absent. */
  text(key: string, fallback?: string, most?: number): string
  /** Texts; an empty map stands for none, as some exporters write it. */
  words(key: string): string[]
  /** A map; an empty list stands for an empty one, as some exporters write it. */
  object(key: string): JsonObject
  list(key: string, most: number): Place[]
  listOrMap(key: string): Place[]
}

/** The place of a value, which must be an object. */
export function placeOf(value: Json, at = '', key?: string): Place {
  if (!isObject(value)) throw new Wrong('floip.shape', at, `${kindOf(value)} instead of an object`)
  const below = (name: string): string => (at === '' ? name : `${at}.${name}`)
  const found = (name: string): Json | undefined => (Object.hasOwn(value, name) ? value[name] : undefined)
  const items = (name: string, list: Json[]): Place[] =>
    list.map((item, index) => placeOf(item, `${below(name)}[${index}]`))
  return {
    at,
    ...(key !== undefined && { key }),
    keys: () => Object.keys(value).filter((name) => !isEmpty(value[name])),
    has: (name) => found(name) !== undefined && found(name) !== null,
    json: found,
    text(name, fallback, most = MOST_NAME) {
      const given = found(name)
      if ((given === undefined || given === null) && fallback !== undefined) return fallback
      const text = typeof given === 'number' ? String(given) : given
      if (typeof text !== 'string') throw new Wrong('floip.shape', below(name), `${kindOf(given)} instead of a text`)
      if (text.length > most) throw new Wrong('floip.text', below(name), `${text.length} characters; at most ${most}`)
      return text
    },
    words(name) {
      const given = found(name)
      if (isObject(given) && Object.keys(given).length === 0) return []
      if (!Array.isArray(given)) throw new Wrong('floip.shape', below(name), `${kindOf(given)} instead of a list`)
      return given.map((word, index) => {
        if (typeof word === 'string' && word.length <= MOST_NAME) return word
        throw new Wrong('floip.shape', `${below(name)}[${index}]`, `${kindOf(word)} instead of a word`)
      })
    },
    object(name) {
      const given = found(name)
      if (given === undefined || given === null || (Array.isArray(given) && given.length === 0)) return {}
      if (!isObject(given)) throw new Wrong('floip.shape', below(name), `${kindOf(given)} instead of an object`)
      return given
    },
    list(name, most) {
      const given = found(name)
      if (!Array.isArray(given)) throw new Wrong('floip.shape', below(name), `${kindOf(given)} instead of a list`)
      if (given.length > most) throw new Wrong('floip.bound', below(name), `${given.length} of them; at most ${most}`)
      return items(name, given)
    },
    listOrMap(name) {
      const given = found(name)
      if (Array.isArray(given)) return items(name, given)
      if (!isObject(given)) throw new Wrong('floip.shape', below(name), `${kindOf(given)} instead of a list`)
      return Object.entries(given).map(([own, item]) => placeOf(item, `${below(name)}.${own}`, own))
    },
  }
}

/** Whether a value is a JSON object. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isEmpty(value: Json | undefined): boolean {
  if (typeof value !== 'object') return value === undefined || value === ''
  return value === null || Object.keys(value).length === 0
}

function kindOf(value: Json | undefined): string {
  if (value === undefined) return 'nothing'
  if (value === null) return 'null'
  return Array.isArray(value) ? 'a list' : `a ${typeof value === 'object' ? 'map' : typeof value}`
}
