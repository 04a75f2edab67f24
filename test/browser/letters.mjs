/** Which message a text or a call is, told by its words and sounds, and whether what came is what was planned. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { root } from '../killed/server.mjs'

const folder = join(root, 'flows/messages')
const quote = (words) => words.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
const patternOf = (words) =>
  new RegExp(
    `^${words
      .normalize('NFC')
      .split(/\{\w+\}/)
      .map(quote)
      .join('.+')}$`,
    's',
  )

/** Each message to a woman that a calendar may hold, with its words on any phone and on one that is hers alone. */
const forms = readdirSync(folder)
  .map((file) => parse(readFileSync(join(folder, file), 'utf8')))
  .filter(({ to, class: kind }) => to === 'woman' && kind !== 'reply' && kind !== 'alert')
  .flatMap(({ message, neutral, full }) =>
    [neutral?.bn, full?.bn].flatMap((words) => (words ? [{ message, pattern: patternOf(words.trim()) }] : [])),
  )

/** The messages that have exactly these words: none for an answer to what she wrote or asked for herself. */
export const namesOf = (text) =>
  forms.filter(({ pattern }) => pattern.test(text.normalize('NFC').trim())).map(({ message }) => message)

/** The message of a call, by the recordings that were played: `bn/message.anc.week.voice.0`. */
export const nameOfCall = (played) => /message\.(\S+?)\.(?:voice|full|neutral)\.\d+/.exec(played)?.[1]

/** The texts of a phone with their days and the messages they may be; her own answers' replies are left out. */
export async function listTexts(town, number) {
  const lines = await town.received(number)
  return lines
    .map((line) => ({ on: line.slice(0, 10), names: namesOf(line.slice(11)), text: line.slice(11) }))
    .filter(({ names }) => names.length > 0)
}

/** Fails with what differs between what came and what was planned, day by day. */
export function compare(who, got, planned) {
  const left = [...got]
  const missing = planned.filter(({ on, message }) => {
    const at = left.findIndex((one) => one.on === on && one.names.includes(message))
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
  const lines = [
    ...missing.map(({ on, message }) => `  ${on} ${message}: planned, and did not come`),
    ...left.map(({ on, names }) => `  ${on} ${names.join(' or ')}: came, and was not planned`),
  ]
  if (lines.length > 0)
    throw new Error(`${who}: ${planned.length} planned, ${got.length} came; what differs:\n${lines.sort().join('\n')}`)
}
