/** "Did you go?": her answer about the contact that was asked about, or the latest one whose day has come. */
import { plan } from '@dhatri/care/plan'
import { printIso } from '@dhatri/text/day'
import { chooseWoman } from '../choose.ts'
import type { Deed, Done } from '../deed.ts'
import { stepWoman } from '../woman.ts'
import type { World } from '../world.ts'

/** Records whether she went; reports the day of her next contact. */
export async function recordVisit(world: World, deed: Deed): Promise<Done> {
  const woman = await chooseWoman(world, deed)
  if (woman === undefined) return { outcome: { is: 'unknown' } }
  const item = deed.held.slot.conversation.start.facts['item']
  const contact =
    typeof item === 'string' ? plan(woman.record, world.rules).find(({ key }) => key === item)?.contact : undefined
  const stepping = await stepWoman(world, woman, {
    kind: 'visit',
    didGo: deed.with['went'] === 'yes',
    by: 'self',
    ...(contact === undefined ? {} : { contact }),
  })
  const next = plan(stepping.woman.record, world.rules).find(
    ({ date, at, to }) => date !== undefined && to !== 'worker' && at > world.now(),
  )?.date
  return {
    outcome: { is: 'recorded', ...(next === undefined ? {} : { facts: { next: printIso(next) } }) },
    writes: stepping.writes,
    jobs: stepping.jobs,
  }
}
