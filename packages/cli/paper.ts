/** What the commands that make papers of the flows share: which flow, which language, and where the paper goes. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { civilDay } from '@dhatri/care/dhaka'
import type { Library } from '@dhatri/flow/library'
import type { Table } from '@dhatri/flow/table'
import { printIso, readIso } from '@dhatri/text/day'

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

/** The day that something holds from, today unless another is said; undefined, and said, where that has not come or is no day. */
export function readOn(command: string, on: string | undefined, now: number): string | undefined {
  const today = printIso(civilDay(now))
  const day = on ?? today
  if (readIso(day) !== undefined && day <= today) return day
  refuse(`${command}.on: a day that has come, like --on 2026-11-22`)
  return undefined
}

/** Writes a paper to a file, its folder made where there is none, or to the terminal. */
export function writeOut(path: string | undefined, content: string): void {
  if (path === undefined) {
    process.stdout.write(content)
    return
  }
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
    throw new Error(`paper.unwritten ${path}: ${UNWRITTEN[code] ?? code}`, { cause })
  }
}

/** Why a file cannot be written, by the name that the system has for it. */
const UNWRITTEN: Record<string, string> = {
  EISDIR: 'it is a folder; name a file',
  EEXIST: 'a folder in it is a file; name another with --out',
  ENOTDIR: 'a folder in it is a file; name another with --out',
  EACCES: 'it may not be written',
  EROFS: 'it may not be written',
  ENOSPC: 'the disk is full',
}
