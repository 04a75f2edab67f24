/**
 * Danger that is happening: a case is opened, or joined where one is open for the same phone. A registered woman's own
 * worker is told, because she agreed; a caller nobody knows is taken to the duty desk, and to a local worker only where
 * she names her upazila and agrees.
 */
import type { Opening } from '@dhatri/care/case.record'
import { isInCare } from '@dhatri/care/outcome'
import type { Role } from '@dhatri/care/worker'
import { phoneKey } from '@dhatri/store/items'
import type { Change, Write } from '@dhatri/store/table'
import { beginByText } from './begin.ts'
import { laySteps, loadCase, type Open, openWrites, type SteppingCase } from './cases.ts'
import { nameEmergency } from './facilities.ts'
import type { Effects, Letter } from './letter.ts'
import { type PhoneState, sealNumber } from './phone.ts'
import { loadWoman, type Woman } from './woman.ts'
import { chooseWorker, findAnswering, findServing, findSupervisor, loadWorker } from './worker.ts'
import type { Job, World } from './world.ts'

/** What is known when danger is reported. */
export type Alarm = {
  /** Deterministic: one case, however often the request is repeated. */
  id: string
  phone: PhoneState
  number: string
  woman?: Woman
  /** Upazila she named, for a caller who is on no list. */
  area?: string
  isLocal: boolean
  answers: 'sms' | 'voice' | 'none'
  /** Who is rung, where that is known already. */
  people?: Opening['people']
}

/** The writes of an alarm; `phone` is the change on the caller's phone. */
export type Raised = { isNew: boolean; writes: Write[]; phone?: Change; jobs: Job[] }

/** Who may be rung: for somebody who is on no list and named no place, the duty desk alone. */
async function findPeople(
  world: World,
  area: string,
  chw: string | undefined,
  isLocal: boolean,
  phones: Phones,
): Promise<{ [role in Role]?: string }> {
  const desk = (await findServing(world, isLocal ? area : '', 'desk')).find(
    ({ pseudonym }) => !phones.includes(pseudonym),
  )?.code
  if (!isLocal) return desk === undefined ? {} : { desk }
  const own = chw === undefined ? undefined : await findAnswering(world, chw, area)
  const worker = own ?? (await chooseWorker(world, area, chw ?? area, 'chw', phones))
  const supervisor = await findSupervisor(world, worker?.code, area)
  return leaveHerself(
    world,
    {
      ...(worker === undefined ? {} : { chw: worker.code }),
      ...(supervisor === undefined ? {} : { supervisor }),
      ...(desk === undefined ? {} : { desk }),
    },
    phones,
  )
}

/** Phones of the woman who is in danger. */
type Phones = readonly (string | undefined)[]

/** Nobody is rung about herself: whoever stands above her is rung in her place. */
export async function leaveHerself(
  world: World,
  people: { [role in Role]?: string },
  phones: Phones,
): Promise<{ [role in Role]?: string }> {
  const others: { [role in Role]?: string } = {}
  for (const role of ['chw', 'supervisor', 'desk'] as const) {
    const code = people[role]
    const worker = code === undefined ? undefined : await loadWorker(world, code)
    if (code !== undefined && !phones.includes(worker?.pseudonym)) others[role] = code
  }
  return others
}

/** Opens a case, or joins the one that is open for this phone. */
export async function raiseAlarm(world: World, alarm: Alarm): Promise<Raised> {
  const { phone, woman } = alarm
  const area = alarm.area ?? woman?.record.area ?? ''
  const phones = [phone.pseudonym, woman?.record.phone]
  const people = alarm.people ?? (await findPeople(world, area, woman?.record.chw, alarm.isLocal, phones))
  const known = phone.item?.['case']
  const open = typeof known === 'string' ? await loadCase(world, known) : undefined
  const opening: Opening = {
    id: alarm.id,
    area,
    isLocal: alarm.isLocal,
    answers: alarm.answers,
    people,
    phone: phone.pseudonym,
    ...(woman === undefined ? {} : { woman: woman.record.id }),
  }
  if (open !== undefined && open.record.state !== 'closed') {
    // A worker's report must not silence the answers that the caller herself waits for.
    const { id: _, answers, ...news } = opening
    const stepping = await joinWrites(world, open, answers === 'none' ? news : { ...news, answers })
    return { isNew: false, writes: stepping.writes, jobs: [{ do: 'case', id: open.record.id }] }
  }
  const number =
    phone.item?.['num'] === undefined ? { num: { value: await sealNumber(world, phone.pseudonym, alarm.number) } } : {}
  return {
    isNew: true,
    writes: await openWrites(world, opening, woman?.record.chw),
    phone: { set: { case: { value: alarm.id }, ...number } },
    jobs: [{ do: 'case', id: alarm.id }],
  }
}

/** Words of danger in an SMS: a woman on the list raises the alarm by them; anybody else gets advice and a choice. */
export async function openDanger(world: World, letter: Letter): Promise<Effects> {
  const { phone } = letter
  const women: Woman[] = []
  for (const id of phone.links.women) {
    const woman = await loadWoman(world, id)
    if (woman !== undefined && woman.record.consent === 'agreed' && isInCare(woman.record)) women.push(woman)
  }
  const [first] = women
  if (first !== undefined) {
    // Where several share the phone nobody is guessed at: the place is known, and the number is enough to call.
    const whose = women.length === 1 ? { woman: first } : { area: first.record.area }
    const raised = await raiseAlarm(world, {
      id: letter.id,
      phone,
      number: letter.number,
      ...whose,
      isLocal: true,
      answers: 'sms',
    })
    const change: Write[] =
      raised.phone === undefined ? [] : [{ update: phoneKey(phone.pseudonym), change: raised.phone }]
    return {
      writes: [...raised.writes, ...change],
      jobs: raised.jobs,
      reply: {
        message: 'reply.dangerAdvice',
        facts: { centre: await nameEmergency(world, first.record.area, phone.language, !phone.links.isFull) },
      },
    }
  }
  return beginByText(world, letter, 'danger')
}

/** The writes of a further report of danger that belongs to an open case. */
export async function joinWrites(
  world: World,
  open: Open,
  news: Partial<Omit<Opening, 'id'>>,
): Promise<Pick<SteppingCase, 'writes'>> {
  return laySteps(world, open, { kind: 'joined', ...news })
}
