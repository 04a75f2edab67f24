/**
 * `dhatri funnels`: where callers leave, counted from the log lines of conversations that are over (`talk.over`), read
 * from files or from what is piped in; on one machine `talks.jsonl` in the data folder. `--total --json` is what
 * `dhatri draw --counts` takes.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { countTalks, type Funnel, joinFunnels, type Talk } from '@dhatri/flow/funnel'
import * as z from 'zod'

const talkLine = z.object({
  code: z.literal('talk.over'),
  talk: z.object({
    id: z.string().max(64),
    seconds: z.number(),
    flow: z.string(),
    channel: z.enum(['ussd', 'sms', 'voice']),
    language: z.string(),
    versions: z.record(z.string(), z.string()),
    steps: z.array(z.string()),
    wrong: z.array(z.tuple([z.string(), z.string()])),
    finished: z.array(z.string()),
    left: z.string().optional(),
    isResumed: z.boolean(),
    day: z
      .string()
      .regex(/^\d{4}-\d\d-\d\d$/)
      .optional(),
    arms: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  }),
})

/** The conversations among lines of a log; other lines are passed over, broken ones counted. */
export function readTalks(lines: Iterable<string>): { talks: Talk[]; broken: number } {
  const talks: Talk[] = []
  let broken = 0
  for (const line of lines) {
    // A log line may carry a time or a stream's name before its JSON.
    const start = line.indexOf('{')
    if (start < 0 || !line.includes('"talk.over"')) continue
    const reading = talkLine.safeParse(readJson(line.slice(start)))
    if (reading.success) talks.push(reading.data.talk as Talk)
    else broken += 1
  }
  return { talks, broken }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The command; 1 where a file is missing or a line is broken. */
export function showFunnels(args: string[]): number {
  const options = { json: { type: 'boolean' }, total: { type: 'boolean' } } as const
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options })
  const files = positionals.length > 0 ? positionals : [join(process.env['DHATRI_DATA'] ?? '.dhatri', 'talks.jsonl')]
  const missing = files.filter((file) => file !== '-' && !existsSync(file))
  for (const file of missing) console.error(`funnels.noFile ${file}`)
  if (missing.length > 0) return 1
  const lines = files.flatMap((file) => readFileSync(file === '-' ? 0 : file, 'utf8').split('\n'))
  const { talks, broken } = readTalks(lines)
  const funnels = countTalks(talks)
  if (values.json) console.log(JSON.stringify(values.total ? joinFunnels(funnels) : funnels))
  else for (const funnel of funnels) console.log(printFunnel(funnel))
  if (broken > 0) console.error(`funnels.brokenLines ${broken}`)
  return broken > 0 ? 1 : 0
}

/** A funnel as a small table. */
export function printFunnel(funnel: Funnel): string {
  const { flow, version, channel, language, started, resumed, finished, errors, began, seconds } = funnel
  const head = `${flow}@${version} ${channel} ${language}: ${started} started, ${resumed} resumed, ${finished} finished, ${errors} not understood`
  const time = began === 0 ? '' : `, ${Math.round(seconds / began)} s on average`
  const steps = Object.entries(funnel.steps).map(([step, { reached, left, wrong }]) => {
    const shapes = Object.entries(wrong).sort(([, one], [, other]) => other - one)
    const not =
      shapes.length === 0 ? '' : `   not understood: ${shapes.map(([shape, times]) => `${shape} ×${times}`).join(', ')}`
    return `  ${step.padEnd(20)} reached ${String(reached).padStart(6)}   left ${String(left).padStart(6)}${not}`
  })
  return [`${head}${time}`, ...steps].join('\n')
}
