/**
 * Danger in a conversation: the caller opens a case; a worker takes it or passes it on, and says later whether she was
 * seen. Only a recorded outcome closes a case.
 */
import type { CaseEvent } from '@dhatri/care/case.record'
import { laySteps, loadCase, type Open } from '../cases.ts'
import { chooseWoman, listWomen } from '../choose.ts'
import { raiseAlarm } from '../danger.ts'
import type { Deed, Done } from '../deed.ts'
import { nameEmergency } from '../facilities.ts'
import { endReferral, refer } from '../referral.ts'
import type { World } from '../world.ts'

/** Opens a case for the caller, or joins the open one, and says where to go. */
export async function sendToCentre(world: World, deed: Deed): Promise<Done> {
  const done = await openCase(world, deed)
  const { place } = deed.with
  const area =
    typeof place === 'string' && place !== '' ? place : ((await listWomen(world, deed))[0]?.record.area ?? '')
  const { language } = deed.held.slot.conversation.start
  const centre = await nameEmergency(world, area, language, !deed.phone.links.isFull)
  return { ...done, outcome: { ...done.outcome, facts: { centre } } }
}

/** Opens a case for the caller, or joins the open one. */
export async function openCase(world: World, deed: Deed): Promise<Done> {
  const number = deed.held.slot.number ?? ''
  const women = await listWomen(world, deed)
  const woman = await chooseWoman(world, deed)
  const { tell, place } = deed.with
  const named = typeof place === 'string' && place !== '' ? place : undefined
  // Several women on one phone: nobody is guessed at, but their worker is told, as the screen says.
  const area = named ?? (woman === undefined ? women[0]?.record.area || undefined : undefined)
  const isLocal = tell !== 'no' && (woman !== undefined || area !== undefined)
  const raised = await raiseAlarm(world, {
    id: deed.id,
    phone: deed.phone,
    number,
    ...(woman === undefined ? {} : { woman }),
    ...(area === undefined ? {} : { area }),
    isLocal,
    answers: deed.held.slot.conversation.start.channel === 'voice' ? 'voice' : 'sms',
  })
  return {
    outcome: { is: raised.isNew ? 'opened' : 'joined' },
    writes: raised.writes,
    jobs: raised.jobs,
    ...(raised.phone === undefined ? {} : { phone: { change: raised.phone } }),
  }
}

async function findCase(world: World, deed: Deed): Promise<Open | undefined> {
  const id = deed.held.slot.conversation.start.facts['case']
  return typeof id === 'string' ? loadCase(world, id) : undefined
}

async function apply(
  world: World,
  open: Open,
  event: CaseEvent,
): Promise<Pick<Done, 'writes' | 'jobs'> & { by?: string }> {
  const stepping = await laySteps(world, open, event)
  const by = stepping.record.taken?.by
  return { writes: stepping.writes, jobs: [{ do: 'case', id: open.record.id }], ...(by === undefined ? {} : { by }) }
}

/** "I have it", or "not I": the first to take a case has it. */
export async function takeCase(world: World, deed: Deed): Promise<Done> {
  const open = await findCase(world, deed)
  const code = deed.phone.links.worker
  if (open === undefined || code === undefined) return { outcome: { is: 'gone' } }
  const isMine = deed.with['answer'] === 'mine'
  const isHolding = open.record.taken?.by === code
  const refusal = isHolding ? 'handedOn' : 'passed'
  const { by, ...done } = await apply(world, open, { kind: isMine ? 'taken' : refusal, by: code })
  const isTaken = isMine && by === code && !isHolding
  const referred = isTaken ? await refer(world, open.record, code) : { writes: [], jobs: [] }
  return {
    outcome: { is: isMine && by !== code ? 'gone' : 'taken' },
    writes: [...(done.writes ?? []), ...referred.writes],
    jobs: [...(done.jobs ?? []), ...referred.jobs],
  }
}

/** "Was she seen?": yes closes the case, no keeps it open and asks again. */
export async function closeCase(world: World, deed: Deed): Promise<Done> {
  const open = await findCase(world, deed)
  const code = deed.phone.links.worker
  if (open === undefined || code === undefined) return { outcome: { is: 'unknown' } }
  const didSee = deed.with['seen'] === 'yes'
  const { by: _, ...done } = await apply(world, open, { kind: 'seen', didSee, by: code })
  const ended = didSee ? await endReferral(world, open.record.id, 'seen', code) : { writes: [], jobs: [] }
  return {
    outcome: { is: 'recorded' },
    writes: [...(done.writes ?? []), ...ended.writes],
    jobs: [...(done.jobs ?? []), ...ended.jobs],
  }
}
