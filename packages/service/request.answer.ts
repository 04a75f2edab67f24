/**
 * A worker's answer to what was put to them, by SMS or on a screen. A bare 1 is taken only where it can mean one thing;
 * an answer to a day that has been changed since is shown the new day instead of being taken for it.
 */
import { civilDay } from '@dhatri/care/dhaka'
import type { Request, RequestEvent } from '@dhatri/care/request.record'
import { readWorkerAnswer, type WorkerAnswer } from '@dhatri/care/request.words'
import type { Values } from '@dhatri/flow/channel'
import { readDate } from '@dhatri/text/date'
import { type Day, printIso } from '@dhatri/text/day'
import { listAlerts } from './alerts.ts'
import type { Effects, Letter } from './letter.ts'
import { layRequest, listPutTo, type OpenRequest, type PutTo } from './requests.ts'
import { openSince } from './slot.ts'
import type { World } from './world.ts'

/** An answer fits one text beside its number. */
export const mostAnswer = 120
/** How far ahead a day may be offered. */
const farthest = 90

/** Takes an answer; undefined where the text is none, or may be meant for something else. */
export async function answerRequest(world: World, letter: Letter): Promise<Effects | undefined> {
  const code = letter.phone.links.worker
  const answer = readWorkerAnswer(letter.text)
  if (code === undefined || answer === undefined) return undefined
  const open = await listPutTo(world, code)
  if (answer.is === 'words') return answerInWords(world, open, answer)
  if (answer.ticket !== undefined) {
    const found = open.find(({ record }) => record.ticket === answer.ticket)
    return found === undefined ? undefined : decide(world, found, answer)
  }
  const decidable = open.filter(({ record }) => ['appointment', 'referral'].includes(record.kind))
  const [only, other] = decidable
  if (only === undefined || !(await isFree(world, letter, code, only.at))) return undefined
  return other === undefined
    ? decide(world, only, answer)
    : reply('reply.request.which', { ticket: only.record.ticket, other: other.record.ticket })
}

/** Whether nothing else on this phone waits for a bare 1. */
async function isFree(world: World, letter: Letter, code: string, at: number): Promise<boolean> {
  const { item } = letter.phone
  const times = [item?.['asksAt'], item?.['pendAt']].filter((time) => typeof time === 'number')
  if (openSince(item, 'm') !== undefined || times.some((time) => time > at)) return false
  return (await listAlerts(world, code)).length === 0
}

async function answerInWords(
  world: World,
  open: PutTo[],
  { ticket, words }: Extract<WorkerAnswer, { is: 'words' }>,
): Promise<Effects> {
  const found = open.find(({ record }) => record.ticket === ticket && isQuestion(record))
  if (found === undefined) return reply('reply.request.gone', { ticket })
  if (words.length > mostAnswer) return reply('reply.request.long', { ticket })
  const event: RequestEvent = { kind: 'answered', by: found.as }
  return commit(world, found, event, 'reply.request.answered', { ...found.said, answer: words })
}

async function decide(
  world: World,
  open: PutTo,
  { is, rest }: Extract<WorkerAnswer, { is: 'yes' | 'no' }>,
): Promise<Effects> {
  const { kind, state, ticket } = open.record
  if (isQuestion(open.record)) return reply('reply.request.words', { ticket })
  if (is === 'yes') return commit(world, open, { kind: 'yes', by: open.as }, wordFor(open.record, true))
  if (kind === 'referral' || state === 'after') {
    return commit(world, open, { kind: 'no', by: open.as }, wordFor(open.record, false))
  }
  const day = readDay(world, rest)
  if (day === undefined) return reply('reply.request.day', { ticket })
  return commit(world, open, { kind: 'no', by: open.as, day }, 'reply.request.offered')
}

async function commit(
  world: World,
  open: OpenRequest,
  event: RequestEvent,
  message: string,
  said = open.said,
): Promise<Effects> {
  const stepping = await layRequest(world, open, event, said)
  const facts = factsOf(stepping.record)
  if (!stepping.hasChanged) {
    const isChanged = open.record.kind === 'appointment' && open.record.state === 'waiting'
    return reply(isChanged ? 'reply.request.changed' : message, facts)
  }
  return {
    writes: stepping.writes,
    jobs: [{ do: 'request', id: open.record.id }],
    reply: { message, facts },
  }
}

/** A day that can be offered; undefined for anything else. */
export function readDay(world: World, text: string): Day | undefined {
  const today = civilDay(world.now())
  const reading = readDate(text, { today, from: today, to: today + farthest })
  return reading.ok ? reading.day : undefined
}

/** Whether it wants words and not a yes or no. */
export function isQuestion({ kind }: Request): boolean {
  return kind === 'question' || kind === 'complaint'
}

function wordFor({ kind, state }: Request, isYes: boolean): string {
  if (kind === 'referral') return isYes ? 'reply.request.arrived' : 'reply.request.notArrived'
  return state === 'after' ? 'reply.request.noted' : 'reply.request.agreed'
}

function factsOf({ ticket, day }: Request): Values {
  return { ticket, ...(day === undefined ? {} : { date: printIso(day) }) }
}

function reply(message: string, facts: Values): Effects {
  return { writes: [], reply: { message, facts } }
}
