/** Starts a function as Lambda would: its files in one folder, the plan's environment, and what AWS adds to it. */
import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Build, Resource } from './plan.ts'
import { read } from './rule.ts'

/** Looks the handler up as the runtime does (aws/aws-lambda-nodejs-runtime-interface-client, `UserFunction.js`). */
const script = `
  const [file, name] = process.env._HANDLER.split('.')
  const found = ['.js', '.cjs'].map((ending) => './' + file + ending).find((path) => require('node:fs').existsSync(path))
  if (found === undefined) throw new Error('start.noFile')
  if (typeof require(require('node:path').resolve(found))[name] !== 'function') throw new Error('start.noHandler')
  process.exit(0)
`

/** Undefined where it starts; else what it said when it did not. */
export async function startLambda({ bundle, copyFiles }: Build, { inputs }: Resource): Promise<string | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'dhatri-start-'))
  try {
    cpSync(bundle, folder, { recursive: true })
    for (const { from, to } of copyFiles) cpSync(from, join(folder, to), { recursive: true })
    const env = {
      ...(read(inputs, 'environment.variables') as { [name: string]: string }),
      _HANDLER: String(inputs['handler']),
      LAMBDA_TASK_ROOT: folder,
      AWS_REGION: 'ap-southeast-1',
      AWS_ACCESS_KEY_ID: 'id-of-a-role',
      AWS_SECRET_ACCESS_KEY: 'key-of-a-role',
    }
    const child = spawn(process.execPath, ['-e', script], { cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe'] })
    const ended = new Promise<number | null>((done) => child.once('close', done))
    const errors = await text(child.stderr)
    if ((await ended) === 0) return undefined
    // The stack begins with a copy of the minified line.
    const said = /(?:Error: |^)((?:config|release|start)\.[\s\S]*?)\n\s+at /m.exec(errors)?.[1] ?? errors.slice(-300)
    return said.replaceAll('\n', ', ')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
