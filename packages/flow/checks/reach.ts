/**
 * Is there a way to every flow and every message? A flow is come to by a key of the engine, by another flow, or as the
 * answer to a message; a message is sent by the programme, by a schedule, or by the end of a flow.
 */
import { type Audit, bookOf } from '../audit.ts'
import { fail, warn } from '../book.ts'
import { runsOf } from '../graph.ts'
import { ENGINE_FLOWS } from '../load.ts'

/** Flows that the service opens by itself: what follows a call of ours. */
const OPENED = ['called']

/** Notes flows nothing leads to, messages that are not among what is `sent`, and names there that are no message. */
export function checkReach(audit: Audit, sent: ReadonlySet<string>): void {
  const { flows, messages, findings } = audit
  const asked = messages.flatMap(({ asks }) => asks?.text ?? [])
  const run = flows.flatMap(({ table }) => table.steps.flatMap(runsOf).filter((name) => name !== table.flow))
  const reached = new Set([...ENGINE_FLOWS, ...OPENED, ...asked, ...run])
  for (const flow of flows) {
    const { name } = flow.source
    if (reached.has(flow.table.flow)) continue
    warn(
      bookOf(audit, flow),
      name,
      'flow.unused',
      `nothing leads to the flow "${name.text}"`,
      'run it from another flow, or remove it',
    )
  }
  const ends = flows.flatMap((flow) =>
    flow.source.steps.flatMap((step) => (step.kind === 'end' ? (step.send?.text ?? []) : [])),
  )
  for (const { file, name } of messages) {
    if (sent.has(name.text) || ends.includes(name.text)) continue
    const suggestion = 'name it in a schedule or an "also send", or remove it'
    warn({ file, findings }, name, 'message.unused', `nobody sends "${name.text}"`, suggestion)
  }
  const known = messages.map(({ message }) => message.name)
  for (const name of [...sent].filter((one) => !known.includes(one))) {
    const book = { file: `messages/${name}.yaml`, findings }
    fail(book, { line: 1, column: 1 }, 'message.absent', `"${name}" is sent, and there is no such message`, 'write it')
  }
}
