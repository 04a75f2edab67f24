/** The clock buttons of the demo: a day, a week, or to the due date of a woman; the new time outlives a restart. */
import { instantOf } from '@dhatri/care/dhaka'
import { estimateDue } from '@dhatri/care/pregnancy'
import type { Move, Moved } from '@dhatri/phone/demo'
import { loadPhone } from '@dhatri/service/phone'
import { loadWoman } from '@dhatri/service/woman'
import type { World } from '@dhatri/service/world'
import { type Walk, walkTo } from './demo.clock.ts'

/** Longest walk at once. */
const farthest = 366 * 86_400_000

/** Makes the demo's `moveClock`. */
export function makeMove(walk: Walk & { keep: () => Promise<void> }): (move: Move) => Promise<Moved> {
  return async (move) => {
    const { world } = walk
    const target = await findTarget(world, move)
    if (target === undefined) return { ok: false, error: 'clock.nothingDue' }
    if (target < world.now()) return { ok: false, error: 'clock.backward' }
    if (target - world.now() > farthest) return { ok: false, error: 'clock.tooFar' }
    const isThere = await walkTo(walk, target)
    await walk.keep()
    return { ok: true, now: world.now(), ...(isThere ? {} : { stoppedBy: 'ring' }) }
  }
}

async function findTarget(world: World, move: Move): Promise<number | undefined> {
  if ('by' in move) return world.now() + move.by
  if (move.to !== 'due') return move.to
  if (move.number === undefined) return undefined
  const phone = await loadPhone(world, world.keyring.pseudonym(move.number))
  const dates: number[] = []
  for (const id of phone.links.women) {
    const woman = await loadWoman(world, id)
    if (woman !== undefined && woman.record.state === 'pregnant') dates.push(estimateDue(woman.record.lmp))
  }
  return dates.length === 0 ? undefined : instantOf(Math.min(...dates), 9 * 60)
}
