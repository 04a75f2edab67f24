/** What the published standard is tried with: Ajv, FLOIP's own expression parser and its reference runner, installed beside the repository. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../../.ci/cache/floip', import.meta.url))
const packages = ['ajv@8.17.1', 'ajv-formats@3.0.1', '@floip/expression-parser@1.11.3', '@floip/flow-runner@1.0.11']

/** A tool that could not be had. */
export class Missing extends Error {}

/** The tools; installs them the first time. */
export function fetchTools() {
  if (!existsSync(join(folder, 'node_modules/@floip/flow-runner'))) {
    mkdirSync(folder, { recursive: true })
    const words = [
      'install',
      '--silent',
      '--no-audit',
      '--no-fund',
      '--ignore-scripts',
      '--prefix',
      folder,
      ...packages,
    ]
    try {
      execFileSync('npm', words, { stdio: 'ignore' })
    } catch {
      throw new Missing(`npm could not install ${packages.join(' ')}`)
    }
  }
  const require = createRequire(join(folder, 'package.json'))
  const { parse } = require('@floip/expression-parser')
  return {
    Ajv: require('ajv').default,
    addFormats: require('ajv-formats').default,
    parse,
    runner: require('@floip/flow-runner'),
  }
}
