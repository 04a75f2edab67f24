/**
 * Somebody of her family, on a phone of their own. She names the number; it gets one neutral question, and nothing else
 * until whoever holds it has agreed. With her own consent, or her pregnancy, the question and the stream end too.
 */
import { minute } from './dhaka.ts'
import { writeEvent } from './history.ts'
import type { Item } from './item.ts'
import { nextAllowed } from './quiet.ts'
import type { Record } from './record.ts'
import type { Rules } from './schedule.ts'
import type { Stepped } from './settle.ts'

/** The message that is the one question to a relative's phone. */
export const kinMessage = 'family.invite'

/** Each naming has a question of its own; once it has ended, only the key of the present one is kept. */
const keyOf = (at: number): string => `kin.${at.toString(36)}`

const answerFor = 3 * 86_400_000

/** Notes whose phone she named; the same one again is not asked again. */
export function nameKin(stepped: Stepped, { phone }: { phone: string }, now: number): Stepped {
  const { record } = stepped
  if (record.kin?.phone === phone || record.family?.phone === phone || record.phone === phone) return stepped
  const { family: _, ...rest } = record
  const settled = record.settled.filter((key) => !key.startsWith('kin.'))
  const entry = writeEvent('family.asked', now, now)
  const named: Record = { ...rest, settled, kin: { phone, at: now } }
  return { record: named, effects: [...stepped.effects, { do: 'history', ...entry }] }
}

/** The relative said no, or it is a wrong number: the phone stays known, so that it is never asked again. */
export function refuseKin(stepped: Stepped, { phone }: { phone: string }, now: number): Stepped {
  const { record } = stepped
  if (record.kin?.phone !== phone || record.kin.hasRefused) return stepped
  const entry = writeEvent('family.refused', now, now)
  const refused: Record = { ...record, kin: { ...record.kin, hasRefused: true } }
  return { record: refused, effects: [...stepped.effects, { do: 'history', ...entry }] }
}

/** The one question to the phone she named. */
export function planKin({ kin }: Record, { policy }: Rules): Item[] {
  if (kin === undefined || kin.hasRefused) return []
  const at = nextAllowed(kin.at + minute, policy.hours)
  return [
    {
      key: keyOf(kin.at),
      at,
      until: at + answerFor,
      message: kinMessage,
      class: 'act',
      about: 'service',
      to: 'family',
      rank: 0,
      asks: 'relative',
      channel: 'sms',
    },
  ]
}
