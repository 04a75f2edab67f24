/** `dhatri plan`: what would be sent to a woman with these dates, day by day, before anybody is registered. */
import { plan } from '@dhatri/care/plan'
import type { Record } from '@dhatri/care/record'
import { defaultSchedule } from '@dhatri/care/schedule'
import { loadContent } from '@dhatri/functions/content'
import { readIso } from '@dhatri/text/day'

/** The wall clock of Dhaka, where the people are. */
const dhaka = (at: string): string =>
  new Date(Date.parse(at) + 6 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')

/** Prints the plan of a woman registered in week 6. */
export function showPlan({ lmp, schedule, isJson }: { lmp: string; schedule?: string; isJson: boolean }): number {
  const day = readIso(lmp)
  if (day === undefined) {
    console.error('plan.lmp: write --lmp 2026-01-01')
    return 2
  }
  const { rules } = loadContent().world
  const record: Record = {
    id: 'plan',
    area: '',
    by: 'self',
    consent: 'agreed',
    consentAt: 0,
    state: 'pregnant',
    lmp: day,
    dating: { by: 'lmp', within: 3 },
    schedule: schedule ?? defaultSchedule(rules, day),
    registered: day + 42,
    phone: 'plan',
    channel: 'sms',
    visits: {},
    missed: [],
    settledTo: 0,
    settled: [],
    flights: [],
  }
  const items = plan(record, rules).map(({ key, at, message, to, about }) => ({
    at: new Date(at).toISOString(),
    key,
    message,
    to,
    about,
  }))
  if (isJson) console.log(JSON.stringify(items))
  else for (const { at, key, message, to } of items) console.log(`${dhaka(at)}  ${key.padEnd(14)} ${message} → ${to}`)
  return 0
}
