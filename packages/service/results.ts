/** A worker's own week beside the one before: from her counts, and from how many of her women are overdue now. */
import type { Values } from '@dhatri/flow/channel'
import { listWeeks } from './report.tally.ts'
import type { Posted } from './worker.ts'
import { listOwn } from './worklist.ts'
import type { World } from './world.ts'

/** Her week's figures as facts of the message `results`; empty where nothing was reported in either week. */
export async function resultsOf(
  world: World,
  { code }: Posted,
  week: number,
): Promise<{ facts: Values; isEmpty: boolean }> {
  const weeks = await listWeeks(world, code, 4)
  const find = (number: number) => weeks.find((each) => each.week === number)?.tally ?? {}
  const [own, before] = [find(week), find(week - 1)]
  const { lines } = await listOwn(world, code)
  const left = lines.filter(({ due }) => due?.is === 'overdue').length
  const facts = {
    reg: own.reg ?? 0,
    regs: before.reg ?? 0,
    seen: own.timely ?? 0,
    seens: before.timely ?? 0,
    bir: own.birth ?? 0,
    birs: before.birth ?? 0,
    left,
  }
  const { left: _, ...reported } = facts
  return { facts, isEmpty: Object.values(reported).every((count) => count === 0) }
}
