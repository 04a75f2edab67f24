/**
 * The answer to the one neutral question that a phone gets when somebody else registered a woman on it: yes, no, or
 * wrong number. Without a named woman (she dialled in by herself) every invitation that waits on the phone is meant.
 */
import type { Write } from '@dhatri/store/table'
import type { Deed, Done } from '../deed.ts'
import { loadWoman, stepWoman } from '../woman.ts'
import type { Job, World } from '../world.ts'

/** Records the answer. */
export async function answerInvite(world: World, deed: Deed): Promise<Done> {
  const named = deed.held.slot.conversation.start.facts['woman']
  const ids = typeof named === 'string' ? [named] : deed.phone.links.women
  const writes: Write[] = []
  const jobs: Job[] = []
  let found = 0
  for (const id of ids) {
    const woman = await loadWoman(world, id)
    if (woman === undefined || woman.record.consent !== 'invited') continue
    found += 1
    const { answer } = deed.with
    const event =
      answer === 'yes'
        ? ({ kind: 'agreed', words: `invite@${deed.held.slot.conversation.start.shape}`.slice(0, 40) } as const)
        : ({ kind: answer === 'no' ? 'declined' : 'wrongNumber' } as const)
    const stepping = await stepWoman(world, woman, event)
    writes.push(...stepping.writes)
    jobs.push(...stepping.jobs)
  }
  return found === 0 ? { outcome: { is: 'unknown' } } : { outcome: { is: 'recorded' }, writes, jobs }
}
