/** The checker's report in words: one finding a paragraph, the figures in a few lines, and what a release still lacks. */

import type { Figures } from '@dhatri/flow/check'
import { MOST_BYTES } from '@dhatri/flow/checks/item'
import type { Finding } from '@dhatri/flow/finding'
import type { Folder } from './beside.ts'
import type { Unreviewed } from './release.ts'

/** `register.yaml:49:9 error text.tooLong: …`, below it what to do, and the rule in Bangla where it is wanted. */
export function printFinding({ file, line, column, level, rule, words, suggestion }: Finding, bangla?: string): string {
  const lines = [`${file}:${line}:${column} ${level} ${rule}: ${words}`, suggestion, bangla ?? '']
  return lines.filter(Boolean).map(showUnseen).join('\n    ')
}

/** Signs of machines, and those that turn a line round, as their codes: a terminal would obey them. */
function showUnseen(text: string): string {
  return text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (sign) => {
    return `<U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`
  })
}

/** What was measured, one line for each kind. */
export function printFigures(figures: Figures, unreviewed: number): string {
  const { flows, messages, texts, length, segments, items, sounds, seconds } = figures
  const { units, limit, at } = length.fullest
  const [heaviest = '', bytes = 0] = Object.entries(items).sort(([, one], [, other]) => other - one)[0] ?? []
  const lines = [
    `words     ${flows} flows, ${messages} messages, ${texts} texts; ${unreviewed} clinical files not reviewed`,
    `screens   ${length.screens} measured, the fullest ${units} of ${limit} (${at}); at most ${length.pages} pages, ${segments} SMS parts`,
    `item      at most ${bytes} of ${MOST_BYTES} bytes (${heaviest})`,
  ]
  if (sounds === undefined) lines.push('sounds    not checked: there is no audio/manifest.json')
  else {
    const { prompts, recorded, standIn, stale, missing, orphan } = sounds
    lines.push(
      `sounds    ${prompts} prompts: ${recorded} recorded, ${standIn} stand-ins, ${stale} stale, ${missing} missing; ${orphan} orphans`,
    )
  }
  if (seconds !== undefined)
    lines.push(`calls     a script lasts at most ${seconds.script} s, a way through a call ${seconds.call} s`)
  return lines.join('\n')
}

/** How much of the courses can be sent, and which of their messages nobody has written yet. */
export function printCourses({ count, rows, unwritten }: Folder['courses']): string {
  const sum = `courses   ${count} courses, ${rows} rows; ${unwritten.length} messages not written yet`
  if (unwritten.length === 0) return sum
  const shown = unwritten.slice(0, 4).join(', ')
  return `${sum}: ${shown}${unwritten.length > 4 ? ` and ${unwritten.length - 4} more` : ''}`
}

/** Every clinical text that nobody has signed, with its source, and how many prompts nobody has recorded (undefined is all) and numbers nobody has tried. */
export function printRelease(
  unreviewed: readonly Unreviewed[],
  unrecorded: number | undefined,
  untried: number,
): string {
  const blocks = unreviewed.map(({ file, line, about, source, texts }) => {
    const head = `${file}:${line} about: ${about}, reviewed: no\n  source: ${source === '' ? 'none' : source}`
    return [head, ...texts.map(({ line: at, name, words }) => `  ${file}:${at} ${name}: ${words}`)].join('\n')
  })
  const texts = unreviewed.reduce((sum, one) => sum + one.texts.length, 0)
  const sum = `release   ${unreviewed.length} files with ${texts} clinical texts not reviewed, ${unrecorded ?? 'all'} prompts not recorded, ${untried} numbers not tried`
  return [...blocks, sum].join('\n')
}
