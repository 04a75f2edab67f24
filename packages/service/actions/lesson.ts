/**
 * The course by voice: where a worker goes on, the place she is at, and a lesson finished. The flow and the step say
 * which lesson and which piece, so that a lesson is written without any number in it. Each repeats without harm.
 */
import type { Deed, Done } from '../deed.ts'
import { finishWrite, lessonOf, lessonsIn, listLessons, nextLesson, PIECES, placeWrite } from '../lessons.ts'
import type { World } from '../world.ts'

const failed: Done = { outcome: { is: 'failed' } }

/** Which lesson comes next for this worker. */
export async function readLessons(world: World, deed: Deed): Promise<Done> {
  const code = deed.phone.links.worker
  if (code === undefined) return failed
  const lesson = nextLesson(world.library, await listLessons(world, code))
  return { outcome: lesson === undefined ? { is: 'all' } : { is: 'at', facts: { lesson } } }
}

/** Begins a lesson, or goes on with the piece at which she stopped in it. */
export async function openLesson(world: World, deed: Deed): Promise<Done> {
  const code = deed.phone.links.worker
  const lesson = lessonOf(deed.at.flow)
  if (code === undefined || lesson === undefined) return failed
  const { stopped } = await listLessons(world, code)
  if (stopped?.lesson === lesson) return { outcome: { is: stopped.piece } }
  return { outcome: { is: PIECES[0] }, writes: [placeWrite(code, { lesson, piece: PIECES[0] })] }
}

/** Keeps the piece she has come to: the step is called after it (`secondKept`). */
export async function keepLesson(_world: World, deed: Deed): Promise<Done> {
  const code = deed.phone.links.worker
  const lesson = lessonOf(deed.at.flow)
  const piece = PIECES.find((one) => deed.at.step === `${one}Kept`)
  if (code === undefined || lesson === undefined || piece === undefined) return failed
  return { outcome: { is: 'kept' }, writes: [placeWrite(code, { lesson, piece })] }
}

/** She chose from the list: that lesson, from its beginning. */
export async function chooseLesson(world: World, deed: Deed): Promise<Done> {
  const code = deed.phone.links.worker
  const lesson = lessonsIn(world.library).find((one) => String(one) === deed.with['which'])
  if (lesson === undefined) return failed
  const outcome = { is: 'at', facts: { lesson } }
  return code === undefined ? { outcome } : { outcome, writes: [placeWrite(code, { lesson, piece: PIECES[0] })] }
}

/** Keeps a lesson as finished, with how its question was answered. */
export async function recordLesson(world: World, deed: Deed): Promise<Done> {
  const code = deed.phone.links.worker
  const lesson = lessonOf(deed.at.flow)
  if (code === undefined || lesson === undefined) return failed
  const isRight = deed.with['answer'] === 'right'
  return { outcome: { is: isRight ? 'right' : 'wrong' }, writes: [finishWrite(world, code, lesson, isRight)] }
}
