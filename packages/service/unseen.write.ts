/**
 * Whom nobody has seen for long: noted on the list of the supervisor who answers, who gets one message each morning, not
 * one for each woman.
 */
import type { Teller } from '@dhatri/care/outcome'
import type { Record } from '@dhatri/care/record'
import { workerKey } from '@dhatri/store/items'
import type { Key, Write } from '@dhatri/store/table'
import { findTold } from './woman.tell.ts'
import type { World } from './world.ts'

/** What the schedules say to a supervisor: one line of her morning's message. */
export const unseenMessage = 'supervisor.silent'

/** Where a woman stands on a supervisor's list, once for each planned item: two may come due on one day. */
export const unseenKey = (code: string, woman: string, item: string): Key => ({
  pk: workerKey(code).pk,
  sk: `C#${woman}#${item}`,
})

/** The write that notes her, with the planned item by which it is seen later whether it is still so. */
export async function unseenWrites(world: World, record: Record, who: Teller, item: string): Promise<Write[]> {
  const told = await findTold(world, record, who)
  if (told === undefined) {
    world.log({ code: 'tell.nobody' })
    return []
  }
  return [{ put: { ...unseenKey(told.code, record.id, item), w: record.id, t: item } }]
}
