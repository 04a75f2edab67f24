/**
 * What is open for a woman when news of her is written: the jobs that look at it at once. Nothing hangs on them: every
 * open request and case has a timer, looks at her before it sends anything, and ends itself.
 */
import type { Record } from '@dhatri/care/record'
import { phoneKey, womanCaseKey } from '@dhatri/store/items'
import { referralOf } from './referral.ts'
import type { Job, World } from './world.ts'

/** Most requests of one phone that are looked at at once; the others come by their timers. */
const most = 20

/** Her case with its referral, and what her phone has asked for. */
export async function listOpen(world: World, { id, phone }: Pick<Record, 'id' | 'phone'>): Promise<Job[]> {
  const pointed = (await world.table.get(womanCaseKey(id), { isStrong: true }))?.['k']
  const onPhone =
    phone === undefined ? undefined : (await world.table.get(phoneKey(phone), { isStrong: true }))?.['case']
  const asked =
    phone === undefined ? [] : await world.table.query(phoneKey(phone).pk, 'R#', { limit: most, isBackward: true })
  const cases = [...new Set([pointed, onPhone])].filter((each) => typeof each === 'string')
  const requests = [...cases.map((each) => referralOf(world, each)), ...asked.flatMap(({ r }) => r ?? [])]
  return [
    ...cases.map((each): Job => ({ do: 'case', id: each })),
    ...requests.flatMap((each): Job[] => (typeof each === 'string' ? [{ do: 'request', id: each }] : [])),
  ]
}
