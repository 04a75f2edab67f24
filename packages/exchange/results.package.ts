/**
 * A Flow Results package (specification 1.0.0-rc1, a Data Package): one for each flow and version of its structure, with
 * its questions and a file of rows. What is withheld, and why, is said in the package itself.
 */
import type { Talk } from '@dhatri/flow/funnel'
import type { Table } from '@dhatri/flow/table'
import { writeLanguage } from './floip.language.ts'
import { uuidOf } from './floip.uuid.ts'
import { labelLanguage, listQuestions, type Question } from './results.question.ts'
import { listRows, type Row } from './results.row.ts'
import { askedOfAll } from './results.told.ts'

/** What is exported, when (RFC 3339), and whether questions that tell an answer are among it. */
export type Wanted = { table: Table; talks: readonly Talk[]; now: string; isPrivate: boolean }

/** The descriptor; what is ours in it lies under `dhatri`. */
export type Descriptor = {
  profile: 'flow-results-package'
  name: string
  title: string
  flow_results_specification_version: string
  created: string
  modified: string
  id: string
  resources: [
    { name: string; path: string; access_method: 'file'; mediatype: string; encoding: string; schema: object },
  ]
  dhatri: Notice
}

/** What is not in the package: answers never, and without `isPrivate` the questions that tell one. */
export type Notice = {
  version: string
  isPrivate: boolean
  responses: string
  times: string
  contacts: string
  rows: number
  /** Conversations left out: with another version of the flow, or from before days were kept. */
  otherVersion: number
  undated: number
  withheld: { question: string; why: string }[]
}

/** A package: its descriptor and its rows. */
export type Package = { descriptor: Descriptor; rows: Row[] }

const RESPONSES =
  'withheld: every response is null. Rows are read from the log of conversations that are over, which holds steps and no answers; sealed conversations are not opened for an export.'
const TIMES = 'cut to the day, in Bangladesh time'
const CONTACTS = 'one for each conversation and flow: that two conversations are of one woman cannot be told'
const TELLS = 'only some answer leads here: to say who was asked is to say what she answered'

const FIELDS = [
  ['timestamp', 'Timestamp', 'datetime'],
  ['row_id', 'Row ID', 'string'],
  ['contact_id', 'Contact ID', 'string'],
  ['session_id', 'Session ID', 'string'],
  ['question_id', 'Question ID', 'string'],
  ['response', 'Response', 'any'],
  ['response_metadata', 'Response Metadata', 'object'],
].map(([name, title, type]) => ({ name, title, type }))

/** Puts a package together. */
export function packResults({ table, talks, now, isPrivate }: Wanted): Package {
  const { rows, otherVersion, undated } = listRows(table, talks, isPrivate)
  const questions: Record<string, Question> = listQuestions(table)
  const language = labelLanguage(table)
  const told = askedOfAll(table)
  const withheld = Object.keys(questions)
    .filter((question) => !isPrivate && !told.has(question.slice(table.flow.length + 1)))
    .map((question) => ({ question, why: TELLS }))
  const descriptor: Descriptor = {
    profile: 'flow-results-package',
    name: `dhatri-${table.flow.toLowerCase()}`,
    title: `Conversations in the flow ${table.flow}`,
    flow_results_specification_version: '1.0.0-rc1',
    created: now,
    modified: now,
    // The specification wants the form of version 4; the same flow in the same version is the same package.
    id: uuidOf(`results/${table.flow}@${table.own}`, 4),
    resources: [
      {
        name: 'responses',
        path: 'responses.json',
        access_method: 'file',
        mediatype: 'application/json',
        encoding: 'utf-8',
        schema: { language: writeLanguage(language, '').iso_639_3, fields: FIELDS, questions },
      },
    ],
    dhatri: {
      version: table.own,
      isPrivate,
      responses: RESPONSES,
      times: TIMES,
      contacts: CONTACTS,
      rows: rows.length,
      otherVersion,
      undated,
      withheld,
    },
  }
  return { descriptor, rows }
}
