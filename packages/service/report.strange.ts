/**
 * A report from a number that is no worker's: danger is believed and answered for; anything else is kept, sealed and
 * unverified, for the supervisor.
 */
import { civilDay } from '@dhatri/care/dhaka'
import { readReport } from '@dhatri/care/report'
import { phoneKey, unverifiedKey } from '@dhatri/store/items'
import type { Write } from '@dhatri/store/table'
import { openDanger, raiseAlarm } from './danger.ts'
import type { Effects, Letter } from './letter.ts'
import { messageWrite } from './message.ts'
import { findServing } from './worker.ts'
import type { World } from './world.ts'

/** What only a worker can ask for; from anybody else it is no report. */
const WORKERS_ONLY = new Set(['due', 'last', 'undo', 'help'])

/** Takes a report from a number nobody knows as a worker's; undefined where it is none. */
export async function takeStrange(world: World, letter: Letter): Promise<Effects | undefined> {
  const reading = readReport(letter.text, civilDay(world.now()))
  if (reading === undefined) return undefined
  const kind = reading.ok ? reading.report.kind : reading.known.kind
  if (WORKERS_ONLY.has(kind)) return undefined
  return kind === 'danger' ? openStrange(world, letter) : keepUnverified(world, letter)
}

/** Danger: a woman on the list is helped as by any word of danger; anybody else is rung by the duty desk. */
async function openStrange(world: World, letter: Letter): Promise<Effects> {
  if (letter.phone.links.women.length > 0) return openDanger(world, letter)
  const raised = await raiseAlarm(world, {
    id: letter.id,
    phone: letter.phone,
    number: letter.number,
    isLocal: false,
    answers: 'sms',
  })
  const change: Write[] =
    raised.phone === undefined ? [] : [{ update: phoneKey(letter.phone.pseudonym), change: raised.phone }]
  return {
    writes: [...raised.writes, ...change],
    jobs: raised.jobs,
    reply: { message: 'reply.dangerGo', facts: {} },
  }
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
