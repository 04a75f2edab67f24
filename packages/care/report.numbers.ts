/**
 * What the digits in a report are: dates, mobile numbers, a woman's id, a bare 0. People put spaces, dashes and points
 * inside all of them, so a run of digit groups is cut where the parts make the most sense together.
 */
import { readDate } from '@dhatri/text/date'
import { readPhone } from '@dhatri/text/phone'
import { readShortId } from '@dhatri/text/shortid'
import type { Token } from './report.tokens.ts'

/** A number of a report; `isSound` is false where it is shaped like one but cannot be one. */
export type Figure = { is: 'date' | 'phone' | 'id' | 'none' | 'count'; text: string; isSound: boolean; at: number }

type Cut = { worth: number; figures: Figure[] }

/** Cuts a run of digit groups (and names of months) into figures; `at` counts from `start`. */
export function cutFigures(run: Token[], start: number, hasIds: boolean): Figure[] {
  // best[i]: the best cut of everything from group i on; filled from the end, so the work grows with the length only.
  const best: Cut[] = [{ worth: 0, figures: [] }]
  for (let from = run.length - 1; from >= 0; from -= 1) {
    const options = [1, 2, 3, 4, 5].flatMap((size) => {
      const rest = best[size - 1]
      return rest === undefined
        ? []
        : listFigures(run.slice(from, from + size), start + from, hasIds).map((option) => join(option, rest))
    })
    best.unshift(options.reduce((first, second) => (second.worth > first.worth ? second : first)))
  }
  return best[0]?.figures ?? []
}

function join(option: { worth: number; figure: Figure }, rest: Cut): Cut {
  return { worth: option.worth + rest.worth, figures: [option.figure, ...rest.figures] }
}

/** The worths only rank: what is sound before what is faulty, the id before a date it could also be. */
function listFigures(parts: Token[], at: number, hasIds: boolean): { worth: number; figure: Figure }[] {
  const options: { worth: number; figure: Figure }[] = []
  const add = (worth: number, is: Figure['is'], text: string, isSound: boolean): void => {
    options.push({ worth, figure: { is, text, isSound, at } })
  }
  const digits = parts.map(({ key }) => key).join('')
  if (parts.length === 1) add(0, 'count', digits, true)
  const date = joinDate(parts)
  // A date with its year is worth more than its parts: 1/3/2010 is not 1 March and 20 October.
  if (date !== undefined) {
    const isSound = isDate(date)
    const worth = parts.length === 3 ? 16 : parts.length === 1 && date.length > 4 ? 10 : 7
    add(isSound ? worth : 2, 'date', date, isSound)
  }
  if (parts.some(({ is }) => is === 'month') || !hasGaps(parts, /^[ ()+-]*$/)) return options
  if (parts.length === 1 && /^0{1,3}$/.test(digits)) add(4, 'none', '', true)
  // A number in several groups opens with its prefix: 18-5-26 01994 is no number.
  const isOpen = parts.length === 1 || /^(00)?(88)?01[3-9]|^(00)?880?$/.test(parts[0]?.key ?? '')
  if (isOpen && /^(00)?(88)?0?1[3-9]\d{8}$/.test(digits))
    add(5 + 6 * parts.length, 'phone', digits, readPhone(digits).ok)
  else if (
    parts.length <= 3 &&
    /^(00)?(88)?0\d{7,}$/.test(digits) &&
    digits.length >= 9 &&
    (parts[0]?.key.length ?? 0) > 2
  ) {
    add(parts.length === 1 ? 4 : 3.5, 'phone', digits, false)
  } else if (parts.length === 1 && digits.length >= 9) add(4, 'phone', digits, false)
  if (hasIds && parts.length <= 3 && digits.length === 6) {
    const isSound = readShortId(digits).ok
    if (isSound || parts.length === 1) add(isSound ? 12.5 : 3.5, 'id', digits, isSound)
  }
  return options
}

function joinDate(parts: Token[]): string | undefined {
  const [first, second, third] = parts
  if (first === undefined || parts.length > 3 || !hasGaps(parts, /^ ?[-./,]? ?$/)) return undefined
  const shape = parts.map(({ is, key }) => (is === 'month' ? 'm' : key.length)).join(' ')
  // A zero lost in front of a one-digit day: 4072025.
  if (parts.length === 1) return /^[4678]$/.test(shape) ? first.key.padStart(shape === '7' ? 8 : 0, '0') : undefined
  const isPair = /^([12] m|m [12])$/.test(shape) || (/^[12] [12]$/.test(shape) && /[-./]/.test(second?.gap ?? ''))
  const isTriple = /^([12] [12m] [24]|4 [12] [12]|m [12] 4)$/.test(shape)
  return isPair || isTriple ? [first, second, third].flatMap((part) => part?.key ?? []).join(' ') : undefined
}

function isDate(text: string): boolean {
  return readDate(text, { today: 20_000, from: 0, to: 60_000 }).ok
}

function hasGaps(parts: Token[], allowed: RegExp): boolean {
  return parts.slice(1).every(({ gap }) => allowed.test(gap))
}
