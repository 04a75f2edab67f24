/**
 * Every key and where it comes from. The branch key wraps a random key for each woman and each day, kept in the vault:
 * destroying one is erasure. A day key gives each conversation its own by HKDF (RFC 5869). Pseudonyms and marks are
 * keyed HMACs, because a plain hash of a Bangladeshi number is found in minutes by trying all of them.
 */
import { createHmac } from 'node:crypto'
import { StoreError } from './errors.ts'
import { openRecall } from './recall.ts'
import { makeSealer, openBytes, pooledBytes, type RandomBytes, rememberTexts, type Sealer, sealBytes } from './seal.ts'
import type { Vault } from './vault.ts'

/** The key of one day. */
export interface DayKey {
  /** The sealer of one conversation, by the phone's pseudonym and the gateway's session. */
  conversation(phone: string, session: string): Sealer
}

/** All that is done with keys; nothing outside ever sees one. */
export interface Keyring {
  /** What a phone is called in keys and records: 26 characters of base32, 130 bits. */
  pseudonym(phone: string): string
  /** Eight bytes that stand for a text of some kind, for request ids. */
  mark(kind: string, text: string): Uint8Array
  /** A woman's sealer; throws `key.gone` when she has no key, or none any more. */
  woman(id: string): Promise<Sealer>
  /** A woman's sealer, with a new key unless she has one. */
  newWoman(id: string): Promise<Sealer>
  /** Destroys a woman's key: what was sealed under it cannot be read by anyone again. */
  forget(id: string): Promise<void>
  /** The key of a day (days since 1970), made when first asked for; throws `key.gone` for one that was swept. */
  day(day: number): Promise<DayKey>
  /** Destroys the keys of all days before this one, and says how many there were. */
  sweepDays(before: number): Promise<number>
}

/** Two keys of 32 bytes each, from KMS or a file that only the service can read. */
export type Root = { hmac: Uint8Array; branch: Uint8Array }

/** So many conversations, and so many names, are remembered while they go on: every turn needs the same ones. */
const mostRecalled = 1_000

/** Opens the keyring over a vault; throws when a root key is not 32 bytes. */
export function openKeyring(vault: Vault, root: Root, random: RandomBytes = pooledBytes): Keyring {
  if (root.hmac.length !== 32 || root.branch.length !== 32) throw new Error('config.keyLength root')
  const days = new Map<number, Promise<DayKey>>()
  let sweptBefore = Number.NEGATIVE_INFINITY

  const digests = openRecall<Buffer>(mostRecalled)

  function digest(kind: string, text: string): Buffer {
    const name = `${kind.length}|${kind}|${text}`
    return digests.find(name, () => createHmac('sha256', root.hmac).update(name).digest())
  }

  const unwrap = (id: string, wrapped: Uint8Array) => openBytes(root.branch, wrapped, `key|${id}`)

  async function make(id: string): Promise<Uint8Array> {
    const kept = await vault.get(id)
    if (kept !== undefined) return unwrap(id, kept)
    const { wrapped } = await vault.put(id, sealBytes(root.branch, random(32), `key|${id}`, random))
    return unwrap(id, wrapped)
  }

  async function openDay(day: number): Promise<DayKey> {
    const key = await make(dayId(day))
    const sealers = openRecall<Sealer>(mostRecalled)
    const extracted = createHmac('sha256', '').update(key).digest()
    return {
      conversation: (phone, session) => {
        const name = `${phone.length}|${phone}|${session}`
        return sealers.find(name, () => {
          // HKDF without salt, of one block: its first half is the same for the whole day.
          const derived = createHmac('sha256', extracted).update(`conversation|${name}\u0001`).digest()
          return rememberTexts(makeSealer(derived, random))
        })
      },
    }
  }

  return {
    pseudonym: (phone) => printBase32(digest('phone', phone)).slice(0, 26),
    mark: (kind, text) => Uint8Array.from(digest(`mark.${kind}`, text).subarray(0, 8)),
    woman: async (id) => {
      const wrapped = await vault.get(`W#${id}`)
      if (wrapped === undefined) throw new StoreError('key.gone')
      return makeSealer(unwrap(`W#${id}`, wrapped), random)
    },
    newWoman: async (id) => makeSealer(await make(`W#${id}`), random),
    forget: (id) => vault.destroy(`W#${id}`),
    day: async (day) => {
      if (day < sweptBefore) throw new StoreError('key.gone')
      const known = days.get(day) ?? openDay(day)
      days.set(day, known)
      return known.catch((error) => {
        days.delete(day)
        throw error
      })
    },
    sweepDays: async (before) => {
      sweptBefore = Math.max(sweptBefore, before)
      for (const day of [...days.keys()]) if (day < before) days.delete(day)
      const old = (await vault.list('D#')).filter((id) => id < dayId(before))
      for (const id of old) await vault.destroy(id)
      return old.length
    },
  }
}

/** Padded, so that text order is the order of days. */
function dayId(day: number): string {
  return `D#${String(day).padStart(7, '0')}`
}

/** RFC 4648 base32 in small letters, without padding. */
function printBase32(bytes: Uint8Array): string {
  const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'
  let [bits, value, text] = [0, 0, '']
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xfff
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += alphabet[(value >> bits) & 31]
    }
  }
  return text
}
