/** What a caller has had before her when she comes to a step: without it nobody can translate "yes" or "at once". */
import type { Language } from '@dhatri/flow/channel'
import type { Draft } from '@dhatri/flow/load'
import type { Step, Table, Target } from '@dhatri/flow/table'
import type { Text } from '@dhatri/flow/wording'
import { clip } from '@dhatri/text/graphemes'
import { showText } from './caption.ts'

/** Longer contexts are not read. */
const MOST = 140

/** Something that leads to a step; without words it is what stands before it that the caller had. */
type Lead = { from: number; to: Target; words?: string }

/**
 * By `flow/step` what came before the step, the option chosen behind a `›`; by `flow/step/` the step's own words, which
 * come before its options.
 */
export function findBefore({ flows }: Draft, language: Language): Map<string, string> {
  const found = new Map<string, string>()
  const show = (text: Text | undefined): string => showText(text, 'ussd', [language])
  const doors = new Map(flows.flatMap(({ table }) => listDoors(table, show)))
  for (const { table } of flows) {
    const leads = table.steps.flatMap((step, from) => leadsFrom(step, from, show))
    const wordsBefore = (index: number, seen: ReadonlySet<number>): string | undefined => {
      for (const lead of leads.filter(({ to, from }) => to === index && !seen.has(from))) {
        const words = lead.words ?? wordsBefore(lead.from, new Set([...seen, index]))
        if (words !== undefined) return words
      }
      return index === 0 ? (doors.get(table.flow) ?? show(table.title)) : undefined
    }
    for (const [index, step] of table.steps.entries()) {
      found.set(`${table.flow}/${step.id}`, shorten(wordsBefore(index, new Set()) ?? ''))
      if ('text' in step) found.set(`${table.flow}/${step.id}/`, shorten(show(step.text)))
    }
  }
  return found
}

/** The options that open another flow. */
function listDoors(table: Table, show: (text: Text) => string): [flow: string, words: string][] {
  return table.steps.flatMap((step) =>
    step.kind !== 'menu'
      ? []
      : step.options.flatMap(({ run, label }): [string, string][] =>
          run === undefined ? [] : [[run, `${show(step.text)} › ${show(label)}`]],
        ),
  )
}

function leadsFrom(step: Step, from: number, show: (text: Text) => string): Lead[] {
  switch (step.kind) {
    case 'say':
    case 'ask':
      return [{ from, to: step.next, words: show(step.text) }]
    case 'menu':
      return step.options.flatMap(({ next, results, label }) =>
        [next, ...Object.values(results)].map((to) => ({ from, to, words: `${show(step.text)} › ${show(label)}` })),
      )
    case 'if':
      return [step.next, step.orElse].map((to) => ({ from, to }))
    case 'arm':
      return step.ways.map(({ next }) => ({ from, to: next }))
    case 'do':
      return Object.values(step.outcomes).map((to) => ({ from, to }))
    case 'run':
      return [step.next, ...Object.values(step.results)].map((to) => ({ from, to }))
    case 'end':
      return []
  }
}

function shorten(words: string): string {
  const line = words.replaceAll('\n', ' ')
  return line.length <= MOST ? line : `${clip(line, MOST)}…`
}
