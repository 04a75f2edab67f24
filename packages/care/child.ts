/**
 * The child's vaccine visits of Bangladesh's EPI: birth, 6, 10 and 14 weeks, 9 and 15 months, and which vaccine belongs
 * to which (national schedule as the programme's own pages give it: BCG at birth; OPV, Penta, PCV at 6, 10, 14 weeks;
 * fIPV at 6 and 14; MR at 9 and 15 months). Days and reminders are the schedule's; here only what was given is kept.
 */
import { type Day, printIso } from '@dhatri/text/day'
import { foldForMatch } from '@dhatri/text/normal'
import { writeEvent } from './history.ts'
import type { By } from './record.ts'
import type { Stepped } from './settle.ts'

/** The visits, earliest first. */
export const CHILD_VISITS = ['birth', 'w6', 'w10', 'w14', 'm9', 'm15'] as const

/** One visit of the child to the vaccinator. */
export type ChildVisit = (typeof CHILD_VISITS)[number]

/** The day of each visit the child has had. */
export type ChildVisits = { [visit in ChildVisit]?: Day }

const NAMES: { [visit in ChildVisit]: string[] } = {
  birth: list('birth, bcg, opv0, jonmo, jonmer, বিসিজি, জন্ম, জন্মের'),
  w6: list('6w, w6, penta1, opv1, pcv1, ipv1, fipv1, polio1, পেন্টা1, ওপিভি1, পিসিভি1, আইপিভি1, পোলিও1'),
  w10: list('10w, w10, penta2, opv2, pcv2, polio2, পেন্টা2, ওপিভি2, পিসিভি2, পোলিও2'),
  w14: list('14w, w14, penta3, opv3, pcv3, ipv2, fipv2, polio3, পেন্টা3, ওপিভি3, পিসিভি3, আইপিভি2, পোলিও3'),
  m9: list('9m, m9, mr1, ham1, এমআর1, হাম1'),
  m15: list('15m, m15, mr2, ham2, এমআর2, হাম2'),
}

/** Finds the visit that some words name (`penta1`, `opv 1`, `6w`); undefined for none, or for several visits at once. */
export function findChildVisit(words: string[]): ChildVisit | undefined {
  const visits = new Set<ChildVisit>()
  for (let at = 0; at < words.length; at += 1) {
    const [word = '', next = ''] = words.slice(at, at + 2)
    const pair = named(word + next)
    const one = pair ?? named(word)
    if (one === undefined) continue
    visits.add(one)
    if (pair !== undefined && next !== '') at += 1
  }
  return visits.size === 1 ? [...visits][0] : undefined
}

/** Keeps a visit of the child; one that is known changes nothing. */
export function vaccinate(stepped: Stepped, event: { visit: ChildVisit; day: Day; by: By }, now: number): Stepped {
  const { record } = stepped
  const { visit, day, by } = event
  if (record.child?.[visit] !== undefined) return stepped
  const entry = writeEvent('vaccinated', visit, now, { visit, day: printIso(day), by })
  return {
    record: { ...record, child: { ...record.child, [visit]: day } },
    effects: [...stepped.effects, { do: 'history', ...entry }],
  }
}

/** Takes a visit of the child back. */
export function undoVaccine(stepped: Stepped, { visit, by }: { visit: ChildVisit; by: By }, now: number): Stepped {
  const { [visit]: day, ...child } = stepped.record.child ?? {}
  if (day === undefined) return stepped
  const entry = writeEvent('vaccinated.undone', `${visit}.${now}`, now, { visit, by })
  return { record: { ...stepped.record, child }, effects: [...stepped.effects, { do: 'history', ...entry }] }
}

function named(word: string): ChildVisit | undefined {
  return CHILD_VISITS.find((visit) => NAMES[visit].includes(word))
}

function list(words: string): string[] {
  return words.split(', ').map(foldForMatch)
}
