/**
 * A person with a handset, for whole-system tests that read as prose: what she does, and what she must see, receive and
 * hear. A broken expectation throws with her screen and the dialogue so far. Every screen is also held against the USSD
 * budget in its real encoding, and no text may show an unreplaced `{placeholder}`.
 */
import { fitsUssd, measureUssd, SAFE_BUDGET, type UssdBudget } from '@dhatri/text/ussd'
import type { Heard } from './call.ts'
import type { Handset } from './handset.ts'
import type { Message } from './line.ts'

/** Words that must occur, or a pattern that must match. */
export type Pattern = string | RegExp

/** What a test gives a person besides the handset. */
export type Surroundings = {
  /** Runs after each deed, and before looking at what arrived: lets the network and the service finish their work. */
  settle: () => Promise<void>
  /** The code she dials when none is given. */
  serviceCode: string
  shortCode: string
  voiceNumber: string
  budget?: UssdBudget
}

/** A person; deeds return when everything they set off has settled. */
export type Person = {
  name: string
  number: string
  handset: Handset
  dials: (code?: string) => Promise<void>
  /** Sends each input as one USSD reply, in order. */
  presses: (...inputs: string[]) => Promise<void>
  /** Presses the number before each of these options, in order, turning pages until it is seen. */
  picks: (...options: string[]) => Promise<void>
  /** `noticed` false: the network never tells the service. */
  hangsUp: (how?: { noticed?: boolean; after?: number }) => Promise<void>
  /** The screen she has now says all of this, fits the budget and goes on. */
  sees: (...patterns: Pattern[]) => void
  /** The same, and the session is over. */
  seesLast: (...patterns: Pattern[]) => void
  doesNotSee: (...patterns: Pattern[]) => void
  texts: (text: string, to?: string) => Promise<void>
  /** One message that she has not read yet says all of this; it and the older ones count as read from now on. */
  receives: (...patterns: Pattern[]) => Promise<Message>
  receivesNothing: () => Promise<void>
  calls: (number?: string) => Promise<void>
  missCalls: (number?: string) => Promise<void>
  answers: () => Promise<void>
  declines: () => Promise<void>
  ignores: () => Promise<void>
  keys: (keys: string) => Promise<void>
  staysQuiet: () => Promise<void>
  speaks: (seconds: number) => Promise<void>
  /** Heard in this call, after what was last asked for: words that were said, or the key of a recording. */
  hears: (...patterns: Pattern[]) => void
  isCalled: () => Promise<void>
  isNotCalled: () => Promise<void>
  /** The service has hung up, or she has. */
  isCutOff: () => void
}

/** A list of more pages than this has no end. */
const MOST_PAGES = 9

