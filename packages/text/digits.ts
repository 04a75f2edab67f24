/** Digits as people type them and as they read them: every decimal digit of Unicode (\p{Nd}), Bengali ones above all. */

const BENGALI_ZERO = 0x09e6

const OTHERS = /[^\P{Nd}0-9]/u

/** Every Unicode decimal digit as 0-9; everything else stays. */
export function foldDigits(text: string): string {
  // Most texts hold no other digits, and looking costs far less than replacing each.
  if (!OTHERS.test(text)) return text
  return text.replace(/\p{Nd}/gu, (digit) => (digit.length === 1 && digit <= '9' ? digit : String(readDigit(digit))))
}

/** 0-9 as ০-৯; everything else stays. */
export function toBengaliDigits(text: string): string {
  return text.replace(/[0-9]/g, (digit) => String.fromCodePoint(BENGALI_ZERO + Number(digit)))
}

function readDigit(digit: string): number {
  // Unicode keeps every set of decimal digits together and in order (stability policy), sometimes several in a row.
  const point = digit.codePointAt(0) ?? 0
  let start = point
  while (start > 0 && /^\p{Nd}$/u.test(String.fromCodePoint(start - 1))) start -= 1
  return (point - start) % 10
}
