/**
 * What no clinician has signed yet: flows and messages with clinical words, and the data that decides who is told what
 * and when (schedules, danger phrases, the ladder), which carry `source` and `reviewed` in the same way.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { listUntried, loadHotlines } from '@dhatri/care/hotlines'
import type { Clinical } from '@dhatri/flow/checks/review'
import { findEntry, type Node } from '@dhatri/flow/node'
import { readSignature } from '@dhatri/flow/signature'
import { readYaml } from '@dhatri/flow/yaml'
import { readFolder } from '@dhatri/functions/content'
import { type Day, printIso } from '@dhatri/text/day'

/** A file nobody has signed; `texts` are the clinical texts in it, none where it is data. */
export type Unreviewed = Omit<Clinical, 'about' | 'isReviewed'> & { about: string }

/** The numbers of a folder that nobody has tried lately, as lines; a fault of the file is a line too. */
export function listUntriedNumbers(folder: string, today: Day): string[] {
  const path = join(folder, 'hotlines.yaml')
  if (!existsSync(path)) return []
  const { hotlines, faults } = loadHotlines(readFileSync(path, 'utf8'))
  const wrong = faults.map(({ entry, rule, words }) => `hotlines.yaml entry ${entry}: ${rule} ${words}`.trim())
  const untried = listUntried(hotlines, today).map(({ number, name, tried }) => {
    const last = tried === undefined ? 'never tried' : `last tried ${printIso(tried.day)} by ${tried.by}`
    return `hotlines.yaml ${number} (${name.en}): ${last}`
  })
  return [...wrong, ...untried]
}

/** Every such file of a folder, by name. */
export function listUnreviewed(folder: string, clinical: readonly Clinical[]): Unreviewed[] {
  const words = clinical.filter(({ isReviewed }) => !isReviewed).map(({ isReviewed: _, ...one }): Unreviewed => one)
  const single = [
    'danger/phrases.yaml',
    'loss/phrases.yaml',
    'topics/words.yaml',
    'ladder.yaml',
    'waits.yaml',
    'triage/rules.yaml',
  ].filter((file) => existsSync(join(folder, file)))
  const alone = Object.fromEntries(single.map((file) => [file, readFileSync(join(folder, file), 'utf8')]))
  const data = { ...readFolder(join(folder, 'schedules'), '.yaml', 'schedules/'), ...alone }
  const unsigned = Object.entries(data).flatMap(([file, content]) => readUnsigned(file, content))
  return [...words, ...unsigned].sort((one, other) => (one.file < other.file ? -1 : 1))
}

function readUnsigned(file: string, content: string): Unreviewed[] {
  const reading = readYaml(file, content)
  if (!reading.ok || reading.node.kind !== 'map') return []
  const { node } = reading
  const reviewed = findEntry(node, 'reviewed')
  if (readSignature(content).is === 'signed') return []
  const source = findEntry(node, 'source')
  return [
    {
      file,
      line: reviewed?.line ?? 1,
      about: 'data',
      source: source === undefined ? '' : textOf(source.node),
      texts: [],
    },
  ]
}

function textOf(node: Node): string {
  return node.kind === 'scalar' ? node.text.trim() : ''
}
