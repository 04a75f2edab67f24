/**
 * The steps that ask nothing, as FLOIP blocks: what is said, decisions, experiments, actions and ends. An action is a
 * Core.Log and then a Core.Case on its outcome: no block of the specification does what is not named in it, and a Log goes
 * on everywhere. The Case falls to the outcome `failed`, so that an engine which knows nothing of the action never tells
 * a caller that something was done. The Log has one exit: FLOIP's own runner takes the first of them, unseen.
 */

import { ORDERS } from '@dhatri/flow/condition'
import type { StepSource } from '@dhatri/flow/source'
import type { Step } from '@dhatri/flow/table'
import { writeTests } from './floip.condition.ts'
import { type Desk, destination, exitOf, type Hint, lose, partId, putBlock, putWords, stepKey } from './floip.desk.ts'
import { putAsk, putMenu } from './floip.question.ts'
import { wordsOf } from './floip.resource.ts'
import { putResult, putRun } from './floip.run.ts'

/** Writes one step as one block or several; the first has the step's own UUID. */
export function putStep(desk: Desk, step: Step, source: StepSource): void {
  const key = stepKey(step.id)
  const name = desk.blockOf(step.id)
  const hint: Hint = { step: step.id, kind: step.kind }
  switch (step.kind) {
    case 'say':
      putMessage(desk, step, hint, destination(desk, step.next))
      return
    case 'menu':
      if (source.kind === 'menu') putMenu(desk, step, source)
      return
    case 'ask':
      putAsk(desk, step)
      return
    case 'if':
      putIf(desk, step, source)
      return
    case 'arm':
      putArm(desk, step)
      return
    case 'do':
      putDeed(desk, step)
      return
    case 'run':
      putRun(desk, { key, step: step.id, name, flow: step.flow, after: step }, hint)
      return
    case 'end':
      putEnd(desk, step)
      return
  }
}

function putMessage(desk: Desk, step: Step & { kind: 'say' | 'end' }, hint: Hint, next: string | undefined): void {
  const key = stepKey(step.id)
  const prompt = putWords(desk, key, wordsOf(step.text ?? {}), hint, `${desk.table.flow}.${step.id}.0`)
  const exits = [exitOf(desk, key, 'on', next)]
  putBlock(desk, {
    key,
    name: desk.blockOf(step.id),
    type: 'MobilePrimitives.Message',
    config: { prompt },
    exits,
    hint,
  })
}

function putIf(desk: Desk, step: Step & { kind: 'if' }, source: StepSource): void {
  const { table, pathOf } = desk
  const key = stepKey(step.id)
  const lines = source.kind === 'if' ? source.conditions.map(({ text }) => text) : []
  const test = writeTests(step.tests, pathOf, table.kinds)
  const exits = [
    exitOf(desk, key, 'so', destination(desk, step.next), test),
    exitOf(desk, key, 'else', destination(desk, step.orElse)),
  ]
  const hint = { step: step.id, kind: 'if', lines }
  putBlock(desk, { key, name: desk.blockOf(step.id), type: 'Core.Case', config: {}, exits, hint })
  const sizes = step.tests.flat().filter(({ is }) => ORDERS.includes(is))
  for (const name of new Set(sizes.map((one) => one.name))) lose(desk, 'floip.size', step.id, name)
}

/** Each way but the first is drawn from what the ways before it left over; the first is the default. */
function putArm(desk: Desk, step: Step & { kind: 'arm' }): void {
  const key = stepKey(step.id)
  const [control, ...others] = step.ways
  let left = step.ways.reduce((sum, { weight }) => sum + weight, 0)
  const exits = others.map(({ is, next, weight }) => {
    const share = left === 0 ? 0 : weight / left
    left -= weight
    return exitOf(desk, key, is, destination(desk, next), `RAND() < ${Number(share.toFixed(6))}`)
  })
  if (control !== undefined) exits.push(exitOf(desk, key, control.is, destination(desk, control.next)))
  const weights = step.ways.map(({ is, weight }) => [is, weight])
  putBlock(desk, {
    key,
    name: desk.blockOf(step.id),
    type: 'Core.Case',
    config: {},
    exits,
    hint: { step: step.id, kind: 'arm', weights },
  })
  lose(desk, 'floip.arm', step.id)
}

function putDeed(desk: Desk, step: Step & { kind: 'do' }): void {
  const key = stepKey(step.id)
  const at = `${key}/outcome`
  const name = desk.blockOf(step.id)
  const hint: Hint = { step: step.id, kind: 'do', action: step.action, ...(step.with && { with: step.with }) }
  // A resource may stand here too, but that runner takes its UUID for arithmetic.
  const config = { message: step.action }
  const onward = [exitOf(desk, key, 'on', partId(desk.table.flow, at))]
  putBlock(desk, { key, name, type: 'Core.Log', config, exits: onward, hint })
  const outcomes = Object.entries(step.outcomes)
  const fallback = outcomes.find(([outcome]) => outcome === 'failed') ?? outcomes.at(-1)
  const exits = outcomes
    .filter((pair) => pair !== fallback)
    .map(([outcome, to]) => exitOf(desk, at, outcome, destination(desk, to), `results.${name}.value = '${outcome}'`))
  if (fallback !== undefined) exits.push(exitOf(desk, at, fallback[0], destination(desk, fallback[1])))
  putBlock(desk, { key: at, name: `${name}_outcome`, type: 'Core.Case', config: {}, exits, hint: { of: step.id } })
  lose(desk, 'floip.action', step.id, step.action)
}

function putEnd(desk: Desk, step: Step & { kind: 'end' }): void {
  const { table } = desk
  const key = stepKey(step.id)
  const { text, result, dial, send } = step
  const hint: Hint = { step: step.id, kind: 'end', ...(dial && { dial }), ...(send && { send }) }
  const next = result === undefined ? undefined : partId(table.flow, `${key}/result`)
  if (text !== undefined) putMessage(desk, step, hint, next)
  else {
    const exits = [exitOf(desk, key, 'on', next)]
    putBlock(desk, { key, name: desk.blockOf(step.id), type: 'Core.Case', config: {}, exits, hint })
  }
  if (result !== undefined) putResult(desk, { key, step: step.id, result })
  if (dial !== undefined) lose(desk, 'floip.dial', step.id, dial)
  if (send !== undefined) lose(desk, 'floip.send', step.id, send)
}
