/**
 * Opening a request: whom it is put to and what is kept of the phone. A complaint goes to the supervisor only where it is
 * about her health worker, else straight to the duty desk: nobody is the judge of what is said about them.
 */
import type { Asking, Request } from '@dhatri/care/request.record'
import type { Write } from '@dhatri/store/table'
import { findAccused } from './request.accused.ts'
import { listOnPhone, openRequestWrites, type Said, ticketOf } from './requests.ts'
import { loadWoman, type Woman } from './woman.ts'
import { findServing, findSupervisor } from './worker.ts'
import type { Job, World } from './world.ts'

/** What is said to the line by whoever holds a phone. */
export type Telling = {
  id: string
  kind: 'question' | 'complaint' | 'thanks'
  /** Whether a complaint is about her health worker; else it may be about anybody. */
  isAboutWorker?: boolean
  pseudonym: string
  women: readonly string[]
  answers: 'sms' | 'voice'
  said: Said
}

/** What was kept: the number people speak of it by, what to write and what to do after. */
export type Told = { ticket: string; writes: Write[]; jobs: Job[] }

/** So many open questions and complaints of one phone at most. */
const mostOpen = 5

/** The writes of what was said; undefined where nobody can answer, or too much of this phone waits already. */
export async function tellLine(
  world: World,
  { id, kind, isAboutWorker = false, pseudonym, women, answers, said }: Telling,
): Promise<Told | undefined> {
  const known = await loadKnown(world, women)
  const [first] = known
  const accused = kind === 'complaint' ? await findAccused(world, known) : []
  const people = await findAnswerers(world, kind === 'complaint' && !isAboutWorker, first, accused)
  const open = kind === 'thanks' ? [] : (await listOnPhone(world, pseudonym)).filter(isWaiting)
  if (open.length >= mostOpen || (kind !== 'thanks' && Object.keys(people).length === 0)) return undefined
  const asking: Omit<Asking, 'ticket'> = {
    id,
    kind,
    area: first?.record.area ?? '',
    answers,
    people,
    phone: pseudonym,
    ...(accused.length === 0 ? {} : { accused }),
    ...(known.length === 1 && first !== undefined ? { woman: first.record.id } : {}),
  }
  const writes = await openRequestWrites(world, asking, said)
  return { ticket: ticketOf(world, id), writes, jobs: [{ do: 'request', id }] }
}

/** Everybody registered on a phone who is there. */
export async function loadKnown(world: World, women: readonly string[]): Promise<Woman[]> {
  const found = await Promise.all(women.map((id) => loadWoman(world, id)))
  return found.filter((woman) => woman !== undefined)
}

async function findAnswerers(
  world: World,
  isToDesk: boolean,
  woman: Woman | undefined,
  accused: readonly string[],
): Promise<Request['people']> {
  const area = woman?.record.area ?? ''
  const desk = (await findServing(world, area, 'desk'))[0]?.code
  const isNear = !isToDesk || desk === undefined
  const supervisor = woman !== undefined && isNear ? await findSupervisor(world, woman.record.chw, area) : undefined
  const mayAnswer = supervisor !== undefined && supervisor !== woman?.record.chw && !accused.includes(supervisor)
  return { ...(mayAnswer ? { supervisor } : {}), ...(desk === undefined ? {} : { desk }) }
}

function isWaiting({ record }: { record: Request }): boolean {
  return record.state !== 'closed' && (record.kind === 'question' || record.kind === 'complaint')
}
