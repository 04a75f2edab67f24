/** `dhatri sheet`: the recording sheet of a voice artist for one language, to print (HTML) or to sort (CSV). */
import { parseArgs } from 'node:util'
import { listLines, writeSheetCsv } from '@dhatri/exchange/sheet'
import { writeSheetHtml } from '@dhatri/exchange/sheet.html'
import { loadContent } from '@dhatri/functions/content'
import { checkLanguage, refuse, writeOut } from './paper.ts'
import { listOwn, readManifest, type Studio, stateOf } from './prompts.clip.ts'
import { openStudio } from './studio.ts'

/** Writes the sheet; CSV where the file's name says so. 1 where the language is not there or not spoken. */
export function sheet(args: string[], { world } = loadContent(), studio: Studio = openStudio()): number {
  const { values } = parseArgs({
    args,
    options: { language: { type: 'string', default: 'bn' }, out: { type: 'string' } },
  })
  const { language, out } = values
  const { library, messages } = world
  if (!checkLanguage('sheet', language, library)) return 1
  const manifest = readManifest(studio.folder)
  const prompts = listOwn(studio.prompts).filter(({ key }) => key.startsWith(`${language}/`))
  if (prompts.length === 0) return refuse(`sheet.silent ${language}: nothing is spoken in it`)
  const lines = listLines({
    library,
    messages,
    language,
    prompts,
    stateOf: (prompt) => stateOf(studio.folder, manifest, prompt),
  })
  writeOut(out, out?.endsWith('.csv') ? writeSheetCsv(lines) : writeSheetHtml({ library, language }, lines))
  if (out !== undefined) {
    const minutes = Math.ceil(lines.reduce((sum, { seconds }) => sum + seconds, 0) / 60)
    const recorded = lines.filter(({ state }) => state === 'recorded').length
    console.log(`${out}: ${lines.length} prompts, about ${minutes} minutes, ${recorded} recorded`)
  }
  return 0
}
