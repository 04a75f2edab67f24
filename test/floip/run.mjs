/**
 * What leaves as FLOIP, held against the world outside: FLOIP's published schemas by Ajv, its own expression parser, its
 * reference runner beside our engine; and the way back on every state there is. `node test/floip/run.mjs` installs what
 * it needs; prints `ok` or `FAILED` a case, then figures; exits with 1 on a failure, with 3 where it had to be skipped.
 */
import { register } from 'tsx/esm/api'
import { validate } from './published.mjs'
import { fetchTools, Missing } from './tools.mjs'

register()

function prepare() {
  try {
    return fetchTools()
  } catch (cause) {
    if (!(cause instanceof Missing)) throw cause
    console.log(`SKIPPED: ${cause.message}`)
    process.exit(3)
  }
}

const tools = prepare()
const { draftShipped, engine, exportDraft } = await import('./shipped.ts')
const { draftService, exportWanted } = await import('../../packages/exchange/floip.fixture.ts')
const { holdEverywhere } = await import('./explored.ts')
const { compareFlow } = await import('./oracle.mjs')
const shipped = draftShipped()
const figures = []

async function check(words, act) {
  const began = performance.now()
  try {
    const figure = await act()
    console.log(`ok ${words} (${figure}; ${((performance.now() - began) / 1000).toFixed(1)} s)`)
  } catch (fault) {
    process.exitCode = 1
    console.log(`FAILED ${words}\n${fault.stack}`)
  }
}

await check('every shipped flow holds to the published schemas, by Ajv', () => {
  const { blocks, expressions } = validate(tools, exportDraft(shipped).container)
  figures.push(`schemas ${blocks} blocks, ${expressions} expressions, 0 errors`)
  return `${blocks} blocks, ${expressions} expressions`
})

await check('a flow with everything our language has, too', () => {
  const { blocks, expressions } = validate(tools, exportWanted(draftService(engine), ['wide']).container)
  return `${blocks} blocks, ${expressions} expressions`
})

// The runner tells the console whatever it does, and its dates complain.
console.info = () => {}
console.warn = () => {}
const run = { flows: 0, questions: 0, unable: [] }
for (const { table } of shipped.flows) {
  await check(`${table.flow} in FLOIP's runner, as in ours`, async () => {
    const { container } = exportWanted(shipped, [table.flow])
    const { compared = 0, why } = await compareFlow(tools.runner, container, shipped.library, table.flow)
    if (why !== undefined) run.unable.push(table.flow)
    else run.flows += 1
    run.questions += compared
    return why === undefined ? `${compared} conversations` : `not run: ${why}`
  })
}
figures.push(`runner ${run.flows} flows, ${run.questions} conversations equal, ${run.unable.length} it cannot run`)

await check('what comes back is talked through as before, in every state', () => {
  const { states, told } = holdEverywhere()
  figures.push(`back ${states} states, ${told} tellings equal`)
  return `${states} states, ${told} tellings`
})

console.log('')
for (const figure of figures) console.log(`figure ${figure}`)
