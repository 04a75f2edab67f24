/**
 * One execution environment of a Lambda: AWS's runtime client on Node 24 with the bundle, and the Runtime API that it
 * asks for events (AWS, "Using the Lambda runtime API", 2018-06-01). Between two events the process is stopped, as AWS
 * freezes it, so that work left behind an answer is not done; and it may neither write a file nor start a process.
 */
import { spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { dirname } from 'node:path'

const base = '/2018-06-01/runtime'
const account = '123456789012'

/** The id of the access key of a function's role; each has its own. */
export const keyIdOf = (name) => `ASIA${name.toUpperCase().padEnd(16, '0')}`

/** What AWS sets besides the function's own (AWS, "Defined runtime environment variables"). */
const reserved = (name, root, api, handler, region) => ({
  _HANDLER: handler,
  LAMBDA_TASK_ROOT: root,
  LAMBDA_RUNTIME_DIR: '/var/runtime',
  AWS_LAMBDA_RUNTIME_API: api,
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  AWS_LAMBDA_FUNCTION_NAME: `dhatri-${name}`,
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512',
  AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/dhatri-${name}`,
  AWS_LAMBDA_LOG_STREAM_NAME: `2026/01/01/[$LATEST]${randomBytes(16).toString('hex')}`,
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_ACCESS_KEY_ID: keyIdOf(name),
  AWS_SECRET_ACCESS_KEY: 'SecretKeyOfTheRole/0000000000000000',
  AWS_SESSION_TOKEN: 'TokenOfTheSession/0000000000000000',
  AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
  LANG: 'en_US.UTF-8',
  PATH: '/usr/local/bin:/usr/bin:/bin',
  TZ: ':UTC',
})

const environments = new Set()

// Stopped processes do not end with the one that started them.
process.once('exit', () => {
  for (const { child } of environments) child.kill('SIGKILL')
})

async function readBody(request) {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

/** The largest memory a process has had, in MB; undefined where the system does not say. */
function peakOf(pid) {
  try {
    const [, size] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return size === undefined ? undefined : Math.round(Number(size) / 1024)
  } catch {
    return undefined
  }
}

/**
 * Starts a function: `root` is its folder, `handler` as in `_HANDLER`, `limit` its timeout in ms. `isBare` leaves out
 * the stopping and the locks, for measuring. It comes back when the client asks for its first event, or has failed.
 */
export async function startFunction(
  { node, client, clientFolder },
  { name, root, handler, env, limit = 10_000, isBare = false, region = 'ap-southeast-1' },
) {
  let waiting
  let current
  let said = ''
  let asked = 0
  let settle
  const isReady = new Promise((done) => (settle = done))

  const end = (outcome) => {
    const { done, timer } = current ?? {}
    clearTimeout(timer)
    current = undefined
    done?.(outcome)
  }

  const routes = {
    [`GET ${base}/invocation/next`]: (_, response) => {
      asked++
      waiting = response
      settle({ ok: true })
      if (current !== undefined && !current.isGiven) give()
      else if (!isBare) child.kill('SIGSTOP')
    },
    [`POST ${base}/init/error`]: async (request, response) => {
      const error = JSON.parse(await readBody(request))
      response.writeHead(202, { 'content-type': 'application/json' }).end('{"status":"OK"}')
      settle({ ok: false, error })
    },
    [`POST ${base}/invocation/response`]: async (request, response, id) => {
      const body = await readBody(request)
      response.writeHead(202, { 'content-type': 'application/json' }).end('{"status":"OK"}')
      if (id === current?.id) end({ ok: true, value: JSON.parse(body) })
    },
    [`POST ${base}/invocation/error`]: async (request, response, id) => {
      const body = await readBody(request)
      response.writeHead(202, { 'content-type': 'application/json' }).end('{"status":"OK"}')
      if (id === current?.id) end({ ok: false, error: JSON.parse(body) })
    },
  }

  const api = createServer((request, response) => {
    const [, id, what] = /^\/2018-06-01\/runtime\/invocation\/([^/]+)\/(response|error)$/.exec(request.url ?? '') ?? []
    const path = what === undefined ? request.url : `${base}/invocation/${what}`
    const route = routes[`${request.method} ${path}`]
    if (route === undefined) return response.writeHead(404).end()
    return route(request, response, id)
  })
  api.keepAliveTimeout = 0
  await new Promise((done) => api.listen(0, '127.0.0.1', done))

  function give() {
    current.isGiven = true
    const response = waiting
    waiting = undefined
    child.kill('SIGCONT')
    response.writeHead(200, {
      'content-type': 'application/json',
      'Lambda-Runtime-Aws-Request-Id': current.id,
      'Lambda-Runtime-Deadline-Ms': String(Date.now() + limit),
      'Lambda-Runtime-Invoked-Function-Arn': `arn:aws:lambda:${region}:${account}:function:dhatri-${name}`,
      'Lambda-Runtime-Trace-Id': `Root=1-${randomBytes(4).toString('hex')}-${randomBytes(12).toString('hex')};Sampled=0`,
    })
    response.end(JSON.stringify(current.event))
  }

  const locks = [
    '--permission',
    '--allow-addons',
    '--disable-warning=PERM0001',
    `--allow-fs-read=${root}/*`,
    `--allow-fs-read=${clientFolder}/*`,
    `--allow-fs-read=${dirname(client)}`,
  ]
  const own = reserved(name, root, `127.0.0.1:${api.address().port}`, handler, region)
  const began = performance.now()
  const child = spawn(node, [...(isBare ? [] : locks), client], {
    cwd: root,
    env: { ...env, ...own },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (said += bytes))
  environments.add({ child })
  const exited = new Promise((done) => child.once('close', (code, signal) => done({ code, signal })))
  void exited.then(({ code, signal }) => {
    const error = { errorType: 'Runtime.ExitError', errorMessage: `exit ${code ?? signal}` }
    settle({ ok: false, error })
    end({ ok: false, error })
  })

  const started = await isReady
  const init = performance.now() - began

  return {
    name,
    /** Whether it came to ask for an event, or its `error` as the client reported it; ms from start to there. */
    started,
    init,
    /** How often it has asked for an event. */
    asked: () => asked,
    /** Hands it one event and waits for what it answers: `{ ok, value }`, or `{ ok: false, error }`; `ms` it took. */
    invoke: async (event) => {
      if (current !== undefined) throw new Error(`${name} has an event already`)
      const from = performance.now()
      const outcome = await new Promise((done) => {
        const timer = setTimeout(() => {
          end({ ok: false, error: { errorType: 'Sandbox.Timedout', errorMessage: `after ${limit} ms` } })
          child.kill('SIGKILL')
        }, limit)
        current = { id: randomUUID(), event, done, timer, isGiven: false }
        if (waiting !== undefined) give()
      })
      return { ...outcome, ms: performance.now() - from }
    },
    /** All it has written to its output and error streams. */
    said: () => said,
    peak: () => peakOf(child.pid),
    exited,
    stop: async () => {
      child.kill('SIGKILL')
      api.closeAllConnections()
      api.close()
      await exited
    },
  }
}
