/**
 * Safe hours: when her phone may be disturbed, as she said it. They only ever narrow the hours of the policy; planning,
 * ringing and the last look before a hand-off all go by them.
 */
import { civilDay, clockMinutes, instantOf, minute } from './dhaka.ts'
import { writeEvent } from './history.ts'
import { type Hours, isAllowed, narrowHours } from './quiet.ts'
import type { Record } from './record.ts'
import type { Rules } from './schedule.ts'
import type { Stepped } from './settle.ts'

/** The longest stretch over which messages of one day are spread, in minutes. */
const stretch = 180

/** The rules as they hold for her: quiet hours with her own safe hours in them. */
export function narrowRules({ safe }: Pick<Record, 'safe'>, rules: Rules): Rules {
  const hours = narrowHours(rules.policy.hours, safe)
  if (safe === undefined || hours === undefined) return rules
  return { ...rules, policy: { ...rules.policy, hours } }
}

/** An instant moved into the hours of its own day, not all at their beginning. */
export function fitInto(at: number, hours: Hours): number {
  if (isAllowed(at, hours)) return at
  const today = civilDay(at)
  const share = (clockMinutes(at) % stretch) / stretch
  const room = Math.min(stretch, hours.to - hours.from)
  return instantOf(today, hours.from) + Math.floor(share * room) * minute
}

/** Keeps her safe hours; without any she may be reached at any time that the policy allows. */
export function keepSafe(stepped: Stepped, { hours }: { hours?: Hours }, now: number): Stepped {
  const { safe, ...record } = stepped.record
  if (safe?.from === hours?.from && safe?.to === hours?.to) return stepped
  const facts = hours && { from: hours.from, to: hours.to }
  const entry = writeEvent('safe', now, now, facts)
  const effects = [...stepped.effects, { do: 'history' as const, ...entry }]
  return { record: hours === undefined ? record : { ...record, safe: hours }, effects }
}
