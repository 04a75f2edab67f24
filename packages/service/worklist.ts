/**
 * Whom a worker must see to: her own women, and those of colleagues she stands in for while they are away. Reading her
 * list is one query; only who may be due, or has a case that may be open, is looked at herself: O(due), not O(all).
 */
import { civilDay } from '@dhatri/care/dhaka'
import { compareDue, type Due, findDue, listedFrom } from '@dhatri/care/due'
import { listWatchers } from '@dhatri/care/watch'
import { roleOf } from '@dhatri/care/worker'
import { womanCaseKey } from '@dhatri/store/items'
import type { Day } from '@dhatri/text/day'
import { loadCase } from './cases.ts'
import { careRules, loadWoman, type Woman } from './woman.ts'
import { findServing, findStandIn, listWatched, type Posted, type Watched } from './worker.ts'
import type { World } from './world.ts'

/** One line of a list: danger that is open, else what is overdue or due. */
export type Line = { woman: Woman; isDanger: boolean; due?: Due }

/** What was found to be behind: whoever is not on this list any more, or from which day there is something to see to. */
export type Stale = { code: string; id: string; from?: Day; open?: string }

/** A list in the order of urgency, and what the timer may note so that the next look is spared. */
export type Worklist = { lines: Line[]; stale: Stale[] }

/** A worker has fewer women than this; the reads of one list are bounded by it. */
const mostWatched = 400
const atOnce = 20

/** A worker's list, with that of those she stands in for. */
export async function listWork(world: World, worker: Posted): Promise<Worklist> {
  const lists = [await listOwn(world, worker.code)]
  for (const away of await listCovered(world, worker)) lists.push(await listOwn(world, away.code))
  return {
    lines: lists.flatMap(({ lines }) => lines).sort(compareLines),
    stale: lists.flatMap(({ stale }) => stale),
  }
}

/** The women of one worker alone. */
export async function listOwn(world: World, code: string): Promise<Worklist> {
  const today = civilDay(world.now())
  const watched = (await listWatched(world, code, mostWatched)).filter(
    ({ from = 0, open }) => from <= today || open !== undefined,
  )
  const list: Worklist = { lines: [], stale: [] }
  for (let at = 0; at < watched.length; at += atOnce) {
    const found = await Promise.all(watched.slice(at, at + atOnce).map((each) => lookAt(world, code, each)))
    for (const { line, stale } of found) {
      if (line !== undefined) list.lines.push(line)
      if (stale !== undefined) list.stale.push(stale)
    }
  }
  list.lines.sort(compareLines)
  return list
}

/** Colleagues of her places who are away and for whom she stands in. */
async function listCovered(world: World, worker: Posted): Promise<Posted[]> {
  if (worker.isAway || worker.hasLeft) return []
  const covered: Posted[] = []
  for (const area of worker.areas.filter(({ length }) => length === upazila)) {
    for (const other of await findServing(world, area, roleOf(worker.cadre))) {
      if (!other.isAway || other.code === worker.code || covered.some(({ code }) => code === other.code)) continue
      if ((await findStandIn(world, other, area))?.code === worker.code) covered.push(other)
    }
  }
  return covered
}

const upazila = 6

async function lookAt(world: World, code: string, { id, open }: Watched): Promise<{ line?: Line; stale?: Stale }> {
  const woman = await loadWoman(world, id)
  if (woman === undefined || !listWatchers(woman.record).includes(code)) return { stale: { code, id } }
  const isDanger = await isInDanger(world, id, open)
  if (isDanger) return { line: { woman, isDanger } }
  const today = civilDay(world.now())
  const due = findDue(woman.record, careRules(world), today)
  const line = due === undefined ? {} : { line: { woman, isDanger, due } }
  if (due !== undefined && open === undefined) return line
  const from = listedFrom(woman.record, careRules(world), today)
  return { ...line, stale: { code, id, from, ...(open === undefined ? {} : { open }) } }
}

/** Her latest case, as she names it or as her worker's list does. */
async function isInDanger(world: World, id: string, open: string | undefined): Promise<boolean> {
  const pointed = (await world.table.get(womanCaseKey(id)))?.['k']
  for (const name of new Set([pointed, open])) {
    const found = typeof name === 'string' ? await loadCase(world, name) : undefined
    if (found !== undefined && found.record.state !== 'closed') return true
  }
  return false
}

function compareLines(one: Line, other: Line): number {
  if (one.isDanger !== other.isDanger) return one.isDanger ? -1 : 1
  if (one.due === undefined || other.due === undefined) return 0
  return compareDue(one.due, other.due)
}
