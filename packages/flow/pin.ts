/**
 * What a conversation pins when it begins, as the one short text that the store keeps of it: `home 1sbv1uc17od3b0 20758
 * safe`. All who begin in one flow on one day by one gateway pin the same, so it is taken apart once for all of them.
 */
import type { Start } from './conversation.ts'

/** What no caller has to herself: the flow, its shape, the day, the gateway's profile. */
export type Pin = Readonly<Pick<Start, 'flow' | 'shape' | 'day' | 'profile'>>

/** A pin for the store. Only the profile, whose name is a gateway's to choose, may hold a space. */
export function writePin({ flow, shape, day, profile }: Pin): string {
  return `${flow} ${shape} ${day} ${profile}`
}

/** A pin from the store; what cannot be read is a flow that no library knows. */
export function readPin(text: string): Pin {
  const before = known.get(text)
  if (before !== undefined) return before
  const [flow = '', shape = '', day = '', ...profile] = text.split(' ')
  const pin = { flow, shape, day: Number(day) || 0, profile: profile.join(' ') }
  // A few flows and gateways make so many in months: then the days behind are let go.
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(text, pin)
  return pin
}

const known = new Map<string, Pin>()
const MOST_KNOWN = 1_000
