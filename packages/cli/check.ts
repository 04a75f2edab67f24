/**
 * `dhatri check [folder]`: everything a woman reads and hears, held against the rules, each finding with file, line,
 * column, words and what to do; where that finds no error, every state of every flow is explored too, unless `--quick`.
 * `--release` also refuses what no clinician has signed, nobody has recorded, and numbers nobody has tried lately. Exit code 1 where there is an error, 2
 * where the command itself was wrong.
 */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { civilDay } from '@dhatri/care/dhaka'
import { sortFindings } from '@dhatri/flow/book'
import { inspectFlows } from '@dhatri/flow/check'
import { printExploration } from '@dhatri/flow/explore/table'
import { withLatin } from '@dhatri/flow/profile'
import { profiles, shippedFolder } from '@dhatri/functions/content'
import { actionSpecs } from '@dhatri/service/actions'
import { readBeside } from './beside.ts'
import { printCourses, printFigures, printFinding, printRelease } from './check.print.ts'
import { exploreFolder } from './explore.ts'
import { listUnreviewed, listUntriedNumbers } from './release.ts'
import { readRules } from './rules.ts'

const usage = 'dhatri check [folder] [--json] [--quick] [--release] [--language bn]'

/** Checks a folder of flows, the shipped one unless another is named, and prints what is wrong. */
export function check(args: string[]): number {
  const asked = readArgs(args)
  if (asked === undefined) {
    console.error(usage)
    return 2
  }
  const { folder, isJson, isQuick, isRelease, isBangla } = asked
  if (!existsSync(join(folder, 'engine.yaml'))) {
    console.error(`${folder} holds no engine.yaml: not a folder of flows`)
    return 2
  }
  const { files, places, beside, courses, faults } = readBeside(folder)
  const looked = inspectFlows(files, places, actionSpecs, withLatin(profiles), beside)
  const { figures, clinical } = looked
  const read = sortFindings([...faults, ...looked.findings])
  const isSound = read.every(({ level }) => level !== 'error')
  const explored = isSound && !isQuick ? exploreFolder(files, places, folder) : undefined
  // What a broken text no longer plays is no orphan: a recording taken out on that advice would be lost.
  const said = isSound ? read : read.filter(({ rule }) => rule !== 'sound.orphan')
  const findings = [...said, ...(explored?.exploration.findings ?? [])]
  const rules = readRules()
  const errors = findings.filter(({ level }) => level === 'error').length
  const count = Object.keys(files).length
  const unreviewed = listUnreviewed(folder, clinical)
  const untried = listUntriedNumbers(folder, civilDay(Date.now()))
  // Without a manifest nothing is recorded, however much there is to record.
  const unrecorded = figures?.sounds && figures.sounds.prompts - figures.sounds.recorded
  if (isJson) {
    const explained = findings.map((finding) => ({ ...finding, bn: rules[finding.rule] ?? '' }))
    const release = isRelease ? { release: { unreviewed, unrecorded, untried } } : {}
    const { findings: _, ...walked } = explored?.exploration ?? {}
    const exploration = explored === undefined ? {} : { exploration: { ...walked, seconds: explored.seconds } }
    console.log(
      JSON.stringify({ files: count, errors, findings: explained, figures, courses, ...exploration, ...release }),
    )
  } else {
    for (const finding of findings) console.log(printFinding(finding, isBangla ? rules[finding.rule] : undefined))
    if (explored !== undefined) console.log(printExploration(explored.exploration, explored.seconds).join('\n'))
    console.log(`${count} files, ${errors} errors, ${findings.length - errors} warnings`)
    if (figures !== undefined) console.log(printFigures(figures, unreviewed.length))
    if (courses.count > 0) console.log(printCourses(courses))
    if (isRelease) console.log([...untried, printRelease(unreviewed, unrecorded, untried.length)].join('\n'))
  }
  return errors > 0 || (isRelease && (unreviewed.length > 0 || untried.length > 0 || unrecorded !== 0)) ? 1 : 0
}

function readArgs(args: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        quick: { type: 'boolean', default: false },
        release: { type: 'boolean', default: false },
        language: { type: 'string', default: 'en' },
      },
    })
    const [folder, ...others] = positionals
    if (others.length > 0 || !['bn', 'en'].includes(values.language)) return undefined
    return {
      folder: folder === undefined ? shippedFolder : resolve(folder),
      isJson: values.json,
      isQuick: values.quick,
      isRelease: values.release,
      isBangla: values.language === 'bn',
    }
  } catch {
    // parseArgs throws for an option it does not know; which one is plain from the usage line.
    return undefined
  }
}
