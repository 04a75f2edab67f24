/**
 * `dhatri talk`: the demo's phones in a terminal. It speaks to the `/phone` API of a running demo, so that what is typed
 * here goes the same way, in the gateway's own wire format, as a key pressed on the page.
 */
import { writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import type { Inspection } from '@dhatri/phone/demo'
import type { HandsetView } from '@dhatri/phone/view'
import { printCall, printHandsets, printInbox, printInspection, printScreen, TALK_HELP } from './transcript.ts'

/** Where the phones are, and where the words go. */
export type TalkSettings = {
  /** Carries a request to the demo: the network's `fetch`, or a demo app's own in a test. */
  fetch: (request: Request) => Response | Promise<Response>
  /** Where the demo is, without a slash at the end. */
  url: string
  /** The number to begin with; the first handset otherwise. */
  as?: string
  print: (text: string) => void
  /** Keeps a conversation that was written down. */
  write: (file: string, text: string) => void
}

/** What the demo says of itself. */
type State = { now: number; serviceCode: string; shortCode: string; voiceNumbers: string[]; handsets: HandsetView[] }
type Answer = { status: number; body: unknown }

/** A person at a terminal: one line at a time. */
export type Talk = {
  /** Says where we are. */
  begin: () => Promise<boolean>
  /** Does what a line says; false when it was the last. */
  hear: (line: string) => Promise<boolean>
}

/** How long a prompt is taken to last, in seconds. */
const PROMPT = 4

/** Opens a talk; nothing is asked before `begin`. */
export function openTalk(settings: TalkSettings): Talk {
  const { print } = settings
  let state: State = { now: 0, serviceCode: '', shortCode: '', voiceNumbers: [], handsets: [] }
  let number = settings.as ?? ''
  let heard = { call: '', to: 0 }
  let listened = { call: '', to: 0 }
  let lastCall = ''

  const ask = async (path: string, fields?: object): Promise<Answer> => {
    const init = fields
      ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(fields) }
      : {}
    const response = await settings.fetch(new Request(`${settings.url}/phone/${path}`, init))
    return { status: response.status, body: JSON.parse((await response.text()) || 'null') }
  }

  const refresh = async (): Promise<void> => {
    state = (await ask('state')).body as State
  }

  const mine = (): HandsetView | undefined => state.handsets.find((view) => view.number === number)

  /** Does a deed and shows what came of it; what was heard is played out at once, for nobody listens here. */
  const deed = async (name: string, fields: object = {}): Promise<void> => {
    const received = mine()?.messages.length ?? 0
    const answer = await ask(name, { number, ...spent(), ...fields })
    if (answer.status !== 200) return print(`  ! ${errorOf(answer)}`)
    await refresh()
    for (;;) {
      const talk = mine()?.call
      if (talk?.state !== 'active' || talk.waiting?.for !== 'prompts') break
      await ask('heard', { number, after: talk.heard.length, ...spent() })
      await refresh()
    }
    show(received)
  }

  /** How long the prompts since the last deed would have taken to hear, in seconds. */
  const spent = (): { spent?: number } => {
    const call = mine()?.call
    if (call?.state !== 'active') return {}
    const fresh = call.heard.length - (listened.call === call.id ? listened.to : 0)
    listened = { call: call.id, to: call.heard.length }
    return { spent: fresh * PROMPT }
  }

  const show = (received: number): void => {
    const view = mine()
    if (!view) return
    const { call } = view
    const isNews = call !== null && call.id !== lastCall && (call.state !== 'ringing' || heard.call !== call.id)
    if (call && isNews) {
      print(printCall(call, heard.call === call.id ? heard.to : 0))
      heard = { call: call.id, to: call.heard.length }
      if (call.state === 'ended') lastCall = call.id
    }
    // A phone that rings still shows its screen.
    const isOpen = view.screen && view.screen.text !== ''
    if (view.screen && isOpen && (!isNews || call?.state === 'ringing')) print(printScreen(view.screen))
    const fresh = view.messages.slice(received).filter((message) => message.way === 'in')
    if (fresh.length > 0) print(printInbox(fresh))
  }

  const choose = async (wanted: string): Promise<void> => {
    const found = state.handsets.find((view, index) => String(index + 1) === wanted || view.number === wanted)
    if (found) number = found.number
    else {
      const added = await ask('handsets', { number: wanted })
      if (added.status !== 201) return print(`  ! ${errorOf(added)}`)
      number = (added.body as HandsetView).number
      await refresh()
    }
    begunWith(mine())
    print(printHandsets(state.handsets, number))
  }

  /** A call that was over before we took the phone is no news. */
  const begunWith = (view: HandsetView | undefined) => {
    lastCall = view?.call?.state === 'ended' ? view.call.id : ''
  }

  const move = async (fields: object): Promise<void> => {
    const received = mine()?.messages.length ?? 0
    const moved = await ask('clock', fields)
    await refresh()
    if (moved.status !== 200) return print(`  ! ${errorOf(moved)}`)
    print(`  ${printMoment(state.now)}`)
    if (mine()?.call?.state === 'ringing') print('  a phone rings: answer, decline or ignore')
    const fresh = mine()?.messages.slice(received) ?? []
    if (fresh.length > 0) print(printInbox(fresh))
  }

  /** A line that is no command: an answer to what is on the screen, keys of a call, or a code to dial. */
  const enter = async (line: string): Promise<void> => {
    const view = mine()
    if (view?.call?.state === 'active') return await deed('keys', { keys: line })
    if (/^\*[\d*]+#$/.test(line)) return await deed('dial', { code: line })
    if (view?.screen?.isEnd === false) return await deed('enter', { text: line })
    print(`  ! nothing is open: dial ${state.serviceCode}, text, or call; "help" lists the rest`)
  }

  const commands: { [name: string]: (rest: string) => Promise<void> | void } = {
    dial: (rest) => deed('dial', { code: rest || state.serviceCode }),
    text: (rest) => deed('text', { to: state.shortCode, text: rest }),
    call: (rest) => deed('call', { to: rest || state.voiceNumbers[0] }),
    ring: (rest) => deed('ring', { to: rest || state.voiceNumbers[0] }),
    answer: () => deed('answer'),
    decline: () => deed('decline'),
    ignore: () => deed('ignore'),
    wait: async () => await deed('silence', { after: mine()?.call?.heard.length ?? 0 }),
    speak: (rest) => deed('speak', { seconds: Number(rest) || 5 }),
    hangup: () => deed('hangup'),
    as: choose,
    day: () => move({ by: '1d' }),
    week: () => move({ by: '1w' }),
    due: () => move({ to: 'due', number }),
    to: (rest) => move({ to: rest }),
    record: async (file) => {
      if (file === '') return print('  ! record <file>')
      const title = `title=${encodeURIComponent(basename(file, '.yaml'))}`
      const url = `${settings.url}/phone/transcript?number=${encodeURIComponent(number)}&${title}`
      const response = await settings.fetch(new Request(url))
      const text = await response.text()
      if (response.status !== 200) return print(`  ! ${errorOf({ status: response.status, body: JSON.parse(text) })}`)
      settings.write(file, text)
      print(`  written to ${file}`)
    },
    inbox: () => print(printInbox(mine()?.messages ?? [])),
    phones: () => print(printHandsets(state.handsets, number)),
    inspect: async () => {
      const { body } = await ask(`inspect?number=${encodeURIComponent(number)}`)
      print(printInspection(body as Inspection, printMoment))
    },
    help: () => print(TALK_HELP),
  }

  return {
    begin: async () => {
      await refresh()
      if (!mine() && state.handsets[0] && number === '') number = state.handsets[0].number
      begunWith(mine())
      if (!mine()) await choose(number)
      else print(printHandsets(state.handsets, number))
      if (!mine()) return false
      print(`  ${printMoment(state.now)}   dial ${state.serviceCode}   text ${state.shortCode}   help`)
      return true
    },
    hear: async (line) => {
      const typed = line.trim()
      if (typed === 'quit' || typed === 'exit') return false
      await refresh()
      const [, word = '', rest = ''] = /^([a-z]+)(?:\s+(.*))?$/s.exec(typed) ?? []
      const command = Object.hasOwn(commands, word) ? commands[word] : undefined
      if (command) await command(rest.trim())
      else if (typed !== '') await enter(typed)
      return true
    },
  }
}

/** Runs lines to their end, or to `quit`; false when there was no phone to begin with. */
export async function runTalk(
  lines: Iterable<string> | AsyncIterable<string>,
  settings: TalkSettings & { record?: string },
): Promise<boolean> {
  const talk = openTalk(settings)
  if (!(await talk.begin())) return false
  for await (const line of lines) if (!(await talk.hear(line))) break
  if (settings.record !== undefined) await talk.hear(`record ${settings.record}`)
  return true
}

/** The command: `dhatri talk [--url http://127.0.0.1:8080] [--as 01711000001] [--record file]`; its exit code. */
export async function talk(args: string[]): Promise<number> {
  const options = { url: { type: 'string' }, as: { type: 'string' }, record: { type: 'string' } } as const
  const { values } = parseArgs({ args, options })
  const url = (values.url ?? 'http://127.0.0.1:8080').replace(/\/$/, '')
  const lines = async function* () {
    // Opened only now: a line that came before anybody listened would be lost.
    const terminal = createInterface({ input: process.stdin, output: process.stdout, prompt: '> ' })
    terminal.prompt()
    for await (const line of terminal) {
      yield line
      terminal.prompt()
    }
    terminal.close()
  }
  try {
    const print = (text: string) => console.log(text)
    const write = (file: string, text: string) => writeFileSync(file, text)
    const { as, record } = values
    const isOver = await runTalk(lines(), { fetch, url, print, write, ...(as && { as }), ...(record && { record }) })
    return isOver ? 0 : 1
  } catch (fault) {
    if (!(fault instanceof TypeError)) throw fault
    console.error(`No demo answers at ${url}. Start one with: npm start`)
    return 1
  }
}

function errorOf(answer: Answer): string {
  const { body } = answer
  return typeof body === 'object' && body !== null && 'error' in body ? String(body.error) : `status ${answer.status}`
}

const printMoment = (at: number): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Dhaka', dateStyle: 'full', timeStyle: 'short' }).format(at)
