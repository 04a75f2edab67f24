/**
 * `dhatri review <file> --by "Dr. Salma Akter"`: a clinician has read a file in all its languages and signs it. Her name,
 * the day and a mark of the words go into its line `reviewed:`; whatever is changed afterwards is no longer signed.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { sign } from '@dhatri/flow/signature'
import { shippedFolder } from '@dhatri/functions/content'
import { readOn, refuse } from './paper.ts'

/** A name: letters, and nothing that could be taken for a date or end a line. */
const NAME = /^[\p{L}\p{M}][\p{L}\p{M} .'-]{2,80}$/u

/** Signs one file; 1 where it cannot be signed. */
export function review(args: string[], now = Date.now()): number {
  const options = { by: { type: 'string' }, on: { type: 'string' } } as const
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options })
  const [name, ...others] = positionals
  if (name === undefined || others.length > 0)
    return refuse('review.noFile: write `dhatri review week.yaml --by <name>`')
  const by = values.by?.trim() ?? ''
  if (!NAME.test(by)) return refuse('review.by: say who has read it: --by "Dr. Salma Akter"')
  const on = readOn('review', values.on, now)
  if (on === undefined) return 1
  const path = [resolve(name), resolve(shippedFolder, name)].find((one) => existsSync(one))
  if (path === undefined) return refuse(`review.noFile ${name}`)
  const signed = sign(readFileSync(path, 'utf8'), by, on)
  if (signed === undefined) return refuse(`review.unsigned ${name}: it cannot be read, or has no line "reviewed: no"`)
  writeFileSync(path, signed)
  console.log(`${name}: reviewed by ${by} on ${on}; whatever is changed now must be reviewed again`)
  return 0
}
