/**
 * What is kept of the course by voice, an item of its own beside the worker's record, which an import writes anew: the
 * lesson and piece where she stopped, and of each lesson when it was first finished and whether its question was ever
 * answered right. Codes and numbers only: no number of a phone, no name.
 */
import type { Library } from '@dhatri/flow/library'
import { workerKey } from '@dhatri/store/items'
import type { Item, Key, Write } from '@dhatri/store/table'
import type { World } from './world.ts'

/** The pieces of a lesson in order; `lesson1.yaml` names its steps so. */
export const PIECES = ['first', 'second', 'third'] as const

/** One piece of a lesson. */
export type Piece = (typeof PIECES)[number]

/** A lesson heard to its end: when first, and whether the right answer was ever given. */
export type Finished = { lesson: number; at: number; isRight: boolean }

/** How a worker stands in the course. */
export type Progress = { code: string; finished: Finished[]; stopped?: { lesson: number; piece: Piece } }

const keyOf = (code: string): Key => ({ pk: workerKey(code).pk, sk: 'LESSONS' })

/** The number of a lesson by its flow's name; undefined for another flow. */
export function lessonOf(flow: string): number | undefined {
  const number = /^lesson([1-9]\d?)$/.exec(flow)?.[1]
  return number === undefined ? undefined : Number(number)
}

/** The lessons there are, in order. */
export function lessonsIn(library: Library): number[] {
  return Object.keys(library.newest)
    .flatMap((flow) => lessonOf(flow) ?? [])
    .sort((one, other) => one - other)
}

/** How a worker stands in the course: what she finished, in the order of the lessons, and where she stopped. */
export async function listLessons(world: Pick<World, 'table'>, code: string): Promise<Progress> {
  return readProgress(code, await world.table.get(keyOf(code), { isStrong: true }))
}

function readProgress(code: string, item: Item | undefined): Progress {
  const finished = Object.entries(item ?? {}).flatMap(([name, at]): Finished[] => {
    const lesson = Number(/^t(\d+)$/.exec(name)?.[1] ?? 0)
    return lesson > 0 && typeof at === 'number' ? [{ lesson, at, isRight: item?.[`r${lesson}`] === 1 }] : []
  })
  const { l: lesson, p } = item ?? {}
  const piece = PIECES.find((one) => one === p)
  return {
    code,
    finished: finished.sort((one, other) => one.lesson - other.lesson),
    ...(typeof lesson === 'number' && piece !== undefined ? { stopped: { lesson, piece } } : {}),
  }
}

/** The lesson to go on with: where she stopped, else the first she has not finished; undefined after the last. */
export function nextLesson(library: Library, { finished, stopped }: Progress): number | undefined {
  if (stopped !== undefined) return stopped.lesson
  return lessonsIn(library).find((lesson) => finished.every((one) => one.lesson !== lesson))
}

/** The write that keeps the place where she is. */
export function placeWrite(code: string, { lesson, piece }: { lesson: number; piece: Piece }): Write {
  return { update: keyOf(code), change: { set: { l: { value: lesson }, p: { value: piece } } } }
}

/** The write that keeps a lesson as finished: the first day stays, and so does a right answer. */
export function finishWrite(world: Pick<World, 'now'>, code: string, lesson: number, isRight: boolean): Write {
  const [time, right] = [`t${lesson}`, `r${lesson}`]
  return {
    update: keyOf(code),
    change: {
      set: {
        [time]: { path: time, orElse: world.now() },
        [right]: isRight ? { value: 1 } : { path: right, orElse: 0 },
      },
      remove: ['l', 'p'],
    },
  }
}

/** Every worker's progress, by code: whoever serves a place of the country, or all of it. */
export async function listCourse(world: Pick<World, 'table' | 'library'>): Promise<Progress[]> {
  const { library } = world
  const areas = ['all', ...Object.keys(library.places[library.atlas] ?? {}).filter(Boolean)]
  const codes = new Set<string>()
  for (const area of areas) {
    for (const { code } of await world.table.list(`H${area}`)) if (typeof code === 'string') codes.add(code)
  }
  const all: Progress[] = []
  for (const code of [...codes].sort()) all.push(await listLessons(world, code))
  return all
}