/** Puts a handset into a person's hand. */
export function makePerson(name: string, handset: Handset, around: Surroundings): Person {
  const { settle } = around
  const budget = around.budget ?? SAFE_BUDGET
  let read = 0
  let heard = { call: '', to: 0 }

  const fail = (words: string): never => {
    throw new Error(`${name} (${handset.number}) ${words}\n${printHandset(handset)}`)
  }

  const screen = (isEnd: boolean): string => {
    const shown = handset.sees() ?? fail('sees no screen: nothing was dialled')
    if (shown.by === 'network') fail(`sees the network's own words, not the service's: ${shown.text || '(hung up)'}`)
    if (shown.isEnd !== isEnd) fail(isEnd ? 'is still asked, but should not be' : 'is asked nothing more')
    if (!fitsUssd(shown.text, budget)) {
      const { encoding, units } = measureUssd(shown.text)
      fail(`sees a screen that does not fit: ${units} units of ${encoding}, at most ${budget[encoding]}`)
    }
    checkPlaceholders(shown.text)
    return shown.text
  }

  const checkPlaceholders = (text: string) => {
    const left = /\{[^{}\s]*\}/.exec(text)
    if (left) fail(`is shown an unreplaced placeholder: ${left[0]}`)
  }

  const see = (text: string, patterns: Pattern[]) => {
    for (const pattern of patterns) if (!isIn(text, pattern)) fail(`does not see ${printPattern(pattern)}`)
  }

  const after = async (deed: Promise<unknown> | unknown): Promise<void> => {
    await deed
    await settle()
  }

  const enter = async (input: string): Promise<void> => {
    if (handset.sees()?.isEnd !== false) fail(`cannot enter ${input}: no session is open`)
    await after(handset.enters(input))
  }

  const pick = async (option: string): Promise<void> => {
    for (let pages = 0; pages < MOST_PAGES; pages++) {
      const lines = screen(false).split('\n')
      const line = lines.find((each) => /^\d/.test(each) && isIn(each.replace(/^\d+ /, ''), option))
      if (line !== undefined) return enter(/^\d+/.exec(line)?.[0] ?? '')
      if (!lines.some((each) => each.startsWith('9 '))) break
      await enter('9')
    }
    fail(`is not offered "${option}"`)
  }

  return {
    name,
    number: handset.number,
    handset,
    dials: (code = around.serviceCode) => after(handset.dials(code)),
    presses: async (...inputs) => {
      for (const input of inputs) await enter(input)
    },
    picks: async (...options) => {
      for (const option of options) await pick(option)
    },
    hangsUp: ({ noticed = true, after: seconds } = {}) =>
      after(handset.hangsUp({ isNoted: noticed, ...(seconds === undefined ? {} : { after: seconds }) })),
    sees: (...patterns) => see(screen(false), patterns),
    seesLast: (...patterns) => see(screen(true), patterns),
    doesNotSee: (...patterns) => {
      const text = handset.sees()?.text ?? ''
      for (const pattern of patterns) if (isIn(text, pattern)) fail(`sees ${printPattern(pattern)}, but must not`)
    },
    texts: (text, to = around.shortCode) => after(handset.texts(to, text)),
    receives: async (...patterns) => {
      await settle()
      const unread = handset.inbox().slice(read)
      const found = unread.findIndex((message) => patterns.every((pattern) => isIn(message.text, pattern)))
      const message = unread[found]
      if (!message) return fail(`has not received ${patterns.map(printPattern).join(' and ')}\n${printUnread(unread)}`)
      checkPlaceholders(message.text)
      read += found + 1
      return message
    },
    receivesNothing: async () => {
      await settle()
      const unread = handset.inbox().slice(read)
      if (unread.length > 0) fail(`should have received nothing\n${printUnread(unread)}`)
    },
    calls: (number = around.voiceNumber) => after(handset.calls(number)),
    missCalls: (number = around.voiceNumber) => after(handset.rings(number)),
    answers: async () => {
      if (!handset.isRinging()) fail('cannot answer: nobody rings')
      await after(handset.answers())
    },
    declines: () => after(handset.declines()),
    ignores: () => after(handset.ignores()),
    keys: async (keys) => {
      if (handset.call()?.state !== 'active') fail(`cannot press ${keys}: no call goes on`)
      await after(handset.keys(keys))
      // Where more could follow she has pressed all she wants: the line waits, and takes what it has.
      const waiting = handset.call()?.waiting
      if (waiting?.for === 'keys' && waiting.typed !== '') await after(handset.staysQuiet())
    },
    staysQuiet: () => after(handset.staysQuiet()),
    speaks: (seconds) => after(handset.speaks(seconds)),
    hears: (...patterns) => {
      const id = handset.call()?.id ?? fail('hears nothing: there was no call')
      if (heard.call !== id) heard = { call: id, to: 0 }
      for (const pattern of patterns) {
        const all = handset.heard()
        const at = all.findIndex((one, index) => index >= heard.to && isIn(soundOf(one), pattern))
        if (at < 0) fail(`does not hear ${printPattern(pattern)}`)
        checkPlaceholders('say' in (all[at] ?? {}) ? soundOf(all[at]) : '')
        heard.to = at + 1
      }
    },
    isCalled: async () => {
      await settle()
      if (!handset.isRinging()) fail('is not called')
    },
    isNotCalled: async () => {
      await settle()
      if (handset.isRinging()) fail('is called, but should not be')
    },
    isCutOff: () => {
      if (handset.call()?.state !== 'ended') fail('is still in a call')
    },
  }
}

function isIn(text: string, pattern: Pattern): boolean {
  if (typeof pattern === 'string') return text.normalize('NFC').includes(pattern.normalize('NFC'))
  return new RegExp(pattern.source.normalize('NFC'), pattern.flags.replace(/[gy]/g, '')).test(text.normalize('NFC'))
}

function printPattern(pattern: Pattern): string {
  return typeof pattern === 'string' ? `"${pattern}"` : String(pattern)
}

function soundOf(one: Heard | undefined): string {
  if (!one) return ''
  if ('say' in one) return one.say
  return 'play' in one ? decodeURIComponent(one.play) : `connected to ${one.dial}`
}

function printUnread(unread: Message[]): string {
  if (unread.length === 0) return '  no unread message'
  return unread.map((message) => `  unread: ${message.text.replaceAll('\n', '\n          ')}`).join('\n')
}

/** The screen of a handset, the call it is in, and what happened on it so far. */
export function printHandset(handset: Handset): string {
  const shown = handset.sees()
  const lines: string[] = []
  if (shown) {
    const { encoding, units } = measureUssd(shown.text)
    lines.push(`  ┌ ${units} units of ${encoding}${shown.isEnd ? ', end' : ''}`)
    lines.push(...shown.text.split('\n').map((line) => `  │ ${line}`), '  └')
  }
  const call = handset.call()
  if (call) lines.push(`  call ${call.state}${call.waiting ? `, waits for ${call.waiting.for}` : ''}:`)
  for (const one of handset.heard()) lines.push(`    ♪ ${soundOf(one)}`)
  const signs = { person: '>', service: '<', network: '!' }
  lines.push('  so far:')
  for (const { by, does, what } of handset.dialogue().slice(-30)) {
    lines.push(`    ${signs[by]} ${does} ${what.replaceAll('\n', '\n      ')}`)
  }
  return lines.join('\n')
}
