/**
 * Practice: a report behind TEST gets the reply the real one would get, marked as practice, and writes nothing: no woman,
 * no case, no key, no count.
 */
import { civilDay } from '@dhatri/care/dhaka'
import { estimateDue } from '@dhatri/care/pregnancy'
import { type Report, readReport } from '@dhatri/care/report'
import { exampleOf } from '@dhatri/care/report.example'
import { replyTo } from '@dhatri/care/report.fault'
import { printIso } from '@dhatri/text/day'
import type { Effects, Letter } from './letter.ts'
import { shorten } from './names.ts'
import { adviceFor } from './report.danger.ts'
import type { Answer } from './report.log.ts'
import { clearedWrites } from './report.pending.ts'
import { perform } from './report.perform.ts'
import { sayBefore, sayReadAs } from './report.said.ts'
import type { Posted } from './worker.ts'
import type { World } from './world.ts'

/** An id that no woman is asked about: the one of every example. */
const sampleId = '102341'

/** Answers a report as if it were taken. */
export async function practise(world: World, letter: Letter, worker: Posted, text: string): Promise<Effects> {
  const reading = readReport(text, civilDay(world.now()))
  const { answer, said } = await answerTo(world, letter, worker, reading)
  // A question that waits must not be answered by the 1 that practice invites.
  const effects: Effects = {
    writes: clearedWrites(letter),
    reply: { ...answer, ...(said === undefined ? {} : { text: said }) },
  }
  const read = reading?.readAs === undefined ? effects : sayReadAs(world, letter, effects, reading.readAs)
  return sayBefore(world, letter, read, 'reply.practice', {})
}

async function answerTo(
  world: World,
  letter: Letter,
  worker: Posted,
  reading: ReturnType<typeof readReport>,
): Promise<{ answer: Answer; said?: string }> {
  if (reading === undefined) return { answer: { message: 'reply.unknownForm', facts: {} } }
  if (reading.ok) return answerWhole(world, letter, worker, reading.report)
  const { error, form, known } = reading
  if (form === 'danger') return { answer: { message: 'reply.dangerWho', facts: {} } }
  const id = 'who' in known && known.who !== undefined && 'id' in known.who ? known.who.id : undefined
  const message = replyTo(error, form)
  const example = exampleOf(form, error, id, civilDay(world.now()))
  return { answer: { message, facts: message.startsWith('reply.form.') ? { example } : {} } }
}

async function answerWhole(
  world: World,
  letter: Letter,
  worker: Posted,
  report: Report,
): Promise<{ answer: Answer; said?: string }> {
  switch (report.kind) {
    case 'register': {
      if (report.phone === letter.number) return { answer: { message: 'reply.ownPhone', facts: {} } }
      const facts = { name: shorten(report.name), id: sampleId, edd: printIso(estimateDue(report.lmp)) }
      return { answer: { message: 'reply.registered', facts } }
    }
    case 'danger':
      return { answer: await adviceFor(world, worker.areas[0] ?? '', letter.phone.language) }
    default: {
      const { answer, text } = await perform(world, letter, worker, report)
      return { answer, ...(text === undefined ? {} : { said: text }) }
    }
  }
}
