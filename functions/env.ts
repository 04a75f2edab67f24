/**
 * Settings and secrets from the environment. There is no code path in which the absence of a secret means "skip": a
 * missing, short or placeholder value stops the process and is named, never printed.
 */
import { isStage } from './stage.ts'

const placeholders = /^(replace_?me|change_?me|secret|password|test|example|todo|xxx+|placeholder.*|<.*>)$/i
const fillers = /replace.?me|change.?me|placeholder|example/i

/** Fewer different characters or bytes than this were typed, not drawn by chance. */
const fewest = 8

/** Where settings stand. */
export type Source = { [name: string]: string | undefined }

/** A setting that must be there. */
export function requireSetting(name: string): string {
  const value = process.env[name]?.trim() ?? ''
  const fault = faultOf(value)
  if (fault !== undefined) throw new Error(`${fault} ${name}`)
  return value
}

function faultOf(value: string): string | undefined {
  if (value === '') return 'config.missing'
  return placeholders.test(value) ? 'config.placeholder' : undefined
}

/** Reads settings one after another and keeps what is wrong with each, so that one start names all of it. */
export type Reader = {
  /** A text that must be there, of this form; '' where it is wrong. */
  text: (name: string, form?: RegExp) => string
  /** A text that may be missing or empty. */
  optional: (name: string, form?: RegExp) => string | undefined
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
  /** Throws `config.wrong` with every fault, a code and a name a line; never a value. */
  close: () => void
}

/** Opens a reader of settings. */
export function openReader(source: Source = process.env): Reader {
  const faults: string[] = []
  const refuse = (code: string, name: string) => void faults.push(`${code} ${name}`)

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
      const tokens = required(name).split(',')
      if (tokens[0] === '' && tokens.length === 1) return []
      if (tokens.some((token) => token.length < 24)) refuse('config.tokenShort', name)
      else if (tokens.some((token) => fillers.test(token) || new Set(token).size < fewest))
        refuse('config.placeholder', name)
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
    close: () => {
      if (faults.length > 0) throw new Error(`config.wrong\n${faults.join('\n')}`)
    },
  }
}

function isAddress(value: string): boolean {
  if (!URL.canParse(value)) return false
  const { protocol, hostname, username, search, hash } = new URL(value)
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  return (protocol === 'https:' || (protocol === 'http:' && isHere)) && username === '' && search === '' && hash === ''
}
