/** `dhatri transcripts`: the conversations of `flows/transcripts/` as one page to read, print or show. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readFolder, shippedFolder } from '@dhatri/functions/content'
import { drawStrips } from '@dhatri/phone/strip'
import { readTranscript } from '@dhatri/phone/transcript'

/** Reads every transcript; lists them, or writes the page that `--out` names; 1 where one cannot be read. */
export function showTranscripts(args: string[]): number {
  const { out } = parseArgs({ args, options: { out: { type: 'string' } } }).values
  const files = Object.entries(readFolder(join(shippedFolder, 'transcripts'), '.yaml'))
  const readings = files.map(([file, text]) => ({ file, reading: readTranscript(text) }))
  const faults = readings.flatMap(({ file, reading }) =>
    reading.ok ? [] : reading.faults.map(({ line, words }) => `${file}:${line} ${words}`),
  )
  for (const fault of faults) console.error(fault)
  const transcripts = readings.flatMap(({ reading }) => (reading.ok ? [reading.transcript] : []))
  if (out === undefined) for (const { title, talk } of transcripts) console.log(`${talk.length} lines  ${title}`)
  else writeFileSync(out, drawStrips(transcripts))
  return faults.length > 0 ? 1 : 0
}
