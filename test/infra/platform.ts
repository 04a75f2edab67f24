/**
 * SST's platform: its components and their types, some 320 MB, installed by SST's own command where SST itself looks for
 * it. It is not a dependency of the project, because it would double `npm ci`; without a network there is none.
 */
import { execFile } from 'node:child_process'
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { platform, repository } from './plan.ts'

/** The version that the deployment is written for. */
export const version = '4.17.1'

/** Whether it is there; `isSkip` where only the network was missing. */
export type Installed = { ok: true; isNew: boolean } | { ok: false; isSkip: boolean; why: string }

const offline =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|E404|ENOTCACHED|network is unreachable|no such host/i

const run = (command: string, args: string[], env = {}, cwd = repository): Promise<{ code: number; said: string }> =>
  new Promise((done) => {
    const options = { cwd, env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024 }
    const child = execFile(command, args, options, (_, out, errors) => {
      done({ code: child.exitCode ?? 1, said: `${out}${errors}` })
    })
  })

const isThere = (): boolean =>
  existsSync(join(platform, 'node_modules/@pulumi/aws/package.json')) &&
  existsSync(join(platform, 'config.d.ts')) &&
  readFileSync(join(platform, 'version'), 'utf8').trim() === version

/** Installs it unless it is there. */
export async function installPlatform(): Promise<Installed> {
  if (isThere()) return { ok: true, isNew: false }
  const quiet = { SST_SKIP_DEPENDENCY_CHECK: '1', SST_NO_BUN: '1', SST_TELEMETRY_DISABLED: '1' }
  // Under `npm run --silent` npx would not say why it failed.
  const env = { ...quiet, npm_config_loglevel: 'error' }
  const { said } = await run('npx', ['--yes', `sst@${version}`, 'install', '--stage', 'dev', '--print-logs'], env)
  if (isThere()) return { ok: true, isNew: true }
  const errors = said.split('\n').filter((line) => /error/i.test(line))
  const cut = errors.find((line) => offline.test(line))
  const why = cut === undefined ? errors.filter((line) => line.includes('level=ERROR')).at(-1) : offline.exec(cut)?.[0]
  return { ok: false, isSkip: cut !== undefined, why: (why ?? 'it did not say why').slice(0, 500) }
}

/** What the compiler finds wrong with the `sst.config.ts` of a lent tree under the platform's own types. */
export async function checkTypes(root: string): Promise<string[]> {
  const project = join(root, 'tsconfig.infra.json')
  symlinkSync(join(repository, '.sst'), join(root, '.sst'))
  writeFileSync(
    project,
    JSON.stringify({ extends: join(repository, 'test/infra/tsconfig.json'), include: [join(root, 'sst.config.ts')] }),
  )
  const compiler = join(repository, 'node_modules/typescript/lib/tsc.js')
  const { code, said } = await run(process.execPath, [compiler, '-p', project])
  const lines = said.split('\n').filter((line) => /error TS\d+/.test(line))
  return code !== 0 && lines.length === 0 ? [said.trim()] : lines
}
