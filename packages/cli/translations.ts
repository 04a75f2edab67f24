/** `dhatri export translations` and `dhatri import translations`: the words of the flows out to a translator and back. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readPlaces } from '@dhatri/care/roster.places'
import { type Surroundings, surveyFiles } from '@dhatri/exchange/survey'
import { exportTranslations } from '@dhatri/exchange/translations'
import { importTranslations } from '@dhatri/exchange/translations.read'
import { listWritten } from '@dhatri/flow/vocabulary'
import { profiles, readFlowFiles, shippedFolder } from '@dhatri/functions/content'
import { actionSpecs } from '@dhatri/service/actions'
import { refuse, writeOut } from './paper.ts'

/** Writes the sheet of one language, from Bangla or, for Bangla itself, from English; 1 where there is no such language. */
export function exportSheet(args: string[], folder = shippedFolder): number {
  const { values } = parseArgs({
    args,
    options: { from: { type: 'string' }, language: { type: 'string', default: 'en' }, out: { type: 'string' } },
  })
  const to = values.language
  const from = values.from ?? (to === 'bn' ? 'en' : 'bn')
  const audit = surveyFiles(readFlowFiles(folder), surroundingsIn(folder))
  const written = listWritten(audit.library.languages)
  const unknown = [from, to].find((language) => !written.includes(language))
  if (unknown !== undefined) {
    return refuse(`export.language ${unknown}: one of ${written.join(', ')}, or add it to engine.yaml`)
  }
  if (from === to) return refuse(`export.language ${to}: it cannot be put into itself`)
  const { csv, rows, missing } = exportTranslations(audit, from, to)
  writeOut(values.out, csv)
  if (values.out !== undefined) {
    console.log(`${values.out}: ${rows} texts from ${from} to ${to}, ${missing} without words yet`)
  }
  return 0
}

/** Brings sheets back into the flow files, or only says what would change in a dry run; 1 where a row was refused. */
export function importSheets(args: string[], folder = shippedFolder): number {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { 'dry-run': { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
  })
  const isDry = values['dry-run']
  if (positionals.length === 0) return refuse('import.noFile: write `dhatri import translations file.csv`')
  const missing = positionals.filter((path) => !existsSync(path))
  for (const path of missing) refuse(`import.noFile ${path}`)
  if (missing.length > 0) return 1
  const results = positionals.map((path) => {
    // Each sheet is read against what the one before it has written.
    const { files, ...result } = importTranslations(
      readFlowFiles(folder),
      readFileSync(path, 'utf8'),
      surroundingsIn(folder),
    )
    if (!isDry) for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, file), content)
    return { path, files: Object.keys(files), ...result }
  })
  if (values.json) console.log(JSON.stringify({ isDry, results }))
  else {
    for (const { path, files, changed, unchanged, faults } of results) {
      for (const { row, column, code, words } of faults) {
        console.log(`${path} row ${row}${column === '' ? '' : `, ${column}`}: ${code}, ${words}`)
      }
      const done = isDry ? 'would change (dry run, nothing written)' : 'changed'
      console.log(
        `${path}: ${changed.length} texts in ${files.length} files ${done}, ${unchanged} as they were, ${faults.length} rows refused`,
      )
    }
  }
  return results.some(({ faults }) => faults.length > 0) ? 1 : 0
}

function surroundingsIn(folder: string): Surroundings {
  const { places } = readPlaces(readFileSync(join(folder, 'places/places.csv'), 'utf8'))
  return { places, actions: actionSpecs, profiles }
}
