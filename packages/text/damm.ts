/**
 * The check digit of H. Michael Damm (dissertation, Marburg 2004): a weakly totally antisymmetric quasigroup of order
 * 10, which finds every single wrong digit and every swap of two neighbours.
 */

const QUASIGROUP = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
]

/** The check digit to write after these ASCII digits. */
export function dammDigit(digits: string): string {
  let interim = '0'
  for (const digit of digits) interim = QUASIGROUP[Number(interim)]?.[Number(digit)] ?? '0'
  return interim
}

/** Whether the last of these ASCII digits is the check digit of those before it. */
export function hasDamm(digits: string): boolean {
  return /^[0-9]{2,}$/.test(digits) && dammDigit(digits) === '0'
}
