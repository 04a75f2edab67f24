/**
 * A clock that can be moved, for the demo and the tests: it walks from one due moment to the next, so that everything
 * happens at its own time and in order, and stops where a phone rings, so that somebody can answer.
 */
import { tick } from '@dhatri/service/tick'
import type { World } from '@dhatri/service/world'

/** What the walk needs besides the world. */
export type Walk = {
  world: World
  set: (now: number) => void
  /** Runs what the tick handed out, and what the network put off, until nothing is left. */
  settle: () => Promise<void>
  isRinging: () => boolean
  /** Keeps the clock, so that a process that dies on the way does not go back in time. */
  keep?: () => Promise<void>
}

/** Most stops of one walk: a year of a small population has a few thousand. */
const mostStops = 100_000
/** What is still due after its tick is looked at again this much later. */
const step = 60_000

/** Walks to an instant; true when it got there, false when a phone rings before. */
export async function walkTo(walk: Walk, target: number): Promise<boolean> {
  const { world } = walk
  await walk.settle()
  let lastSeen = -1
  for (let stops = 0; stops < mostStops; stops++) {
    if (walk.isRinging()) return false
    const next = await findNext(world, target)
    if (next === undefined) break
    // The same thing due again at once waits a minute, as it would for the next real tick.
    const at = Math.max(next, world.now(), lastSeen === next ? world.now() + step : 0)
    if (at > target) break
    lastSeen = next
    walk.set(at)
    await walk.keep?.()
    await tick(world)
    await walk.settle()
  }
  if (walk.isRinging()) return false
  walk.set(Math.max(target, world.now()))
  await walk.settle()
  return true
}

/** The earliest moment at which anything is due, up to a limit. */
async function findNext(world: World, limit: number): Promise<number | undefined> {
  let earliest: number | undefined
  for (let shard = 0; shard < world.settings.shards; shard++) {
    const [first] = await world.table.due(shard, limit, 1)
    if (first !== undefined && (earliest === undefined || first.due < earliest)) earliest = first.due
  }
  return earliest
}
