/** `dhatri check`: flows and messages held against the language, with file, line, column, words and a suggestion. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readPlaces } from '@dhatri/care/roster.places'
import { checkFlows } from '@dhatri/flow/check'
import { profiles, readFlowFiles, shippedFolder } from '@dhatri/functions/content'
import { actionSpecs } from '@dhatri/service/actions'

/** Checks a folder of flows and prints what is wrong; 1 where there is an error. */
export function check({ isJson, folder = shippedFolder }: { isJson: boolean; folder?: string }): number {
  const files = readFlowFiles(folder)
  const { places } = readPlaces(readFileSync(join(folder, 'places/places.csv'), 'utf8'))
  const findings = checkFlows(files, places, actionSpecs, profiles)
  const errors = findings.filter(({ level }) => level === 'error')
  if (isJson) console.log(JSON.stringify({ files: Object.keys(files).length, findings }))
  else {
    for (const { file, line, column, level, rule, words, suggestion } of findings) {
      console.log(
        `${file}:${line}:${column} ${level} ${rule}: ${words}${suggestion === '' ? '' : `\n    ${suggestion}`}`,
      )
    }
    console.log(
      `${Object.keys(files).length} files, ${errors.length} errors, ${findings.length - errors.length} warnings`,
    )
  }
  return errors.length > 0 ? 1 : 0
}
