/** Child processes that are measured from outside: started, waited for, asked line by line, and ended with the bench. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** A running child; `ask` sends it a line and gives the next line it says. */
export type Child = { pid: number; ask: (line: string) => Promise<string>; end: () => Promise<void> }

const root = fileURLToPath(new URL('../../', import.meta.url))
const running = new Set<ChildProcess>()

process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/** A port nobody listens on. */
export async function findPort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done))
  const address = probe.address()
  await new Promise((done) => probe.close(done))
  if (typeof address !== 'object' || address === null) throw new Error('bench.noPort')
  return address.port
}

/** Starts Node with these words; with `sign`, waits until the child has said it. */
export async function startChild(words: string[], env: Record<string, string> = {}, sign?: string): Promise<Child> {
  const child = spawn(process.execPath, words, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  running.add(child)
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk))
  const lines = createInterface({ input: child.stdout })
  const gone = new Promise<never>((_, fail) =>
    child.once('exit', (code) => {
      running.delete(child)
      fail(new Error(`bench.childEnded ${code} ${errors}`))
    }),
  )
  gone.catch(() => {})
  const next = () => Promise.race([gone, new Promise<string>((said) => lines.once('line', said))])
  if (sign !== undefined) while (!(await next()).includes(sign));
  return {
    pid: child.pid ?? 0,
    ask: (line) => {
      const answer = next()
      child.stdin.write(`${line}\n`)
      return answer
    },
    end: async () => {
      child.kill('SIGKILL')
      await gone.catch(() => {})
    },
  }
}
