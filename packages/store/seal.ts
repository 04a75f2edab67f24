/**
 * Sealed texts: AES-256-GCM with a random 96-bit nonce (NIST SP 800-38D), bound to the place where they lie, so that
 * sealed bytes moved to another item, or changed by one bit, do not open. Layout: version 1, nonce, ciphertext, tag.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
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
export function makeSealer(key: Uint8Array, random: RandomBytes = randomBytes): Sealer {
  return {
    seal: (plain, place) => sealBytes(key, Buffer.from(plain, 'utf8'), place, random),
    open: (sealed, place) => utf8.decode(openBytes(key, sealed, place)),
  }
}

/** Seals bytes under a key of 32 bytes. */
export function sealBytes(
  key: Uint8Array,
  plain: Uint8Array,
  place: string,
  random: RandomBytes = randomBytes,
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
