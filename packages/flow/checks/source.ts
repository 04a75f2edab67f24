/** Clinical words need a source that a clinician can look up. */
import { type Audit, bookOf } from '../audit.ts'
import { warn } from '../book.ts'

/** Notes flows and messages about a mother, a pregnancy or a baby that name no source. */
export function checkSources(audit: Audit): void {
  for (const flow of audit.flows) {
    const { about, source } = flow.table
    if (about === 'service' || source !== undefined) continue
    warn(
      bookOf(audit, flow),
      flow.source.about,
      'source.missing',
      `a flow about a ${about} names no source`,
      'add "source: …"',
    )
  }
  for (const { file, name, message } of audit.messages) {
    if (message.about === 'service' || message.source !== undefined) continue
    const book = { file, findings: audit.findings }
    warn(book, name, 'source.missing', `a message about a ${message.about} names no source`, 'add "source: …"')
  }
}
