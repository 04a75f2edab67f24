/**
 * Run by the deployment: builds what is shipped, the release file and every Lambda's bundle, into the folder named as
 * its one argument. A process of its own, because the deployment tool bundles its configuration by another esbuild and
 * leaves out settings of ours when it bundles a Lambda; here what is shipped is what is tested and measured.
 */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { bundleAll } from './bundle.ts'
import { shippedFolder } from './content.ts'
import { writeRelease } from './release.ts'

const [outFolder] = process.argv.slice(2)
if (outFolder === undefined) throw new Error('config.missing folder')
rmSync(outFolder, { recursive: true, force: true })
writeRelease(shippedFolder, join(outFolder, 'release.json'))
await bundleAll(join(outFolder, 'lambdas'))
