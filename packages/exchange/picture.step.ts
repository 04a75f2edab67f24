/** What each kind of step looks like in a picture, and which ways lead on from it. */
import type { Kind } from '@dhatri/flow/answer'
import type { Language } from '@dhatri/flow/channel'
import { type Library, tableOf } from '@dhatri/flow/library'
import type { Return, Step, Target } from '@dhatri/flow/table'
import type { Box, Show } from './box.ts'
import { type Caption, caption } from './caption.ts'
import { printTests } from './condition.ts'
import { leadsOn } from './loop.ts'

/** A way on from a step; `run` is a flow that is gone through first. */
export type Way = { label: string; to: Target; run?: Run }

/** A flow that an option goes through, and where its results lead. */
export type Run = Return & { flow: string; option: string }

/** What the boxes of one flow are made with. */
export type Desk = { library: Library; language: Language; show: Show; kinds: Record<string, Kind> }

/** The box of a step, without its place. */
export function boxOfStep(step: Step, index: number, desk: Desk): Omit<Box, 'id'> {
  const { language, show, kinds } = desk
  const head = (name: string, id: string): string => `${index + 1} · ${name} · ${id}`
  const named = (name: Caption): { head: string } => ({ head: head(caption(name, language), step.id) })
  switch (step.kind) {
    case 'say':
      return { kind: 'say', ...named('say'), body: show(step.text) }
    case 'menu':
      return {
        kind: 'menu',
        ...named('menu'),
        body: show(step.text),
        ...footOf(step.isMany && caption('many', language)),
      }
    case 'ask':
      return { kind: 'ask', ...named('ask'), body: show(step.text), ...footOf(kinds[step.id]?.type) }
    case 'if':
      return { kind: 'if', ...named('if'), body: printTests(step.tests) }
    case 'arm':
      return { kind: 'arm', ...named('arm'), body: step.id }
    case 'do':
      return { kind: 'do', ...named('do'), body: step.action, ...footOf(step.with?.join(', ')) }
    case 'run':
      return { ...boxOfRun(step, desk), ...named('run') }
    case 'end': {
      const foot = [
        step.result === undefined ? '' : `= ${step.result}`,
        step.dial === undefined ? '' : `${caption('connects', language)} ${step.dial}`,
        step.send === undefined ? '' : `${caption('sends', language)} ${step.send}`,
      ]
      return { kind: 'end', ...named('end'), body: show(step.text), ...footOf(foot.filter(Boolean).join(' · ')) }
    }
    default:
      return { kind: 'other', ...unknown(step, head), body: '' }
  }
}

/** The box of a flow that is gone through. */
export function boxOfRun({ flow }: { flow: string }, { library, language, show }: Desk): Omit<Box, 'id'> {
  const title = show(tableOf(library, flow)?.title)
  return { kind: 'run', head: caption('run', language), body: title === '' ? flow : title, foot: flow, flow }
}

/** Every way on from a step. */
export function waysOf(step: Step, { show, language }: Desk): Way[] {
  switch (step.kind) {
    case 'say':
    case 'ask':
      return [{ label: '', to: step.next }]
    case 'menu':
      return step.options.map(({ is, number, label, run, ...rest }) => ({
        label: `${number} ${show(label)}`,
        to: rest.next,
        ...(run !== undefined && { run: { ...rest, flow: run, option: is } }),
      }))
    case 'if':
      return [
        { label: caption('yes', language), to: step.next },
        { label: caption('no', language), to: step.orElse },
      ]
    case 'arm': {
      const sum = step.ways.reduce((total, { weight }) => total + weight, 0)
      return step.ways.map(({ is, next, weight }) => ({ label: `${is} ${weight}/${sum}`, to: next }))
    }
    case 'do':
      return Object.entries(step.outcomes).map(([label, to]) => ({ label, to }))
    case 'run':
      return waysAfter(step, language)
    case 'end':
      return []
    default:
      return leadsOn(step).map((to) => ({ label: '', to }))
  }
}

/** The ways on after a flow that was run: each result by its name, and all others. */
export function waysAfter({ next, results }: Return, language: Language): Way[] {
  const named = Object.entries(results).map(([label, to]) => ({ label, to }))
  return [...named, { label: named.length === 0 ? '' : caption('otherwise', language), to: next }]
}

function footOf(foot: string | false | undefined): { foot?: string } {
  return foot ? { foot } : {}
}

/** A kind that the flow language has learned since: the compiler names the places above that do not know it. */
function unknown(step: never, head: (name: string, id: string) => string): { head: string } {
  const { kind, id } = step as { kind: string; id: string }
  return { head: head(kind, id) }
}
