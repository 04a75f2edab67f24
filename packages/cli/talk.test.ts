import { makePhoneApp } from '@dhatri/phone/app'
import { type Rehearsal, rehearse } from '@dhatri/phone/fake'
import { beforeEach, describe, expect, it } from 'vitest'
import { runTalk } from './talk.ts'

const RINA = '+8801711000001'

let rehearsal: Rehearsal
let talk: (...lines: string[]) => Promise<string>
let files: Map<string, string>

beforeEach(() => {
  rehearsal = rehearse({ isHeardAtOnce: false })
  const app = makePhoneApp({
    operator: rehearsal.operator,
    now: () => rehearsal.now,
    moveClock: async (move) => {
      if (!('by' in move)) return { ok: false, error: 'clock.nothingDue' }
      rehearsal.now += move.by
      await rehearsal.fake.ring(RINA)
      return { ok: true, now: rehearsal.now, stoppedBy: 'ring' }
    },
    inspect: async () => ({
      phone: { language: 'bn' },
      conversations: [{ channel: 'ussd', flow: 'home', step: 'menu', state: 'open', answers: {}, inputs: ['1', '2'] }],
      women: [
        {
          id: '482913',
          record: { weeks: 14 },
          items: [{ at: 0, what: 'anc.week', state: 'notSent', why: 'stopped' }],
          history: [],
        },
      ],
    }),
    audioUrl: 'http://service/audio/',
    isStandIn: (key) => key === 'bn/press',
    people: [{ number: RINA, name: { bn: 'রহিমা', en: 'Rahima' }, role: 'mother' }],
    examples: [],
    links: [],
  })
  files = new Map()
  talk = async (...lines) => {
    const printed: string[] = []
    const print = (text: string) => printed.push(text)
    const write = (file: string, text: string) => files.set(file, text)
    await runTalk(lines, { fetch: (request) => app.fetch(request), url: 'http://demo', print, write })
    return printed.join('\n')
  }
})

describe('a talk in the terminal', () => {
  it('begins with the first phone and what to dial', async () => {
    expect(await talk()).toContain('▸ 1  +8801711000001  রহিমা · Rahima')
    expect(await talk()).toContain('Saturday, 4 July 2026 at 12:00   dial *16789#   text 16789')
  })

  it('dials, answers and shows each screen with its size', async () => {
    expect(await talk('*16789#', '2', '1203')).toContain(
      [
        '  ┌─ 46/70 UCS-2',
        '  │ ধাত্রী সেবা',
        '  │ 1 এই সপ্তাহে',
        '  │ 2 তারিখ লিখুন',
        '  │ 99 বিপদ',
        '  └─ …',
        '  ┌─ 28/70 UCS-2',
        '  │ শেষ মাসিকের তারিখ? যেমন 1203',
        '  └─ …',
        '  ┌─ 13/70 UCS-2',
        '  │ ধন্যবাদ: 1203',
        '  └─ end',
      ].join('\n'),
    )
  })

  it('sends a text and shows the answer with what it costs', async () => {
    expect(await talk('text REG রহিমা 0407')).toContain('  ✉ from 16789 · 23 UCS-2 · 1 SMS\n      পেয়েছি: REG রহিমা 0407')
    expect(await talk('inbox')).toContain('→ to 16789 · 14 UCS-2 · 1 SMS')
  })

  it('calls, marks a stand-in voice, presses keys and hears the rest', async () => {
    const printed = await talk('call', '3')
    expect(printed).toContain('  ♪ bn/hello\n  ♪ bn/press [stand-in voice]\n  … waits 6 s for keys')
    expect(printed).toContain('  ♪ আপনি চেপেছেন 3 [read by a machine]\n  call ended after 12 s')
  })

  it('shows the screen again once a call is over', async () => {
    expect(await talk('call', 'hangup', '*16789#')).toMatch(/call ended after 8 s\n {2}┌─ 46\/70/)
  })

  it('presses nothing, and the call goes on', async () => {
    expect((await talk('call', 'wait')).match(/bn\/hello/g)).toHaveLength(2)
  })

  it('moves the clock until a phone rings, and answers it', async () => {
    const printed = await talk('week', 'answer')
    expect(printed).toContain('Saturday, 11 July 2026 at 12:00\n  a phone rings')
    expect(printed).toContain('♪ bn/hello')
    expect(await talk('due')).toContain('! clock.nothingDue')
  })

  it('takes another phone', async () => {
    expect(await talk('as ০১৫১১০০০০০৭', '*16789#')).toContain('▸ 2  +8801511000007  other')
    expect(rehearsal.asked('ussd')).toMatchObject([{ phoneNumber: '+8801511000007' }])
    expect(await talk('as 999')).toContain('! phone.')
  })

  it('shows what the service knows', async () => {
    const printed = await talk('inspect')
    expect(printed).toContain('  ussd: home › menu (open) entered 1 2')
    expect(printed).toContain('    notSent Thursday, 1 January 1970 at 06:00 anc.week (stopped)')
  })

  it('writes the conversation down', async () => {
    expect(await talk('*16789#', '2', 'record talks/rina.yaml')).toContain('written to talks/rina.yaml')
    expect(files.get('talks/rina.yaml')).toContain('transcript: rina\n')
    expect(files.get('talks/rina.yaml')).toContain('- enters: "2"')
    expect(await talk('record')).toContain('! record <file>')
    expect(await talk('as 01511000009', 'record x.yaml')).toContain('! transcript.empty')
  })

  it('says what it does not understand, and stops at quit', async () => {
    expect(await talk('hello')).toContain('! nothing is open')
    expect(await talk('answer')).toContain('! phone.notNow')
    expect(await talk('quit', '*16789#')).not.toContain('┌─')
    expect(rehearsal.asked('ussd')).toEqual([])
  })
})
