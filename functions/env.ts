/**
 * Settings and secrets from the environment. There is no code path in which the absence of a secret means "skip": a
 * missing, short or placeholder value stops the process and is named, never printed.
 */
import { isStage } from './stage.ts'

/** Words that stand where a value should, and what people write beside them. */
const standIns =
  /change|replace|your|example|sample|placeholder|dummy|fake|test(ing)?|none|null|undefined|todo|tbd|fixme|secret|password|x{3,}/gi
const beside =
  /api|key|token|here|user|name|value|africas?|talking|gateway|prod(uction)?|staging|me|my|the|this|with|for|of|[^a-z0-9]/gi

/** What no secret drawn by chance holds, or begins with. */
const fillers =
  /(change|replace).?(me|this)|placeholder|example|password|123456789|abcdefgh|qwertyui|your.?(api|key|token|secret)|^(your|test|dummy|sample|fake|todo|none|secret)[-_ .]/i

/** Fewer different characters or bytes than this were typed, not drawn by chance. */
const fewest = 8

/** Where settings stand. */
export type Source = { [name: string]: string | undefined }

/** How much of a value is left without the words that stand for one; all there could be where it holds none of them. */
function countLeft(value: string): number {
  const rest = value.replace(standIns, '')
  return rest === value ? Number.POSITIVE_INFINITY : rest.replace(beside, '').length
}

function faultOf(value: string): string | undefined {
  if (value === '') return 'config.missing'
  return countLeft(value) === 0 || /^<.*>$/.test(value) ? 'config.placeholder' : undefined
}

/** Whether somebody typed this where a secret should stand. */
function isTyped(value: string): boolean {
  const isPoor = new Set(value).size < fewest || /^(.+?)\1+$/.test(value)
  return isPoor || fillers.test(value) || countLeft(value) < fewest
}

/** Reads settings one after another and keeps what is wrong with each, so that one start names all of it. */
export type Reader = {
  /** A text that must be there, of this form; '' where it is wrong. */
  text: (name: string, form?: RegExp) => string
  /** A text that may be missing or empty. */
  optional: (name: string, form?: RegExp) => string | undefined
  /** A secret that somebody else gave us: there, and not typed in its place. */
  secret: (name: string) => string
  /** An address without a slash at its end: https, or http on this machine. */
  url: (name: string, unset?: string) => string
  /** A key of 32 bytes, as base64 or hex. */
  key: (name: string) => Uint8Array
  /** Comma-separated tokens as they stand in a webhook's path, 24 characters or more each. */
  tokens: (name: string) => string[]
  /** The stage, one of the list in `stage.ts`. */
  stage: (name: string) => string
  /** Notes a fault that was found elsewhere. */
  refuse: (code: string, name: string) => void
  /** What a reading comes to that throws its code; undefined where it did. */
  attempt: <T>(name: string, read: () => T) => T | undefined
  /**
   * Throws `config.wrong` with every fault, a code and a name a line, and what is wanted there where that is given by
   * name; never a value.
   */
  close: (wanted?: Source) => void
}

/** Opens a reader of settings. */
export function openReader(source: Source = process.env): Reader {
  const faults: [code: string, name: string][] = []
  const refuse = (code: string, name: string) => void faults.push([code, name])

  /** The value, or '' where it is missing or stands for one. */
  function required(name: string): string {
    const value = source[name]?.trim() ?? ''
    const fault = faultOf(value)
    if (fault === undefined) return value
    refuse(fault, name)
    return ''
  }

  function formed(name: string, value: string, form: RegExp | undefined): string {
    if (value === '' || form === undefined || form.test(value)) return value
    refuse('config.form', name)
    return ''
  }

  return {
    text: (name, form) => formed(name, required(name), form),
    optional: (name, form) => {
      const value = source[name]?.trim() ?? ''
      return (value === '' ? '' : formed(name, required(name), form)) || undefined
    },
    secret: (name) => {
      const value = required(name)
      if (value === '' || !isTyped(value)) return value
      refuse('config.placeholder', name)
      return ''
    },
    url: (name, unset) => {
      const value = unset !== undefined && (source[name]?.trim() ?? '') === '' ? unset : required(name)
      if (value === '' || isAddress(value)) return value.replace(/\/+$/, '')
      refuse('config.url', name)
      return ''
    },
    key: (name) => {
      const value = required(name)
      const bytes = Buffer.from(value, /^[0-9a-f]{64}$/i.test(value) ? 'hex' : 'base64')
      if (value !== '' && bytes.length !== 32) refuse('config.keyLength', name)
      else if (value !== '' && new Set(bytes).size < fewest) refuse('config.keyWeak', name)
      return bytes
    },
    tokens: (name) => {
      const tokens = required(name)
        .split(',')
        .map((token) => token.trim())
      if (tokens[0] === '' && tokens.length === 1) return []
      if (tokens.some((token) => token.length < 24)) refuse('config.tokenShort', name)
      else if (tokens.some(isTyped)) refuse('config.placeholder', name)
      else if (tokens.some((token) => !/^[A-Za-z0-9_-]+$/.test(token))) refuse('config.form', name)
      return tokens
    },
    stage: (name) => {
      const value = required(name)
      if (value !== '' && !isStage(value)) refuse('config.stage', name)
      return value
    },
    refuse,
    attempt: (name, read) => {
      try {
        return read()
      } catch (cause) {
        refuse(cause instanceof Error ? cause.message : 'config.unreadable', name)
        return undefined
      }
    },
    close: (wanted = {}) => {
      if (faults.length === 0) return
      const lines = faults.map(([code, name]) => `${code} ${name}${wanted[name] ? `: ${wanted[name]}` : ''}`)
      throw new Error(`config.wrong\n${lines.join('\n')}`)
    },
  }
}

function isAddress(value: string): boolean {
  if (!URL.canParse(value)) return false
  const { protocol, hostname, username, search, hash } = new URL(value)
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  if (/(^|[.-])(example|your)([.-]|$)/.test(hostname)) return false
  return (protocol === 'https:' || (protocol === 'http:' && isHere)) && username === '' && search === '' && hash === ''
}
