/**
 * What a start costs: from the start of the process to its first request for an event, and to the answer of the first
 * event where somebody waits for it, beside a handler that does nothing. Fresh processes in turn, so that what else the
 * machine does falls on all of them.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openCall, openSession } from './phone.mjs'
import { startFunction } from './runtime.mjs'

const rounds = 11
const number = '+8801711000901'

/** The first event of those that somebody waits for. */
const first = {
  bare: (_, on) => on.invoke({}),
  ussd: (line, on) => openSession(line, number).again({ on }),
  voice: (line, on) => openCall(line, number, { on }).begins(),
}

/** The least and the median of some figures, as whole numbers. */
function sum(figures) {
  const sorted = figures.toSorted((one, other) => one - other)
  return { least: Math.round(sorted[0]), median: Math.round(sorted[Math.floor(sorted.length / 2)]) }
}

const compare = (what, own, bare) =>
  `${what} ${own.least} ms, bare ${bare.least} ms (median ${own.median} and ${bare.median} of ${rounds} each)`

/** Starts every function some times in turn; a line a figure. */
export async function weigh(line, tools) {
  mkdirSync(join(line.folder, 'bare'))
  writeFileSync(join(line.folder, 'bare/bare.cjs'), "exports.handler = async () => 'ok'\n")
  const names = ['bare', ...line.names]
  const inits = Object.fromEntries(names.map((name) => [name, []]))
  const answers = Object.fromEntries(Object.keys(first).map((name) => [name, []]))
  const peaks = {}
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      const given = { name, root: join(line.folder, name), handler: `${name}.handler`, env: line.environment }
      const one = await startFunction(tools, { ...given, isBare: true })
      if (!one.started.ok) throw new Error(`${name}: ${one.started.error.errorMessage}`)
      inits[name].push(one.init)
      peaks[name] = Math.max(peaks[name] ?? 0, one.peak() ?? 0)
      const began = performance.now()
      await first[name]?.(line, one)
      answers[name]?.push(one.init + performance.now() - began)
      await one.stop()
    }
  }
  const bare = { init: sum(inits.bare), answer: sum(answers.bare) }
  return [
    ...line.names.map((name) => compare(`init ${name}`, sum(inits[name]), bare.init)),
    ...['ussd', 'voice'].map((name) => compare(`first answer ${name}`, sum(answers[name]), bare.answer)),
    `memory at start ${names.map((name) => `${name} ${peaks[name]} MB`).join(', ')}`,
  ]
}
