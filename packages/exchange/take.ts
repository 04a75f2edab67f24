/** What a key of a prompt stands for: where in the conversation it is heard, and which part of which text it says. */
import type { Library } from '@dhatri/flow/library'
import type { Messages } from '@dhatri/flow/message'
import type { Step, Table } from '@dhatri/flow/table'
import type { Text } from '@dhatri/flow/wording'

/** The kinds of fragment, in the order in which they are recorded. */
export const FRAGMENTS = ['number', 'digit', 'month', 'key', 'place'] as const

/** How a prompt is used: as part of a text, as the label of an option, or as a fragment of its kind. */
export type Role = 'part' | 'option' | (typeof FRAGMENTS)[number] | 'other'

/**
 * A prompt with its use. `section` is the flow, `messages`, `engine` or the kind of fragment; `order` sorts prompts as they
 * are heard; `part` is its place among the parts of `text`.
 */
export type Take = { role: Role; section: string; order: number[]; text?: Text; part?: number }

/** What the takes of a release are told apart by. */
export type Scene = { tables: readonly Table[]; library: Library; messages: Messages }

/** The take of a key (`bn/register.lmp.0`, `bn/number/12`). */
export function findTake(key: string, scene: Scene): Take {
  const [, name = '', ...more] = key.split('/')
  if (more.length > 0) return findFragment(name, more.join('/'), scene)
  if (name.startsWith('engine.')) return findWord(name.slice('engine.'.length), scene)
  if (name.startsWith('message.')) return findMessage(name.slice('message.'.length), scene)
  return findStep(name.split('.'), scene)
}

function findFragment(kind: string, value: string, { tables }: Scene): Take {
  const place = FRAGMENTS.indexOf(kind as (typeof FRAGMENTS)[number])
  const order = [tables.length + 2 + (place < 0 ? FRAGMENTS.length : place), Number(value) || 0]
  return { role: FRAGMENTS[place] ?? 'other', section: kind, order }
}

function findWord(name: string, { tables, library }: Scene): Take {
  const [word, part] = splitPart(name)
  const names = Object.keys(library.words)
  const option = name in library.words && part === undefined
  const text = library.words[option ? name : word]
  const order = [tables.length + 1, names.indexOf(option ? name : word), part ?? 0]
  return {
    role: option ? 'option' : 'part',
    section: 'engine',
    order,
    ...(text && { text }),
    ...(part !== undefined && { part }),
  }
}

function findMessage(name: string, { tables, messages }: Scene): Take {
  const [place, part] = splitPart(name)
  const [form, message] = [place.replace(/^.*\./, ''), place.replace(/\.[^.]*$/, '')]
  const found = Object.hasOwn(messages, message) ? messages[message] : undefined
  const text = form === 'voice' ? found?.voice : form === 'full' ? found?.full : found?.neutral
  const order = [tables.length, Object.keys(messages).toSorted().indexOf(message), part ?? 0]
  return { role: 'part', section: 'messages', order, ...(text && { text }), ...(part !== undefined && { part }) }
}

function findStep([flow = '', id = '', what = '', ...more]: string[], { tables }: Scene): Take {
  const place = tables.findIndex((table) => table.flow === flow)
  const index = tables[place]?.steps.findIndex((step) => step.id === id) ?? -1
  const step = tables[place]?.steps[index]
  const at = (role: Role, order: number[], text: Text | undefined, part: number | undefined): Take => ({
    role,
    section: flow,
    order: [place < 0 ? tables.length : place, index, ...order],
    ...(text && { text }),
    ...(part !== undefined && { part }),
  })
  if (what === 'wrong' || what === 'silent') {
    // The second text of a fault has its own number before that of its part.
    const [time, part] = more.length > 1 ? [Number(more[0]) - 1, Number(more[1])] : [0, Number(more[0])]
    return at('part', [what === 'wrong' ? 1 : 2, time, part], faultsOf(step, what)[time], part)
  }
  if (what === 'option' || what === 'label') {
    const [is = '', part] = more
    const options = step?.kind === 'menu' ? step.options : []
    const option = options.findIndex((one) => one.is === is)
    const role = part === undefined && what === 'option' ? 'option' : 'part'
    return at(
      role,
      [what === 'option' ? 3 : 4, option, Number(part ?? 0)],
      options[option]?.label,
      part === undefined ? undefined : Number(part),
    )
  }
  return at(
    'part',
    [0, Number(what) || 0],
    step !== undefined && 'text' in step ? step.text : undefined,
    Number(what) || 0,
  )
}

function faultsOf(step: Step | undefined, what: 'wrong' | 'silent'): Text[] {
  return step?.kind === 'menu' || step?.kind === 'ask' ? (step[what] ?? []) : []
}

/** `date.tooOld.0` is part 0 of `date.tooOld`. */
function splitPart(name: string): [name: string, part: number | undefined] {
  const [, word = name, part] = /^(.*)\.(\d+)$/.exec(name) ?? []
  return [word, part === undefined ? undefined : Number(part)]
}

/** Takes in the order of the conversation. */
export function compareTakes({ order: one }: Take, { order: other }: Take): number {
  for (const [index, number] of one.entries()) {
    const difference = number - (other[index] ?? 0)
    if (difference !== 0) return difference
  }
  return one.length - other.length
}
