/**
 * A worker's report by SMS: one reply each, what was understood or one fault with one corrected example; the good
 * fields of a faulty registration are kept so that the next SMS may carry only what was missing. From a number that is
 * no worker's the report is kept, sealed and unverified, for the supervisor.
 */
import { civilDay } from '@dhatri/care/dhaka'
import { readAnswer } from '@dhatri/care/keyword'
import { completeReport, type Report, readReport } from '@dhatri/care/report'
import { replyTo } from '@dhatri/care/report.fault'
import type { Known } from '@dhatri/care/report.register'
import type { Values } from '@dhatri/flow/channel'
import { phoneKey, unverifiedKey } from '@dhatri/store/items'
import type { Write } from '@dhatri/store/table'
import type { Effects, Letter } from './letter.ts'
import { messageWrite } from './message.ts'
import { recordAbout } from './report.about.ts'
import { registerByWorker } from './report.register.ts'
import { openSince } from './slot.ts'
import { findServing, loadWorker, type Posted } from './worker.ts'
import type { World } from './world.ts'

/** What waits for a worker's next SMS: fields of a registration, or a grave report to be confirmed. */
type Pending = { known: Known } | { meant: Report }

const pendingFor = 24 * 3_600_000

const reply = (message: string, facts: Values = {}): Effects => ({ writes: [], reply: { message, facts } })

/** Takes a text as a report; undefined where it is none. */
export async function takeReport(world: World, letter: Letter): Promise<Effects | undefined> {
  const today = civilDay(world.now())
  const code = letter.phone.links.worker
  const worker = code === undefined ? undefined : await loadWorker(world, code)
  const pending = worker === undefined ? undefined : await readPending(world, letter)
  if (worker !== undefined && pending !== undefined && 'meant' in pending && !hasNewerQuestion(letter)) {
    const answer = readAnswer(letter.text)
    if (answer === 'yes' || answer === 1) return settled(letter, await perform(world, letter, worker, pending.meant))
    if (answer === 'no' || answer === 2) return settled(letter, reply('reply.notRecorded'))
  }
  if (worker !== undefined && pending !== undefined && 'known' in pending) {
    const completed = completeReport(pending.known, letter.text, today)
    if (completed?.ok) return settled(letter, await perform(world, letter, worker, completed.report))
    if (completed !== undefined)
      return keepPending(world, letter, { known: completed.known }, reply(replyTo(completed.error)))
  }
  const reading = readReport(letter.text, today)
  if (reading === undefined) return undefined
  if (worker === undefined) return keepUnverified(world, letter)
  if (reading.ok) {
    const effects = await perform(world, letter, worker, reading.report)
    return pending === undefined ? effects : settled(letter, effects)
  }
  if (reading.meant !== undefined) {
    const id = 'who' in reading.meant && 'id' in reading.meant.who ? reading.meant.who.id : ''
    return keepPending(world, letter, { meant: reading.meant }, reply(replyTo(reading.error), { id }))
  }
  const effects = reply(replyTo(reading.error))
  return reading.known.kind === 'register' ? keepPending(world, letter, { known: reading.known }, effects) : effects
}

async function perform(world: World, letter: Letter, worker: Posted, report: Report): Promise<Effects> {
  switch (report.kind) {
    case 'register':
      return registerByWorker(world, letter, worker, report)
    case 'help':
      return reply('reply.formHelp')
    case 'due':
    case 'last':
    case 'undo':
      return reply('reply.unknownForm')
    default:
      return recordAbout(world, letter, worker, report)
  }
}

/** Whether a question was put to this phone after the report that waits to be confirmed: a "1" is then its answer. */
function hasNewerQuestion({ phone }: Letter): boolean {
  const asked = openSince(phone.item, 'm')
  const waits = phone.item?.['pendAt']
  return asked !== undefined && typeof waits === 'number' && asked > waits
}

const place = (letter: Letter) => `P#${letter.phone.pseudonym}|pend`

async function readPending(world: World, letter: Letter): Promise<Pending | undefined> {
  const { item } = letter.phone
  const sealed = item?.['pend']
  if (!(sealed instanceof Uint8Array) || typeof item?.['pendAt'] !== 'number') return undefined
  if (world.now() - item['pendAt'] > pendingFor) return undefined
  const sealer = await world.keyring.woman(`phone-${letter.phone.pseudonym}`)
  return JSON.parse(sealer.open(sealed, place(letter))) as Pending
}

async function keepPending(world: World, letter: Letter, pending: Pending, effects: Effects): Promise<Effects> {
  const sealer = await world.keyring.woman(`phone-${letter.phone.pseudonym}`)
  const sealed = sealer.seal(JSON.stringify(pending), place(letter))
  const write: Write = {
    update: phoneKey(letter.phone.pseudonym),
    change: { set: { pend: { value: sealed }, pendAt: { value: world.now() } } },
  }
  return { ...effects, writes: [...effects.writes, write] }
}

function settled(letter: Letter, effects: Effects): Effects {
  const write: Write = { update: phoneKey(letter.phone.pseudonym), change: { remove: ['pend', 'pendAt'] } }
  return { ...effects, writes: [...effects.writes, write] }
}

/** Keeps a report from a number nobody knows, and tells the supervisor or the duty desk that it waits. */
async function keepUnverified(world: World, letter: Letter): Promise<Effects> {
  const desk = (await findServing(world, '', 'desk'))[0]
  const sealer = await world.keyring.newWoman(`phone-${letter.phone.pseudonym}`)
  const writes: Write[] = [
    {
      put: {
        ...unverifiedKey(letter.id),
        ph: letter.phone.pseudonym,
        at: world.now(),
        area: 'Uall',
        box: sealer.seal(letter.text, `U#${letter.id}`),
      },
    },
  ]
  if (desk === undefined) return { writes, reply: { message: 'reply.unverified', facts: {} } }
  const waiting = await world.table.list('Uall', { limit: 99 })
  const id = world.keyring.pseudonym(`unverified|${civilDay(world.now())}|${desk.code}`)
  const told = await messageWrite(world, {
    id,
    pseudonym: desk.pseudonym,
    message: 'supervisor.unverified',
    class: 'act',
    about: 'service',
    facts: { count: waiting.length + 1 },
  })
  // One notice a day: whether today's was written already decides only whether this one is added.
  const isTold = (await world.table.get({ pk: `M#${id}`, sk: 'RECORD' })) !== undefined
  return {
    writes: isTold ? writes : [...writes, told],
    jobs: isTold ? [] : [{ do: 'message', id }],
    reply: { message: 'reply.unverified', facts: {} },
  }
}
