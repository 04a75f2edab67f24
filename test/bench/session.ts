/**
 * What a session and a reminder cost in calls and units of the store, exactly: the same on every machine. Counted by the
 * rules and by a real engine, and one held against the other.
 */
import { keyDay, readSlot } from '@dhatri/service/slot'
import { phoneKey } from '@dhatri/store/items'
import { weighItem } from '@dhatri/store/value'
import type { Figure, Run } from './figure.ts'
import { type MeteredStore, openByEngine, openByRules } from './stores.ts'
import { openTown, type Town } from './town.ts'

const day = 24 * 3_600_000

/** Sign up, her own phone, the day, Dhamrai by the lists, where a worker is: eight turns, the dial among them. */
const registering = ['2', '1', '0501', '3', '1', '1', '1']
/** Information for the sixth month, then from topic to topic and back. */
const reading = ['1', '6', '1', '0', '2', '0', '3']

/** After so long each a phone's timers have run out: its session's end, then the end of its conversation. */
const untilQuiet = [11 * 60_000, 2 * day]

/** Figures by name, as both meters must give them. */
type Costs = { [name: string]: number }

/** Counts on the store in memory, and again on an engine where there is one: not one figure may differ. */
export async function measureSessions({ note }: Run): Promise<Figure[]> {
  const byRules = await count(openByRules())
  const engine = await openByEngine()
  const figures = Object.entries(byRules).map(([name, value]): Figure => ({ name, value }))
  if ('why' in engine) return [...figures, { name: 'units.apart', skipped: engine.why }]
  const byEngine = await count(engine)
  const apart = Object.keys(byRules).filter((name) => byRules[name] !== byEngine[name])
  for (const name of apart) note(`  ${name}: ${byRules[name]} by the rules, ${byEngine[name]} by the engine`)
  return [...figures, { name: 'units.apart', value: apart.length }]
}

async function count(store: MeteredStore): Promise<Costs> {
  try {
    const town = await openTown(store, '2026-03-02')
    await seeDayKey(town)
    const costs = { ...(await countRegistering(store, town)), ...(await countTimers(store, town)) }
    await seeDayKey(town)
    take(store)
    await town.holdSession('+8801711000003', reading)
    const { used, keyUsed } = take(store)
    await passTimers(town)
    return { ...costs, 'reading.writes': used.writes + keyUsed.writes, ...(await countReminder(store, town)) }
  } finally {
    await store.close()
  }
}

const take = ({ meter, keys }: MeteredStore) => ({ used: meter.take(), keyUsed: keys.take() })

/** The first sight of a day's key is paid by the first caller of the day, who is nobody here. */
async function seeDayKey({ world }: Town): Promise<void> {
  await world.keyring.day(keyDay(world.now()))
}

/** The eight turns one by one, then what the last of them commits. */
async function countRegistering(store: MeteredStore, town: Town): Promise<Costs> {
  const number = '+8801711000001'
  const session = 'ATUid_registering'
  let turns = { calls: 0, reads: 0, writes: 0 }
  take(store)
  for (let entered = 0; entered < registering.length; entered++) {
    await town.say(session, number, registering.slice(0, entered))
    const { used, keyUsed } = take(store)
    turns = {
      calls: turns.calls + used.writeCalls,
      reads: turns.reads + used.reads + keyUsed.reads,
      writes: turns.writes + used.writes + keyUsed.writes,
    }
  }
  const key = phoneKey(town.world.keyring.pseudonym(number))
  const asked = await readSlot(town.world, key.pk.slice(2), 'ussd', await town.world.table.get(key))
  if (asked === undefined) throw new Error('bench.noSlot')
  const { inputs, outcomes } = asked.conversation
  take(store)
  const last = await town.say(session, number, registering)
  if (!last.startsWith('END লেখা হলো')) throw new Error(`bench.notRegistered ${last}`)
  const { used, keyUsed } = take(store)
  const phone = await town.world.table.get(key)
  return {
    'registering.turns': turns.calls + 1,
    'registering.turnReads': turns.reads,
    'registering.commits': used.writeCalls - 1,
    'registering.writes': turns.writes + used.writes + keyUsed.writes,
    'registering.commitReads': used.reads + keyUsed.reads,
    'state.answers': Buffer.byteLength(JSON.stringify({ inputs, outcomes })),
    'state.phone': phone === undefined ? Number.NaN : weighItem(phone),
  }
}

/** What is left to do once she has hung up, until her phone has no timer any more. */
async function countTimers(store: MeteredStore, town: Town): Promise<Costs> {
  let writes = 0
  for (const later of untilQuiet) {
    await town.collect(town.now() + later, 'phone')
    take(store)
    await town.work()
    writes += take(store).used.writes
  }
  return { 'registering.timerWrites': writes }
}

async function passTimers(town: Town): Promise<void> {
  for (const later of untilQuiet) {
    await town.collect(town.now() + later)
    await town.work()
  }
}

/**
 * One reminder from the moment it is due to its receipt, without the look into the index that all women share. The
 * second one, so that it pays for the history which the one before it left beside the record.
 */
async function countReminder(store: MeteredStore, town: Town): Promise<Costs> {
  let reminders = 0
  // Some of what falls due is only noted, or told to a worker.
  for (let dues = 0; dues < 20; dues += 1) {
    const due = await town.nextDue()
    if (due === undefined) break
    await town.collect(due)
    take(store)
    await town.work()
    if ((await town.sendReceipts()) !== 1) continue
    reminders += 1
    const { used, keyUsed } = take(store)
    if (reminders === 1) continue
    return {
      'reminder.writes': used.writes + keyUsed.writes,
      'reminder.reads': used.reads,
      'reminder.keyReads': keyUsed.reads,
    }
  }
  throw new Error('bench.notReminded')
}
