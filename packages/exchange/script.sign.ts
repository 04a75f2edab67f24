/** Where a reviewer marks and signs. */
import type { Language } from '@dhatri/flow/channel'
import { captions } from './caption.ts'
import { escapeMarkup } from './markup.ts'

const box = (name: 'fine' | 'change', languages: readonly Language[]): string =>
  `<span><i class="box"></i>${escapeMarkup(captions(name, languages))}</span>`

/** The boxes below a step: as it is, or to be changed, and room to say how. */
export function writeBoxes(languages: readonly Language[]): string {
  return `<div class="sign">${box('fine', languages)}${box('change', languages)}<span class="line"></span></div>`
}

/** The end of a section: the same for all of it, with who, what, when and the signature. */
export function writeSeal(languages: readonly Language[]): string {
  const fields = (['name', 'role', 'date', 'signature'] as const).map(
    (name) => `<span>${escapeMarkup(captions(name, languages))}</span>`,
  )
  return `<div class="seal"><p>${box('fine', languages)} ${box('change', languages)}</p><div>${fields.join('')}</div></div>`
}
