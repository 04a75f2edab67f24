/** What `dhatri <command> --help` says: how the command is written, and what each of its options means. */
import { nearest } from '@dhatri/flow/nearest'

/** Every option of every command; one that several commands take means the same in each. */
const OPTIONS: Record<string, string> = {
  all: 'every flow instead of one',
  as: 'the number of the handset, like 01711000001',
  birth: 'the day of the birth, like 2026-10-08',
  by: 'who says so: a name',
  'consent-date': 'the day of the consent; today unless said',
  consent: 'the number or file of the consent form of the voice',
  count: 'only counts what is recorded, a stand-in, stale or missing',
  counts: 'numbers to draw on the ways, from `dhatri funnels --total --json`',
  'dry-run': 'says what would be done, and writes nothing',
  empty: 'without the made-up people',
  from: 'the folder of flows that is read',
  harmful: 'what is recorded does harm: it is silenced at once',
  help: 'these lines',
  json: 'figures and lists as JSON, for programs',
  kind: 'which loss: loss, miscarriage, stillbirth or neonatalDeath',
  language: 'the language: bn or en; where several may be given, bn,en',
  licence: 'the licence of the recording, like CC-BY-4.0',
  lmp: 'the first day of the last period, like 2026-01-05',
  loss: 'the day of a loss, like 2026-05-01',
  mermaid: 'as Mermaid text instead of a picture',
  modified: 'the time the file gives as its last change, like 2026-01-31T00:00:00Z',
  on: 'the day it holds from, like 2026-11-22; today unless said',
  out: 'the file or folder to write',
  private: 'also the questions that only some answers lead to, for whoever may know that much',
  quick: 'without walking every state of every flow',
  record: 'writes the conversation down in this file',
  recorded: 'the key of a prompt that a person has spoken',
  release: 'also refuses what nobody has signed or recorded',
  schedule: 'the schedule of contacts, like bd-4@1',
  total: 'all versions, channels and languages together',
  url: 'where the demo runs, like http://127.0.0.1:8080',
}

/** Whether the words after a command ask how it is written. */
export const asksForHelp = (words: readonly string[]): boolean => words.includes('--help') || words.includes('-h')

/** What a command takes, by how it is written. */
function listOptions(usage: string): string[] {
  const given = Array.from(usage.matchAll(/--([a-z][a-z-]*)/g), ([, option = '']) => option)
  return [...new Set([...given, 'help'])].sort()
}

/** The first word that looks like an option and is none of the command's, with what was probably meant. */
export function findUnknownOption(words: readonly string[], usage: string): string | undefined {
  const end = words.indexOf('--')
  const given = (end < 0 ? words : words.slice(0, end)).flatMap((word) => word.match(/^-[^=]+/)?.[0] ?? [])
  const options = listOptions(usage).map((option) => `--${option}`)
  const unknown = given.find((word) => !options.includes(word) && Number.isNaN(Number(word)))
  return unknown && `${unknown}: there is no such option${suggest(unknown, options)}`
}

/** What was probably meant, as the end of a sentence. */
export function suggest(given: string, names: readonly string[]): string {
  const meant = nearest(given, names)
  return meant === undefined ? '' : `; did you mean ${meant}?`
}

/** The lines of help for one command. */
export function explain(name: string, usage: string): string[] {
  const options = listOptions(usage)
  const width = Math.max(...options.map((option) => option.length))
  return [
    `dhatri ${name} ${usage}`,
    ...options.map((option) => `  --${option.padEnd(width)}  ${OPTIONS[option] ?? ''}`.trimEnd()),
  ]
}
