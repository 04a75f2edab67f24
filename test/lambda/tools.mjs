/**
 * What this test needs and `npm ci` does not bring: Node 24 (the runtime of the Lambdas), AWS's own runtime client,
 * which is built here from C++, and a stand-in for SQS. All of it goes into a folder that git ignores, once.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from '../killed/server.mjs'

/** What could not be had: the test is skipped, not failed. */
export class Missing extends Error {}

const cache = join(root, '.ci/cache')
const node24 = join(cache, 'node24')
const folder = join(cache, 'ric')
const client = join(folder, 'node_modules/aws-lambda-ric')

/** Exact versions; npm runs only the scripts that are allowed here by name. */
const wanted = { 'aws-lambda-ric': '4.0.2', fauxqs: '2.4.1' }

/** Programs of the build and the Debian packages they come in. */
const programs = {
  autoconf: 'autoconf',
  automake: 'automake',
  libtoolize: 'libtool',
  cmake: 'cmake',
  'g++': 'g++',
  make: 'make',
  python3: 'python3',
  xz: 'xz-utils',
}

const hasProgram = (name) => spawnSync('sh', ['-c', `command -v ${name}`]).status === 0

function run(program, words, env = {}) {
  const options = { encoding: 'utf8', env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024 }
  const { status, stdout, stderr, error } = spawnSync(program, words, options)
  const said = `${stderr}\n${stdout}`.trim().split('\n').slice(0, 3).join('; ')
  return status === 0 ? undefined : (error?.message ?? said)
}

function install(prefix, words) {
  // Where this Node came with its headers, the build need not fetch them.
  const home = join(dirname(process.execPath), '..')
  const headers = existsSync(join(home, 'include/node/node.h')) ? { npm_config_nodedir: home } : {}
  return run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', '--prefix', prefix, ...words], headers)
}

function findNode() {
  const node = join(node24, 'node_modules/node/bin/node')
  const fault = existsSync(node) ? undefined : install(node24, ['node@24'])
  if (!existsSync(node)) throw new Missing(`the npm package node@24 could not be installed: ${fault}`)
  return node
}

const versionOf = (name) => {
  const path = join(folder, 'node_modules', name, 'package.json')
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).version : undefined
}

const isBuilt = () =>
  existsSync(join(client, 'rapid-client.node')) &&
  Object.entries(wanted).every(([name, version]) => versionOf(name) === version)

function build() {
  const missing = Object.keys(programs).filter((name) => !hasProgram(name))
  if (missing.length > 0 && hasProgram('apt-get')) {
    const packages = missing.map((name) => programs[name])
    run('sh', ['-c', `apt-get update -qq && apt-get install -y -qq --no-install-recommends ${packages.join(' ')}`])
  }
  const still = missing.filter((name) => !hasProgram(name))
  if (still.length > 0) throw new Missing(`aws-lambda-ric is built with ${still.join(', ')}, not found here`)
  mkdirSync(folder, { recursive: true })
  const manifest = { private: true, dependencies: wanted, allowScripts: { 'aws-lambda-ric': true } }
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest))
  const fault = install(folder, [])
  if (!isBuilt()) throw new Missing(`aws-lambda-ric or fauxqs could not be installed: ${fault}`)
}

/** Installs what is not there yet; gives Node 24, the runtime client's start file and folder, and the SQS stand-in. */
export function fetchTools() {
  const node = findNode()
  if (!isBuilt()) build()
  // By their true names, for a function may read nothing but these and its own folder.
  return {
    node,
    client: realpathSync(join(client, 'index.mjs')),
    clientFolder: realpathSync(folder),
    sqs: join(folder, 'node_modules/fauxqs/dist/app.js'),
  }
}

/** The address of a DynamoDB: the one the environment names, or AWS's DynamoDB Local, started here; and how to end it. */
export function findDynamo() {
  const given = process.env['DHATRI_DYNAMO_ENDPOINT']
  if (given !== undefined) return { endpoint: given, stop: () => {} }
  const home = join(cache, 'dynamodb')
  const fault = run('bash', [join(root, '.ci/dynamodb-local'), home])
  if (fault !== undefined) throw new Missing(`AWS's DynamoDB Local could not be started: ${fault}`)
  const read = (name) => readFileSync(join(home, name), 'utf8').trim()
  const pid = Number(read('pid'))
  const stop = () => {
    try {
      process.kill(pid)
    } catch {
      // It has gone already.
    }
  }
  process.once('exit', stop)
  return { endpoint: read('endpoint'), stop }
}
