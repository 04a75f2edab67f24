/**
 * DUE: whom of her own women a worker must see this week, the most urgent first: danger, then what is overdue, then what
 * is due. At most three parts of SMS; the rest is a number.
 */
import { civilDay } from '@dhatri/care/dhaka'
import { compareDue, type Due, findDue } from '@dhatri/care/due'
import { listWatchers } from '@dhatri/care/watch'
import type { Values } from '@dhatri/flow/channel'
import { renderMessage } from '@dhatri/flow/message'
import { printIso } from '@dhatri/text/day'
import { compose } from '@dhatri/text/normal'
import { measureSms } from '@dhatri/text/sms'
import { loadCase, pointerKey } from './cases.ts'
import { nameFacts } from './report.subject.ts'
import { loadWoman, type Woman } from './woman.ts'
import { listWatched, type Posted } from './worker.ts'
import type { World } from './world.ts'

/** A worker has fewer women than this; the reads of one list are bounded by it. */
const mostWatched = 400
const atOnce = 20
const mostParts = 3

type Line = { woman: Woman; message: string; facts: Values; isDanger: boolean; due?: Due }

/** The list as one text in a language. */
export async function listDue(world: World, worker: Posted, language: string): Promise<string> {
  const lines = (await findLines(world, worker)).sort(compareLines)
  const say = (message: string, facts: Values): string =>
    renderMessage(world.library, world.messages, message, { language, privacy: 'neutral', channel: 'sms', facts }).text
  if (lines.length === 0) return say('reply.due.none', {})
  const said: string[] = []
  for (const [at, line] of lines.entries()) {
    const left = lines.length - at - 1
    const next = say(line.message, { ...line.facts, ...(await nameFacts(world, line.woman)) })
    const end = left === 0 ? [] : [say('reply.due.more', { count: Math.min(left, 98) })]
    if (measureSms(compose([...said, next, ...end].join('\n'))).segments > mostParts) {
      return [...said, say('reply.due.more', { count: Math.min(left + 1, 98) })].join('\n')
    }
    said.push(next)
  }
  return said.join('\n')
}

async function findLines(world: World, worker: Posted): Promise<Line[]> {
  const ids = await listWatched(world, worker.code, mostWatched)
  const lines: Line[] = []
  for (let at = 0; at < ids.length; at += atOnce) {
    const found = await Promise.all(ids.slice(at, at + atOnce).map((id) => findLine(world, worker, id)))
    lines.push(...found.filter((line) => line !== undefined))
  }
  return lines
}

async function findLine(world: World, worker: Posted, id: string): Promise<Line | undefined> {
  const woman = await loadWoman(world, id)
  if (woman === undefined || !listWatchers(woman.record).includes(worker.code)) return undefined
  if (await isInDanger(world, id)) return { woman, message: 'reply.due.danger', facts: {}, isDanger: true }
  const due = findDue(woman.record, world.rules, civilDay(world.now()))
  if (due === undefined) return undefined
  return { woman, message: messageFor(due), facts: { date: printIso(due.day) }, isDanger: false, due }
}

function messageFor({ is, what }: Due): string {
  if (what === 'birth') return 'reply.due.birth'
  return is === 'overdue' ? 'reply.due.overdue' : 'reply.due.due'
}

async function isInDanger(world: World, id: string): Promise<boolean> {
  const pointed = (await world.table.get(pointerKey(id)))?.['k']
  const open = typeof pointed === 'string' ? await loadCase(world, pointed) : undefined
  return open !== undefined && open.record.state !== 'closed'
}

function compareLines(one: Line, other: Line): number {
  if (one.isDanger !== other.isDanger) return one.isDanger ? -1 : 1
  if (one.due === undefined || other.due === undefined) return 0
  return compareDue(one.due, other.due)
}
