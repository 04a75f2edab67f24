/** What is tried, in order, and the figures at the end. */
import { sort } from './batches.mjs'
import { talk } from './calls.mjs'
import { tick } from './clock.mjs'
import { alarm } from './danger.mjs'
import { write } from './letters.mjs'
import { fail } from './outages.mjs'
import { search } from './privacy.mjs'
import { refuse } from './refusals.mjs'
import { register } from './registration.mjs'
import { compare } from './rights.mjs'
import { start } from './starts.mjs'
import { weigh } from './weights.mjs'

/** Tells all of it; the figures, a line each. */
export async function tell(line, tools, check) {
  await register(line, check)
  await alarm(line, check)
  await write(line, check)
  const rang = await talk(line, check)
  await refuse(line, check)
  await sort(line, check)
  await tick(line, check, rang)
  await fail(line, check)
  await start(line, check)
  const { answered, handed } = line.counts
  const peaks = []
  for (const name of line.names) peaks.push(`${name} ${(await line.find(name)).peak()} MB`)
  await compare(line, check)
  await search(line, check)
  const bytes = line.bundles.map(({ name, bytes: size }) => `${name} ${size}`)
  return [
    `events ${answered} of ${handed}`,
    `bundles ${bytes.join(', ')} bytes`,
    ...(await weigh(line, tools)),
    `memory at most ${peaks.join(', ')}`,
  ]
}
