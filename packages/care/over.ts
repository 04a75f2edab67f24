/**
 * What somebody asked for, or the danger of a moment, after the news that she has died or that the pregnancy is over.
 * After her death nothing of hers goes on; after a loss only the day at the health centre is called off, for she may be
 * bleeding and her questions are still hers.
 */
import type { Record } from './record.ts'

/** What has overtaken it: her death, or an end after which nobody comes for antenatal care. */
export type Over = 'died' | 'calledOff'

/** Whom it may be about, and what it is; a case is `danger`. */
export type Concern = { kind: string; opened: number; women: Pick<Record, 'state' | 'outcome' | 'carer'>[] }

/**
 * How it is over, if it is. Where several women may be meant it is over only when it is for all of them. What was asked
 * for after the news is somebody else's, or hers for another reason, and goes on.
 */
export function findOver({ kind, opened, women }: Concern): Over | undefined {
  const told = women.filter(({ state, outcome, carer }) => {
    // A loss that is named later, or another child's death, is no other news of her.
    const first = outcome?.before?.state === state ? outcome.before.outcome : outcome
    const isBefore = first !== undefined && opened <= first.at
    // Whoever looks after her child asks for themselves.
    return isBefore && (carer === undefined || opened < carer)
  })
  if (women.length === 0 || told.length < women.length) return undefined
  const others = told.filter(({ state }) => state !== 'wrongEntry')
  if (others.length > 0 && others.every(({ state }) => state === 'died')) return 'died'
  const isEnded = told.every(({ state }) => ENDED.has(state))
  return kind === 'appointment' && isEnded ? 'calledOff' : undefined
}

/** Whether news of her may end what is open: it is looked at once it is written. */
export function hasEnded(before: Record, after: Record): boolean {
  return before.state !== after.state && ENDED.has(after.state)
}

const ENDED = new Set<Record['state']>(['lost', 'died', 'wrongEntry'])
