/** A worker reports a birth step by step; the same rules as for the report BIR: her area, a woman who is still carrying. */
import type { Attendant, Baby } from '@dhatri/care/birth'
import { findBirthPlace } from '@dhatri/care/birth.place'
import type { CareEvent } from '@dhatri/care/event'
import { isCarrying } from '@dhatri/care/outcome'
import { readIso } from '@dhatri/text/day'
import type { Deed, Done } from '../deed.ts'
import { countWrite, lastWrite } from '../report.log.ts'
import { findSubject, nameFacts } from '../report.subject.ts'
import { stepWoman, type Woman } from '../woman.ts'
import { loadWorker, type Posted } from '../worker.ts'
import type { World } from '../world.ts'

const ATTENDANTS: readonly Attendant[] = ['doctor', 'nurse', 'midwife', 'csba', 'dai', 'family']

/** How many are well, as she says it: the place in the list. */
const ALIVE = ['nobody', 'one', 'two']

/** Who has a number: her name, so that a wrong digit is seen before anything is kept. */
export async function findWoman(world: World, deed: Deed): Promise<Done> {
  const found = await findServed(world, deed)
  if (found === undefined) return { outcome: { is: 'unknown' } }
  if (!isCarrying(found.woman.record)) return { outcome: { is: 'born' } }
  const { name } = await nameFacts(world, found.woman)
  return { outcome: { is: 'found', facts: { name: String(name || found.woman.shortId) } } }
}

/** Keeps the birth; what it ends stops in the same write. */
export async function recordBirth(world: World, deed: Deed): Promise<Done> {
  const found = await findServed(world, deed)
  const event = readBirth(deed, 'worker')
  if (found === undefined || event === undefined || !isCarrying(found.woman.record))
    return { outcome: { is: 'unknown' } }
  const { worker, woman } = found
  const stepping = await stepWoman(world, woman, event, worker.code)
  const { id, outcome } = stepping.woman.record
  // UNDO by SMS takes it back, as if it had been texted.
  const last = { form: 'birth' as const, at: outcome?.at ?? world.now(), woman: id, undo: { do: 'outcome' as const } }
  const kept = [await lastWrite(world, worker, last), countWrite(world, worker, 'birth')]
  return { outcome: { is: 'recorded' }, writes: [...stepping.writes, ...kept], jobs: stepping.jobs }
}

/** What was entered about a birth, as the event of her record; undefined without a day. */
export function readBirth({ with: said }: Pick<Deed, 'with'>, by: 'self' | 'worker'): CareEvent | undefined {
  const day = readIso(String(said['date'] ?? ''))
  if (day === undefined) return undefined
  const place = findBirthPlace(String(said['place'] ?? ''))
  const attendant = ATTENDANTS.find((each) => each === said['attendant'])
  const babies = Number(said['babies'] ?? 0)
  const each = readBabies(said, babies)
  const mother = (['well', 'ill', 'died'] as const).find((state) => state === said['mother'])
  return {
    kind: 'born',
    day,
    by,
    ...(babies >= 1 && { babies }),
    ...(each.length > 0 && { each }),
    ...(place && { place }),
    ...(attendant && { attendant }),
    ...(mother && { mother }),
  }
}

function readBabies(said: Deed['with'], babies: number): Baby[] {
  const weight = Number(said['weight'] ?? 0)
  const told = ['b1', 'b2'].slice(0, babies).flatMap((name): Baby[] => {
    const fate = said[name]
    if (fate === 'm' || fate === 'f') return [{ fate: 'alive', sex: fate, ...(weight > 0 && { weight }) }]
    return fate === 'stillborn' || fate === 'died' ? [{ fate }] : []
  })
  if (told.length > 0) return told
  // She herself says only how many are alive.
  const alive = ALIVE.indexOf(String(said['alive'] ?? ''))
  if (alive < 0 || alive >= babies) return []
  return Array.from({ length: babies }, (_, index): Baby => ({ fate: index < alive ? 'alive' : 'died' }))
}

async function findServed(world: World, deed: Deed): Promise<{ worker: Posted; woman: Woman } | undefined> {
  const code = deed.phone.links.worker
  const worker = code === undefined ? undefined : await loadWorker(world, code)
  if (worker === undefined) return undefined
  const subject = await findSubject(world, worker, { id: String(deed.with['id'] ?? '') })
  return subject.is === 'one' ? { worker, woman: subject.woman } : undefined
}
