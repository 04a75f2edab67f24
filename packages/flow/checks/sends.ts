/**
 * Messages that an end sends as well: the message is there, it is a reply, all it names is known at that end, and the
 * caller pressed something on the way. Nothing that was only listened to goes out as a text.
 */
import type { ActionSpec } from '../action.ts'
import { type Audit, bookOf } from '../audit.ts'
import { type Book, fail, failName } from '../book.ts'
import type { Word } from '../fields.ts'
import { leadsTo } from '../graph.ts'
import type { Compiled } from '../load.ts'
import type { Message } from '../message.ts'
import type { Step } from '../table.ts'
import { knowAt } from './knowledge.ts'

/** Notes what is wrong with `also send`. */
export function checkSends(audit: Audit, actions: readonly ActionSpec[]): void {
  const messages = new Map(audit.messages.map(({ message }) => [message.name, message]))
  const tables = new Map(audit.flows.map(({ table }) => [table.flow, table]))
  for (const flow of audit.flows) {
    if (!flow.table.steps.some((step) => step.kind === 'end' && step.send !== undefined)) continue
    const book = bookOf(audit, flow)
    const known = knowAt(flow.table, actions, tables)
    const unpressed = listUnpressed(flow.table.steps)
    for (const [index, step] of flow.source.steps.entries()) {
      if (step.kind !== 'end' || step.send === undefined) continue
      const message = messages.get(step.send.text)
      if (message === undefined) {
        const words = `there is no message "${step.send.text}"`
        failName(book, step.send, 'send.unknown', words, step.send.text, messages.keys())
        continue
      }
      if (message.class !== 'reply' || message.asks !== undefined) {
        fail(
          book,
          step.send,
          'send.class',
          `"${message.name}" is no plain reply`,
          'send one of "class: reply" without "asks"',
        )
      }
      if (unpressed.has(index)) {
        fail(
          book,
          step.send,
          'send.unasked',
          'nothing is pressed on some way here',
          'offer it as an option: "send it to me"',
        )
      }
      checkFacts(book, step.send, message, flow, known[index])
    }
  }
}

function checkFacts(
  book: Book,
  at: Word,
  { name, kinds }: Message,
  { table }: Compiled,
  known: ReadonlySet<string> | undefined,
): void {
  for (const [fact, kind] of Object.entries(kinds)) {
    const own = Object.hasOwn(table.kinds, fact) ? table.kinds[fact] : undefined
    if (own === undefined || own.type !== kind.type) {
      const words = `"${name}" needs {${fact}}, ${own === undefined ? 'which is not declared here' : `a ${kind.type}`}`
      fail(book, at, 'send.fact', words, `declare "${fact}: {type: ${kind.type}}" and ask for it`)
    } else if (known !== undefined && !known.has(fact)) {
      fail(
        book,
        at,
        'send.unset',
        `{${fact}} is not set on some way here`,
        'ask for it on every way, or send another message',
      )
    }
  }
}

/** The steps that can be reached from the first one without anything being entered. */
function listUnpressed(steps: readonly Step[]): Set<number> {
  const seen = new Set<number>()
  const waiting = [0]
  for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
    const step = steps[index]
    if (step === undefined || seen.has(index)) continue
    seen.add(index)
    if (step.kind !== 'menu' && step.kind !== 'ask') waiting.push(...leadsTo(step))
  }
  return seen
}
