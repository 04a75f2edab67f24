/**
 * D: a worker reports danger. A case is opened at once and never asked back, whoever she is: a woman on the list, one in
 * another area, or a number that nobody knows. Whoever reports knows already, so the ladder starts above.
 */
import type { Who } from '@dhatri/care/report.about'
import type { Role } from '@dhatri/care/worker'
import { phoneKey, womanCaseKey } from '@dhatri/store/items'
import type { Write } from '@dhatri/store/table'
import { loadCase, openWrites, pointWrites } from './cases.ts'
import { joinWrites, leaveHerself, raiseAlarm } from './danger.ts'
import { nameEmergency } from './facilities.ts'
import { loadPhone } from './phone.ts'
import { refer } from './referral.ts'
import { findByShortId } from './registration.ts'
import type { Taken } from './report.about.ts'
import { listOnPhone } from './report.subject.ts'
import { phoneOf } from './woman.tell.ts'
import type { Woman } from './woman.ts'
import { findAnswering, findServing, findSupervisor, type Posted } from './worker.ts'
import type { World } from './world.ts'

/** Opens a case, or joins the open one; undefined where the report names nobody whom anyone could reach. */
export async function reportDanger(
  world: World,
  letter: { id: string; language: string },
  worker: Posted,
  who: Who,
): Promise<(Taken & { woman?: string }) | undefined> {
  if ('id' in who) {
    const woman = await findByShortId(world, worker.areas, who.id)
    return woman === undefined ? undefined : openForWoman(world, letter, worker, woman)
  }
  // Whoever holds a number that is not hers may need help as well: it is about them.
  const women = await listOnPhone(world, who.phone)
  const [woman, ...others] = women.filter(({ record }) => record.consent !== 'wrongNumber')
  if (woman !== undefined && others.length === 0) return openForWoman(world, letter, worker, woman)
  const area = woman?.record.area ?? worker.areas[0] ?? ''
  const phone = await loadPhone(world, world.keyring.pseudonym(who.phone), true)
  const raised = await raiseAlarm(world, {
    id: letter.id,
    phone,
    number: who.phone,
    area,
    isLocal: area !== '',
    answers: 'none',
    people: await findAbove(world, worker, area, woman?.record.chw),
  })
  const change: Write[] =
    raised.phone === undefined ? [] : [{ update: phoneKey(phone.pseudonym), change: raised.phone }]
  const referred = raised.isNew
    ? await refer(world, { id: letter.id, area, phone: phone.pseudonym }, worker.code)
    : { writes: [], jobs: [] }
  return {
    writes: [...raised.writes, ...change, ...referred.writes],
    jobs: [...raised.jobs, ...referred.jobs],
    answer: await adviceFor(world, area, letter.language),
  }
}

async function openForWoman(
  world: World,
  letter: { id: string; language: string },
  worker: Posted,
  woman: Woman,
): Promise<Taken & { woman: string }> {
  const { id, area, chw } = woman.record
  const phone = phoneOf(woman.record)
  const people = await leaveHerself(world, await findAbove(world, worker, area, chw), [phone])
  const known = (await world.table.get(womanCaseKey(id), { isStrong: true }))?.['k']
  const onPhone = phone === undefined ? undefined : (await loadPhone(world, phone)).item?.['case']
  for (const each of [known, onPhone]) {
    const open = typeof each === 'string' ? await loadCase(world, each) : undefined
    if (open === undefined || open.record.state === 'closed') continue
    // On a shared phone the open case may be the other woman's: hers is another one.
    if (open.record.woman !== undefined && open.record.woman !== id) continue
    const joined = await joinWrites(world, open, { woman: id, area, isLocal: true })
    const pointed = known === open.record.id ? [] : pointWrites(id, open.record.id, chw)
    return {
      writes: [...joined.writes, ...pointed],
      jobs: [{ do: 'case', id: open.record.id }],
      answer: await adviceFor(world, area, letter.language),
      woman: id,
    }
  }
  const opening = { id: letter.id, area, isLocal: true, answers: 'none' as const, people, woman: id }
  const referred = await refer(world, { ...opening, ...(phone === undefined ? {} : { phone }) }, worker.code)
  return {
    writes: [
      ...(await openWrites(world, { ...opening, ...(phone === undefined ? {} : { phone }) }, chw)),
      ...referred.writes,
    ],
    jobs: [{ do: 'case', id: letter.id }, ...referred.jobs],
    answer: await adviceFor(world, area, letter.language),
    woman: id,
    undo: { do: 'case', id: letter.id },
  }
}

/** Where to take her, by name; a worker's phone may show any. */
export async function adviceFor(world: World, area: string, language: string): Promise<Taken['answer']> {
  return { message: 'reply.dangerAdvice', facts: { centre: await nameEmergency(world, area, language, false) } }
}

/** Her own worker, unless that is who reports; the supervisor; the desk. */
async function findAbove(
  world: World,
  worker: Posted,
  area: string,
  chw: string | undefined,
): Promise<{ [role in Role]?: string }> {
  const own = chw === undefined || chw === worker.code ? undefined : await findAnswering(world, chw, area)
  const supervisor = await findSupervisor(world, worker.code, area)
  const desk = (await findServing(world, area, 'desk'))[0]?.code
  return {
    ...(own === undefined || own.code === worker.code ? {} : { chw: own.code }),
    ...(supervisor === undefined || supervisor === worker.code ? {} : { supervisor }),
    ...(desk === undefined ? {} : { desk }),
  }
}
