/**
 * A worker's own timer, as a pure function: what is to be sent to her now, and when to look again. What she was sent is
 * kept by its day, so that a repeat, a crash or a second tick sends nothing twice; a slot that was missed for too long
 * is passed over, never caught up on.
 */
import type { Day } from '@dhatri/text/day'
import { daysSince, lastSlot, nextSlot, ROTA, type RotaName, SILENCES } from './rota.ts'
import type { Role } from './worker.ts'

/** What is kept of a worker's timer: since when she is there, the day of each thing she had last, how often she was asked. */
export type Post = { since: number; nudges: number; nudgedAt?: number } & { [name in RotaName]?: Day }

/** One thing to be done for her, by the day it belongs to. */
export type WorkerDeed = { do: RotaName; day: Day }

/** What a step makes of a post. */
export type SteppedPost = { post: Post; deeds: WorkerDeed[] }

/** Who gets what: a supervisor's list holds only women of the workers she covers; a duty desk answers where there is no supervisor. */
const GETS: { [role in Role]: readonly RotaName[] } = {
  chw: ['digest', 'results'],
  supervisor: ['digest', 'unseen', 'report'],
  desk: ['unseen'],
}

/** What is to be done for a worker at an instant. */
export function stepPost(post: Post, who: { code: string; role: Role }, now: number): SteppedPost {
  const deeds: WorkerDeed[] = []
  let next = post
  for (const name of GETS[who.role]) {
    const { day, at, isFresh } = lastSlot(ROTA[name], who.code, now)
    if (at < post.since || (post[name] ?? Number.NEGATIVE_INFINITY) >= day) continue
    next = { ...next, [name]: day }
    if (isFresh) deeds.push({ do: name, day })
  }
  return { post: next, deeds }
}

/** When the timer must next be looked at; undefined for whoever gets nothing by the rota. */
export function postDue({ code, role }: { code: string; role: Role }, now: number): number | undefined {
  const all = GETS[role].map((name) => nextSlot(ROTA[name], code, now))
  return all.length === 0 ? undefined : Math.min(...all)
}

/** Whether she is to be asked how she is: once after each long silence. */
export function isToBeNudged(post: Post, last: number, now: number): boolean {
  const reached = SILENCES.filter((days) => daysSince(Math.max(last, post.since), now) >= days).length
  return reached > countNudges(post, last)
}

/** How often she was asked in the silence that goes on. */
export function countNudges({ nudges, nudgedAt = 0 }: Post, last: number): number {
  return nudgedAt > last ? nudges : 0
}
