/** A flow on its way in: our steps, but each leading to blocks of the file until all are named. */
import type { Declared } from './floip.kind.ts'
import type { Words } from './floip.resource.ts'

/** Where a step goes on: the UUID of a block, `home`, or `end`. */
export type Go = string

/** One option of a menu. */
export type DraftOption = {
  is: string
  words: Words
  also: string[]
  go: Go
  run?: string
  results: [string, Go][]
  keep: [string, string][]
}

/** A question's own words for wrong entries and silence. */
export type DraftFaults = { wrong: Words[]; silent: Words[] }

/** One step; `block` is what others go to. */
export type DraftStep = { block: string; id: string } & (
  | { kind: 'say'; words: Words; go: Go }
  | ({ kind: 'menu'; words: Words; options: DraftOption[] } & DraftFaults)
  | ({ kind: 'ask'; words: Words; go: Go } & DraftFaults)
  | { kind: 'if'; lines: string[]; go: Go; orElse: Go }
  | { kind: 'arm'; ways: [is: string, go: Go, weight: number][] }
  | { kind: 'do'; action: string; with?: string[]; outcomes: [string, Go][] }
  | { kind: 'run'; flow: string; go: Go; results: [string, Go][]; keep: [string, string][] }
  | { kind: 'end'; words?: Words; result?: string; dial?: string; send?: string }
)

/** One flow. */
export type DraftFlow = {
  name: string
  title: Words
  about: string
  source?: string
  reviewed?: string
  languages: string[]
  channels: string[]
  facts: [string, Declared][]
  answers: [string, Declared][]
  gives: string[]
  /** What this edition breaks, and where it went. */
  moved?: { [old: string]: string }
  form?: string
  steps: DraftStep[]
}

/** Every way out of a step. */
export function goesOf(step: DraftStep): Go[] {
  switch (step.kind) {
    case 'say':
    case 'ask':
      return [step.go]
    case 'menu':
      return step.options.flatMap(({ go, results }) => [go, ...results.map(([, to]) => to)])
    case 'if':
      return [step.go, step.orElse]
    case 'arm':
      return step.ways.map(([, go]) => go)
    case 'do':
      return step.outcomes.map(([, go]) => go)
    case 'run':
      return [step.go, ...step.results.map(([, to]) => to)]
    case 'end':
      return []
  }
}

/** The same step with its ways replaced. */
export function mapGoes(step: DraftStep, change: (go: Go) => Go): DraftStep {
  const pairs = (list: [string, Go][]): [string, Go][] => list.map(([name, go]) => [name, change(go)])
  switch (step.kind) {
    case 'say':
    case 'ask':
      return { ...step, go: change(step.go) }
    case 'menu':
      return {
        ...step,
        options: step.options.map((option) => ({ ...option, go: change(option.go), results: pairs(option.results) })),
      }
    case 'if':
      return { ...step, go: change(step.go), orElse: change(step.orElse) }
    case 'arm':
      return { ...step, ways: step.ways.map(([is, go, weight]) => [is, change(go), weight]) }
    case 'do':
      return { ...step, outcomes: pairs(step.outcomes) }
    case 'run':
      return { ...step, go: change(step.go), results: pairs(step.results) }
    case 'end':
      return step
  }
}
