/**
 * Sealed texts: AES-256-GCM with a random 96-bit nonce (NIST SP 800-38D), bound to the place where they lie, so that
 * sealed bytes moved to another item, or changed by one bit, do not open. Layout: version 1, nonce, ciphertext, tag.
 */
import { createCipheriv, createDecipheriv, randomBytes, randomFillSync } from 'node:crypto'
import { StoreError } from './errors.ts'

/** Seals and opens texts under one key; `place` (`W#id|RECORD|box`) must be the same both times. */
export interface Sealer {
  /** The sealed bytes, 29 more than the text has in UTF-8. */
  seal(plain: string, place: string): Uint8Array
  /** The text; throws `seal.broken` when the key, the place or any byte differs. */
  open(sealed: Uint8Array, place: string): string
}

/** Where random bytes come from; a simulation passes its own. */
export type RandomBytes = (count: number) => Uint8Array

const version = 1
const nonceLength = 12
const tagLength = 16
const head = 1 + nonceLength
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

/** A sealer under a key of 32 bytes. */
export function makeSealer(key: Uint8Array, random: RandomBytes = pooledBytes): Sealer {
  return {
    seal: (plain, place) => sealBytes(key, Buffer.from(plain, 'utf8'), place, random),
    open: (sealed, place) => utf8.decode(openBytes(key, sealed, place)),
  }
}

/** Most texts that one sealer remembers: an entry and an answer for every turn of a long session. */
const mostTexts = 64

/**
 * The same, remembering what it sealed and opened: a session's turn reads all answers before it. A text is known again
 * by its place and every sealed byte, so what was moved or changed is opened, and refused, as ever.
 */
export function rememberTexts({ seal, open }: Sealer): Sealer {
  const known = new Map<string, string>()
  const nameOf = (sealed: Uint8Array, place: string) =>
    `${place}|${Buffer.from(sealed.buffer, sealed.byteOffset, sealed.length).toString('latin1')}`
  const remember = (sealed: Uint8Array, place: string, plain: string) => {
    if (known.size >= mostTexts) known.clear()
    known.set(nameOf(sealed, place), plain)
  }
  return {
    seal: (plain, place) => {
      const sealed = seal(plain, place)
      // As opening would give it: half a letter comes back as U+FFFD.
      remember(sealed, place, Buffer.from(plain, 'utf8').toString('utf8'))
      return sealed
    },
    open: (sealed, place) => {
      const before = known.get(nameOf(sealed, place))
      if (before !== undefined) return before
      const plain = open(sealed, place)
      remember(sealed, place, plain)
      return plain
    },
  }
}

const pool = new Uint8Array(4_096)
let taken = pool.length

/** The system's random bytes, fetched many at a time: one call costs as much as a sealing. None stays in the pool. */
export function pooledBytes(count: number): Uint8Array {
  if (count > pool.length) return randomBytes(count)
  if (taken + count > pool.length) {
    randomFillSync(pool)
    taken = 0
  }
  const bytes = pool.slice(taken, taken + count)
  pool.fill(0, taken, taken + count)
  taken += count
  return bytes
}

/** Seals bytes under a key of 32 bytes. */
export function sealBytes(
  key: Uint8Array,
  plain: Uint8Array,
  place: string,
  random: RandomBytes = pooledBytes,
): Uint8Array {
  const sealed = new Uint8Array(head + plain.length + tagLength)
  sealed[0] = version
  sealed.set(random(nonceLength), 1)
  const cipher = createCipheriv('aes-256-gcm', key, sealed.subarray(1, head)).setAAD(boundTo(place))
  sealed.set(cipher.update(plain), head)
  cipher.final()
  sealed.set(cipher.getAuthTag(), head + plain.length)
  return sealed
}

/** Opens what `sealBytes` made; throws `seal.broken` when anything differs. */
export function openBytes(key: Uint8Array, sealed: Uint8Array, place: string): Uint8Array {
  if (sealed[0] !== version || sealed.length < head + tagLength) throw new StoreError('seal.broken')
  const end = sealed.length - tagLength
  try {
    const options = { authTagLength: tagLength }
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, head), options).setAAD(boundTo(place))
    decipher.setAuthTag(sealed.subarray(end))
    const plain = decipher.update(sealed.subarray(head, end))
    decipher.final()
    return Uint8Array.from(plain)
  } catch {
    throw new StoreError('seal.broken')
  }
}

function boundTo(place: string): Buffer {
  return Buffer.from(`dhatri|${version}|${place}`, 'utf8')
}
