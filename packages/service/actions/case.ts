/**
 * Danger in a conversation: the caller opens a case; a worker takes it or passes it on, says whether she has left for
 * care and whether she was seen there. Only a recorded outcome closes a case. A worker who dials back has no question in
 * hand: the case is then named by its number, which the flow was told.
 */
import type { Case, CaseEvent } from '@dhatri/care/case.record'
import { type Alert, listAlerts } from '../alerts.ts'
import { laySteps, loadCase, type Open, phoneOf } from '../cases.ts'
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
  const asked = deed.held.slot.conversation.start.facts['case']
  if (typeof asked === 'string') return loadCase(world, asked)
  const { worker } = deed.phone.links
  const { id } = deed.with
  if (worker === undefined || id === undefined) return undefined
  const named = (await listAlerts(world, worker, 'all')).filter(({ number }) => number === String(id))
  // What was found is said of a case that has just been closed; of two of one woman the open one is meant, else the latest.
  return (named.find(({ open }) => open.record.state !== 'closed') ?? named.at(-1))?.open
}

/** What a case wants of this worker; undefined where it waits for nobody, or for somebody else. */
function wantOf({ state, taken }: Case, code: string): 'ringing' | 'left' | 'seen' | undefined {
  if (state === 'ringing') return 'ringing'
  // From the second question on whoever stands above is asked too.
  const isAsked = taken?.by === code || (taken?.asks ?? 0) > 1
  return isAsked ? taken?.asked : undefined
}

/** The case that waits for the worker who dials or calls: what rings before what is asked about, the oldest first. */
export async function nextCase(world: World, deed: Deed): Promise<Done> {
  const { worker } = deed.phone.links
  const alerts = worker === undefined ? [] : await listAlerts(world, worker)
  const waiting = alerts.flatMap((alert): (Alert & { want: 'ringing' | 'left' | 'seen' })[] => {
    const want = wantOf(alert.open.record, worker ?? '')
    return want === undefined ? [] : [{ ...alert, want }]
  })
  const next = waiting.find(({ want }) => want === 'ringing') ?? waiting[0]
  if (next === undefined) return { outcome: { is: 'none' } }
  const { want, number: id } = next
  const phone = want === 'ringing' ? await phoneOf(world, next.open.record) : undefined
  return { outcome: { is: want, facts: { id, ...(want === 'ringing' ? { phone: phone ?? '' } : {}) } } }
}

/** "Has she left?": yes, and it is asked later whether she was seen; no, and the same is asked again soon. */
export async function answerLeft(world: World, deed: Deed): Promise<Done> {
  return answerFor(world, deed, (by) => ({ kind: 'left', didLeave: deed.with['left'] === 'yes', by }))
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

/**
 * "Was she seen?": yes closes the case, no keeps it open and asks again. `what` says more exactly what was found, `why`
 * that she cannot be reached (it goes on up the ladder) or has died.
 */
export async function closeCase(world: World, deed: Deed): Promise<Done> {
  const { seen, what, why } = deed.with
  return answerFor(world, deed, (by) => {
    if (what === 'admitted' || what === 'referred') return { kind: 'closed', outcome: what, by }
    if (why === 'died') return { kind: 'closed', outcome: 'died', by }
    if (why === 'lost') return { kind: 'handedOn', by }
    return { kind: 'seen', didSee: seen === 'yes', by }
  })
}

async function answerFor(world: World, deed: Deed, eventBy: (code: string) => CaseEvent): Promise<Done> {
  const open = await findCase(world, deed)
  const code = deed.phone.links.worker
  if (open === undefined || code === undefined) return { outcome: { is: 'unknown' } }
  const event = eventBy(code)
  const { by: _, ...done } = await apply(world, open, event)
  // Once she was seen nobody need ask whether she arrived.
  const isOver = event.kind === 'closed' || (event.kind === 'seen' && event.didSee)
  const ended = isOver ? await endReferral(world, open.record.id, 'seen', code) : { writes: [], jobs: [] }
  return {
    outcome: { is: 'recorded' },
    writes: [...(done.writes ?? []), ...ended.writes],
    jobs: [...(done.jobs ?? []), ...ended.jobs],
  }
}
