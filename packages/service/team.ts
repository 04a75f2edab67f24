/**
 * A supervisor's report: her team's week by union, or by upazila where the union is not known, then who has fallen
 * silent, who is stuck with a form, which registrations to look at together. Read from what the workers' own timers and
 * reports have counted: one query for the team of each upazila and two reads a worker, no woman is looked at.
 */

import { CODES } from '@dhatri/care/report.kind'
import { daysSince, SILENCES, weekOf } from '@dhatri/care/rota'
import { reportTeam, type TeamLine, type TeamRow } from '@dhatri/care/supervision'
import { findMarks, type Mark } from '@dhatri/care/supervision.marks'
import type { Values } from '@dhatri/flow/channel'
import { renderMessage } from '@dhatri/flow/message'
import { workerKey } from '@dhatri/store/items'
import { compose } from '@dhatri/text/normal'
import { measureSms } from '@dhatri/text/sms'
import { listUpazilas } from './registration.ts'
import { listSamples, listWeeks } from './report.tally.ts'
import { findServing, type Posted } from './worker.ts'
import type { World } from './world.ts'

const mostParts = 3
/** Weeks over which refused reports and registrations are looked at. */
const recent = 4
const halfYear = 26
/** A supervisor hears of a silence some days after the worker herself was asked. */
const firstHerself = 2

/** The lines of a supervisor's report; none where nobody is on the team. */
export async function listTeam(world: World, supervisor: Posted): Promise<TeamLine[]> {
  const rows: TeamRow[] = []
  for (const worker of await findTeam(world, supervisor)) rows.push(await rowOf(world, worker))
  return rows.length === 0 ? [] : reportTeam(rows)
}

/** The report as one text of at most three parts; the rest is there to be dialled for. */
export async function writeTeam(world: World, supervisor: Posted, language: string): Promise<string | undefined> {
  const lines = await listTeam(world, supervisor)
  if (lines.length === 0) return undefined
  const more = sayTeam(world, 'team.more', {}, language)
  const said = [sayTeam(world, 'team', {}, language)]
  for (const [at, line] of lines.entries()) {
    const next = sayLine(world, line, language)
    const rest = at === lines.length - 1 ? [] : [more]
    if (measureSms(compose([...said, next, ...rest].join('\n'))).segments > mostParts) return [...said, more].join('\n')
    said.push(next)
  }
  return said.join('\n')
}

/** One line of the report in a language. */
export function sayLine(world: World, line: TeamLine, language: string): string {
  switch (line.is) {
    case 'place': {
      const { tally, overdue, open } = line
      const place = placeName(world, line.place, language)
      const facts = { place, reg: tally.reg, seen: tally.timely, visits: tally.visit, left: overdue, open }
      return sayTeam(world, 'team.place', facts, language)
    }
    case 'silent':
      return sayTeam(world, 'team.silent', { code: line.code, days: Math.min(999, line.days) }, language)
    case 'help': {
      const form = Object.entries(CODES).find(([kind]) => kind === line.form)?.[1] ?? 'SMS'
      return sayTeam(world, 'team.help', { code: line.code, form }, language)
    }
    case 'mark':
      return sayTeam(world, MARKS[line.mark], { code: line.code }, language)
  }
}

const MARKS: { [mark in Mark['is']]: string } = {
  dates: 'team.dates',
  phone: 'team.phone',
  same: 'team.same',
  fast: 'team.fast',
}

function sayTeam(world: World, message: string, facts: Values, language: string): string {
  const how = { language, privacy: 'neutral', channel: 'sms', facts } as const
  return renderMessage(world.library, world.messages, message, how).text
}

const longestName = 24

function placeName(world: World, place: string, language: string): string {
  const known = world.library.places[world.library.atlas]?.[place]
  const name = known === undefined ? place : language === 'bn' ? known.bn : known.en
  return name.slice(0, longestName)
}

/** Everybody below a supervisor in the places she serves; workers who name no supervisor are counted to her as well. */
async function findTeam(world: World, supervisor: Posted): Promise<Posted[]> {
  const team = new Map<string, Posted>()
  for (const area of supervisor.areas.flatMap((each) => [each, ...listUpazilas(world, each)])) {
    for (const worker of await findServing(world, area, 'chw')) {
      if ((worker.supervisor ?? supervisor.code) === supervisor.code) team.set(worker.code, worker)
    }
  }
  return [...team.values()].sort((one, other) => (one.code < other.code ? -1 : 1))
}

async function rowOf(world: World, worker: Posted): Promise<TeamRow> {
  const { code } = worker
  const item = await world.table.get(workerKey(code))
  const number = (name: string) => (typeof item?.[name] === 'number' ? item[name] : 0)
  const weeks = await listWeeks(world, code, recent)
  const ended = weekOf(world.now()) - 1
  const fresh = weeks.filter(({ week }) => week > ended - recent)
  const bad: { [form: string]: number } = {}
  for (const week of fresh) for (const [form, count] of Object.entries(week.bad)) bad[form] = (bad[form] ?? 0) + count
  const last = Math.max(weeks[0]?.at ?? 0, number('since'))
  const silent = daysSince(last, world.now())
  const wasAsked = number('nudgedAt') > last && daysSince(number('nudgedAt'), world.now()) >= firstHerself
  return {
    code,
    place: worker.union ?? worker.areas[0] ?? '',
    tally: weeks.find(({ week }) => week === ended)?.tally ?? {},
    overdue: number('over'),
    open: number('open'),
    ...(silent >= (SILENCES[0] ?? silent) && wasAsked && !worker.isAway ? { silent } : {}),
    good: fresh.reduce((sum, { good }) => sum + good, 0),
    bad,
    marks: findMarks(await listSamples(world, code, halfYear)),
  }
}
