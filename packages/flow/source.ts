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
}

/** One step; `id` is its name, made up for an `if` or `run` that has none. */
export type StepSource = Spot & { id: Word } & (
    | { kind: 'say'; text: TextSource; go?: Word }
    | { kind: 'menu'; text: TextSource; wrong?: TextSource; options: OptionSource[] }
    | { kind: 'ask'; text: TextSource; wrong?: TextSource; go?: Word }
    | { kind: 'if'; condition: Word; go?: Word; orElse?: Word }
    | { kind: 'do'; action?: Word; with?: Word[]; outcomes: [Word, Word][] }
    | { kind: 'run'; flow: Word; go?: Word; results: [Word, Word][] }
    | { kind: 'end'; text?: TextSource; result?: Word; dial?: Word }
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
  steps: StepSource[]
}
