/** What an exploration is given, and what it gives back. */
import type { ActionSpec } from '../action.ts'
import type { Channel, Language, Value } from '../channel.ts'
import type { Finding } from '../finding.ts'
import type { Compiled, Draft } from '../load.ts'
import type { Profile } from '../profile.ts'

/** Flows with everything their conversations depend on, and the bounds that every state is held to. */
export type Ground = Pick<Draft, 'library' | 'engine'> & {
  flows: readonly Compiled[]
  actions: readonly ActionSpec[]
  /** The gateways' USSD screens; the library must know them by the same names. */
  profiles: readonly Profile[]
  /** Seconds of each recording by the key of its prompt; what is not here is reckoned from its words. */
  seconds?: Readonly<Record<string, number>>
  /** Whether a text message is taken for danger before any flow sees it. */
  isDanger?: (text: string) => boolean
  /** Values of facts that a conversation can start with, besides who is registered and how private the phone is. */
  known?: Readonly<Record<string, readonly Value[]>>
  bounds?: Partial<Bounds>
  /** Flows that have changed, where not all are to be looked at: they, what they run, and what comes to them. */
  changed?: ReadonlySet<string>
}

/** What no state may exceed. */
export type Bounds = {
  /** SMS segments of one screen. */
  segments: number
  /** Seconds of sound before the caller may answer. */
  screenSeconds: number
  /** Seconds of sound from the first screen to the farthest end by the shortest way. */
  callSeconds: number
  /** States on one channel through one profile; beyond them the walks are random. */
  states: number
}

/** The bounds where none are given. */
export const BOUNDS: Bounds = { segments: 4, screenSeconds: 60, callSeconds: 300, states: 150_000 }

/** What was looked at: every state there is, or as many as seeded random walks came by. */
export type Guarantee = 'exhaustive' | 'sampled'

/** The figures of one flow over all its channels, from its first screen and without the engine's keys to other flows. */
export type FlowFigures = {
  flow: string
  channels: Channel[]
  states: number
  /** Entries tried from these states, outcomes of `do`s included. */
  edges: number
  /** The most entries that a state of it lies away from its first screen, by the shortest way, and the keys pressed on that way. */
  longest: { inputs: number; keys: number }
  /** The worst USSD page by language and profile, in units of its alphabet. */
  ussd: { language: Language; profile: string; units: number; limit: number }[]
  /** The most SMS segments of one screen. */
  segments: number
  /** Seconds of sound from the first screen to the farthest end by the shortest way, in the slowest language. */
  seconds: number
  guarantee: Guarantee
}

/** An exploration: what is wrong, with the shortest way to it, and how much was looked at. */
export type Exploration = {
  findings: Finding[]
  flows: FlowFigures[]
  states: number
  edges: number
  /** States in which the channels were held side by side. */
  compared: number
  /** Entries of seeded random walks that were looked for among the states. */
  walked: number
}
