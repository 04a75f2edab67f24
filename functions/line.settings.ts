/**
 * What an operator decides about the line, read alike by one machine and by a Lambda: who is called back, who gets words
 * that no clinician has signed, and what may be pushed to a woman under eighteen.
 */
import { MINORS } from '@dhatri/care/minor'
import type { Settings } from '@dhatri/service/world'
import type { Reader } from './env.ts'

/** A number as E.164 writes it (ITU); of a Bangladeshi mobile number no digit is missing and none too many. */
export const number = /^\+(8801[3-9][0-9]{8}|(?!880[01])[1-9][0-9]{7,14})$/

/** A code as it is dialled, `*16789#`. */
export const dialled = /^\*[0-9*]*[0-9]#$/

/** The sender of SMS: a short code or a registered name. */
export const sender = /^.{1,15}$/

/** Calls back of the whole line in a day, where nobody has decided: each costs the programme a call. */
export const usualCallBacks = 1000

/** What is decided alike wherever the line runs. */
export type Decided = Pick<
  Settings,
  'calls' | 'callBacksADay' | 'allCallBacksADay' | 'pilot' | 'minors' | 'desk' | 'missedCallNumber'
>

/**
 * Reads it. `DHATRI_MINORS`: `serve`, as for anybody; `guardian`, nothing is pushed to her until her worker notes that a
 * guardian agreed (`FIX <id> GUARDIAN`); `workerOnly`, and unset, nothing is pushed to her at all, her worker visits her.
 * `DHATRI_CALL_BACKS_A_DAY`: past so many a caller is told by SMS once, and answered when she rings again.
 * `DHATRI_PILOT`: nobody but the numbers of the pilot gets words that nobody has signed, unless it says `everyone`.
 */
export function readDecided({ optional }: Reader): Decided {
  const desk = optional('DHATRI_DESK', number)
  const missedCallNumber = optional('DHATRI_MISSED_CALL_NUMBER', number)
  const said = optional('DHATRI_MINORS', /^(serve|guardian|workerOnly)$/)
  const minors = MINORS.find((each) => each === said)
  return {
    calls: optional('DHATRI_CALLS', /^(answer|callBack)$/) === 'answer' ? 'answer' : 'callBack',
    callBacksADay: 5,
    allCallBacksADay: Number(optional('DHATRI_CALL_BACKS_A_DAY', /^[1-9]\d{0,5}$/) ?? usualCallBacks),
    pilot: optional('DHATRI_PILOT', /^(listed|everyone)$/) === 'everyone' ? 'everyone' : 'listed',
    ...(minors === undefined ? {} : { minors }),
    ...(desk === undefined ? {} : { desk }),
    ...(missedCallNumber === undefined ? {} : { missedCallNumber }),
  }
}
