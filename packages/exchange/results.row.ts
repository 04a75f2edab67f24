/**
 * Rows of Flow Results out of conversations that are over: who came to which question, on which day. No row holds what
 * was answered, because no log does. Sessions of one call are not joined over flows, the time of day is left out and the
 * order within a day is that of ids: whoever knows when a woman called cannot find her rows by it.
 */
import type { Talk } from '@dhatri/flow/funnel'
import type { Table } from '@dhatri/flow/table'
import { uuidOf } from './floip.uuid.ts'
import { askedOfAll } from './results.told.ts'

/** Timestamp, row, contact, session, question, response, and what is known of the response. */
export type Row = [
  string,
  string,
  string,
  string,
  string,
  null,
  { response: 'withheld'; not_understood: number; left: boolean },
]

/** The rows of one flow, and the conversations that gave none: with another version of it, or without a day. */
export type Rows = { rows: Row[]; otherVersion: number; undated: number }

/** Bangladesh has had one offset since 2010. */
const DAY_BEGINS = 'T00:00:00+06:00'

/** Reads conversations into rows; `isPrivate` also tells of questions that only some answer leads to. */
export function listRows(table: Table, talks: readonly Talk[], isPrivate: boolean): Rows {
  const told = askedOfAll(table)
  const questions = new Set(
    table.steps.flatMap(({ kind, id }) =>
      (kind === 'menu' || kind === 'ask') && (isPrivate || told.has(id)) ? [id] : [],
    ),
  )
  const result: Rows = { rows: [], otherVersion: 0, undated: 0 }
  const seen = new Set<string>()
  for (const talk of talks) {
    const version = talk.versions[table.flow]
    if (version === undefined || seen.has(talk.id)) continue
    seen.add(talk.id)
    if (version !== table.own) result.otherVersion += 1
    else if (talk.day === undefined) result.undated += 1
    else result.rows.push(...rowsOf(table.flow, { ...talk, day: talk.day }, questions))
  }
  result.rows.sort(([day, one], [otherDay, other]) => (`${day} ${one}` < `${otherDay} ${other}` ? -1 : 1))
  return result
}

function rowsOf(flow: string, talk: Talk & { day: string }, questions: ReadonlySet<string>): Row[] {
  const session = uuidOf(`session/${talk.id}/${flow}`)
  return talk.steps
    .filter((step) => step.startsWith(`${flow}.`) && questions.has(step.slice(flow.length + 1)))
    .map((question, index): Row => {
      const wrong = talk.wrong.filter(([step]) => step === question).length
      const known = { response: 'withheld' as const, not_understood: wrong, left: talk.left === question }
      return [`${talk.day}${DAY_BEGINS}`, `${session}/${index + 1}`, session, session, question, null, known]
    })
}
