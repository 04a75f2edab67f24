import { makeDay } from '@dhatri/text/day'
import { expect, test } from 'vitest'
import { instantOf } from './dhaka.ts'
import { weekOf } from './rota.ts'
import { countNudges, isToBeNudged, type Post, postDue, stepPost } from './worker.step.ts'

const monday = makeDay(2026, 6, 1) ?? 0
const chw = { code: 'HA1', role: 'chw' as const }
const at = (days: number, minutes: number) => instantOf(monday + days, minutes)
const fresh: Post = { since: at(-30, 0), nudges: 0 }

/** Lives so many days by the timer alone, and lists what was done and when. */
function live(post: Post, from: number, days: number): string[] {
  let now = from
  let held = post
  const done: string[] = []
  while (now < from + days * 86_400_000) {
    const stepped = stepPost(held, chw, now)
    held = stepped.post
    done.push(...stepped.deeds.map((deed) => `${deed.do} ${deed.day - monday}`))
    now = postDue(chw, now) ?? Number.POSITIVE_INFINITY
  }
  return done
}

test('a list each working day from Sunday to Thursday, results on Thursday', () => {
  expect(live({ ...fresh, since: at(0, 0) }, at(0, 0), 7)).toEqual([
    'digest 0',
    'digest 1',
    'digest 2',
    'digest 3',
    'results 3',
    'digest 6',
  ])
})

test('a second step in the same hour does nothing, nor does one that comes too late', () => {
  const once = stepPost(fresh, chw, at(0, 9 * 60))
  expect(once.deeds).toEqual([{ do: 'digest', day: monday }])
  expect(stepPost(once.post, chw, at(0, 9 * 60 + 5)).deeds).toEqual([])
  const late = stepPost(fresh, chw, at(0, 15 * 60))
  expect(late.deeds).toEqual([])
  expect(stepPost(late.post, chw, at(0, 9 * 60)).deeds).toEqual([])
})

test('nothing is caught up on from before she was there, and a desk hears only of whom nobody has seen', () => {
  expect(stepPost({ since: at(0, 9 * 60), nudges: 0 }, chw, at(0, 10 * 60)).deeds).toEqual([])
  const desk = { code: 'D', role: 'desk' } as const
  expect(stepPost(fresh, desk, at(0, 20 * 60)).deeds.map(({ do: does }) => does)).toEqual([])
  expect(stepPost(fresh, desk, at(0, 9 * 60)).deeds.map(({ do: does }) => does)).toEqual(['unseen'])
})

test('the list comes between eight and half past', () => {
  for (let n = 0; n < 50; n++) {
    const due = postDue({ code: `HA-${n}`, role: 'chw' }, at(0, 7 * 60)) ?? 0
    expect(due).toBeGreaterThanOrEqual(at(0, 8 * 60))
    expect(due).toBeLessThan(at(0, 8 * 60 + 30))
  }
})

test('she is asked once after 15 days of silence, once more after 45, and anew after a report', () => {
  const last = at(0, 12 * 60)
  const isAsked = (post: Post, days: number) => isToBeNudged(post, last, last + days * 86_400_000)
  expect(isAsked(fresh, 14)).toBe(false)
  expect(isAsked(fresh, 15)).toBe(true)
  const asked = { ...fresh, nudges: 1, nudgedAt: last + 15 * 86_400_000 }
  expect(isAsked(asked, 44)).toBe(false)
  expect(isAsked(asked, 45)).toBe(true)
  expect(isAsked({ ...asked, nudges: 2 }, 400)).toBe(false)
  expect(countNudges(asked, last + 20 * 86_400_000)).toBe(0)
})

test('a week ends on Thursday at four', () => {
  expect(weekOf(at(3, 15 * 60 + 59))).toBe(weekOf(at(-3, 0)))
  expect(weekOf(at(3, 16 * 60))).toBe(weekOf(at(3, 15 * 60 + 59)) + 1)
})
