/**
 * A DynamoDB engine on this machine for tests: dynoxide (an optional dependency, Linux x64), or AWS's DynamoDB Local or
 * any other whose address is in `DHATRI_DYNAMO_ENDPOINT`. Test support: no production file imports it.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { connect, createServer } from 'node:net'
import { dirname, join } from 'node:path'
import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb'
import { makeClient } from './dynamo.client.ts'
import { tableSchema, vaultSchema } from './dynamo.schema.ts'
import { openDynamo } from './dynamo.ts'
import { openDynamoVault } from './dynamo.vault.ts'
import type { Table } from './table.ts'
import type { Vault } from './vault.ts'

/** A running engine, or why there is none. */
export type Engine =
  | { ok: true; name: string; endpoint: string; stop: () => Promise<void> }
  | { ok: false; why: string }

/** Fresh tables on an engine; `close` deletes them. */
export type Connection = {
  table: Table
  vault: Vault
  client: DynamoDBClient
  tableName: string
  close: () => Promise<void>
}

/** Runs the engine for as long as its input is open, so that it goes with the tests however they end. */
const keeper = `
  const [binary, ...flags] = process.argv.slice(1)
  const engine = require('node:child_process').spawn(binary, flags, { stdio: ['ignore', 'inherit', 'inherit'] })
  engine.on('error', () => process.exit(1))
  engine.on('exit', (code) => process.exit(code ?? 0))
  process.stdin.on('close', () => engine.kill('SIGKILL')).resume()
`

/** The engine that the environment names, or else dynoxide; says loudly when there is neither. */
export async function startEngine(): Promise<Engine> {
  const endpoint = process.env['DHATRI_DYNAMO_ENDPOINT']
  if (endpoint !== undefined) {
    await reachEngine(endpoint)
    return { ok: true, name: endpoint, endpoint, stop: async () => {} }
  }
  const engine = await startDynoxide()
  if (!engine.ok) console.warn(`\n*** DYNAMODB TESTS SKIPPED: ${engine.why} ***\n`)
  return engine
}

/** How long an engine may take to be reached, in ms: on a network that swallows what is sent, TCP alone waits minutes. */
const reachPatience = 3_000

/** Throws `config.unreachable` where nothing listens at the address of an engine, and `config.url` where it is none. */
export async function reachEngine(endpoint: string): Promise<void> {
  if (!URL.canParse(endpoint)) throw new Error(`config.url DHATRI_DYNAMO_ENDPOINT: ${endpoint} is no address`)
  const { protocol, hostname, port } = new URL(endpoint)
  const socket = connect(Number(port || (protocol === 'https:' ? 443 : 80)), hostname.replace(/^\[|\]$/g, ''))
  const isThere = await new Promise<boolean>((tell) => {
    socket.setTimeout(reachPatience, () => tell(false))
    socket.once('connect', () => tell(true))
    socket.once('error', () => tell(false))
  })
  socket.destroy()
  if (!isThere) throw new Error(`config.unreachable DHATRI_DYNAMO_ENDPOINT: nothing answers at ${endpoint}`)
}

/** Starts dynoxide in memory on a free loopback port. */
export async function startDynoxide(): Promise<Engine> {
  const binary = findDynoxide()
  if (binary === undefined)
    return { ok: false, why: '@dynoxide/linux-x64 is not installed and DHATRI_DYNAMO_ENDPOINT is not set' }
  const port = await findPort()
  const child = spawn(process.execPath, ['-e', keeper, binary, '--host', '127.0.0.1', '--port', String(port)])
  const why = await listening(child)
  if (why !== undefined) {
    child.kill()
    return { ok: false, why }
  }
  const stop = async () => {
    const gone = new Promise((resolve) => child.once('exit', resolve))
    if (child.exitCode === null) {
      child.stdin.end()
      await gone
    }
  }
  return { ok: true, name: 'dynoxide', endpoint: `http://127.0.0.1:${port}`, stop }
}

/** Makes fresh tables on an engine, in seconds at most. */
export async function connectDynamo(endpoint: string): Promise<Connection> {
  await reachEngine(endpoint)
  const client = makeClient({
    endpoint,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    requestHandler: { requestTimeout: 15_000, throwOnRequestTimeout: true },
  })
  const mark = `${process.pid}-${Math.random().toString(36).slice(2, 10)}`
  const [tableName, vaultName] = [`dhatri-${mark}`, `dhatri-keys-${mark}`]
  for (const schema of [tableSchema(tableName), vaultSchema(vaultName)]) {
    await client.send(new CreateTableCommand(schema))
    await untilActive(client, schema.TableName ?? '')
  }
  return {
    table: openDynamo(client, tableName),
    vault: openDynamoVault(client, vaultName),
    client,
    tableName,
    close: async () => {
      for (const TableName of [tableName, vaultName]) await client.send(new DeleteTableCommand({ TableName }))
      client.destroy()
    },
  }
}

async function untilActive(client: DynamoDBClient, TableName: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName }))
    if (Table?.TableStatus === 'ACTIVE') return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('the table did not become active')
}

function findDynoxide(): string | undefined {
  try {
    const manifest = createRequire(import.meta.url).resolve('@dynoxide/linux-x64/package.json')
    const binary = join(dirname(manifest), 'dynoxide')
    return process.platform === 'linux' && existsSync(binary) ? binary : undefined
  } catch {
    return undefined
  }
}

/** Undefined once it listens, or why it does not. */
function listening(child: ChildProcess): Promise<string | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve('dynoxide did not start within 10 s'), 10_000)
    const tell = (why?: string) => {
      clearTimeout(timer)
      resolve(why)
    }
    const hear = (chunk: Buffer) => String(chunk).includes('listening') && tell()
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('error', () => tell('dynoxide could not be started'))
    child.once('exit', (code) => tell(`dynoxide ended with code ${code}`))
  })
}

function findPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}
