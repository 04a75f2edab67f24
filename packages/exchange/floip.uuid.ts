/**
 * Names as UUIDs: version 5 of RFC 4122, the SHA-1 of a namespace and a name, so that the same step has the same id in
 * every export. SHA-1 (RFC 3174) is written out because this package has no crypto; it names things and protects nothing.
 */

/** The namespace of everything this programme exports; made once at random and never to be changed. */
const NAMESPACE = '8f1d7c52-6a3e-4b0e-9d54-21c7a0f3e6b9'

/** The UUID of a name; Flow Results wants the form of version 4, everything else is version 5. */
export function uuidOf(name: string, version: 4 | 5 = 5): string {
  const digest = sha1([...bytesOf(NAMESPACE), ...new TextEncoder().encode(name)])
  digest[6] = ((digest[6] ?? 0) & 0x0f) | (version << 4)
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80
  const hex = digest.slice(0, 16).map((byte) => byte.toString(16).padStart(2, '0'))
  return [hex.slice(0, 4), hex.slice(4, 6), hex.slice(6, 8), hex.slice(8, 10), hex.slice(10)]
    .map((part) => part.join(''))
    .join('-')
}

/** Whether a text has the form of a UUID, of any version. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}

function bytesOf(uuid: string): number[] {
  return (uuid.replaceAll('-', '').match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16))
}

function sha1(message: number[]): number[] {
  const words = padWords(message)
  let state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]
  for (let at = 0; at < words.length; at += 16) state = mixBlock(state, words.slice(at, at + 16))
  return state.flatMap((word) => [24, 16, 8, 0].map((shift) => (word >>> shift) & 0xff))
}

function mixBlock(state: number[], block: number[]): number[] {
  const words = [...block]
  for (let at = 16; at < 80; at += 1) {
    words.push(turn((words[at - 3] ?? 0) ^ (words[at - 8] ?? 0) ^ (words[at - 14] ?? 0) ^ (words[at - 16] ?? 0), 1))
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0] = state
  for (const [at, word] of words.entries()) {
    const [mixed, constant] =
      at < 20
        ? [(b & c) | (~b & d), 0x5a827999]
        : at < 40
          ? [b ^ c ^ d, 0x6ed9eba1]
          : at < 60
            ? [(b & c) | (b & d) | (c & d), 0x8f1bbcdc]
            : [b ^ c ^ d, 0xca62c1d6]
    const next = (turn(a, 5) + mixed + e + constant + word) | 0
    ;[a, b, c, d, e] = [next, a, turn(b, 30), c, d]
  }
  return [a, b, c, d, e].map((word, index) => (word + (state[index] ?? 0)) | 0)
}

/** The message in 32-bit words, filled up to whole blocks, its length in bits at the end. */
function padWords(message: number[]): number[] {
  const bytes = [...message, 0x80]
  while (bytes.length % 64 !== 56) bytes.push(0)
  const words = Array.from({ length: bytes.length / 4 }, (_, index) =>
    bytes.slice(index * 4, index * 4 + 4).reduce((word, byte) => (word << 8) | byte, 0),
  )
  return [...words, Math.floor((message.length * 8) / 2 ** 32), message.length * 8]
}

const turn = (word: number, by: number): number => (word << by) | (word >>> (32 - by))
