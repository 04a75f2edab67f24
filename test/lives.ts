/** Random lives of women on the list, for the journey: what happens to them, and everything that goes wrong. */
import { day } from '@dhatri/care/dhaka'
import type { CareEvent, LossKind } from '@dhatri/care/event'
import { on } from '@dhatri/care/example'
import fc from 'fast-check'

/** A life: what happens to her (how long after the last event), and the seed of everything that goes wrong. */
export type Life = {
  seed: number
  weeks: number
  by: 'self' | 'worker'
  schedule: string
  channel: 'sms' | 'voice'
  hasPhone: boolean
  events: { after: number; event: CareEvent }[]
}

const by = fc.constantFrom('self' as const, 'worker' as const)
const someDay = fc.integer({ min: on('2026-01-10'), max: on('2027-03-01') })
const someContact = fc.constantFrom('anc1', 'anc2', 'anc3', 'anc8', 'anc99', 'pnc2', 'w6', 'm9')
const someLmp = fc.integer({ min: on('2025-06-01'), max: on('2026-02-01') })
/** How a random date was come by. */
export const dating = { by: 'edd', within: 3 } as const
const losses: LossKind[] = ['stillbirth', 'miscarriage', 'ended', 'loss', 'falsePregnancy', 'neonatalDeath']
const often: fc.Arbitrary<CareEvent> = fc.oneof(
  fc.tuple(fc.boolean(), by).map(([didGo, who]) => ({ kind: 'visit' as const, didGo, by: who })),
  fc
    .tuple(someContact, someDay, by)
    .map(([contact, on, who]) => ({ kind: 'visit' as const, contact, day: on, didGo: true, by: who })),
  fc.tuple(someLmp, by).map(([lmp, who]) => ({ kind: 'redated' as const, lmp, dating, by: who })),
  fc.constantFrom<CareEvent[]>(
    { kind: 'agreed', words: 'invite@1' },
    { kind: 'allowed', purpose: 'support', words: 'support@1' },
    { kind: 'allowed', purpose: 'family', phone: 'f'.repeat(26), words: 'family@1' },
    { kind: 'disallowed', purpose: 'family' },
    { kind: 'kinNamed', phone: 'f'.repeat(26) },
    { kind: 'kinNamed', phone: 'g'.repeat(26) },
    { kind: 'kinRefused', phone: 'g'.repeat(26) },
    { kind: 'safe', hours: { from: 17 * 60, to: 21 * 60 } },
    { kind: 'safe' },
    { kind: 'aged', years: 16, by: 'self' },
    { kind: 'aged', years: 24, by: 'self' },
    { kind: 'guardian', by: 'worker' },
    { kind: 'watched', code: 'FWA0302', by: 'worker' },
    { kind: 'asked', question: 'family' },
    { kind: 'disallowed', purpose: 'support' },
    { kind: 'declined' },
    { kind: 'undone', by: 'worker' },
  ),
  fc.constantFrom<CareEvent[]>({ kind: 'stopped' }, { kind: 'started' }),
  fc.constantFrom<CareEvent[]>({ kind: 'preferred', channel: 'sms' }, { kind: 'preferred', channel: 'voice' }),
)
const seldom: fc.Arbitrary<CareEvent> = fc.oneof(
  fc
    .tuple(someDay, fc.integer({ min: 1, max: 3 }), by)
    .map(([on, babies, who]) => ({ kind: 'born' as const, day: on, babies, by: who })),
  fc
    .tuple(someDay, fc.constantFrom('neonatalDeath' as const, 'childDeath' as const), by)
    .map(([on, loss, who]) => ({ kind: 'lost' as const, loss, day: on, baby: 2, by: who })),
  fc.tuple(fc.constantFrom(...losses), by).map(([loss, who]) => ({ kind: 'lost' as const, loss, by: who })),
  fc.constantFrom<CareEvent[]>(
    { kind: 'died', by: 'worker' },
    { kind: 'carer', phone: 'h'.repeat(26), by: 'worker' },
    { kind: 'moved', by: 'self' },
    { kind: 'lostToFollowUp', by: 'desk' },
    { kind: 'wrongEntry', by: 'worker' },
    { kind: 'wrongNumber' },
  ),
)
const event = fc.oneof({ weight: 5, arbitrary: often }, { weight: 1, arbitrary: seldom })
const after = fc.oneof(fc.integer({ min: 0, max: day }), fc.integer({ min: 0, max: 40 * day }))

/** Any life of a woman on the list. */
export const life: fc.Arbitrary<Life> = fc.record({
  seed: fc.integer(),
  weeks: fc.integer({ min: 2, max: 42 }),
  by,
  schedule: fc.constantFrom('bd-4@1', 'who-8@1'),
  channel: fc.constantFrom('sms', 'voice'),
  hasPhone: fc.integer({ min: 0, max: 9 }).map((tenth) => tenth > 0),
  events: fc.array(fc.record({ after, event }), { maxLength: 24 }),
})
