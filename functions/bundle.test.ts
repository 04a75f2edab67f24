/** What is shipped: small, nothing in it that a channel does not need, and it starts, refuses and answers as it should. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { connectDynamo, startEngine } from '@dhatri/store/local'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Bundle, budgetOf, bundleAll, entries } from './bundle.ts'
import { shippedFolder } from './content.ts'
import { dialRequest, exampleEnvironment, openPort } from './example.ts'
import { writeRelease } from './release.ts'

/** Most bytes of any Lambda; a cold start reads and compiles every one of them. */

/** A DynamoDB engine; where there is none, it has said so loudly. */
const engine = await startEngine()

const folder = mkdtempSync(join(tmpdir(), 'dhatri-bundle-'))
const environment = { ...exampleEnvironment, DHATRI_RELEASE: join(folder, 'release.json') }
const names = entries.map(({ name }) => name)

/** Runs a script beside the bundles, as a Lambda is run: with its environment and nothing else. */
async function run(script: string, env: { [name: string]: string }): Promise<{ out: string; errors: string }> {
  const child = spawn(process.execPath, ['-e', script], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const [out, errors] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { out, errors }
}

/** Calls the built USSD function with what a caller has entered, one request after another; the lines it printed. */
async function dial(entered: string[], env: { [name: string]: string }): Promise<unknown[]> {
  const events = entered.map((input) => {
    const { url, headers, body } = dialRequest(input)
    const requestContext = { domainName: 'line.dhatri.test', http: { method: 'POST' } }
    const rawPath = new URL(url).pathname
    return { rawPath, rawQueryString: '', headers, requestContext, body: btoa(body), isBase64Encoded: true }
  })
  const script = `(async () => {
    const { handler } = require('./ussd/ussd.cjs')
    for (const event of ${JSON.stringify(events)}) console.log(JSON.stringify(await handler(event)))
    process.exit(0)
  })()`
  const { out } = await run(script, { ...environment, ...env })
  return out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}

describe('the bundles', () => {
  let bundles: Bundle[] = []
  const inputsOf = (name: string) => bundles.find((each) => each.name === name)?.inputs ?? []
  beforeAll(async () => {
    bundles = await bundleAll(folder)
    writeRelease(shippedFolder, environment.DHATRI_RELEASE)
  })
  afterAll(async () => {
    rmSync(folder, { recursive: true })
    if (engine.ok) await engine.stop()
  })

  it.each(names)('%s is within the budget', (name) => {
    const bytes = bundles.find((each) => each.name === name)?.bytes
    expect(bytes).toBeGreaterThan(100_000)
    expect(bytes).toBeLessThanOrEqual(budgetOf(name))
  })

  it.each(names)('%s carries no compiler of content, no demo, no server and no stranger', (name) => {
    const inputs = inputsOf(name)
    const foreign = [
      /^node_modules\/(yaml|zod|hono|@hono|lmdb|tsx|esbuild|mnemonist)\//,
      /^node_modules\/@aws-sdk\/(client-sqs|nested-clients|xml-builder|token-providers|endpoint-cache)\//,
      /^node_modules\/@(aws-sdk|smithy)\/credential-provider-(?!env\/)/,
      /event-stream/,
      /^packages\/(phone|cli)\//,
      /^packages\/[a-z]+\/.*(\.load|load|compile|check|roster|import)\.ts$/,
      /^functions\/(content|release|bundle|demo|machine|serve|audio|app|example)\b(?!\.file)/,
      /\.test\.ts$/,
    ]
    expect(inputs.length).toBeGreaterThan(200)
    expect(inputs.filter((path) => foreign.some((pattern) => pattern.test(path)))).toEqual([])
  })

  // What a worker reports by SMS she may report by keys too: whom it is about, how it is taken back and counted are
  // shared; and what is typed or chosen in words is searched for danger everywhere.
  it.each([
    [
      'ussd',
      /service\/(tick|text|call|receipt|report(?!\.(log|subject|danger|tally)\.))|care\/(report(?!\.kind)|keyword\.ts)/,
    ],
    ['voice', /service\/(tick|text|dial|receipt|report(?!\.(log|subject|danger|tally)\.))|care\/report(?!\.kind)/],
    ['sms', /service\/(tick|call|dial|receipt)\.ts/],
    ['receipts', /service\/(tick|text|call|dial|report)|packages\/care\/(report|keyword|danger)/],
  ])('%s carries no other channel', (name, others) => {
    expect(inputsOf(name).filter((path) => others.test(path))).toEqual([])
  })

  it('each export a handler', async () => {
    const load = `for (const name of ${JSON.stringify(names)}) console.log(name, typeof require('./' + name + '/' + name + '.cjs').handler)`
    expect((await run(load, environment)).out.trim().split('\n')).toEqual(names.map((name) => `${name} function`))
  })

  it.each(names)('%s refuses to start without its settings and names them', async (name) => {
    const { out, errors } = await run(`require('./${name}/${name}.cjs')`, {
      DHATRI_RELEASE: environment.DHATRI_RELEASE,
    })
    expect(out).toBe('')
    expect(errors).toContain('config.wrong\nconfig.missing AWS_REGION')
    expect(errors).toContain('config.missing DHATRI_GatewayTokens')
  })

  it.each([
    ['is out of reach', { code: 'ussd.failed', cause: 'store.unreachable' }, true],
    ['never answers', { code: 'ussd.late' }, false],
  ])('answer a dial with a short screen within seconds though the table %s, and say so', async (_, entry, isShut) => {
    const port = await openPort((socket) => void (isShut && socket.destroy()))
    const start = Date.now()
    const said = await dial([''], { AWS_ENDPOINT_URL: port.url })
    const took = Date.now() - start
    await port.close()
    // Corrections are looked up beside the turn, and say so before it or after.
    expect(said.filter((line) => !JSON.stringify(line).includes('correction.unread'))).toEqual([
      { gateway: 'africastalking', ...entry },
      expect.objectContaining({ statusCode: 200, body: expect.stringMatching(/^END .{5,70}$/u) }),
    ])
    expect(took).toBeLessThan(20_000)
  })

  it.skipIf(!engine.ok)('put a danger on the queue within the turn that told of it', async () => {
    if (!engine.ok) return
    const { tableName, close } = await connectDynamo(engine.endpoint)
    const taken: string[] = []
    const sqs = createServer(async (request, response) => {
      taken.push(await text(request))
      response.end('{"Successful":[]}')
    })
    await new Promise<void>((done) => sqs.listen(0, '127.0.0.1', done))
    const address = sqs.address()
    const port = typeof address === 'object' ? address?.port : undefined
    const lines = await dial(['', '99', '99*1'], {
      AWS_ENDPOINT_URL: engine.endpoint,
      DHATRI_TABLE: tableName,
      DHATRI_KEYS: tableName.replace('dhatri-', 'dhatri-keys-'),
      DHATRI_JOBS: `http://127.0.0.1:${port}/123456789012/jobs`,
    })
    await close()
    sqs.close()
    // Nobody works in this example's area: the case goes to a desk that is not there, and that is logged.
    expect(lines).toContainEqual({ code: 'case.nobody' })
    expect(lines.filter((line) => JSON.stringify(line).includes('"statusCode":200,'))).toHaveLength(3)
    expect(taken.map((body) => JSON.parse(JSON.parse(body).Entries[0].MessageBody).do)).toEqual(['case'])
  })
})
