/**
 * Languages and channels under FLOIP's names: ISO 639-3 with a variant (`ben`, `eng`, `ben-latn`) beside our BCP 47
 * tags, modes beside our channels.
 */
import { CHANNELS, type Channel, type Language } from '@dhatri/flow/channel'
import type { Vocabulary } from '@dhatri/flow/vocabulary'
import { listWritten } from '@dhatri/flow/vocabulary'
import type { FloipLanguage, Mode } from './floip.wire.ts'

/** A language of a flow as both sides call it, with the channels that carry it. */
export type Tongue = { tag: Language; id: string; channels: Channel[] }

/** ISO 639-3 by ISO 639-1, for the languages of the region and those that flows elsewhere are written in. */
const CODES: Record<string, string> = {
  ar: 'ara',
  as: 'asm',
  bn: 'ben',
  en: 'eng',
  es: 'spa',
  fr: 'fra',
  hi: 'hin',
  my: 'mya',
  ne: 'nep',
  pt: 'por',
  sw: 'swa',
  ur: 'urd',
}

/** What such files call our languages besides their codes. */
const NAMES: Record<string, Language> = { english: 'en', bengali: 'bn', bangla: 'bn', বাংলা: 'bn' }

const MODES: Record<Channel, Mode> = { ussd: 'USSD', sms: 'SMS', voice: 'IVR' }

/** The mode of a channel. */
export function modeOf(channel: Channel): Mode {
  return MODES[channel]
}

/** The channels among modes, in our order; `TEXT` is both kinds of text. */
export function channelsIn(modes: readonly Mode[]): Channel[] {
  return CHANNELS.filter((channel) => modes.includes(MODES[channel]) || (channel !== 'voice' && modes.includes('TEXT')))
}

/** A language as FLOIP describes it; one without a code of its own is `mis` (ISO 639-3: not yet coded). */
export function writeLanguage(tag: Language, label: string): FloipLanguage {
  const [base = '', script] = tag.split('-')
  const code = base.length === 3 ? base : (CODES[base] ?? 'mis')
  const variant = script?.toLowerCase() ?? (code === 'mis' ? base : undefined)
  return {
    id: variant === undefined ? code : `${code}-${variant}`,
    label,
    iso_639_3: code,
    ...(variant !== undefined && { variant }),
    bcp_47: tag,
  }
}

/** Our tag for a language of a file: by its BCP 47 code, its ISO code with the variant, or what it is called. */
export function findTag(language: FloipLanguage, known: readonly Language[]): Language | undefined {
  const { bcp_47: bcp = '', iso_639_3: iso, id, label = '' } = language
  const exact = known.find((tag) => tag.toLowerCase() === bcp.toLowerCase())
  if (exact !== undefined) return exact
  const coded = known.find((tag) => {
    const ours = writeLanguage(tag, '')
    return ours.id === id || (ours.iso_639_3 === iso && ours.variant === language.variant)
  })
  if (coded !== undefined) return coded
  const words = [bcp.split('-')[0], iso, label, id].map((word) => word?.toLowerCase() ?? '')
  return known.find((tag) =>
    words.some((word) => word === tag || word === CODES[tag] || (Object.hasOwn(NAMES, word) && NAMES[word] === tag)),
  )
}

/** The languages of a flow that both sides know, each with the channels of the flow that carry it. */
export function tonguesOf(
  pairs: readonly { tag: Language; id: string }[],
  channels: readonly Channel[],
  { languages }: Pick<Vocabulary, 'languages'>,
): Tongue[] {
  return pairs.map(({ tag, id }) => ({
    tag,
    id,
    channels: channels.filter((channel) => languages[tag]?.channels.includes(channel)),
  }))
}

/** Every language that words can be written in here. */
export const writtenIn = ({ languages }: Pick<Vocabulary, 'languages'>): Language[] => listWritten(languages)
