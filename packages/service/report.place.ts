/**
 * FIX AREA: where a woman lives who named no place. She gets a worker there, keeps her number where it is free in the
 * upazila, and the duty desk's clock stops.
 */
import { estimateDue } from '@dhatri/care/pregnancy'
import type { Values } from '@dhatri/flow/channel'
import { shortIdKey } from '@dhatri/store/items'
import type { Write } from '@dhatri/store/table'
import { printIso } from '@dhatri/text/day'
import { foldDigits } from '@dhatri/text/digits'
import { foldForMatch } from '@dhatri/text/normal'
import { nameWrites } from './names.ts'
import { chooseShortId } from './registration.ts'
import type { Taken } from './report.about.ts'
import { stepWoman, type Woman } from './woman.ts'
import { loadWho } from './woman.who.ts'
import { chooseWorker } from './worker.ts'
import type { World } from './world.ts'

/** Moves her to the upazila that a worker wrote, by number or name. */
export async function placeWoman(world: World, woman: Woman, written: string, facts: Values): Promise<Taken> {
  const { id, lmp, area: before } = woman.record
  const area = findUpazila(world, written)
  if (area === undefined) return { writes: [], answer: { message: 'reply.form.place', facts } }
  if (area === before) return { writes: [], answer: { message: 'reply.done.already', facts } }
  const worker = await chooseWorker(world, area, id)
  const shortId = await chooseShortId(world, area, id, woman.shortId)
  const stepping = await stepWoman(
    world,
    { ...woman, shortId },
    { kind: 'placed', area, by: 'worker', ...(worker === undefined ? {} : { chw: worker.code }) },
  )
  const { name } = await loadWho(world, id)
  const named = name === undefined ? {} : { name }
  const writes: Write[] = [
    ...stepping.writes,
    { put: { ...shortIdKey(area, shortId), w: id } },
    ...nameWrites(world, id, { area, ...named }, { area: before, ...named }),
  ]
  return {
    writes,
    jobs: stepping.jobs,
    answer: { message: 'reply.registered', facts: { ...facts, id: shortId, edd: printIso(estimateDue(lmp)) } },
  }
}

/** The one upazila of a number or a name, in Bangla or Latin letters. */
function findUpazila({ library }: World, written: string): string | undefined {
  const typed = foldForMatch(foldDigits(written))
  const found = Object.entries(library.places[library.atlas] ?? {}).filter(
    ([code, { level, bn, en }]) =>
      level === 'upazila' && (code === typed || foldForMatch(bn) === typed || foldForMatch(en) === typed),
  )
  const [only, other] = found
  return other === undefined ? only?.[0] : undefined
}
