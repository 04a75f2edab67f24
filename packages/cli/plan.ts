/** `dhatri plan`: all that would be sent to a woman with these dates, day by day, before anybody is registered. */
import { instantOf } from '@dhatri/care/dhaka'
import type { CareEvent } from '@dhatri/care/event'
import { plan } from '@dhatri/care/plan'
import type { Record } from '@dhatri/care/record'
import { defaultSchedule } from '@dhatri/care/schedule'
import { step } from '@dhatri/care/step'
import { loadContent } from '@dhatri/functions/content'
import { type Day, readIso } from '@dhatri/text/day'

/** What the plan is asked for: dates as `2026-01-31`; `loss` is the day of a loss, or of a stillbirth where `kind` says so. */
export type PlanAsked = {
  lmp: string
  birth?: string
  loss?: string
  kind?: string
  schedule?: string
  isJson: boolean
}

/** The losses that can be asked for. */
const KINDS = ['loss', 'miscarriage', 'stillbirth', 'neonatalDeath'] as const

/** The wall clock of Dhaka, where the people are. */
const dhaka = (at: string): string =>
  new Date(Date.parse(at) + 6 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')

/**
 * Prints the plan of a woman registered in week 6, with a family that listens and her yes to words after a loss: to the
 * birth or the loss what was planned before it, from then on what is planned after.
 */
export function showPlan(asked: PlanAsked): number {
  const dates = [asked.lmp, asked.birth, asked.loss].map((iso) => (iso === undefined ? undefined : readIso(iso)))
  const [lmp, birth, loss] = dates
  const names = ['lmp', 'birth', 'loss'] as const
  const wrong = names.find((name, index) => asked[name] !== undefined && dates[index] === undefined)
  const kind = KINDS.find((each) => each === (asked.kind ?? 'loss'))
  if (lmp === undefined || wrong !== undefined || kind === undefined) {
    console.error(
      kind === undefined ? `plan.kind: write --kind ${KINDS.join('|')}` : `plan.${wrong}: write --${wrong} 2026-01-01`,
    )
    return 2
  }
  const { rules } = loadContent().world
  const { schedules } = rules
  if (asked.schedule !== undefined && !Object.hasOwn(schedules, asked.schedule)) {
    console.error(`plan.schedule ${asked.schedule}: one of ${Object.keys(schedules).sort().join(', ')}`)
    return 2
  }
  const registered = instantOf(lmp + 42, 9 * 60)
  const record: Record = {
    id: 'plan',
    area: '',
    by: 'self',
    consent: 'agreed',
    consentAt: registered,
    state: 'pregnant',
    lmp,
    dating: { by: 'lmp', within: 3 },
    schedule: asked.schedule ?? defaultSchedule(rules, lmp + 42),
    registered: lmp + 42,
    phone: 'plan',
    family: { phone: 'family', at: registered },
    support: { at: 0 },
    channel: 'sms',
    visits: {},
    missed: [],
    settledTo: registered,
    settled: [],
    flights: [],
  }
  const items = listParts(record, listEnds(birth, loss, kind)).map(({ key, at, message, to, about }) => ({
    at: new Date(at).toISOString(),
    key,
    message,
    to,
    about,
  }))
  if (asked.isJson) console.log(JSON.stringify(items))
  else for (const { at, key, message, to } of items) console.log(`${dhaka(at)}  ${key.padEnd(18)} ${message} → ${to}`)
  return 0

  /** What is planned up to each event, as it was planned before the event, and then what is planned after all of them. */
  function listParts(start: Record, events: { at: number; event: CareEvent }[]) {
    let now = start
    let from = start.settledTo
    const parts = events.flatMap(({ at, event }) => {
      const before = plan(now, rules).filter((item) => item.at > from && item.at <= at)
      // Only the outcome matters here: what is under way by then has been listed.
      now = { ...step(now, event, at, rules).record, flights: [] }
      from = at
      return before
    })
    return [...parts, ...plan(now, rules).filter((item) => item.at > from)]
  }
}

/** Both are told at nine in the evening of their day. */
function listEnds(
  birth: Day | undefined,
  loss: Day | undefined,
  kind: (typeof KINDS)[number],
): { at: number; event: CareEvent }[] {
  const born: CareEvent | undefined = birth === undefined ? undefined : { kind: 'born', day: birth, by: 'self' }
  const lost: CareEvent | undefined =
    loss === undefined ? undefined : { kind: 'lost', loss: kind, day: loss, by: 'self' }
  const ends = [
    { day: birth, event: born },
    { day: loss, event: lost },
  ]
  return ends
    .flatMap(({ day, event }) =>
      day === undefined || event === undefined ? [] : [{ at: instantOf(day, 21 * 60), event }],
    )
    .sort((one, other) => one.at - other.at)
}
