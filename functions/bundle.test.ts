/** What is shipped: small, nothing in it that a channel does not need, and it starts, refuses and answers as it should. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Bundle, bundleAll, entries } from './bundle.ts'
import { shippedFolder } from './content.ts'
import { dialRequest, exampleEnvironment, openPort } from './example.ts'
import { writeRelease } from './release.ts'

/** Most bytes of any Lambda; a cold start reads and compiles every one of them. */
const budget = 400_000

const folder = mkdtempSync(join(tmpdir(), 'dhatri-bundle-'))
const environment = { ...exampleEnvironment, DHATRI_RELEASE: join(folder, 'release.json') }
const names = entries.map(({ name }) => name)

/** Runs a script beside the bundles, as a Lambda is run: with its environment and nothing else. */
function run(script: string, env: { [name: string]: string }): { out: string; errors: string } {
  const ended = spawnSync(process.execPath, ['-e', script], { cwd: folder, env, encoding: 'utf8' })
  return { out: ended.stdout, errors: ended.stderr }
}

describe('the bundles', () => {
  let bundles: Bundle[] = []
  const inputsOf = (name: string) => bundles.find((each) => each.name === name)?.inputs ?? []
  beforeAll(async () => {
    bundles = await bundleAll(folder)
    writeRelease(shippedFolder, environment.DHATRI_RELEASE)
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it.each(names)('%s is within the budget', (name) => {
    const bytes = bundles.find((each) => each.name === name)?.bytes
    expect(bytes).toBeGreaterThan(100_000)
    expect(bytes).toBeLessThanOrEqual(budget)
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

  it.each([
    ['ussd', /service\/(tick|text|call|receipt|report)|care\/(report|keyword|danger)/],
    ['voice', /service\/(tick|text|dial|receipt|report)|care\/(report|danger)/],
    ['sms', /service\/(tick|call|dial|receipt)\.ts/],
    ['receipts', /service\/(tick|text|call|dial|report)|packages\/care\/(report|keyword|danger)/],
  ])('%s carries no other channel', (name, others) => {
    expect(inputsOf(name).filter((path) => others.test(path))).toEqual([])
  })

  it('each export a handler', () => {
    const load = `for (const name of ${JSON.stringify(names)}) console.log(name, typeof require('./' + name + '/' + name + '.cjs').handler)`
    expect(run(load, environment).out.trim().split('\n')).toEqual(names.map((name) => `${name} function`))
  })

  it.each(names)('%s refuses to start without its settings and names them', (name) => {
    const { out, errors } = run(`require('./${name}/${name}.cjs')`, { DHATRI_RELEASE: environment.DHATRI_RELEASE })
    expect(out).toBe('')
    expect(errors).toContain('config.wrong\nconfig.missing AWS_REGION')
    expect(errors).toContain('config.missing DHATRI_GatewayTokens')
  })

  it('answer a dial with a short screen though the table is out of reach', async () => {
    const closed = await openPort(() => {})
    await closed.close()
    const { url, headers, body } = dialRequest('')
    const event = {
      rawPath: new URL(url).pathname,
      rawQueryString: '',
      headers,
      requestContext: { domainName: 'line.dhatri.test', http: { method: 'POST' } },
      body: Buffer.from(body).toString('base64'),
      isBase64Encoded: true,
    }
    const dial = `require('./ussd/ussd.cjs').handler(${JSON.stringify(event)}).then((result) => console.log(JSON.stringify(result)))`
    const { out } = run(dial, { ...environment, AWS_ENDPOINT_URL: closed.url })
    const [logged, result] = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(logged).toEqual({ code: 'ussd.failed', gateway: 'africastalking', cause: 'store.unreachable' })
    expect(result).toMatchObject({ statusCode: 200, body: expect.stringMatching(/^END .{5,70}$/u) })
  })
})
