/**
 * Bundles what is measured in a process of its own: loaded as TypeScript stands, every closure would be given a name,
 * which costs more than some of what is timed here.
 */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** Bundles one file of this folder into another; gives the path of what came of it. */
export async function bundleHere(name: string, outFolder: string, nodePaths: string[] = []): Promise<string> {
  const outfile = join(outFolder, `${name.replace(/^.*\//, '').replace(/\.m?ts$|\.mjs$/, '')}.mjs`)
  await build({
    entryPoints: [fileURLToPath(new URL(name, import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    mainFields: ['module', 'main'],
    external: ['lmdb'],
    nodePaths,
    logLevel: 'error',
    // What is shipped is found from where its reader lies, which is not where the bundle lies.
    define: { 'import.meta.url': JSON.stringify(new URL('../../functions/content.ts', import.meta.url).href) },
    // What is CommonJS among it asks for Node's own modules by `require`.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url)" },
  })
  return outfile
}
