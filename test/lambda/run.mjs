/**
 * The bundles as they are shipped, each under AWS's own runtime client on Node 24, with the events AWS would hand them.
 * `node test/lambda/run.mjs` installs what it needs; `DHATRI_DYNAMO_ENDPOINT` names a DynamoDB, else AWS's DynamoDB Local
 * is started. Prints `ok` or `FAILED` a case, then figures; exits with 1 on a failure, with 3 where it had to be skipped.
 */
import { register } from 'tsx/esm/api'
import { fetchTools, findDynamo, Missing } from './tools.mjs'

register()

function prepare() {
  try {
    return { tools: fetchTools(), dynamo: findDynamo() }
  } catch (cause) {
    if (!(cause instanceof Missing)) throw cause
    console.log(`SKIPPED: ${cause.message}`)
    process.exit(3)
  }
}

const { tools, dynamo } = prepare()
const { openLine } = await import('./line.mjs')
const { tell } = await import('./story.mjs')
const line = await openLine(tools, dynamo.endpoint)
const cases = { all: 0, good: 0 }

async function check(words, act) {
  cases.all++
  const began = performance.now()
  const before = line.started.map((one) => one.said().length)
  try {
    const figures = await act()
    const took = `${Math.round(performance.now() - began)} ms`
    console.log(`ok ${words} (${figures === undefined ? took : `${figures}; ${took}`})`)
    cases.good++
  } catch (fault) {
    process.exitCode = 1
    const said = line.started.map((one, index) => one.said().slice(before[index] ?? 0)).join('')
    console.log(`FAILED ${words}\n${fault.stack}\n\nthe functions said:\n${said}`)
  }
}

try {
  const figures = await tell(line, tools, check)
  console.log('')
  console.log(`figure cases ${cases.good} of ${cases.all}`)
  for (const figure of figures) console.log(`figure ${figure}`)
} finally {
  await line.close()
  dynamo.stop()
}
