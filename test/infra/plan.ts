/**
 * Plans a deployment without AWS and without Pulumi's engine: the configuration is bundled as SST's command bundles it
 * (`pkg/js/js.go`, `pkg/project/run.go` of SST 4.17.1) and run against SST's own components, under mocks.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type BuildOptions, build, type Plugin } from 'esbuild'

/** One resource as it would be made: its inputs, and the names of those that Pulumi keeps as secrets. */
export type Resource = {
  type: string
  name: string
  inputs: { [name: string]: unknown }
  sealed: string[]
  arn: string
  isRetained?: boolean
  isProtected?: boolean
}

/** A function as SST would zip it: `copyFiles` lie beside what is in `bundle`. */
export type Build = {
  functionID: string
  handler: string
  bundle: string
  copyFiles: { from: string; to: string; isDir: boolean }[]
  links: { [name: string]: unknown }
}

/** What would be deployed. */
export type Plan = { stage: string; resources: Resource[]; builds: Build[]; outputs: { [name: string]: unknown } }

/** A plan; or why the configuration refused to make one, and the types that it had declared by then. */
export type Drawn = { ok: true; plan: Plan } | { ok: false; why: string; declared: string[] }

/** The repository, and the platform that SST installed into it. */
export const repository = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')
export const platform = join(repository, '.sst/platform')

const driver = fileURLToPath(new URL('stack.mjs', import.meta.url))

/** The tool gives every file of ours its globals. */
const giveGlobals = (globals: string): Plugin => ({
  name: 'globals',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\.(js|ts|jsx|tsx)$/ }, ({ path }) =>
      path.startsWith(platform)
        ? undefined
        : { contents: `${globals}\n${readFileSync(path, 'utf8')}`, loader: path.endsWith('x') ? 'tsx' : 'ts' },
    )
  },
})

/** The tool refuses a configuration with imports at its top. */
const refuseImports: Plugin = {
  name: 'imports',
  setup: ({ onResolve }) => {
    onResolve({ filter: /.*/ }, ({ importer, kind }) =>
      importer.endsWith('sst.config.ts') && kind === 'import-statement'
        ? { errors: [{ text: 'plan.topLevelImport' }] }
        : undefined,
    )
  },
}

async function bundle(root: string, outfile: string, contents: string, options: BuildOptions): Promise<void> {
  const require = `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`
  await build({
    bundle: true,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    nodePaths: [join(platform, 'node_modules')],
    external: ['@pulumi/*', 'undici', '@pulumiverse/*', '@aws-sdk/*', 'esbuild', 'archiver', 'glob', 'vite'],
    logLevel: 'silent',
    ...options,
    banner: { js: `${require}\n${options.banner?.['js'] ?? ''}` },
    stdin: { contents, resolveDir: root, sourcefile: 'eval.ts', loader: 'ts' },
    outfile,
  })
}

let count = 0

/** Plans the deployment of the tree at `root` with nothing in its environment but `env`. */
export async function drawPlan(root: string, stage: string, env: { [name: string]: string }): Promise<Drawn> {
  const work = mkdtempSync(join(tmpdir(), 'dhatri-plan-'))
  const mark = `plan-${process.pid}-${++count}`
  const [first, second] = [join(platform, `${mark}-app.mjs`), join(platform, `${mark}.mjs`)]
  const config = JSON.stringify(join(root, 'sst.config.ts'))
  try {
    await bundle(
      root,
      first,
      `import mod from ${config}; export default await mod.app({ stage: ${JSON.stringify(stage)} })`,
      {
        banner: { js: 'const $config = (input) => input' },
        plugins: [refuseImports],
      },
    )
    const { default: said } = await import(pathToFileURL(first).href)
    const app = { ...said, stage }
    const cli = { command: 'deploy', paths: { home: work, root, work, platform }, state: { version: {} } }
    const components = JSON.stringify(join(platform, 'src/components'))
    await bundle(
      root,
      second,
      `import { run } from ${JSON.stringify(join(platform, 'src/auto/run.ts'))}
       import mod from ${config}
       import { draw } from ${JSON.stringify(driver)}
       await draw($app, () => run(mod.run))`,
      {
        define: { $app: JSON.stringify(app), $cli: JSON.stringify(cli), $dev: 'false' },
        inject: [join(platform, 'src/shim/run.js')],
        plugins: [giveGlobals(`import * as aws from '@pulumi/aws'; import * as sst from ${components};`)],
      },
    )
    return await run(second, join(work, 'plan.json'), env)
  } catch (cause) {
    return { ok: false, why: cause instanceof Error ? cause.message : String(cause), declared: [] }
  } finally {
    for (const file of [first, second]) rmSync(file, { force: true })
    rmSync(work, { recursive: true, force: true })
  }
}

async function run(file: string, out: string, env: { [name: string]: string }): Promise<Drawn> {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, ['--no-warnings', file], {
    env: { PATH, HOME, ...env, DHATRI_PLAN: out },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [printed, errors] = await Promise.all([text(child.stdout), text(child.stderr)])
  try {
    return JSON.parse(readFileSync(out, 'utf8'))
  } catch {
    return { ok: false, why: `${printed}${errors}`.trim(), declared: [] }
  }
}
