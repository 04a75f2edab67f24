/** A woman, the rules and a wall clock for the tests of this package. */
import { type Day, readIso } from '@dhatri/text/day'
import { instantOf } from './dhaka.ts'
import { policy } from './policy.ts'
import { createRecord, type Record, type Registration } from './record.ts'
import { loadSchedules } from './schedule.load.ts'
import type { Rules } from './schedule.ts'
import { step } from './step.ts'

/** The rules of schedule files, which must be sound. */
export function exampleRules(files: { [name: string]: string }): Rules {
  const loaded = loadSchedules(files)
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults))
  return { schedules: loaded.schedules, courses: loaded.courses, policy }
}

/** A day written as `2026-10-08`. */
export function on(iso: string): Day {
  const day = readIso(iso)
  if (day === undefined) throw new Error(iso)
  return day
}

/** An instant written as `2026-10-08 09:30`, by the clock of Dhaka. */
export function at(when: string): number {
  const [iso = '', clock = '00:00'] = when.split(' ')
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return instantOf(on(iso), hours * 60 + minutes)
}

/** A woman who registered herself at an instant, her last period on 1 January 2026 unless said otherwise. */
export function registered(now: number, rules: Rules, more: Partial<Registration> = {}): Record {
  const woman = createRecord(
    {
      id: 'q7x2',
      area: '302614',
      chw: 'H1',
      by: 'self',
      lmp: on('2026-01-01'),
      dating: { by: 'lmp', within: 3 },
      schedule: 'bd-4@1',
      phone: 'p'.repeat(26),
      ...more,
    },
    now,
  )
  return step(woman, { kind: 'registered' }, now, rules).record
}
