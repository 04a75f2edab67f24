/**
 * The demo's inspector: all that the service knows of a number, in the clear. It exists so that a person who tries the
 * demo can see what was kept, what is due next, what was sent, and what was not and why. Demo only.
 */
import type { Case } from '@dhatri/care/case.record'
import { civilDay } from '@dhatri/care/dhaka'
import { plan } from '@dhatri/care/plan'
import { estimateDue } from '@dhatri/care/pregnancy'
import { nextDue } from '@dhatri/care/step'
import type { Channel } from '@dhatri/flow/channel'
import { fold } from '@dhatri/flow/turn'
import type { Inspection, Shown, ShownConversation, ShownItem, ShownWoman } from '@dhatri/phone/demo'
import { loadCase } from '@dhatri/service/cases'
import { listHistory } from '@dhatri/service/history'
import { loadPhone } from '@dhatri/service/phone'
import { readSlot } from '@dhatri/service/slot'
import { loadWoman, type Woman } from '@dhatri/service/woman'
import { loadWho } from '@dhatri/service/woman.who'
import { loadWorker } from '@dhatri/service/worker'
import type { World } from '@dhatri/service/world'
import { printIso } from '@dhatri/text/day'

/** Looks a number up. */
export async function inspectNumber(world: World, number: string): Promise<Inspection> {
  const pseudonym = world.keyring.pseudonym(number)
  const phone = await loadPhone(world, pseudonym)
  const conversations: ShownConversation[] = []
  for (const channel of ['ussd', 'voice', 'sms'] as const) {
    for (const which of ['now', 'before'] as const) {
      const shown = await showConversation(world, pseudonym, channel, which, phone.item)
      if (shown !== undefined) conversations.push(shown)
    }
  }
  const women: ShownWoman[] = []
  for (const id of phone.links.women) {
    const woman = await loadWoman(world, id)
    if (woman !== undefined) women.push(await showWoman(world, woman))
  }
  const worker = phone.links.worker === undefined ? undefined : await loadWorker(world, phone.links.worker)
  const known = phone.item?.['case']
  const open = typeof known === 'string' ? await loadCase(world, known) : undefined
  return {
    phone: {
      pseudonym: pseudonym.slice(0, 8),
      language: phone.language,
      privacy: phone.links.isFull ? 'mine, full' : 'neutral',
      stopped: phone.isStopped,
      women: phone.links.women.length,
      bytes: sizeOf(phone.item),
    },
    conversations,
    women,
    ...(open === undefined ? {} : { cases: [showCase(open.record)] }),
    ...(worker === undefined
      ? {}
      : { worker: { code: worker.code, cadre: worker.cadre, areas: worker.areas.join(' ') } }),
  }
}

async function showConversation(
  world: World,
  pseudonym: string,
  channel: Channel,
  which: 'now' | 'before',
  item: Parameters<typeof readSlot>[3],
): Promise<ShownConversation | undefined> {
  const slot = await readSlot(world, pseudonym, channel, item, which)
  if (slot === undefined) return undefined
  const position = fold(world.library, slot.conversation)
  const isOver = slot.isEnded || position.state === 'ended'
  if (which === 'before' && (isOver || !position.isUseful)) return undefined
  return {
    channel,
    flow: position.flow,
    step: position.step,
    state: which === 'before' ? 'offered' : isOver ? 'ended' : 'open',
    answers: position.answers,
    inputs: slot.conversation.inputs,
  }
}

async function showWoman(world: World, woman: Woman): Promise<ShownWoman> {
  const { record, shortId } = woman
  const who = await loadWho(world, record.id)
  const history = await listHistory(world, woman)
  const shown: { [name: string]: Shown } = {
    id: shortId,
    name: who.name ?? null,
    state: record.state,
    consent: record.consent,
    lmp: printIso(record.lmp),
    edd: printIso(estimateDue(record.lmp)),
    dating: `${record.dating.by} ± ${record.dating.within}`,
    schedule: record.schedule,
    area: record.area,
    chw: record.chw ?? null,
    channel: record.channel,
    visits: Object.keys(record.visits).join(' '),
  }
  const due = nextDue(record, world.now(), world.rules)
  const ended: ShownItem[] = history
    .filter(({ how }) => how !== undefined)
    .map(({ at, what, how, why }) => ({
      at,
      what,
      state: how === 'delivered' || how === 'accepted' || how === 'told' ? 'sent' : 'notSent',
      why: why === undefined ? (how ?? '') : `${how}: ${why}`,
    }))
  const flying: ShownItem[] = record.flights.map((flight) => ({
    at: flight.at,
    what: flight.key,
    state: 'waiting',
    why: flight.state,
  }))
  const busy = new Set([...ended, ...flying].map(({ what }) => what))
  const ahead: ShownItem[] = plan(record, world.rules)
    .filter(({ key, at }) => at > record.settledTo && !busy.has(key))
    .map(({ key, at }) => ({ at, what: key, state: 'ahead' }))
  const next = [...flying, ...ahead].sort((one, other) => one.at - other.at)[0]
  return {
    id: shortId,
    record: shown,
    ...(due === undefined ? {} : { next: { at: due, what: next?.what ?? 'tick' } }),
    items: [...ended, ...flying, ...ahead].sort((one, other) => one.at - other.at),
    history: history.map(({ at, what, why }) => ({ at, what, ...(why === undefined ? {} : { why }) })),
  }
}

/** A case in a line: where its ladder stands, who has it, how it ended. */
function showCase(record: Case): { [name: string]: Shown } {
  return {
    opened: printIso(civilDay(record.opened)),
    state: record.state,
    round: record.round + 1,
    taken: record.taken?.by ?? null,
    outcome: record.outcome?.kind ?? null,
  }
}

/** Bytes of an item as the store counts them, roughly: names and values. */
function sizeOf(value: unknown): number {
  if (value === undefined || value === null) return 0
  if (typeof value === 'string') return Buffer.byteLength(value)
  if (value instanceof Uint8Array) return value.length
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + sizeOf(one) + 1, 3)
  if (value instanceof Set) return [...value].reduce((sum: number, one) => sum + sizeOf(one), 0)
  if (typeof value === 'object')
    return Object.entries(value).reduce((sum, [name, one]) => sum + name.length + sizeOf(one), 3)
  return 8
}
