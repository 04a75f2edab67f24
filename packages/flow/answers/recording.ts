/**
 * Something the caller says in her own words, recorded on a call until the hash. Kept as the recording's reference and
 * never printed or spoken again. Where nobody can speak (USSD, SMS) the question is passed over, or a text stands in.
 */
import { readWhole } from '@dhatri/text/number'
import { type AnswerType, RECORDING } from './shape.ts'
import { TEXT } from './text.ts'

/** A recording of at most so many seconds; `otherwise` says what happens on USSD and SMS. */
export type RecordingKind = { type: 'recording'; seconds: number; otherwise: 'skip' | 'text' }

const WRITTEN = { type: 'text', most: 160 } as const

/** The type `recording`. */
export const RECORDED: AnswerType<RecordingKind> = {
  settings: ['at most', 'otherwise'],
  styles: [],
  refusals: ['recording.missing', 'text.empty', 'text.long'],
  declare({ 'at most': most = '60 seconds', otherwise }) {
    const seconds = readWhole(/^(\S+)( seconds?)?$/.exec(most)?.[1] ?? '')
    const isSensible = seconds !== undefined && seconds >= 1 && seconds <= 300
    if (!isSensible) {
      return { ok: false, setting: 'at most', words: most, suggestion: 'a time such as "60 seconds", up to 300' }
    }
    if (otherwise !== 'skip' && otherwise !== 'text') {
      const suggestion = 'what happens where nobody can speak: "otherwise: skip" or "otherwise: text"'
      return { ok: false, setting: 'otherwise', words: otherwise ?? 'not said', suggestion }
    }
    return { ok: true, kind: { type: 'recording', seconds, otherwise } }
  },
  read(_, entry, sight) {
    if (sight.channel !== 'voice') return TEXT.read(WRITTEN, entry, sight)
    return RECORDING.test(entry) ? { ok: true, value: entry } : { ok: false, error: 'recording.missing' }
  },
  limits: () => ({ most: WRITTEN.most }),
  print: () => '',
  widest: () => '',
  speak: () => undefined,
  fragments: () => [],
  gather: ({ seconds }) => ({ record: seconds }),
  samples: () => ({ good: [], bad: ['', '0', '9', '99', '00'] }),
}
