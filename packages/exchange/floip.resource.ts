/**
 * Words as FLOIP resources: one value for each language and the modes it serves. The first value of a language is the
 * common one, the others are for single channels; what cannot be told apart this way is kept beside it by the exporter.
 */
import type { Channel } from '@dhatri/flow/channel'
import type { Text } from '@dhatri/flow/wording'
import { channelsIn, modeOf, type Tongue } from './floip.language.ts'
import type { Resource, ResourceValue } from './floip.wire.ts'

/** Words as their author writes them (`Due {edd|short}.`), by language (`bn`) or by channel and language (`voice.bn`). */
export type Words = Record<string, string>

/** A compiled text as it was written. */
export function wordsOf(text: Text): Words {
  return Object.fromEntries(
    Object.entries(text).map(([key, parts]) => [
      key,
      parts
        .map((part) => (typeof part === 'string' ? part : `{${part.name}${part.style === '' ? '' : `|${part.style}`}}`))
        .join(''),
    ]),
  )
}

/** The values of words in each language of a flow; `lower` writes their placeholders as expressions. */
export function writeValues(
  words: Words,
  tongues: readonly Tongue[],
  lower: (text: string) => string,
): ResourceValue[] {
  return tongues.flatMap(({ tag, id, channels }) => {
    const own = channels.filter((channel) => Object.hasOwn(words, `${channel}.${tag}`))
    const rest = channels.filter((channel) => !own.includes(channel))
    const common = words[tag]
    const value = (text: string, served: Channel[]): ResourceValue => ({
      language_id: id,
      content_type: 'TEXT',
      mime_type: 'text/plain',
      modes: served.map(modeOf),
      value: lower(text),
    })
    return [
      ...(common !== undefined && rest.length > 0 ? [value(common, rest)] : []),
      ...own.map((channel) => value(words[`${channel}.${tag}`] ?? '', [channel])),
    ]
  })
}

/** The words of a resource; `raise` turns expressions back into placeholders. Values for other modes serve where ours have none. */
export function readValues(
  { values }: Pick<Resource, 'values'>,
  tongues: readonly Tongue[],
  raise: (text: string) => string,
): Words {
  const words: Words = {}
  for (const { tag, id, channels } of tongues) {
    const texts = values.filter((value) => value.language_id === id && value.content_type === 'TEXT')
    const serving = channels.flatMap((channel) => {
      const value = texts.find(({ modes }) => channelsIn(modes).includes(channel))
      return value === undefined ? [] : [{ channel, value }]
    })
    const [common] = serving.length > 0 ? texts.filter((text) => serving.some(({ value }) => value === text)) : texts
    if (common === undefined) continue
    words[tag] = raise(common.value)
    for (const { channel, value } of serving) {
      if (value.value !== common.value) words[`${channel}.${tag}`] = raise(value.value)
    }
  }
  return words
}

/** Whether two texts are the same words in the same places. */
export function sameWords(one: Words, other: Words): boolean {
  const keys = Object.keys(one)
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key])
}
