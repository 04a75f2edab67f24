/** Digits as people type them and as they read them: every decimal digit of Unicode (\p{Nd}), Bengali ones above all. */

const ASCII_ZERO = 0x30
const BENGALI_ZERO = 0x09e6

const BENGALI = Array.from('০১২৩৪৫৬৭৮৯')

const OTHERS = /[^\P{Nd}0-9]/u

/** The number that plain digits 0-9 are, at most 15 of them; -1 for anything else. Looking is cheaper than matching. */
export function readPlain(text: string): number {
  if (text.length === 0 || text.length > 15) return -1
  let number = 0
  for (let at = 0; at < text.length; at += 1) {
    const digit = text.charCodeAt(at) - ASCII_ZERO
    if (digit < 0 || digit > 9) return -1
    number = number * 10 + digit
  }
  return number
}

/** Whether a text holds digits other than 0-9. Most hold none, and looking costs far less than replacing each. */
function hasOthers(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit >= BENGALI_ZERO && unit < BENGALI_ZERO + 10) return true
    const isKnown = unit < 0x80 || (unit >= 0x980 && unit <= 0x9ff)
    if (!isKnown) return OTHERS.test(text)
  }
  return false
}

/** Every Unicode decimal digit as 0-9; everything else stays. */
export function foldDigits(text: string): string {
  if (!hasOthers(text)) return text
  return text.replace(/\p{Nd}/gu, (digit) => (digit.length === 1 && digit <= '9' ? digit : String(readDigit(digit))))
}

/** 0-9 as ০-৯; everything else stays. */
export function toBengaliDigits(text: string): string {
  let printed = ''
  for (let at = 0; at < text.length; at += 1) {
    printed += BENGALI[text.charCodeAt(at) - ASCII_ZERO] ?? text.charAt(at)
  }
  return printed
}

function readDigit(digit: string): number {
  // Unicode keeps every set of decimal digits together and in order (stability policy), sometimes several in a row.
  const point = digit.codePointAt(0) ?? 0
  let start = point
  while (start > 0 && /^\p{Nd}$/u.test(String.fromCodePoint(start - 1))) start -= 1
  return (point - start) % 10
}
