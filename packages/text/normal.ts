/**
 * Text on its way in, on its way out, and for comparing. Kept and compared in NFC, which expands ড় ঢ় য় to two units
 * each (composition exclusions, Unicode UAX #15); they are put together again just before sending, where a unit costs.
 */
import { foldDigits } from './digits.ts'

const BENGALI = /\p{Script=Bengali}/u

/**
 * Whether `compose` and `normalise` leave a text as it is, white space at its ends apart: ASCII, and Bangla letters that
 * have no other form in NFC. So it is of nearly all that is entered, and looking costs far less than the rest.
 */
export function isSettled(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit >= 0x20 && unit <= 0x7e) continue
    if (unit < 0x980 || unit > 0x9f9) return false
    // The dot below, and the letters that are written with it.
    if (unit === 0x9bc || unit === 0x9dc || unit === 0x9dd || unit === 0x9df) return false
    // What makes another letter of the ে before it.
    if ((unit === 0x9be || unit === 0x9d7) && at > 0 && text.charCodeAt(at - 1) === 0x9c7) return false
  }
  return true
}

/** An inbound text for keeping: NFC, without controls, bidi marks and zero-width characters, trimmed, line breaks as \n. */
export function normalise(text: string): string {
  return tidy(text).normalize('NFC').trim()
}

/** An outbound text: NFC with ড় ঢ় য় as one unit each, and typographic quotes, dashes, ellipsis and spaces as ASCII. */
export function compose(text: string): string {
  return tidy(text)
    .replace(/[‘’‚‛′ʼ]/gu, "'")
    .replace(/[“”„‟″]/gu, '"')
    .replace(/[‐-―−]/gu, '-')
    .replaceAll('…', '...')
    .normalize('NFC')
    .replaceAll('ড\u09bc', '\u09dc')
    .replaceAll('ঢ\u09bc', '\u09dd')
    .replaceAll('য\u09bc', '\u09df')
}

/** A text for finding keywords: lower case, NFC, digits 0-9, no joiners, words between single spaces. */
export function foldForMatch(text: string): string {
  const bare = tidy(text)
    .replace(/[\u200c\u200d]/gu, '')
    .normalize('NFC')
  return foldDigits(bare.toLowerCase().normalize('NFC'))
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
}

function tidy(text: string): string {
  return (
    text
      .replace(/\r\n?/g, '\n')
      // Lone surrogates, controls but \n, and format characters but the two joiners.
      .replace(/\p{Cs}|[^\P{Cc}\n\t]|[^\P{Cf}\u200c\u200d]/gu, '')
      .replace(/[^\S\n]/gu, ' ')
      // A joiner shapes a conjunct (র‍্য); anywhere but inside a Bangla word it only costs a unit.
      .replace(/[\u200c\u200d]+/gu, (joiners, at: number, whole: string) =>
        BENGALI.test(whole.charAt(at - 1)) && BENGALI.test(whole.charAt(at + joiners.length))
          ? joiners.slice(0, 1)
          : '',
      )
  )
}
