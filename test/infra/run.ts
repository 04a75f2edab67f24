/**
 * `npm run check:infra [-- --faults] [-- --json]`: installs SST's platform, checks `sst.config.ts` under its types, plans
 * the deployment for each stage with SST's own components, and holds the plan to its rules; with `--faults` it also plants
 * faults and shows that each is caught. Ends with 0, with 1 where anything is wrong, with 3 where there was no network.
 */
import { faults, plant } from './faults.ts'
import { checkTypes, installPlatform, version } from './platform.ts'
import { exceptions } from './rules/permissions.ts'
import { rules } from './rules.ts'
import { lendTree, look, wishes } from './scene.ts'

const flags = process.argv.slice(2)
const isJson = flags.includes('--json')
const say = (line: string) => void (isJson || process.stdout.write(`${line}\n`))
const began = performance.now()
const since = (start: number) => Number(((performance.now() - start) / 1000).toFixed(1))

type Line = { claim: string; faults: string[] }
const lines: Line[] = []
/** Takes down what was found for a claim. */
function tell(claim: string, found: string[], detail = ''): void {
  lines.push({ claim, faults: found })
  say(`${found.length === 0 ? 'ok' : 'not ok'} ${claim}${detail}`)
  for (const fault of found) say(`       ${fault.replaceAll('\n', '\n       ')}`)
}

const installed = await installPlatform()
if (!installed.ok) {
  const words = `${installed.isSkip ? 'SKIPPED' : 'FAILED'}: the platform of SST ${version} could not be installed: ${installed.why}`
  process.stdout.write(
    `${isJson ? JSON.stringify({ ok: false, skipped: installed.isSkip, why: installed.why }) : words}\n`,
  )
  process.exit(installed.isSkip ? 3 : 1)
}
const platform = { version, isNew: installed.isNew, seconds: since(began) }
say(`SST ${version}: ${installed.isNew ? `installed in ${platform.seconds} s` : 'there'}`)

const typing = performance.now()
tell('sst.config.ts is clean under the types of the platform', await lendTree(checkTypes), ` (${since(typing)} s)`)

const plans = []
for (const wish of Object.values(wishes)) {
  const start = performance.now()
  const seen = await lendTree((root) => look(wish, rules, root))
  if (seen.ok) plans.push({ name: wish.name, seconds: since(start), ...seen })
  else tell(`a plan for ${wish.name}`, [seen.why])
}
for (const { name, resources, seconds } of plans) {
  const types = resources.map((each) => each.split(' ')[0]?.split(':').at(-1) ?? '')
  const counted = [...new Set(types)].sort().map((type) => `${types.filter((each) => each === type).length} ${type}`)
  say(`\nplan for ${name}: ${resources.length} resources in ${seconds} s\n  ${counted.join(', ')}`)
}
say('')
for (const { claim } of rules)
  tell(
    claim,
    plans.flatMap(({ name, faults: found }) => (found[claim] ?? []).map((fault) => `${name}: ${fault}`)),
  )
for (const [owner, why] of Object.entries(exceptions)) say(`   wildcard allowed: ${owner}: ${why}`)
say(
  `   bytes: ${Object.entries(plans[0]?.bytes ?? {})
    .map(([name, bytes]) => `${name} ${bytes}`)
    .join(', ')}`,
)

const wrong = lines.filter((line) => line.faults.length > 0).length
const counts = plans.map(({ resources }) => resources.length).join('/')
say(`\ninfra: ${plans.length} plans, ${counts} resources, ${lines.length} claims, ${wrong} broken, ${since(began)} s`)

const planted: { name: string; meant: string; caught: string; isCaught: boolean }[] = []
if (flags.includes('--faults')) {
  const start = performance.now()
  say('')
  const left = [...faults]
  const work = async () => {
    for (let fault = left.shift(); fault !== undefined; fault = left.shift()) {
      const { meant, caught, isCaught } = await plant(fault)
      planted.push({ name: fault.name, meant, caught, isCaught })
      say(`${isCaught ? 'ok' : 'not ok'} planted: ${fault.name}; ${isCaught ? 'caught' : 'NOT caught'} by: ${meant}`)
      say(`       ${caught}`)
    }
  }
  await Promise.all([work(), work()])
  const count = planted.filter(({ isCaught }) => isCaught).length
  say(`\ninfra faults: ${count} of ${planted.length} caught by the claim meant for them, ${since(start)} s`)
}

const isRight = wrong === 0 && planted.every(({ isCaught }) => isCaught)
if (isJson)
  process.stdout.write(
    `${JSON.stringify({ ok: isRight, platform, plans: plans.map(({ faults: _, ...plan }) => plan), claims: lines, exceptions, planted, seconds: since(began) }, null, 2)}\n`,
  )
process.exit(isRight ? 0 : 1)
