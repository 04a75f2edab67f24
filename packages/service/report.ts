/**
 * A worker's report by SMS: one reply each, what was understood or one fault with one corrected example. The good fields
 * of a faulty report are kept so that the next SMS may carry only what was missing; what ends or changes a pregnancy is
 * asked back first; the same text within a day gets the same answer.
 */
import { civilDay } from '@dhatri/care/dhaka'
import { readAnswer } from '@dhatri/care/keyword'
import {
  completeAbout,
  completeReport,
  type Report,
  type ReportReading,
  readPractice,
  readReport,
} from '@dhatri/care/report'
import { exampleOf } from '@dhatri/care/report.example'
import { type ReportFault, replyTo } from '@dhatri/care/report.fault'
import type { Kind } from '@dhatri/care/report.kind'
import type { Write } from '@dhatri/store/table'
import { foldDigits } from '@dhatri/text/digits'
import { foldForMatch } from '@dhatri/text/normal'
import { hearDanger } from './hear.ts'
import { joinUpdates } from './joined.ts'
import type { Effects, Letter } from './letter.ts'
import { hearCry, readAsDanger, withCry } from './report.cry.ts'
import { type Answer, answerWrite, countWrite, findAnswer, markText } from './report.log.ts'
import {
  answeredWrite,
  askWrite,
  crossing,
  isFresh,
  type Pending,
  pendingWrite,
  readAsks,
  readPending,
  settledWrites,
} from './report.pending.ts'
import { type Performed, perform } from './report.perform.ts'
import { practise } from './report.practice.ts'
import { sayReadAs } from './report.said.ts'
import { takeStrange } from './report.strange.ts'
import { refusalWrite, tallyWrite } from './report.tally.ts'
import { loadWorker, type Posted } from './worker.ts'
import type { World } from './world.ts'

/** Takes a text as a report; undefined where it is none. */
export async function takeReport(world: World, letter: Letter): Promise<Effects | undefined> {
  const code = letter.phone.links.worker
  const worker = code === undefined ? undefined : await loadWorker(world, code)
  // A worker has one number: an old one of theirs is anybody's.
  if (worker === undefined || worker.hasLeft || worker.pseudonym !== letter.phone.pseudonym)
    return takeStrange(world, letter)
  const practised = readPractice(letter.text)
  if (practised !== undefined) return practise(world, letter, worker, practised)
  const effects =
    (await answerAsk(world, letter, worker)) ??
    (await completePending(world, letter, worker)) ??
    (await takeCry(world, letter, worker)) ??
    (await takeNew(world, letter, worker))
  return effects && { ...effects, writes: joinUpdates(effects.writes) }
}

/** A bare 1 or 2: the answer to the latest question, or, after anything else, that question again. */
async function answerAsk(world: World, letter: Letter, worker: Posted): Promise<Effects | undefined> {
  const answer = readAnswer(letter.text)
  const isYes = answer === 'yes' || answer === 1
  if (!isYes && answer !== 'no' && answer !== 2) return undefined
  const asks = await readAsks(world, letter)
  const ask = asks.at(-1)
  const crossed = crossing(letter)
  // The missing field of a later report may be a number as well.
  const isLatest = Number(letter.phone.item?.['asksAt'] ?? 0) >= Number(letter.phone.item?.['pendAt'] ?? 0)
  if (ask === undefined || crossed === 'open' || (!isLatest && isFresh(letter))) return undefined
  const { meant, mark, last, same } = ask
  if (!isFresh(letter) || crossed === 'stale') {
    return finish(world, letter, worker, await perform(world, letter, worker, meant, { isSlip: true }), mark)
  }
  const done = await answeredWrite(world, letter, asks)
  // "Another woman" is an answer too: she is registered.
  const another = same !== undefined && meant.kind === 'register' ? { ...meant, isAnother: true as const } : undefined
  if (!isYes && another === undefined) return said([done], { message: 'reply.notRecorded', facts: {} })
  const confirmed = {
    mark,
    ...(last === undefined ? {} : { last }),
    ...(same === undefined || !isYes ? {} : { same }),
  }
  const report = isYes || another === undefined ? meant : another
  const effects = await finish(world, letter, worker, await perform(world, letter, worker, report, confirmed), mark)
  return { ...effects, writes: [...effects.writes, done] }
}

