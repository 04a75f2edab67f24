/** The `dhatri` command: one word says what to do, `--json` where a figure or a list comes out. */
import { parseArgs } from 'node:util'
import { startDemo } from '@dhatri/functions/demo'
import { startServer } from '@dhatri/functions/serve'
import { check } from './check.ts'
import { importFiles } from './import.ts'
import { showPlan } from './plan.ts'
import { runPrompts } from './prompts.ts'
import { openStudio } from './studio.ts'
import { talk } from './talk.ts'

const help = `dhatri start [--empty]            the demo: phones, clock, inspector (PORT, HOST, DHATRI_DATA)
dhatri serve                      one machine in production
dhatri check [--json]             the flows and messages, checked
dhatri talk [--url …] [--as 017…] the demo's phones in this terminal
dhatri plan --lmp 2026-01-01 [--schedule bd-4@1] [--json]
dhatri prompts                    makes stand-in voices and counts what is recorded
dhatri import workers.csv|facilities.csv [--dry-run] [--json]`

/** Runs one command; returns the exit code. */
export async function run(words: string[]): Promise<number> {
  const [command, ...rest] = words
  try {
    switch (command) {
      case 'start':
        return await stayUp(startDemo(readDemo(rest)))
      case 'serve':
        return await stayUp(startServer())
      case 'check':
        return check({ isJson: readFlags(rest).values.json })
      case 'talk':
        return await talk(rest)
      case 'plan': {
        const { lmp = '', json, schedule } = readFlags(rest).values
        return showPlan({ lmp, isJson: json, ...(schedule === undefined ? {} : { schedule }) })
      }
      case 'prompts':
        return runPrompts(rest, openStudio())
      case 'import': {
        const { values, positionals } = readFlags(rest)
        return await importFiles(positionals, { isDry: values['dry-run'], isJson: values.json })
      }
      default:
        console.log(help)
        return command === undefined || command === 'help' ? 0 : 2
    }
  } catch (cause) {
    console.error(cause instanceof Error ? cause.message : String(cause))
    return 1
  }
}

const readFlags = (args: string[]) =>
  parseArgs({
    args,
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      empty: { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      lmp: { type: 'string' },
      schedule: { type: 'string' },
    },
  })

function readDemo(args: string[]) {
  const port = Number(process.env['PORT'] ?? 8080)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error('config.port: PORT is not a port number')
  const gatewayUrl = process.env['DHATRI_SMS_URL']
  return {
    port,
    host: process.env['HOST'] ?? '127.0.0.1',
    folder: process.env['DHATRI_DATA'] ?? '.dhatri',
    isEmpty: readFlags(args).values.empty,
    ...(gatewayUrl === undefined ? {} : { gatewayUrl }),
  }
}

async function stayUp(
  starting: Promise<{ url: string; lines?: string[]; close: () => Promise<void> }>,
): Promise<number> {
  const running = await starting
  for (const line of running.lines ?? [`Serving on ${running.url}`]) console.log(line)
  return new Promise((done) => {
    const stop = () => void running.close().then(() => done(0))
    process.once('SIGINT', stop)
    process.once('SIGTERM', stop)
  })
}
