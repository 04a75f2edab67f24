/** `dhatri script`: the flows as a paper to read, mark and sign (HTML for A4), for whoever must agree to them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readPlaces } from '@dhatri/care/roster.places'
import { writeScript } from '@dhatri/exchange/script'
import { surveyFiles } from '@dhatri/exchange/survey'
import { isClean } from '@dhatri/flow/book'
import { profiles, readFlowFiles, shippedFolder } from '@dhatri/functions/content'
import { actionSpecs } from '@dhatri/service/actions'
import { checkLanguage, findFlow, refuse, writeOut } from './paper.ts'

/** Writes the script of one flow, or of all of them and the messages; 1 where it cannot be. */
export function script(args: string[], folder = shippedFolder): number {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { language: { type: 'string', default: 'bn,en' }, out: { type: 'string' } },
  })
  const files = readFlowFiles(folder)
  const { places } = readPlaces(readFileSync(join(folder, 'places/places.csv'), 'utf8'))
  const audit = surveyFiles(files, { places, actions: actionSpecs, profiles })
  if (!isClean(audit.findings)) return refuse('script.broken: run `npx dhatri check` and mend what it names')
  const languages = values.language.split(',').map((language) => language.trim())
  if (!languages.every((language) => checkLanguage('script', language, audit.library))) return 1
  const tables = audit.flows.map(({ table }) => table)
  if (!positionals.every((flow) => findFlow('script', flow, tables) !== undefined)) return 1
  const [profile] = audit.profiles.toSorted(
    (one, other) => one.ussd.ucs2 - other.ussd.ucs2 || one.ussd.gsm7 - other.ussd.gsm7,
  )
  if (profile === undefined) return refuse('script.profile: no gateway has a screen')
  const brief = { audit, files, languages, profile }
  writeOut(values.out, writeScript(brief, positionals.length === 0 ? undefined : positionals))
  return 0
}
