// The entry of `npm run bench`: TypeScript is loaded as it stands; what is timed is bundled and runs in processes of its own.
import { register } from 'tsx/esm/api'

register()
const { bench } = await import('./bench.ts')
process.exit(await bench(process.argv.slice(2)))
