/**
 * Plays a transcript against the real service: on the phone and the channel it was written on, every line must come back
 * as it stands; on another channel the same meanings must lead through the same steps to the same answers.
 */
import type { Channel, Value, Values } from '@dhatri/flow/channel'
import { fold, type Position } from '@dhatri/flow/turn'
import type { Person } from '@dhatri/phone/person'
import { readWait, recordLine } from '@dhatri/phone/record'
import type { Transcript, TranscriptLine } from '@dhatri/phone/transcript'
import { keyOf } from '@dhatri/phone/view'
import { loadPhone } from '@dhatri/service/phone'
import { readSlot } from '@dhatri/service/slot'
import { foldDigits } from '@dhatri/text/digits'
import { shipped, type Town } from './world.ts'

/** Where a conversation stood after one of her entries: the step, and the answers so far. */
export type Mark = { step: string; isTold: boolean; answers: Values; result?: string }

/** What playing gave: the conversation as it went, and the marks it left. */
export type Played = { talk: TranscriptLine[]; marks: Mark[] }

/** Does what her lines say, each on her own phone. */
export async function playTranscript(town: Town, transcript: Transcript): Promise<Played> {
  const person = town.person('she', transcript.phone)
  const marks: Mark[] = []
  for (const line of transcript.talk) {
    if (!(await act(town, person, line))) continue
    const mark = await markOf(town, transcript.phone, line)
    if (mark !== undefined) marks.push(mark)
  }
  const { captions } = shipped()
  const captionOf = (played: string) => captions.get(keyOf('http://dhatri.test/audio/', played) ?? '') ?? played
  const { title, phone } = transcript
  const written = recordLine(person.handset.dialogue(), { title, phone, captionOf })
  return { talk: written?.talk ?? [], marks }
}

/** One deed of hers; false where the line is not hers. */
async function act(town: Town, person: Person, { does, what }: TranscriptLine): Promise<boolean> {
  switch (does) {
    case 'dials':
      await person.dials(what)
      return true
    case 'enters':
      await person.presses(what)
      return true
    case 'texts':
      await person.texts(what)
      return true
    case 'calls':
      await person.calls(what)
      return true
    case 'rings':
      await person.missCalls(what)
      return true
    case 'presses':
      await person.keys(what)
      return true
    case 'speaks':
      await person.speaks(Number(what))
      return true
    case 'answers':
      await person.answers()
      return true
    case 'declines':
      await person.declines()
      return true
    case 'ignores':
      await person.ignores()
      return true
    case 'staysQuiet':
      await person.staysQuiet()
      return true
    case 'hangsUp':
      await person.hangsUp()
      return true
    case 'waits':
      await town.clock.moves({ minutes: readWait(what) ?? 0 })
      return true
    default:
      return false
  }
}

/** Where her line left the conversation of its channel; nothing where a line has none. */
async function markOf(town: Town, number: string, { does }: TranscriptLine): Promise<Mark | undefined> {
  const channel = ussd.has(does) ? 'ussd' : voice.has(does) ? 'voice' : undefined
  const position = channel && (await positionOf(town, number, channel))
  return position && markAt(position)
}

const ussd: ReadonlySet<string> = new Set(['dials', 'enters'])
const voice: ReadonlySet<string> = new Set(['calls', 'answers', 'presses', 'staysQuiet'])

const markAt = ({ flow, step, answers, result, screen }: Position): Mark => ({
  step: `${flow}.${step}`,
  isTold: screen.kind === 'say',
  answers,
  ...(result === undefined ? {} : { result }),
})

async function positionOf({ world }: Town, number: string, channel: Channel): Promise<Position | undefined> {
  const pseudonym = world.keyring.pseudonym(number)
  const { item } = await loadPhone(world, pseudonym, true)
  const slot = await readSlot(world, pseudonym, channel, item)
  return slot && fold(world.library, slot.conversation)
}

/** What was dialled, by a call: keys for what was typed, with the same meaning; or why it cannot be. */
export async function playByVoice(
  town: Town,
  transcript: Transcript,
  marks: readonly Mark[],
): Promise<Mark[] | string> {
  const person = town.person('she', transcript.phone)
  const hers = transcript.talk.filter(({ does }) => !isAnswer.has(does))
  if (!hers.some(({ does }) => does === 'dials')) return 'nothing is dialled'
  const heard: Mark[] = []
  let now: Position | undefined
  const look = async () => {
    now = await positionOf(town, transcript.phone, 'voice')
    if (now !== undefined) heard.push(markAt(now))
  }
  let index = -1
  for (const { does, what } of hers) {
    if (ussd.has(does)) index += 1
    const [before, after] = [marks[index - 1], marks[index]]
    // A call has neither pages nor a key to go on after something told.
    if (before?.isTold === true || (what === '9' && after?.step === before?.step)) continue
    if (!ussd.has(does)) {
      await act(town, person, { does, what })
      continue
    }
    if (does === 'dials') {
      await person.calls()
      await look()
      continue
    }
    const step = now?.step
    const value = step === undefined ? undefined : after?.answers[step]
    while (now !== undefined && now.step === step) {
      const keys = keysFor(now, what, value)
      if (keys === undefined) return `"${what}" cannot be keyed`
      await person.keys(keys)
      await look()
      if (now.screen.answer?.type !== 'place') break
    }
  }
  return heard
}

const isAnswer: ReadonlySet<string> = new Set(['sees', 'seesLast', 'hears', 'receives', 'isCalled'])

/** The keys that mean the same on a call: an option's number, a date's digits, the next list of a place. */
function keysFor({ screen }: Position, typed: string, value: Value | undefined): string | undefined {
  const isLong = screen.options.length > 9 || (screen.answer !== undefined && screen.options.length === 0)
  const option = screen.answer?.type === 'place' && screen.options.find(({ is }) => String(value).startsWith(is))
  const keys = option ? String(option.number) : foldDigits(typed)
  return /^[0-9*#]+$/.test(keys) ? keys + (isLong ? '#' : '') : undefined
}
