/**
 * Runs inside the bundled configuration, in a process of its own: Pulumi's mocks in the place of its engine, and a
 * loopback stub in the place of SST's server. It records every resource that the components ask for, and writes the
 * plan, or why there is none, as JSON. What the server answers is read off SST's own (`pkg/server`, `pkg/runtime`).
 */
import { existsSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { runtime } from '@pulumi/pulumi'
import { MockMonitor } from '@pulumi/pulumi/runtime/mocks.js'
import { answerCall, inventState } from './invent.mjs'

const sealedMark = '4dabf18193072939515e22adb298388d'
const resources = []
const builds = []

/** Inputs without the marks of what is secret, and the names of those that were. */
function unseal(inputs) {
  const isSealed = (value) => value !== null && typeof value === 'object' && sealedMark in value && 'value' in value
  const entries = Object.entries(inputs).map(([name, value]) => [name, isSealed(value) ? value.value : value])
  return { inputs: Object.fromEntries(entries), sealed: Object.keys(inputs).filter((name) => isSealed(inputs[name])) }
}

const methods = {
  'Provider.Aws.Bootstrap': () => ({
    asset: 'sst-asset-made-up',
    assetEcrRegistryId: '123456789012',
    assetEcrUrl: '123456789012.dkr.ecr.ap-southeast-1.amazonaws.com/sst-asset',
    state: 'sst-state-made-up',
    appsyncHttp: '',
    appsyncRealtime: '',
  }),
  'Runtime.AddTarget': () => ({}),
  /** A folder that was built before is taken as it is; nothing here bundles, since the deployment does it itself. */
  'Runtime.Build': ({ functionID, handler, bundle = '', copyFiles = [], links = {} }) => {
    builds.push({ functionID, handler, bundle, copyFiles, links })
    const isThere = ['.cjs', '.mjs', '.js'].some((ending) =>
      existsSync(join(bundle, handler.replace(/\.[^./]+$/, ending))),
    )
    const errors = isThere ? [] : [`Handler not found: ${handler}`]
    return { handler, out: bundle, errors, sourcemaps: [] }
  },
}

async function openServer() {
  const server = createServer((request, response) => {
    const parts = []
    request.on('data', (part) => parts.push(part))
    request.on('end', () => {
      const { method, params } = JSON.parse(Buffer.concat(parts).toString())
      const answer = methods[method]
      const said = answer === undefined ? { error: `rpc: can't find method ${method}` } : { result: answer(params[0]) }
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(said))
    })
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  process.env.SST_SERVER = `http://127.0.0.1:${server.address().port}`
  return server
}

/** Options never reach a mock, so they are noted where the request passes. */
function noteOptions() {
  const register = MockMonitor.prototype.registerResource
  MockMonitor.prototype.registerResource = function (request, callback) {
    const options = { isRetained: request.getRetainondelete(), isProtected: request.getProtect() }
    return register.call(this, request, (error, response) => {
      const made = resources.find(({ type, name }) => type === request.getType() && name === request.getName())
      if (made !== undefined) Object.assign(made, options)
      callback(error, response)
    })
  }
}

/** Runs a program under the mocks and writes what came of it to the file named by `DHATRI_PLAN`. */
export async function draw(app, program) {
  const write = (drawn) => writeFileSync(process.env.DHATRI_PLAN, JSON.stringify(drawn))
  const refuse = (cause) => {
    const why = String(cause?.stderr ?? '').trim() || cause?.message || String(cause)
    write({ ok: false, why, declared: resources.map(({ type }) => type) })
    process.exit(0)
  }
  process.on('unhandledRejection', refuse)
  process.on('uncaughtException', refuse)
  const region = app.providers.aws.region
  const server = await openServer()
  noteOptions()
  const newResource = ({ type, name, inputs: marked, custom }) => {
    const { inputs, sealed } = unseal(marked)
    const { id, state } = inventState(type, name, inputs, region)
    if (custom) resources.push({ type, name, inputs, sealed, arn: state.arn ?? '' })
    return { id, state }
  }
  await runtime.setMocks(
    { newResource, call: ({ token, inputs }) => answerCall(token, inputs, region) },
    app.name,
    app.stage,
  )
  try {
    const outputs = await runtime.runInPulumiStack(program)
    await runtime.disconnect()
    write({ ok: true, plan: { stage: app.stage, resources, builds, outputs } })
  } catch (cause) {
    refuse(cause)
  }
  server.close()
}
