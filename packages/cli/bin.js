#!/usr/bin/env node
// The entry of the `dhatri` command: TypeScript is loaded as it stands, so there is no build between packages.
import { register } from 'tsx/esm/api'

register()
// Whoever reads only the first lines (`… | head`) closes the pipe; that is no fault.
process.stdout.on('error', (fault) => {
  if (fault.code === 'EPIPE') process.exit(0)
  throw fault
})
const { run } = await import('./dhatri.ts')
process.exitCode = await run(process.argv.slice(2))
