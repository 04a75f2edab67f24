/**
 * The answer to the one neutral question that a phone gets when somebody else registered a woman on it: yes, no, or
 * wrong number. Without a named woman (she dialled in by herself) every invitation that waits on the phone is meant. A
 * phone that said no, or wrong number, speaks for her no more; a no may still become a yes.
 */
import type { Change, Write } from '@dhatri/store/table'
import type { Deed, Done } from '../deed.ts'
import { isUnchanged, type Links, linkChange, type PhoneState, placeLink } from '../phone.ts'
import { loadWoman, stepWoman, type Woman } from '../woman.ts'
import type { Job, World } from '../world.ts'

/** Records the answer. */
export async function answerInvite(world: World, deed: Deed): Promise<Done> {
  const { facts, shape } = deed.held.slot.conversation.start
  const { answer } = deed.with
  const named = facts['woman']
  const { women, refused } = deed.phone.links
  const ids = typeof named === 'string' ? [named] : [...women, ...(answer === 'yes' ? refused : [])]
  const writes: Write[] = []
  const jobs: Job[] = []
  let { links } = deed.phone
  let found = 0
  for (const id of ids) {
    const woman = await loadWoman(world, id)
    if (woman === undefined || !mayAnswer(woman, deed.phone, answer === 'yes')) continue
    found += 1
    const event =
      answer === 'yes'
        ? ({ kind: 'agreed', words: `invite@${shape}`.slice(0, 40) } as const)
        : ({ kind: answer === 'no' ? 'declined' : 'wrongNumber' } as const)
    const stepping = await stepWoman(world, woman, event)
    links = placeLink(links, id, answer !== 'yes')
    writes.push(...stepping.writes)
    jobs.push(...stepping.jobs)
  }
  if (found === 0) return { outcome: { is: 'unknown' } }
  const change = answer === 'yes' ? agreeChange(deed.phone, links) : refuseChange(deed.phone, links, world.now())
  return { outcome: { is: 'recorded' }, writes, jobs, phone: { change, condition: isUnchanged(deed.phone) } }
}

/** Whether she waits for this phone's answer; a number that said it is wrong never becomes right. */
function mayAnswer({ record }: Woman, phone: PhoneState, isYes: boolean): boolean {
  if (record.phone !== phone.pseudonym) return false
  return record.consent === 'invited' || (isYes && record.consent === 'declined')
}

/** The phone speaks for whoever agreed on it, and may be asked again. */
export function agreeChange(phone: PhoneState, links: Links): Change {
  return { ...linkChange(phone, links, undefined), remove: ['no'] }
}

function refuseChange(phone: PhoneState, links: Links, now: number): Change {
  const { set } = linkChange(phone, links, undefined)
  return { set: { ...set, no: { value: now } } }
}
