/** REG: a worker registers a woman by SMS; whoever may be on the list already is asked about first, with 1 and 2. */
import type { Registration } from '@dhatri/care/report.register'
import type { Values } from '@dhatri/flow/channel'
import { printIso } from '@dhatri/text/day'
import { layEnrolment, layWatch } from './enrolment.ts'
import type { Letter } from './letter.ts'
import { shorten } from './names.ts'
import type { Taken } from './report.about.ts'
import { nameFacts } from './report.subject.ts'
import { careRules, loadWoman } from './woman.ts'
import type { Posted } from './worker.ts'
import type { World } from './world.ts'

/** A registration as far as it went: `woman` where she is on the list now, `same` where the worker must say who she is. */
export type Told = Taken & { woman?: string; same?: string }

/** Registers her, says that this pregnancy is on the list already, or asks. */
export async function registerByWorker(
  world: World,
  letter: Letter,
  worker: Posted,
  report: Registration,
): Promise<Told> {
  const refuse = (message: string, facts: Values = {}): Told => ({ writes: [], answer: { message, facts } })
  if (report.phone === letter.number) return refuse('reply.ownPhone')
  const result = await layEnrolment(world, worker, letter.id, report)
  switch (result.is) {
    case 'full':
      return refuse('reply.phoneUnclear')
    case 'already':
      return refuse('reply.already', { id: result.shortId })
    case 'same': {
      const { name = '', shortId: id } = result
      const asked =
        name === '' ? refuse('reply.ask.sameNumber', { id }) : refuse('reply.ask.same', { name: shorten(name), id })
      return { ...asked, same: result.woman.record.id }
    }
    case 'registered': {
      const facts = { name: shorten(report.name), id: result.shortId, edd: printIso(result.edd) }
      return {
        writes: result.writes,
        jobs: [{ do: 'woman', id: letter.id }],
        tally: { reg: 1 },
        registering: {
          lmp: report.lmp,
          dating: report.dating,
          ...(report.phone === 'none' ? {} : { phone: world.keyring.pseudonym(report.phone) }),
        },
        answer: { message: answerTo(world, report, result.isRefused), facts },
        woman: letter.id,
      }
    }
  }
}

/** The worker says that she is the woman who was asked about: one more watcher, nothing else. */
export async function watchSame(world: World, worker: Posted, id: string): Promise<Told> {
  const woman = await loadWoman(world, id)
  if (woman === undefined) return { writes: [], answer: { message: 'reply.notYours', facts: {} } }
  const { writes, jobs } = await layWatch(world, worker, woman)
  const facts = await nameFacts(world, woman)
  const message = writes.length === 0 ? 'reply.already' : 'reply.watching'
  return { writes, jobs, answer: { message, facts }, ...(writes.length === 0 ? {} : { woman: woman.record.id }) }
}

/** Beside her number: that her phone gets nothing, because it has refused or because of her age. */
function answerTo(world: World, { age }: Registration, isRefused: boolean): string {
  if (isRefused) return 'reply.registeredRefused'
  return isYoung(world, age) ? 'reply.registeredYoung' : 'reply.registered'
}

/** Whether a woman of this age gets nothing on her phone for now. */
function isYoung(world: World, age: number | undefined): boolean {
  return age !== undefined && age < 18 && careRules(world).minors !== 'serve'
}
