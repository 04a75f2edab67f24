/**
 * How the Lambdas are built: the one list of their entries and the one set of esbuild settings, for the deployment, the
 * tests and the measurements alike, so that what is tested is what is shipped. CommonJS, since an SDK bundle starts
 * 15 to 20 ms sooner in it, and module-first, since that leaves out what is not used.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, build, type Plugin } from 'esbuild'

/** One Lambda: its name, and its source below the repository's root, which exports `handler`. */
export type Entry = { name: string; file: string }

/** Every Lambda there is. */
export const entries: Entry[] = ['ussd', 'voice', 'sms', 'receipts', 'send', 'tick'].map((name) => ({
  name,
  file: `functions/${name}.ts`,
}))

const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * Two files of the SDK that no package name leads to: a hash in JavaScript for a Node without its own, which there is
 * none of on Lambda, and the whole manifest of DynamoDB's client, of which only its version is asked for. 5 KB.
 */
const smaller: Plugin = {
  name: 'smaller',
  setup({ onLoad }) {
    onLoad({ filter: /checksum[\\/]sha256[\\/]Sha256Js\.js$/ }, () => ({
      contents: "export class Sha256Js { constructor() { throw new Error('bundle.absent') } }",
    }))
    onLoad({ filter: /client-dynamodb[\\/]package\.json$/ }, ({ path }) => {
      const { version } = JSON.parse(readFileSync(path, 'utf8'))
      return { contents: JSON.stringify({ version }), loader: 'json' }
    })
  },
}

/**
 * The settings of every bundle; what each alias leaves out is said where it leads. SST's own bundling (4.17, build.go)
 * passes no alias on to esbuild, so the deployment is given the folders made here, by its `bundle`.
 */
export const esbuildSettings = {
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  minify: true,
  mainFields: ['module', 'main'],
  alias: {
    '@aws-sdk/credential-provider-node': join(root, 'functions/credentials.ts'),
    '@aws-sdk/endpoint-cache': join(root, 'functions/absent.ts'),
    '@smithy/core/event-streams': join(root, 'functions/absent.ts'),
  },
  plugins: [smaller],
  absWorkingDir: root,
  metafile: true,
  logLevel: 'warning',
} satisfies BuildOptions

/** A built Lambda: `file` is its bundle, `inputs` the sources in it, below the repository's root. */
export type Bundle = { name: string; file: string; bytes: number; inputs: string[] }

/** Builds one Lambda as `<outFolder>/<name>/<name>.cjs`; its handler is `<name>.handler`. */
export async function bundle({ name, file }: Entry, outFolder: string): Promise<Bundle> {
  const outfile = join(outFolder, name, `${name}.cjs`)
  const { metafile } = await build({ ...esbuildSettings, entryPoints: [join(root, file)], outfile })
  const [output] = Object.values(metafile.outputs)
  if (output === undefined) throw new Error('bundle.empty')
  // An input of which nothing is left after tree-shaking is not in the bundle.
  const inputs = Object.entries(output.inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : []))
  return { name, file: outfile, bytes: output.bytes, inputs }
}

/** Builds every Lambda, each into a folder of its own. */
export async function bundleAll(outFolder: string): Promise<Bundle[]> {
  return Promise.all(entries.map((entry) => bundle(entry, outFolder)))
}

/** Most bytes of a function: for the start of the dial a caller waits; the others hold more forms and wait in queues. */
export function budgetOf(name: string): number {
  return name === 'ussd' ? 400_000 : 480_000
}
