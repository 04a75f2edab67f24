/** What the commands that make papers of the flows share: which flow, which language, and where the paper goes. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Library } from '@dhatri/flow/library'
import type { Table } from '@dhatri/flow/table'

/** Says why something cannot be done; gives the exit code for it. */
export function refuse(words: string): 1 {
  console.error(words)
  return 1
}

/** Whether a language is among those of the engine file; says so where it is not. */
export function checkLanguage(command: string, language: string, { languages }: Library): boolean {
  const known = Object.keys(languages)
  if (known.includes(language)) return true
  refuse(`${command}.language ${language}: one of ${known.join(', ')}, or add it to engine.yaml`)
  return false
}

/** The table of a flow by its name; says which there are where there is none. */
export function findFlow(command: string, name: string, tables: readonly Table[]): Table | undefined {
  const table = tables.find(({ flow }) => flow === name)
  if (table === undefined) refuse(`${command}.flow ${name}: one of ${tables.map(({ flow }) => flow).join(', ')}`)
  return table
}

/** Writes a paper to a file, its folder made where there is none, or to the terminal. */
export function writeOut(path: string | undefined, content: string): void {
  if (path === undefined) {
    process.stdout.write(content)
    return
  }
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
}
