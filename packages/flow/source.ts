/** A flow as its author wrote it, taken apart but not yet resolved; everything knows where it stands in the file. */
import type { Kind } from './answer.ts'
import type { Word } from './fields.ts'
import type { Spot } from './node.ts'

/** Words by language (`bn`) and by channel and language (`voice.bn`); the spot is that of what they belong to. */
export type TextSource = Spot & { byKey: Record<string, Word> }

/** One option of a menu. */
export type OptionSource = Spot & {
  is?: Word
  text: TextSource
  also: Word[]
  go?: Word
  run?: Word
  results: [Word, Word][]
  keep: [Word, Word][]
}

/** Other words after a wrong entry, and on a call after silence: for the first time and for the second. */
export type FaultSource = { wrong: TextSource[]; silent: TextSource[] }

/** One step; `id` is its name, made up for an `if` or `run` that has none. */
export type StepSource = Spot & { id: Word } & (
    | { kind: 'say'; text: TextSource; go?: Word }
    | ({ kind: 'menu'; text: TextSource; options: OptionSource[]; go?: Word } & FaultSource)
    | ({ kind: 'ask'; text: TextSource; go?: Word } & FaultSource)
    | { kind: 'if'; conditions: Word[]; go?: Word; orElse?: Word }
    | { kind: 'arm'; ways: [Word, Word][]; weights: [Word, Word][] }
    | { kind: 'do'; action?: Word; with?: Word[]; outcomes: [Word, Word][] }
    | { kind: 'run'; flow: Word; go?: Word; results: [Word, Word][]; keep: [Word, Word][] }
    | { kind: 'end'; text?: TextSource; result?: Word; dial?: Word; send?: Word }
  )

/** A declared answer or fact. */
export type KindSource = Spot & { name: string; kind: Kind; isFact: boolean }

/** One flow file. */
export type FlowSource = {
  file: string
  name: Word
  title: TextSource
  about: Word
  source?: Word
  reviewed?: Word
  languages: Word[]
  channels: Word[]
  kinds: KindSource[]
  /** The answers and facts that a flow which runs this one may keep. */
  gives: Word[]
  /** The one line in which a worker may text all of it. */
  form?: Word
  /** Where what an earlier version had is now: `step`, `menu.option` or an answer, each to its new name or `gone`. */
  moved: [Word, Word][]
  steps: StepSource[]
}
