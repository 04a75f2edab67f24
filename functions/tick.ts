/** Lambda: the minute tick. It reads what is due and hands out ids; two ticks at once are harmless. */
import { tick } from '@dhatri/service/tick'
import { openWorld } from './lambda.ts'
import { openQueue } from './queue.ts'

/** One tick of EventBridge Scheduler. */
export async function handler(): Promise<{ due: number }> {
  return { due: await tick(openWorld(openQueue())) }
}
