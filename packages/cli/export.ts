/** `dhatri export <what>`: everything that can leave as files, by its name; a new one is a row here. */
import { exportCorrections } from './correct.export.ts'
import { exportFloip } from './floip.ts'
import { exportResults } from './results.ts'
import { exportSheet } from './translations.ts'

/** What can leave, and the command that lets it. */
export const leaving: Record<string, (args: string[]) => number | Promise<number>> = {
  corrections: exportCorrections,
  floip: (args) => exportFloip(args),
  results: (args) => exportResults(args),
  translations: (args) => exportSheet(args),
}

/** Runs the export that is named first. */
export async function exportFiles([what = '', ...args]: string[]): Promise<number> {
  const run = Object.hasOwn(leaving, what) ? leaving[what] : undefined
  if (run !== undefined) return run(args)
  console.error(`export.unknown: write one of ${Object.keys(leaving).join(', ')}`)
  return 2
}
