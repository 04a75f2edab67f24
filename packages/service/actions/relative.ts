/**
 * The answer of somebody in the family, on a phone of their own, to the one neutral question they get because a woman
 * named their number. Only the phone that she named, and only while she still wants it, can agree.
 */
import type { Deed, Done } from '../deed.ts'
import { loadWoman, stepWoman } from '../woman.ts'
import type { World } from '../world.ts'

/** Records the answer. */
export async function answerRelative(world: World, deed: Deed): Promise<Done> {
  const { facts, shape } = deed.held.slot.conversation.start
  const { pseudonym: phone } = deed.phone
  const woman = typeof facts['woman'] === 'string' ? await loadWoman(world, facts['woman']) : undefined
  if (woman?.record.kin?.phone !== phone || woman.record.kin.hasRefused) return { outcome: { is: 'unknown' } }
  const words = `relative@${shape}`.slice(0, 40)
  const event =
    deed.with['answer'] === 'yes'
      ? ({ kind: 'allowed', purpose: 'family', phone, words } as const)
      : ({ kind: 'kinRefused', phone } as const)
  const stepping = await stepWoman(world, woman, event)
  return {
    outcome: { is: 'recorded' },
    writes: stepping.writes,
    jobs: stepping.jobs,
    phone: {
      change:
        event.kind === 'kinRefused'
          ? // Whoever names this number next time, it is not asked again.
            { set: { kinNo: { value: 1 } } }
          : // What is told from this phone may be about her.
            { add: { fam: new Set([woman.record.id]) } },
    },
  }
}
