/** Questions, complaints and thanks by SMS, each with a ticket; and the answer, shown only to whoever asks for it. */
import { readSaid } from '@dhatri/care/request.words'
import type { Effects, Letter } from './letter.ts'
import { sayBehind } from './report.said.ts'
import { type Telling, tellLine } from './request.open.ts'
import { listOnPhone } from './requests.ts'
import type { World } from './world.ts'

/** Takes a text to the line; undefined where it is none. `isLate`: also words that may be an answer to something else. */
export async function takeSaid(world: World, letter: Letter, isLate: boolean): Promise<Effects | undefined> {
  const said = readSaid(letter.text)
  if (said === undefined) return undefined
  if (said.kind === 'answers') return readOut(world, letter)
  // A bare word may be what an open question wants to hear.
  if (!isLate && said.words === '') return undefined
  if (said.words === '' && said.kind !== 'thanks') return reply('reply.ticket.empty')
  const told = await tell(world, letter, said.kind, said.words)
  if (told === undefined) return reply('reply.ticket.later')
  const { ticket, writes, jobs } = told
  const answer = said.kind === 'thanks' ? reply('reply.ticket.thanked') : reply('reply.ticket.taken', { ticket })
  return { ...answer, writes, jobs }
}

/**
 * Words of danger behind a keyword: the danger is answered first, as ever, and what she wanted to say is kept as well.
 */
export async function takeBoth(world: World, letter: Letter, effects: Effects): Promise<Effects> {
  const said = readSaid(letter.text)
  if (said === undefined || said.kind === 'answers' || said.words === '') return effects
  const told = await tell(world, letter, said.kind, said.words)
  if (told === undefined) return effects
  const { ticket, writes, jobs } = told
  const both = { ...effects, writes: [...effects.writes, ...writes], jobs: [...(effects.jobs ?? []), ...jobs] }
  return said.kind === 'thanks' ? both : sayBehind(world, letter, both, 'reply.ticket.also', { ticket })
}

async function tell(world: World, letter: Letter, kind: Telling['kind'], words: string) {
  const { pseudonym, links } = letter.phone
  const said = words === '' ? {} : { words }
  return tellLine(world, { id: letter.id, kind, pseudonym, women: links.women, answers: 'sms', said })
}

/** The latest answer of this phone, or that there is none yet. */
async function readOut(world: World, letter: Letter): Promise<Effects> {
  const { answered, waiting } = await findAnswer(world, letter.phone.pseudonym)
  if (answered !== undefined) return reply('reply.ticket.words', answered)
  return waiting === undefined ? reply('reply.ticket.none') : reply('reply.ticket.waiting', { ticket: waiting })
}

/** What there is to read on a phone: the latest answer, else the latest question that waits. */
export async function findAnswer(
  world: World,
  pseudonym: string,
): Promise<{ answered?: { ticket: string; words: string }; waiting?: string }> {
  const requests = (await listOnPhone(world, pseudonym)).filter(({ record: { kind } }) =>
    ['question', 'complaint'].includes(kind),
  )
  const [answered] = requests
    .filter(({ said }) => said.answer !== undefined)
    .sort((one, other) => (other.record.outcome?.at ?? 0) - (one.record.outcome?.at ?? 0))
  const waiting = requests.find(({ record }) => record.state !== 'closed')?.record.ticket
  return {
    ...(answered === undefined
      ? {}
      : { answered: { ticket: answered.record.ticket, words: answered.said.answer ?? '' } }),
    ...(waiting === undefined ? {} : { waiting }),
  }
}

function reply(message: string, facts: { [name: string]: string } = {}): Effects {
  return { writes: [], reply: { message, facts } }
}
