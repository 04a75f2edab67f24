#!/usr/bin/env node
// The entry of the `dhatri` command: TypeScript is loaded as it stands, so there is no build between packages.
import { register } from 'tsx/esm/api'

register()
const { run } = await import('./dhatri.ts')
process.exitCode = await run(process.argv.slice(2))
