/** A question, a complaint or thanks in a conversation; and reading the answer, which is shown only when asked for. */

import { listWomen } from '../choose.ts'
import type { Deed, Done } from '../deed.ts'
import { hearDanger } from '../hear.ts'
import { sealNumber } from '../phone.ts'
import { findAnswer } from '../request.letter.ts'
import { type Telling, type Told, tellLine } from '../request.open.ts'
import type { World } from '../world.ts'
import { openCase } from './case.ts'

const kinds = ['question', 'complaint', 'thanks'] as const

/** Keeps what she said and puts it to whoever can answer; words of danger are never only a question, and no less one. */
export async function tellUs(world: World, deed: Deed): Promise<Done> {
  const kind = kinds.find((each) => each === deed.with['kind']) ?? 'question'
  const story = deed.with['story']
  const words = typeof story === 'string' ? story : ''
  const told = await tell(world, deed, kind, words)
  if (!words.startsWith('recording:') && hearDanger(world, words) !== undefined) return alarm(world, deed, told)
  if (told === undefined) return { outcome: { is: 'failed' } }
  const { ticket, writes, jobs } = told
  const outcome = kind === 'thanks' ? { is: 'thanked' } : { is: 'asked', facts: { ticket } }
  return { outcome, writes, jobs, ...(await keepNumber(world, deed)) }
}

async function tell(world: World, deed: Deed, kind: Telling['kind'], words: string): Promise<Told | undefined> {
  const { slot } = deed.held
  return tellLine(world, {
    id: deed.id,
    kind,
    isAboutWorker: deed.with['about'] === 'worker',
    pseudonym: deed.phone.pseudonym,
    women: deed.phone.links.women,
    answers: slot.conversation.start.channel === 'voice' ? 'voice' : 'sms',
    said: words === '' ? {} : { words },
  })
}

/**
 * A woman on the list raises the alarm by such words, as she does by SMS; anybody else is asked whether it is now. What
 * she said is kept in any case: a complaint may tell of danger that is long over.
 */
async function alarm(world: World, deed: Deed, told: Told | undefined): Promise<Done> {
  const { writes = [], jobs = [] } = told ?? {}
  if ((await listWomen(world, deed)).length === 0) {
    return { outcome: { is: 'danger' }, writes, jobs, ...(await keepNumber(world, deed)) }
  }
  const raised = await openCase(world, deed)
  return {
    ...raised,
    outcome: { is: 'alarmed' },
    writes: [...(raised.writes ?? []), ...writes],
    jobs: [...(raised.jobs ?? []), ...jobs],
  }
}

/** What there is to read on this phone. */
export async function readAnswer(world: World, deed: Deed): Promise<Done> {
  const { answered, waiting } = await findAnswer(world, deed.phone.pseudonym)
  if (answered !== undefined) return { outcome: { is: 'answered', facts: answered } }
  return { outcome: waiting === undefined ? { is: 'none' } : { is: 'waiting', facts: { ticket: waiting } } }
}

/** The change that keeps her number, so that an answer can come back to a phone nobody has registered. */
export async function keepNumber(world: World, { held, phone }: Deed): Promise<Pick<Done, 'phone'>> {
  const number = held.slot.number ?? ''
  if (number === '' || phone.item?.['num'] !== undefined) return {}
  return { phone: { change: { set: { num: { value: await sealNumber(world, phone.pseudonym, number) } } } } }
}
