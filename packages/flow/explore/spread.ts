/** Goes from state to state, breadth first, until every entry has been tried at every state. */

import { stepAt } from '../frame.ts'
import { take } from '../take.ts'
import { listEntries } from './entries.ts'
import { BOUNDS } from './ground.ts'
import { judgeEntry, judgeOutcome, kindOf, LOST } from './judge.ts'
import { checkKeeping } from './keep.ts'
import { listOutcomes } from './outcomes.ts'
import { note } from './report.ts'
import { checkScreens } from './screens.ts'
import { admit, afterOutcome, copyOf } from './space.ts'
import type { Node, Size, Space, Way } from './state.ts'

/** What is done with each state once: its size on the screen. */
export type Sizes = Map<Node, Size>

/** Explores from these states; `home` is where a new session begins. False where the bound was met. */
export function spread(space: Space, from: readonly Node[], sizes: Sizes, home: Node | undefined): boolean {
  const bound = space.ground.bounds?.states ?? BOUNDS.states
  let level = [...from]
  for (const node of level) look(space, node, sizes, home)
  while (level.length > 0) {
    const next: Node[] = []
    const meet = ({ node, isNew }: { node: Node; isNew: boolean }): Node => {
      if (isNew) look(space, node, sizes, home)
      if (isNew) (node.isOutcome ? level : next).push(node)
      return node
    }
    // Outcomes cost the caller nothing: what follows them belongs to the same level.
    for (let index = 0; index < level.length; index += 1) {
      const node = level[index]
      if (node !== undefined) open(space, node, sizes, meet)
      if (space.nodes.length > bound) return false
    }
    level = next
  }
  return true
}

type Meet = (met: { node: Node; isNew: boolean }) => Node

function look(space: Space, node: Node, sizes: Sizes, home: Node | undefined): void {
  if (node.machine.state === 'lost') {
    note(space, node, LOST)
    return
  }
  checkKeeping(space, node, home)
  if (node.machine.state !== 'doing') sizes.set(node, checkScreens(space, node))
}

function open(space: Space, node: Node, sizes: Sizes, meet: Meet): void {
  if (space.within?.has(node.machine.frame.table.flow) === false) return
  if (node.machine.state === 'doing') openDeed(space, node, meet)
  else if (node.machine.state === 'asking') openQuestion(space, node, sizes, meet)
}

function openDeed(space: Space, node: Node, meet: Meet): void {
  const step = stepAt(node.machine.frame)
  if (step?.kind !== 'do') return
  const outcomes = listOutcomes(space, node.machine, step)
  if (outcomes.length === 0) {
    const words = `nobody registered the action "${step.action}"`
    note(space, node, { rule: 'do.unhandled', words, suggestion: 'name an action that exists' })
  }
  for (const [is, facts] of outcomes) {
    node.tried += 1
    if (!Object.hasOwn(step.outcomes, is)) {
      const words = `the outcome "${is}" of "${step.action}" is not handled`
      note(space, node, { rule: 'do.unhandled', words, suggestion: `add "${is}: <step>" to its outcomes` })
      continue
    }
    const after = afterOutcome(node.machine, is, facts)
    const fault = judgeOutcome(node.machine, step.changes, after)
    if (fault !== undefined) note(space, node, fault, `(${step.id}: ${is})`)
    const shown = Object.entries(facts).map(([name, value]) => ` ${name} ${value}`)
    const entry = `${step.id}: ${is}${shown.join('')}`
    const to = meet(admit(space, after, { from: node.id, entry, isOutcome: true, depth: node.depth }))
    node.ways.push({ to: to.id, kind: 'on', entry })
  }
}

function openQuestion(space: Space, node: Node, sizes: Sizes, meet: Meet): void {
  const { machine } = node
  const byMeaning = new Map<string, number>()
  const seen = new Set<string>()
  const pages = sizes.get(node)?.pages ?? 1
  for (const entry of listEntries(space.lens, machine, isFirst(space, node), pages)) {
    node.tried += 1
    const after = copyOf(machine)
    take(after, entry.text)
    const fault = judgeEntry(machine, entry, after, pages)
    if (fault !== undefined) note(space, node, fault, entry.text)
    const met = admit(space, after, { from: node.id, entry: entry.text, isOutcome: false, depth: node.depth + 1 })
    const to = meet(met)
    const kind = after.state === 'lost' ? 'refused' : kindOf(machine, entry, after)
    if (entry.as === 'option') for (const option of entry.options ?? []) space.chosen.add(option)
    if ('meaning' in entry) {
      const before = byMeaning.get(entry.meaning)
      if (before === undefined) byMeaning.set(entry.meaning, to.id)
      else if (before !== to.id) note(space, node, formsFault(entry.meaning), entry.text)
    }
    if (!seen.has(`${to.id} ${kind}`)) node.ways.push({ to: to.id, kind, entry: entry.text } satisfies Way)
    seen.add(`${to.id} ${kind}`)
  }
  if (node.ways.every(({ kind }) => kind !== 'on')) note(space, node, NO_WAY)
}

const NO_WAY = {
  rule: 'path.noWay',
  words: 'no answer leads on from here',
  suggestion: 'an option, or an answer that its type takes',
}

function formsFault(meaning: string) {
  return {
    rule: 'answer.forms',
    words: `another form of "${meaning}" leads elsewhere`,
    suggestion: 'the number, the word and the digits of one answer must mean the same',
  }
}

/** Whether entries are read here for the first time: at this step, of this list, on this channel and in this language. */
function isFirst(space: Space, { machine }: Node): boolean {
  const { frame, level, isPaused, isLast, offer, start, history } = machine
  const kind = offer !== undefined ? 'offer' : isLast ? 'last' : isPaused ? 'paused' : 'asking'
  const place = `${frame.table.flow} ${frame.at} ${level} ${kind} ${history.length > 0} ${start.language}`
  if (space.firsts.has(place)) return false
  space.firsts.add(place)
  return true
}
