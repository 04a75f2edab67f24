/**
 * What stops and what continues after each outcome, row by row (MomConnect, Kilkari, HelloMama; `outcome.ts` has the
 * rules). Every stream is looked at: whether anything of it is still planned for her phone, her family's or her worker.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { day, hour } from './dhaka.ts'
import type { CareEvent } from './event.ts'
import { at, exampleRules, on, registered } from './example.ts'
import type { Item } from './item.ts'
import { plan } from './plan.ts'
import type { Record } from './record.ts'
import { listReady, nextDue, step } from './step.ts'

const folder = new URL('../../flows/schedules/', import.meta.url)
const rules = exampleRules(
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), 'utf8')])),
)
const start = at('2026-03-02 09:00')

/** The streams by the courses or contacts their keys begin with. */
const STREAMS = {
  reminders: /^anc/,
  pregnancy: /^(week-p|ifa|tt|birthplan)\./,
  checks: /^(pnc|pnc-loss)\./,
  tablets: /^ifa-after\./,
  vaccines: /^epi\./,
  weeks: /^week-b\./,
  comfort: /^support\./,
  family: /^family\./,
  overdue: /^(overdue|late)$/,
} as const
type Stream = keyof typeof STREAMS

const by = 'worker'
const born = (more: object = {}): CareEvent => ({ kind: 'born', day: on('2026-10-05'), by, ...more }) as CareEvent
const alive = { fate: 'alive' as const }
const dead = { fate: 'stillborn' as const }

/** Her record after events, at the end of which nothing has been looked at yet; `when` they are told. */
function after(events: CareEvent[], when: string): { record: Record; now: number; told: string[] } {
  let record = registered(start, rules)
  const told: string[] = []
  const now = at(when)
  record = step(record, { kind: 'allowed', purpose: 'family', phone: 'f'.repeat(26) }, start + hour, rules).record
  for (const event of events) {
    const stepped = step(record, event, now, rules)
    record = stepped.record
    told.push(...stepped.effects.flatMap((effect) => (effect.do === 'tell' ? [effect.who] : [])))
  }
  return { record, now, told }
}

const streamsOf = (items: Item[], now: number): Stream[] =>
  (Object.keys(STREAMS) as Stream[]).filter((stream) =>
    items.some(({ key, at: due }) => due > now && STREAMS[stream].test(key)),
  )

type Row = [name: string, events: CareEvent[], when: string, continues: Stream[], told: string[]]
const early = '2026-05-20 12:00'
const late = '2026-10-05 12:00'
const support: CareEvent = { kind: 'allowed', purpose: 'support' }

