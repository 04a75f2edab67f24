/**
 * A worker (CHW, or who works at a facility) registers a woman by dial or call: the same as REG by SMS. Where she may be
 * on the list already the flow asks, and hands the answer back as `who`.
 */
import { dateFrom } from '@dhatri/care/pregnancy'
import { RECORDING } from '@dhatri/flow/answers/shape'
import { printIso } from '@dhatri/text/day'
import { readPhone } from '@dhatri/text/phone'
import type { Deed, Done } from '../deed.ts'
import { type Enrolment, layEnrolment, layWatch } from '../enrolment.ts'
import { shorten } from '../names.ts'
import { loadWorker } from '../worker.ts'
import type { World } from '../world.ts'

/** Registers her, asks whether she is one of the list, or has the worker watch over that one. */
export async function enrol(world: World, deed: Deed): Promise<Done> {
  const code = deed.phone.links.worker
  const worker = code === undefined ? undefined : await loadWorker(world, code)
  // A worker has one number: an old one of theirs is anybody's.
  if (worker?.pseudonym !== deed.phone.pseudonym) return { outcome: { is: 'unknown' } }
  const said = readEnrolment(deed)
  if (said === undefined) return { outcome: { is: 'failed' } }
  if (said.phone === deed.held.slot.number) return { outcome: { is: 'ours' } }
  const who = deed.with['who'] ?? deed.with['nameless']
  const result = await layEnrolment(world, worker, deed.id, who === 'other' ? { ...said, isAnother: true } : said)
  switch (result.is) {
    case 'full':
      return { outcome: { is: 'full' } }
    case 'already':
      return { outcome: { is: 'already', facts: { id: result.shortId } } }
    case 'same': {
      const id = result.shortId
      const name = result.name === undefined ? {} : { name: shorten(result.name) }
      if (who !== 'same') return { outcome: { is: 'same', facts: { id, ...name } } }
      const { writes, jobs } = await layWatch(world, worker, result.woman)
      return { outcome: { is: writes.length === 0 ? 'already' : 'watching', facts: { id } }, writes, jobs }
    }
    case 'registered':
      return {
        outcome: {
          is: result.isRefused ? 'refused' : 'registered',
          facts: { id: result.shortId, edd: printIso(result.edd) },
        },
        writes: result.writes,
        jobs: [{ do: 'woman', id: deed.id }],
      }
  }
}

function readEnrolment({ with: said, held }: Deed): Enrolment | undefined {
  const dated = dateFrom(String(said['lmp'] ?? ''), held.slot.conversation.start.day)
  if (!dated.ok) return undefined
  const number = said['owner'] === 'none' || said['hers'] === undefined ? undefined : readPhone(String(said['hers']))
  if (number !== undefined && !number.ok) return undefined
  const name = said['called'] === undefined ? undefined : String(said['called'])
  const isSpoken = name !== undefined && RECORDING.test(name)
  const years = Number(said['age'] ?? 0)
  return {
    lmp: dated.lmp,
    dating: dated.dating,
    phone: number?.phone ?? 'none',
    owner: said['owner'] === 'own' ? 'own' : 'family',
    prefers: said['by'] === 'text' ? 'text' : 'voice',
    ...(name === undefined ? {} : isSpoken ? { voice: name } : { name }),
    ...(years < 10 || years > 55 ? {} : { age: years }),
  }
}
