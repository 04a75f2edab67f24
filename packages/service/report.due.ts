/**
 * DUE: whom a worker must see this week, the most urgent first: danger, then what is overdue, then what is due. At most
 * three parts of SMS where she asked for it; the rest is a number. What we push in the morning is shorter and names
 * nobody: ids only.
 */
import type { Values } from '@dhatri/flow/channel'
import { renderMessage } from '@dhatri/flow/message'
import { printIso } from '@dhatri/text/day'
import { compose } from '@dhatri/text/normal'
import { measureSms } from '@dhatri/text/sms'
import { nameFacts } from './report.subject.ts'
import type { Posted } from './worker.ts'
import { type Line, listWork } from './worklist.ts'
import type { World } from './world.ts'

const mostParts = 3

/** Of more than this the number is not said to the last one. */
const mostCounted = 98

/** How a list is written: each line, and how many more there are. */
type Pattern = {
  most: number
  head?: string
  line: (line: Line) => Promise<string>
  more: (count: number) => string
}

/** The list as one text in a language. */
export async function listDue(world: World, worker: Posted, language: string): Promise<string> {
  const { lines } = await listWork(world, worker)
  const say = sayIn(world, language)
  if (lines.length === 0) return say('reply.due.none', {})
  return writeList(lines, {
    most: mostParts,
    line: async (line) => say(messageFor(ASKED, line), { ...factsOf(line), ...(await nameFacts(world, line.woman)) }),
    more: (count) => (count === 0 ? '' : say('reply.due.more', { count })),
  })
}

/** The list that is pushed in the morning: two parts, without names, ending with how to get the rest. */
export async function writeDigest(world: World, lines: Line[], language: string): Promise<string> {
  const say = sayIn(world, language)
  return writeList(lines, {
    most: 2,
    head: say('digest', {}),
    line: async (line) => say(messageFor(PUSHED, line), { ...factsOf(line), id: line.woman.shortId }),
    more: (count) => (count === 0 ? say('digest.all', {}) : say('digest.more', { count })),
  })
}

const sayIn =
  (world: World, language: string) =>
  (message: string, facts: Values): string =>
    renderMessage(world.library, world.messages, message, { language, privacy: 'neutral', channel: 'sms', facts }).text

const factsOf = ({ due }: Line): Values => (due === undefined ? {} : { date: printIso(due.day) })

async function writeList(lines: Line[], { most, head, line, more }: Pattern): Promise<string> {
  const said = head === undefined ? [] : [head]
  const join = (parts: string[]) => parts.filter((part) => part !== '').join('\n')
  for (const [at, each] of lines.entries()) {
    const left = lines.length - at - 1
    const next = await line(each)
    if (measureSms(compose(join([...said, next, more(Math.min(left, mostCounted))]))).segments > most) {
      return join([...said, more(Math.min(left + 1, mostCounted))])
    }
    said.push(next)
  }
  return join([...said, more(0)])
}

/** The messages of a list: what was asked for names births; a list that is pushed speaks of none. */
const ASKED = {
  danger: 'reply.due.danger',
  birth: 'reply.due.birth',
  overdue: 'reply.due.overdue',
  due: 'reply.due.due',
}
const PUSHED = {
  danger: 'digest.danger',
  overdue: 'digest.overdue',
  due: 'digest.due',
}

function messageFor(list: typeof ASKED | typeof PUSHED, { isDanger, due }: Line): string {
  if (isDanger || due === undefined) return list.danger
  if (due.what === 'birth' && 'birth' in list) return list.birth
  return list[due.is]
}
