/**
 * Holds figures against the goals in `goals.json`. A goal that is missed, a figure without a goal and a goal without a
 * figure are all faults: what nobody compares any more would otherwise go unseen.
 */
import { readFileSync } from 'node:fs'
import type { Figure } from './figure.ts'

/** A goal: which way it bounds its figure, what it means, and what the figure needs that may be missing here. */
export type Goal = {
  name: string
  unit: string
  goal: number
  direction: 'atMost' | 'atLeast' | 'exactly'
  means: string
  needs?: 'peers' | 'dynamo' | 'crowd'
  /** Where the goal is not reached yet: the bound that must hold until it is. It is shown, and never counted as met. */
  holds?: number
}

/** One line of the verdict; `value` is absent where nothing was measured, `why` says so. */
export type Verdict = Partial<Goal> & {
  name: string
  outcome: 'met' | 'behind' | 'missed' | 'skipped' | 'noGoal' | 'noFigure' | 'twice'
  value?: number
  why?: string
}

/** The goals that are kept in the repository. */
export function readGoals(): Goal[] {
  return JSON.parse(readFileSync(new URL('goals.json', import.meta.url), 'utf8'))
}

/** Holds every figure against its goal, in the order of the goals. */
export function judge(goals: readonly Goal[], figures: readonly Figure[]): Verdict[] {
  const strangers = figures.filter(({ name }) => !goals.some((goal) => goal.name === name))
  return [
    ...goals.map((goal) =>
      judgeOne(
        goal,
        figures.filter(({ name }) => name === goal.name),
      ),
    ),
    ...strangers.map((figure): Verdict => ({ ...figure, outcome: 'noGoal' })),
  ]
}

function judgeOne(goal: Goal, [figure, another]: readonly Figure[]): Verdict {
  if (figure === undefined) return { ...goal, outcome: 'noFigure' }
  if (another !== undefined) return { ...goal, outcome: 'twice' }
  // Only what the goal itself says it needs may be missing.
  if ('skipped' in figure) {
    return { ...goal, outcome: goal.needs === undefined ? 'missed' : 'skipped', why: figure.skipped }
  }
  const { value } = figure
  if (isMet(goal, value)) return { ...goal, value, outcome: 'met' }
  const isHeld = goal.holds !== undefined && isMet({ ...goal, goal: goal.holds }, value)
  return { ...goal, value, outcome: isHeld ? 'behind' : 'missed' }
}

function isMet({ goal, direction }: Pick<Goal, 'goal' | 'direction'>, value: number): boolean {
  if (direction === 'atMost') return value <= goal
  return direction === 'atLeast' ? value >= goal : value === goal
}

/** 0 where every goal is met, rightly skipped, or no further behind than it was; else 1. */
export function exitCodeOf(verdicts: readonly Verdict[]): 0 | 1 {
  const good: readonly Verdict['outcome'][] = ['met', 'behind', 'skipped']
  return verdicts.every(({ outcome }) => good.includes(outcome)) ? 0 : 1
}
