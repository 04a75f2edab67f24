/**
 * A worker registers a woman, by SMS, by dial or by call alike: she is invited on her own phone and gets nothing else
 * until she agrees. Where she may be on the list already the worker is asked; the same woman gets one more watcher.
 */
import type { Registration } from '@dhatri/care/report.register'
import { phoneKey } from '@dhatri/store/items'
import type { Write } from '@dhatri/store/table'
import { joinUpdates } from './joined.ts'
import { hasRefused, isUnchanged, loadPhone } from './phone.ts'
import { layRegistration, type Registered } from './registration.ts'
import { stepWoman, type Woman } from './woman.ts'
import { farWrite, type Posted } from './worker.ts'
import type { Job, World } from './world.ts'

/** What a worker says of her; on a call her name may be a recording, or not known. */
export type Enrolment = Omit<Registration, 'kind' | 'name'> & { name?: string; voice?: string }

/** What registering her comes to, with every write that belongs to it. */
export type Enrolled =
  | Exclude<Registered, { is: 'registered' }>
  | (Omit<Extract<Registered, { is: 'registered' }>, 'phone'> & { isRefused: boolean })

/** Lays out the registration under an id that is the same at every try. */
export async function layEnrolment(world: World, worker: Posted, id: string, said: Enrolment): Promise<Enrolled> {
  const number = said.phone === 'none' ? undefined : said.phone
  const phone = number === undefined ? undefined : await loadPhone(world, world.keyring.pseudonym(number), true)
  const { name, voice, age, isAnother } = said
  const isRefused = phone !== undefined && hasRefused(world, phone)
  const result = await layRegistration(world, {
    id,
    by: 'worker',
    consent: 'invited',
    consentWords: '',
    ...(phone === undefined || number === undefined ? {} : { phone, number, isRefused }),
    isFamily: said.owner !== 'own',
    lmp: said.lmp,
    dating: said.dating,
    area: worker.areas[0] ?? '',
    chw: worker.code,
    ...(name === undefined ? {} : { name }),
    ...(voice === undefined ? {} : { voice }),
    ...(age === undefined ? {} : { age }),
    ...(isAnother === undefined ? {} : { isAnother }),
    channel: said.prefers === 'text' ? 'sms' : 'voice',
  })
  if (result.is !== 'registered') return result
  const { phone: change, ...rest } = result
  const link: Write[] =
    phone === undefined || change === undefined
      ? []
      : [{ update: phoneKey(phone.pseudonym), change, if: isUnchanged(phone) }]
  return { ...rest, isRefused, writes: [...rest.writes, ...link] }
}

/** One more worker has her on the list; nothing when they have her already, or enough others do. */
export async function layWatch(world: World, worker: Posted, woman: Woman): Promise<{ writes: Write[]; jobs: Job[] }> {
  const stepping = await stepWoman(world, woman, { kind: 'watched', code: worker.code, by: 'worker' }, worker.code)
  if (!stepping.hasChanged) return { writes: [], jobs: [] }
  const far = farWrite(worker.code, woman.record.id, woman.shortId)
  return { writes: joinUpdates([...stepping.writes, far]), jobs: stepping.jobs }
}