/** Danger in plain words beside an id or a number, and no keyword: it is hers, not the worker's own. */
function readCry(world: World, { text }: Letter): Extract<ReportReading, { ok: true }> | undefined {
  const today = civilDay(world.now())
  if (readReport(text, today) !== undefined || hearDanger(world, text) === undefined) return undefined
  const reading = readReport(`D ${text}`, today)
  return reading?.ok ? reading : undefined
}

/** Undefined where nobody is found by the number, so that it is still answered as anybody's cry. */
async function takeCry(world: World, letter: Letter, worker: Posted): Promise<Effects | undefined> {
  const reading = readCry(world, letter)
  const effects = reading && (await take(world, letter, worker, reading, letter.text))
  return effects?.reply?.message === dangerWho.message ? undefined : effects
}

/** The missing field of the last report with a fault. */
async function completePending(world: World, letter: Letter, worker: Posted): Promise<Effects | undefined> {
  const pending = await readPending(world, letter)
  const isAnswer = readAnswer(letter.text) !== undefined
  if (pending === undefined || (isAnswer && crossing(letter) !== undefined)) return undefined
  const today = civilDay(world.now())
  const cry = readCry(world, letter)
  if ('known' in pending) {
    // Many a name sounds like a cry for help, but a woman to be registered has no id.
    if (cry?.report.kind === 'danger' && 'id' in cry.report.who) return undefined
    const reading = completeReport(pending.known, letter.text, today)
    return reading && take(world, letter, worker, reading, `${JSON.stringify(pending.known)} ${letter.text}`)
  }
  // A report about somebody on the list is completed only by the very next text, and never by a cry for help.
  const reading = isFresh(letter) && cry === undefined ? completeAbout(pending.rest, letter.text, today) : undefined
  // What was sent alone is known again only together with what it completed.
  return reading && take(world, letter, worker, reading, `${pending.rest} ${letter.text}`)
}

/** A text that is a report of its own. */
async function takeNew(world: World, letter: Letter, worker: Posted): Promise<Effects | undefined> {
  const reading = readReport(letter.text, civilDay(world.now()))
  if (reading !== undefined) return take(world, letter, worker, reading, letter.text)
  return isBareCry(world, letter)
    ? said(
        [
          await pendingWrite(world, letter, { rest: 'D' }),
          ...refusal(world, worker.code, 'danger', 'report.idMissing'),
        ],
        dangerAsk,
      )
    : undefined
}

/** D alone is no word to anybody else, but from a worker it is a report without its woman; so is one word of danger. */
function isBareCry(world: World, { text, phone }: Letter): boolean {
  const word = foldForMatch(text)
  if (DANGER_CODES.has(word)) return true
  // A worker who is pregnant herself may cry for herself.
  const isOne = !/\s/.test(word) && phone.links.women.length === 0
  return isOne && hearDanger(world, text)?.signs.join() === 'urgent'
}

/** A worker's text that carries a number but is no report: shown how reports begin, and counted. */
export async function refuseUnknown(world: World, letter: Letter): Promise<Effects | undefined> {
  const code = letter.phone.links.worker
  if (code === undefined || !/\d{6}/.test(foldDigits(letter.text))) return undefined
  return said(refusal(world, code, 'none', 'unknown'), { message: 'reply.unknownForm', facts: {} })
}

const DANGER_CODES = new Set(['d', 'ডি'])
const dangerWho: Answer = { message: 'reply.dangerWho', facts: {} }
const dangerAsk: Answer = { message: 'reply.dangerAsk', facts: {} }

/** Reports whose answer changes by itself are read anew each time; danger is never only a repeat. */
const FRESH = new Set<Report['kind']>(['due', 'last', 'undo', 'help', 'danger'])

