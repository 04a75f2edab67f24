/** Lambda: the minute tick. It reads what is due and hands out ids; two ticks at once are harmless. */
import { tick } from '@dhatri/service/tick'
import { openWorld } from './lambda.ts'

const world = openWorld()

/** One tick of EventBridge Scheduler. */
export async function handler(): Promise<{ due: number }> {
  return { due: await tick(world) }
}
