/** The rules of the checker in Bangla, one sentence each: `flows/words/rules.yaml`, for the nurse who mends a text. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readYaml } from '@dhatri/flow/yaml'
import { shippedFolder } from '@dhatri/functions/content'

/** Sentences by rule, always those of this release; none where the file is missing or broken. */
export function readRules(): Record<string, string> {
  const path = join(shippedFolder, 'words/rules.yaml')
  const reading = existsSync(path) ? readYaml('words/rules.yaml', readFileSync(path, 'utf8')) : undefined
  if (reading === undefined || !reading.ok || reading.node.kind !== 'map') return {}
  return Object.fromEntries(
    reading.node.entries.flatMap(({ key, node }) => (node.kind === 'scalar' ? [[key, node.text]] : [])),
  )
}
