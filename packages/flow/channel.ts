/** The three ways a caller meets a flow, and the two words every part of the flow language shares. */

/** How the caller is connected. */
export type Channel = 'ussd' | 'sms' | 'voice'

/** Every channel, in the order they are listed to people. */
export const CHANNELS: readonly Channel[] = ['ussd', 'sms', 'voice']

/** A language by its tag: `bn`, `en`, `bn-Latn` (Bangla in Latin letters). */
export type Language = string

/** An answer or a fact: dates are ISO strings, places BBS codes, choices the option's `is`, numbers numbers. */
export type Value = string | number

/** Answers or facts by name. */
export type Values = Record<string, Value>
