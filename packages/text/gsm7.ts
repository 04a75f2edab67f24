/**
 * The default alphabet of mobile networks, 3GPP TS 23.038 (GSM 03.38) §6.2.1, and its extension table.
 * A text written wholly in it travels in 7-bit septets; one character outside turns the whole text into UCS-2.
 */

const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
const EXTENSION = new Set('\f^{}\\[~]|€')

/** How many septets one character costs: 1, 2 (extension table), or undefined outside GSM 03.38. */
export function countCharacter(character: string): 1 | 2 | undefined {
  if (BASIC.has(character)) return 1
  return EXTENSION.has(character) ? 2 : undefined
}

/** The length of a text in septets, or undefined when any character is outside GSM 03.38. */
export function countSeptets(text: string): number | undefined {
  let septets = 0
  for (const character of text) {
    const cost = countCharacter(character)
    if (cost === undefined) return undefined
    septets += cost
  }
  return septets
}

/** The characters outside GSM 03.38, each once, in the order met: what an author must change to keep 160 to an SMS. */
export function listNonGsm(text: string): string[] {
  return [...new Set(text)].filter((character) => countCharacter(character) === undefined)
}
