/** The demo server as a child process of its own, on a free port and a data folder of its own, that can be killed at any moment. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the repository. */
export const root = fileURLToPath(new URL('../../', import.meta.url))

/** What `npm start -- --empty` runs, without npm between: the process that is killed is the server itself. */
const direct = [process.execPath, join(root, 'packages/cli/bin.js'), 'start', '--empty']

const running = new Set()

function killAll() {
  for (const child of running) endGroup(child, 'SIGKILL')
}

function endGroup(child, signal) {
  try {
    process.kill(-child.pid, signal)
  } catch {
    // It has gone already.
  }
}

// A child has a process group of its own: whoever stops the test must not leave it behind.
process.once('exit', killAll)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1))

/** A port nobody listens on. */
export async function findPort() {
  const probe = createServer()
  await new Promise((done) => probe.listen(0, '127.0.0.1', done))
  const { port } = probe.address()
  await new Promise((done) => probe.close(done))
  return port
}

/** A place for data and keys, and how to remove it. */
export function makeHome() {
  const folder = mkdtempSync(join(tmpdir(), 'dhatri-'))
  return { folder: join(folder, 'kept'), remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** Starts a server and waits until it says where it is open; `kill` ends its whole process group at once. */
export async function startServer({ folder, port, env = {}, command = direct }) {
  const [program, ...words] = command
  const child = spawn(program, words, {
    cwd: root,
    env: { ...process.env, ...env, PORT: String(port), HOST: '127.0.0.1', DHATRI_DATA: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  let said = ''
  const exited = new Promise((done) => child.once('exit', (code, signal) => done({ code, signal })))
  const isOpen = new Promise((done) => {
    const read = (bytes) => {
      said += bytes
      if (said.includes('DEMO. Open')) done(true)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
  })
  running.add(child)
  const kill = async (signal = 'SIGKILL') => {
    endGroup(child, signal)
    const end = await exited
    running.delete(child)
    return end
  }
  const isThere = await Promise.race([isOpen, exited.then(() => false)])
  if (!isThere) throw new Error(`the server did not start:\n${said}`)
  return { url: `http://127.0.0.1:${port}`, kill, exited, said: () => said }
}
