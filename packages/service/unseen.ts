/**
 * A supervisor's morning: whom nobody has seen for long, by number and day. Whoever has been seen since she was noted is
 * left away; whoever does not fit waits for the next morning.
 */
import { plan } from '@dhatri/care/plan'
import { renderMessage } from '@dhatri/flow/message'
import { workerKey } from '@dhatri/store/items'
import type { Key } from '@dhatri/store/table'
import { type Day, printIso } from '@dhatri/text/day'
import { compose } from '@dhatri/text/normal'
import { measureSms } from '@dhatri/text/sms'
import { unseenKey, unseenMessage } from './unseen.write.ts'
import { careRules, loadWoman } from './woman.ts'
import type { World } from './world.ts'

const mostParts = 2
/** Read in one morning; the message holds fewer. */
const mostNoted = 60

/** The message, if there is anybody, and the notes that are done with. */
export type Unseen = { text?: string; done: Key[] }

/** Writes the message of a morning. */
export async function writeUnseen(world: World, code: string, language: string): Promise<Unseen> {
  const notes = await world.table.query(workerKey(code).pk, 'C#', { limit: mostNoted })
  const done: Key[] = []
  const open: { key: Key; line: string }[] = []
  for (const { w, t } of notes) {
    if (typeof w !== 'string') continue
    const key = unseenKey(code, w, String(t))
    const found = await findUnseen(world, w, String(t))
    if (found === undefined) done.push(key)
    else {
      const facts = { id: found.shortId, date: printIso(found.day) }
      open.push({ key, line: say(world, unseenMessage, language, facts) })
    }
  }
  if (open.length === 0) return { done }
  const fits = countFitting(world, open, language)
  const left = open.length - fits
  const more = left === 0 ? [] : [say(world, 'supervisor.more', language, { count: left })]
  const said = open.slice(0, fits)
  const text = [say(world, 'supervisor.unseen', language, {}), ...said.map(({ line }) => line), ...more].join('\n')
  return { text, done: [...done, ...said.map(({ key }) => key)] }
}

/** She and the day it is about, as long as it is so: a visit or an outcome takes the item out of her plan. */
async function findUnseen(world: World, id: string, item: string): Promise<{ shortId: string; day: Day } | undefined> {
  const woman = await loadWoman(world, id)
  const day = woman && plan(woman.record, careRules(world)).find(({ key }) => key === item)?.date
  return woman === undefined || day === undefined ? undefined : { shortId: woman.shortId, day }
}

function countFitting(world: World, open: { line: string }[], language: string): number {
  const head = say(world, 'supervisor.unseen', language, {})
  const more = say(world, 'supervisor.more', language, { count: mostNoted })
  for (let count = open.length; count > 1; count--) {
    const lines = open.slice(0, count).map(({ line }) => line)
    const text = [head, ...lines, ...(count < open.length ? [more] : [])].join('\n')
    if (measureSms(compose(text)).segments <= mostParts) return count
  }
  return 1
}

function say(world: World, message: string, language: string, facts: { [name: string]: string | number }): string {
  const how = { language, privacy: 'neutral', channel: 'sms', facts } as const
  return renderMessage(world.library, world.messages, message, how).text
}
