/**
 * One conversation that every contender of the race can hold, and what each of them is: a step that takes the state as
 * JSON, as it comes from a store, and gives back the screen and the state as JSON.
 */

import { compose } from '@dhatri/text/normal'

/** What a turn gives back: the state for the store, the screen, and whether the session is over. */
export type Turn = { state: string; text: string; isEnd: boolean }

/** An engine at the start; `first` is the state before the dial, whose entry is undefined. */
export type Contender = {
  name: string
  first: string
  turn: (state: string, entry: string | undefined) => Turn | Promise<Turn>
}

/** The civil day of the conversation, 1 November 2026, in days since 1970. */
export const today = 20_758

/** What is entered from the dial on: an impossible date once, then a right one. */
export const entries = [undefined, '1', '1', 'রহিমা', '31022026', '15082026', '12345', '1']

/** Letters as phones want them, whatever the editor of this file made of them. */
const back = compose('0 পিছনে')

/** The words of the screens, for the contenders that are written by hand. */
export const words = {
  tongue: 'ভাষা বাছুন\n1 বাংলা\n2 English',
  consent: `গর্ভের খবর দেব। রাজি?\n1 হ্যাঁ\n2 না\n${back}`,
  name: compose(`আপনার নাম লিখুন, যেমন রহিমা\n${back}`),
  lmp: `শেষ মাসিক কবে? যেমন 05072026\n${back}`,
  worker: `স্বাস্থ্যকর্মীর কোড?\n${back}`,
  done: 'নাম লেখা হলো। খবর আসবে। ভালো থাকবেন।',
  declined: 'ধন্যবাদ।',
  noOption: 'নম্বরটি নেই। যেমন 1',
  noName: 'শুধু নাম লিখুন, যেমন রহিমা',
  noDate: 'এমন দিন নেই। যেমন 0507',
  noCode: '১০০০০ থেকে ৯৯৯৯৯ দিন',
}

/** The screen that repeats what was answered; `lmp` and `worker` as they are printed. */
export function printRight(name: string, lmp: string, worker: string): string {
  return `${name}, ${lmp}, ${worker}। ঠিক?\n1 হ্যাঁ\n2 না\n${back}`
}

/** What must be on the screen after each entry, to the byte. */
export const screens = [
  words.tongue,
  words.consent,
  words.name,
  words.lmp,
  `${words.noDate}\n${words.lmp}`,
  words.worker,
  printRight('রহিমা', '১৫ আগস্ট', '১২৩৪৫'),
  words.done,
]

/** Plays the conversation once and throws where a screen differs from what it must be. */
export async function check({ name, first, turn }: Contender): Promise<{ bytes: number[] }> {
  let state = first
  const bytes: number[] = []
  for (const [count, entry] of entries.entries()) {
    const now = await turn(state, entry)
    const isLast = count === entries.length - 1
    if (now.text !== screens[count] || now.isEnd !== isLast) {
      throw new Error(
        `${name}, turn ${count + 1}: ${JSON.stringify(now.text)} is not ${JSON.stringify(screens[count])}`,
      )
    }
    bytes.push(Buffer.byteLength(now.state))
    state = now.state
  }
  return { bytes }
}
