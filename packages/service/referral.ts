/**
 * A referral: where danger was reported by a worker, or somebody took a case, whoever answers for the nearest place that
 * is open is told who may come and asked whether she arrived. One a case; where nobody but the worker themselves answers
 * for a place, the case's own questions are enough.
 */
import type { Case } from '@dhatri/care/case.record'
import type { Write } from '@dhatri/store/table'
import { choosePlace, contactOf } from './facilities.ts'
import { layRequest, loadRequest, openRequestWrites } from './requests.ts'
import { findServing, findSupervisor } from './worker.ts'
import type { Job, World } from './world.ts'

/** What a referral adds to the write that causes it. */
export type Referred = { writes: Write[]; jobs: Job[] }

const nothing: Referred = { writes: [], jobs: [] }

/** The id of a case's referral: one, however often it is caused. */
export const referralOf = (world: World, id: string) => world.keyring.pseudonym(`referral|${id}`)

/** Opens the referral of a case, unless there is one or nobody to tell; `by` is who sends her. */
export async function refer(
  world: World,
  record: Pick<Case, 'id' | 'area'> & Partial<Pick<Case, 'woman' | 'phone' | 'people'>>,
  by: string,
): Promise<Referred> {
  const { area, woman, phone } = record
  const place = await choosePlace(world, area, { service: 'delivery', at: world.now(), isEmergency: true })
  const contact = await contactOf(world, place)
  const id = referralOf(world, record.id)
  if (place === undefined || contact === undefined || contact === by) return nothing
  if ((await loadRequest(world, id)) !== undefined) return nothing
  const supervisor = await findSupervisor(world, by, area)
  const desk = (await findServing(world, area, 'desk'))[0]?.code
  const people = {
    contact,
    chw: record.people?.chw ?? by,
    ...(supervisor === undefined ? {} : { supervisor }),
    ...(desk === undefined ? {} : { desk }),
  }
  const writes = await openRequestWrites(
    world,
    {
      id,
      kind: 'referral',
      area,
      answers: 'none',
      people,
      facility: place.code,
      ...(woman === undefined ? {} : { woman }),
      ...(phone === undefined ? {} : { phone }),
    },
    {},
  )
  return { writes, jobs: [{ do: 'request', id }] }
}

/** Ends the referral of a case that is over: she was seen, or it was a mistake. */
export async function endReferral(world: World, id: string, how: 'seen' | 'mistake', by: string): Promise<Referred> {
  const request = referralOf(world, id)
  const open = await loadRequest(world, request)
  if (open === undefined || open.record.state === 'closed') return nothing
  const stepping = await layRequest(world, open, { kind: 'ended', how: how === 'seen' ? 'arrived' : 'cancelled', by })
  return { writes: stepping.writes, jobs: [{ do: 'request', id: request }] }
}