const rows: Row[] = [
  ['nothing reported', [], early, ['reminders', 'pregnancy', 'family', 'overdue'], []],
  // Her reminders follow her phone; the worker of the village she left is not reminded of her any more.
  ['moved', [{ kind: 'moved', by }], early, ['reminders', 'pregnancy', 'family'], ['chw']],
  ['miscarriage', [{ kind: 'lost', loss: 'miscarriage', by }], early, [], ['chw']],
  ['miscarriage, with consent', [{ kind: 'lost', loss: 'miscarriage', by }, support], early, ['comfort'], ['chw']],
  ['ended', [{ kind: 'lost', loss: 'ended', by }, support], early, ['comfort'], ['chw']],
  ['a loss nobody named', [{ kind: 'lost', loss: 'loss', by }], early, [], ['chw']],
  ['no pregnancy after all', [{ kind: 'lost', loss: 'falsePregnancy', by }, support], early, [], ['chw']],
  ['live birth', [born()], late, ['checks', 'tablets', 'vaccines', 'weeks'], ['chw']],
  ['twins', [born({ each: [alive, alive] })], late, ['checks', 'tablets', 'vaccines', 'weeks'], ['chw']],
  [
    'twins of whom one was stillborn',
    [born({ each: [alive, dead] })],
    late,
    ['checks', 'tablets', 'vaccines', 'weeks'],
    ['chw', 'supervisor'],
  ],
  ['stillbirth', [born({ each: [dead] })], late, ['checks', 'tablets'], ['chw', 'supervisor']],
  [
    'stillbirth, with consent',
    [{ kind: 'lost', loss: 'stillbirth', day: on('2026-10-05'), by }, support],
    late,
    ['checks', 'tablets', 'comfort'],
    ['chw', 'supervisor'],
  ],
  [
    'the newborn died',
    [born(), { kind: 'lost', loss: 'neonatalDeath', by }],
    late,
    ['checks', 'tablets'],
    ['chw', 'chw', 'supervisor'],
  ],
  [
    'one of twins died later',
    [born({ babies: 2 }), { kind: 'lost', loss: 'neonatalDeath', baby: 2, by }],
    late,
    ['checks', 'tablets', 'vaccines', 'weeks'],
    ['chw', 'chw', 'supervisor'],
  ],
  ['she died', [{ kind: 'died', by }], early, [], ['chw', 'supervisor', 'desk']],
  ['she died giving birth', [born({ mother: 'died' })], late, [], ['chw', 'chw', 'supervisor', 'desk']],
  [
    'she died, and somebody is confirmed to look after the child',
    [born(), { kind: 'died', by }, { kind: 'carer', phone: 'g'.repeat(26), by }, { kind: 'agreed' }],
    late,
    ['vaccines'],
    ['chw', 'chw', 'supervisor', 'desk'],
  ],
  // Nobody has asked that number yet whether it may be written to.
  [
    'she died, and who looks after the child has not agreed',
    [born(), { kind: 'died', by }, { kind: 'carer', phone: 'g'.repeat(26), by }],
    late,
    [],
    ['chw', 'chw', 'supervisor', 'desk'],
  ],
  [
    'she died, and the child after her',
    [
      born(),
      { kind: 'died', by },
      { kind: 'carer', phone: 'g'.repeat(26), by },
      { kind: 'agreed' },
      { kind: 'lost', loss: 'neonatalDeath', by },
    ],
    late,
    [],
    ['chw', 'chw', 'supervisor', 'desk', 'chw', 'supervisor'],
  ],
  [
    'she died after a stillbirth',
    [born({ each: [dead] }), { kind: 'died', by }, { kind: 'carer', phone: 'g'.repeat(26), by }],
    late,
    [],
    ['chw', 'supervisor', 'chw', 'supervisor', 'desk'],
  ],
  ['lost to follow-up', [{ kind: 'lostToFollowUp', by }], early, [], []],
  ['wrong entry', [{ kind: 'wrongEntry', by }], early, [], []],
  ['she says no', [{ kind: 'declined' }], early, ['overdue'], ['chw']],
  // Whoever named the family's phone may have been that stranger too.
  ['not her number', [{ kind: 'wrongNumber' }], early, ['overdue'], ['chw']],
]

describe('what continues', () => {
  test.each(rows)('%s', (_, events, when, continues, told) => {
    const { record, now, told: heard } = after(events, when)
    const items = plan(record, rules)
    // Of what her worker is told only the question after the due date is a stream of its own.
    const heardOf = items.filter(({ to, key }) => to !== 'worker' || STREAMS.overdue.test(key))
    expect(streamsOf(heardOf, now)).toEqual(continues)
    expect(heard).toEqual(told)
    // What was under way and no longer fits is gone with the same write.
    const keys = new Set(items.map(({ key }) => key))
    expect(record.flights.filter(({ key }) => !keys.has(key))).toEqual([])
  })
})

test.each(
  rows.filter(([name, events]) => events.length === 1 && !/says|number/.test(name)),
)('%s: an undo within a day brings at most one message, whenever it comes', (_, [event], when) => {
  for (let hours = 1; hours <= 24; hours++) {
    const { record, now } = after(event === undefined ? [] : [event], when)
    const later = now + hours * hour
    let woman = step(record, { kind: 'tick' }, later, rules).record
    const before = woman.flights.length
    woman = step(woman, { kind: 'undone', by }, later, rules).record
    expect(woman.flights.filter(({ to }) => to === 'woman').length - before, `${hours} h`).toBeLessThanOrEqual(1)
    // And in the day after it no more than one a phone.
    let sent = 0
    for (
      let due = nextDue(woman, later, rules);
      due !== undefined && due <= later + day;
      due = nextDue(woman, due, rules)
    ) {
      woman = step(woman, { kind: 'tick' }, Math.max(due, later), rules).record
      for (const key of listReady(woman, due)) {
        const flight = woman.flights.find((each) => each.key === key)
        woman = step(woman, { kind: 'suppressed', key, reason: 'counted' }, due, rules).record
        if (flight?.to === 'woman') sent += 1
      }
    }
    expect(sent, `${hours} h`).toBeLessThanOrEqual(2)
  }
})