async function take(
  world: World,
  letter: Letter,
  worker: Posted,
  reading: ReportReading,
  text: string,
): Promise<Effects> {
  const cry = hearCry(world, reading, text)
  const asDanger = cry === 'nobody' ? readAsDanger(world, text) : undefined
  if (asDanger !== undefined) return take(world, letter, worker, asDanger, text)
  const effects = await takeReading(world, letter, worker, reading, text, cry !== undefined)
  return cry === undefined || cry === 'nobody' ? effects : withCry(world, letter, worker, cry, effects)
}

async function takeReading(
  world: World,
  letter: Letter,
  worker: Posted,
  reading: ReportReading,
  text: string,
  isFreshly: boolean,
): Promise<Effects> {
  const mark = markText(world, worker.code, text)
  if (!reading.ok) return refuse(world, letter, worker, reading)
  const { report } = reading
  if (!isFreshly && !FRESH.has(report.kind)) {
    const known = await findAnswer(world, worker, mark)
    if (known !== undefined) return said(settledWrites(letter), known)
  }
  const { readAs } = reading
  const performed = await perform(world, letter, worker, report, { isSlip: readAs !== undefined })
  const effects = await finish(world, letter, worker, performed, mark)
  return readAs === undefined ? effects : sayReadAs(world, letter, effects, readAs)
}

/** One fault, one example; the good fields wait for the missing one. */
async function refuse(
  world: World,
  letter: Letter,
  worker: Posted,
  reading: Extract<ReportReading, { ok: false }>,
): Promise<Effects> {
  const { error, form, known, rest, readAs } = reading
  const today = civilDay(world.now())
  const id = 'who' in known && known.who !== undefined && 'id' in known.who ? known.who.id : undefined
  const isDanger = form === 'danger'
  const message = isDanger ? 'reply.dangerWho' : replyTo(error, form)
  const facts = message.startsWith('reply.form.') ? { example: exampleOf(form, error, id, today) } : {}
  const pending: Pending | undefined = known.kind === 'register' ? { known } : rest === undefined ? undefined : { rest }
  const waiting = pending === undefined ? settledWrites(letter) : [await pendingWrite(world, letter, pending)]
  const effects = said([...waiting, ...refusal(world, worker.code, form, error)], { message, facts })
  return readAs === undefined ? effects : sayReadAs(world, letter, effects, readAs)
}

/** The writes and the reply of a report that was taken, asked back or turned down. */
async function finish(
  world: World,
  letter: Letter,
  worker: Posted,
  performed: Performed,
  mark: string,
): Promise<Effects> {
  const { writes, jobs = [], answer, text } = performed
  const ask = performed.asks
  const at = world.now()
  const waiting =
    ask === undefined
      ? settledWrites(letter)
      : [
          ...settledWrites(letter),
          await askWrite(world, letter, await readAsks(world, letter), {
            meant: ask.report,
            mark,
            at,
            ...(ask.last === undefined ? {} : { last: ask.last }),
            ...(ask.same === undefined ? {} : { same: ask.same }),
          }),
        ]
  const keeps = performed.isTaken && performed.isFresh !== true
  const kept = keeps ? [await answerWrite(world, worker, mark, answer)] : []
  const last = performed.last === undefined ? [] : [await performed.last(keeps ? mark : undefined)]
  const counted = performed.isTaken
    ? [
        countWrite(world, worker, performed.form),
        await tallyWrite(world, worker.code, performed.tally ?? {}, performed.registering),
      ]
    : []
  return {
    writes: [...writes, ...waiting, ...kept, ...last, ...counted],
    jobs,
    reply: { ...answer, ...(text === undefined ? {} : { text }) },
  }
}

function refusal(world: World, code: string, form: Kind | 'none', fault: ReportFault | 'unknown'): Write[] {
  return [countWrite(world, { code }, form, fault), refusalWrite(world, code, form)]
}

function said(writes: Write[], answer: Answer): Effects {
  return { writes, reply: answer }
}
