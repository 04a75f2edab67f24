/** The `dhatri` command: one word says what to do, `--json` where a figure or a list comes out. */
import { parseArgs } from 'node:util'
import { startDemo } from '@dhatri/functions/demo'
import { openReader } from '@dhatri/functions/env'
import { readStand, wantedOfStand } from '@dhatri/functions/machine.settings'
import { startServer } from '@dhatri/functions/serve'
import { check } from './check.ts'
import { correct } from './correct.ts'
import { draw } from './draw.ts'
import { exportFiles, leaving } from './export.ts'
import { importFloip } from './floip.ts'
import { showFunnels } from './funnels.ts'
import { asksForHelp, explain, findUnknownOption, suggest } from './help.ts'
import { importFiles } from './import.ts'
import { showLessons } from './lessons.ts'
import { runPilot } from './pilot.ts'
import { showPlan } from './plan.ts'
import { runPrompts } from './prompts.ts'
import { publish } from './publish.ts'
import { reassign } from './reassign.ts'
import { review } from './review.ts'
import { script } from './script.ts'
import { sheet } from './sheet.ts'
import { showTranscripts } from './strips.ts'
import { openStudio } from './studio.ts'
import { talk } from './talk.ts'
import { importSheets } from './translations.ts'

/** A command: how it is written, and what it does with the words after its name; it gives the exit code. */
type Command = { usage: string; run: (args: string[]) => number | Promise<number> }

/** Every command by its name, in the order the help lists them: a new one is a file and a row here. */
const commands: Record<string, Command> = {
  start: {
    usage: '[--empty]            the demo: phones, clock, inspector (PORT, HOST, DHATRI_DATA)',
    run: async (args) => stayUp(startDemo(await readDemo(args))),
  },
  serve: { usage: '                     one machine in production', run: () => stayUp(startServer()) },
  check: {
    usage: '[folder] [--json] [--quick] [--release] [--language bn]',
    run: check,
  },
  talk: { usage: "[--url …] [--as 017…] [--record file]  the demo's phones in this terminal", run: talk },
  funnels: { usage: '[file…] [--total] [--json]  where callers leave, from the log', run: showFunnels },
  lessons: { usage: '[--json]            who finished which lesson of the course by voice', run: showLessons },
  pilot: { usage: 'add|remove <number…> | list [--json]  who may get clinical words not reviewed yet', run: runPilot },
  correct: { usage: 'propose <folder>|approve <what>|withdraw <what>|list [--by <name>] [--harmful]', run: correct },
  export: {
    usage: `<what> [--out …] [--from …] [--language …] [--modified …] [--private] [--json]   as files: ${Object.keys(leaving).join(', ')}`,
    run: exportFiles,
  },
  publish: { usage: '[--dry-run] [--on 2026-11-22]  the flows as they stand become the published ones', run: publish },
  review: {
    usage: '<file> --by <name> [--on 2026-11-22]  a clinician signs a file that she has read',
    run: (args) => review(args),
  },
  transcripts: { usage: '[--out page.html]  the conversations written down', run: showTranscripts },
  plan: {
    usage: '--lmp 2026-01-01 [--birth …] [--loss … --kind stillbirth] [--schedule bd-4@1] [--json]',
    run: (args) => {
      const { lmp = '', birth, loss, kind, schedule, json } = readFlags(args).values
      const more = Object.entries({ birth, loss, kind, schedule }).filter(([, value]) => value !== undefined)
      return showPlan({ lmp, isJson: json, ...Object.fromEntries(more) })
    },
  },
  draw: {
    usage: '<flow…>|--all [--language bn] [--mermaid] [--out …] [--counts funnel.json]',
    run: (args) => draw(args),
  },
  script: {
    usage: '[flow] [--language bn,en] [--out script.html]  the flows on paper, to review and sign',
    run: (args) => script(args),
  },
  sheet: { usage: '[--language bn] [--out sheet.html|csv]  what a voice artist speaks', run: (args) => sheet(args) },
  prompts: {
    usage:
      '[--count] [--json] | --recorded <key> --by <name> --consent <form> [--consent-date <day>] --licence <id>   stand-in voices, recordings',
    run: (args) => runPrompts(args, openStudio()),
  },
  reassign: {
    usage: '<from> [<to>] [--json]   a worker leaves: the women go to <to>, or to whoever serves the place',
    run: (args) => {
      const { values, positionals } = readFlags(args)
      return reassign(positionals, values.json)
    },
  },
  import: {
    usage: 'workers.csv|facilities.csv|translations file.csv|floip file.json [--dry-run] [--out …] [--json]',
    run: (args) => {
      if (args[0] === 'floip') return importFloip(args.slice(1))
      if (args[0] === 'translations') return importSheets(args.slice(1))
      const { values, positionals } = readFlags(args)
      return importFiles(positionals, { isDry: values['dry-run'], isJson: values.json })
    },
  },
}

/** Runs one command; returns the exit code. */
export async function run(words: string[]): Promise<number> {
  const [name = 'help', ...rest] = words
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  try {
    if (command !== undefined && asksForHelp(rest)) {
      for (const line of explain(name, command.usage)) console.log(line)
      return 0
    }
    const unknown = command && findUnknownOption(rest, command.usage)
    if (command !== undefined && unknown !== undefined) {
      console.error(`${name}.option ${unknown}\ndhatri ${name} ${command.usage}`)
      return 2
    }
    if (command !== undefined) return await command.run(rest)
    const isAsked = name === 'help' || asksForHelp([name])
    if (!isAsked) {
      const meant = suggest(name, Object.keys(commands))
      console.error(`dhatri.command ${JSON.stringify(name)}: there is no such command${meant}`)
    }
    for (const [known, { usage }] of Object.entries(commands)) console.log(`dhatri ${known} ${usage}`)
    return isAsked ? 0 : 2
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
      birth: { type: 'string' },
      loss: { type: 'string' },
      kind: { type: 'string' },
      schedule: { type: 'string' },
    },
  })

async function readDemo(args: string[]) {
  const { empty: isEmpty } = readFlags(args).values
  const reader = openReader()
  const stand = await readStand(reader, 'demo', '.dhatri')
  reader.close(wantedOfStand)
  const gatewayUrl = process.env['DHATRI_SMS_URL']
  return { ...stand, isEmpty, ...(gatewayUrl === undefined ? {} : { gatewayUrl }) }
}

async function stayUp(
  starting: Promise<{ url: string; lines?: string[]; close: () => Promise<void> }>,
): Promise<number> {
  const running = await starting
  const ended = new Promise<number>((done) => {
    const stop = () => void running.close().then(() => done(0))
    process.once('SIGINT', stop)
    process.once('SIGTERM', stop)
  })
  // Said last: whoever waits for it may end the process at once.
  for (const line of running.lines ?? [`Serving on ${running.url}`]) console.log(line)
  return ended
}
