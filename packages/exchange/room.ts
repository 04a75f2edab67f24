/**
 * How much longer a text may become: until the flow checker refuses it or finds it too long, or its screen needs one more
 * page or its message one more part. Nothing is estimated: letters are added and the checker is asked, with every value
 * at its widest, on the gateway that carries least.
 */

import { typeOf } from '@dhatri/flow/answer'
import type { Audit } from '@dhatri/flow/audit'
import type { Language } from '@dhatri/flow/channel'
import { checkEngine } from '@dhatri/flow/checks/engine'
import { checkLength } from '@dhatri/flow/checks/length'
import { checkSegments } from '@dhatri/flow/checks/segments'
import { printWorst } from '@dhatri/flow/checks/worst'
import type { Compiled } from '@dhatri/flow/load'
import type { View } from '@dhatri/flow/print'
import { compileText } from '@dhatri/flow/texts'
import { splitParts, type Text } from '@dhatri/flow/wording'
import { compose } from '@dhatri/text/normal'
import { measureSms } from '@dhatri/text/sms'
import { fitsUssd } from '@dhatri/text/ussd'
import { keyOf, targetOf, type Unit } from './unit.ts'

/** Units left, and of what: septets or UCS-2 units on a channel; nothing where nothing limits it. */
export type Room = { left: number; of: string }

/** No screen or message of this size is asked after; what still fits then is limited by nothing. */
const MOST = 400

/** Words of the engine that can stand on any screen: at its foot, or in a value. */
const EVERYWHERE: readonly string[] = ['more', 'next', 'back', 'back.star', 'dating.months']

/** Words of the engine that are only heard. */
const SPOKEN: readonly string[] = ['press', 'option.for', 'finish', 'record', 'silence', 'place.code']

/** What a text costs: whether the checker is silent, how many pages or parts it takes, and what the fullest screen has left. */
type Cost = { isFine: boolean; pieces: number; left?: number }

/** The room of a text in a language; undefined for titles and for words that nothing limits, such as spoken ones. */
export function measureRoom(audit: Audit, unit: Unit, to: Language): Room | undefined {
  const words = targetOf(unit.text, unit.variant, to) ?? ''
  const letter = audit.library.languages[to]?.letters === 'latin' ? 'a' : 'ক'
  const rooms = scales(audit, unit, to).flatMap(({ of, weigh }) => {
    const before = weigh(words)
    const fits = (count: number): boolean => {
      const { isFine, pieces } = weigh(words + letter.repeat(count))
      return isFine && pieces <= Math.max(1, before.pieces)
    }
    const left = before.isFine ? findMost(fits, before.left) : 0
    return left === MOST ? [] : [{ left, of }]
  })
  return rooms.reduce<Room | undefined>(
    (least, room) => (least === undefined || room.left < least.left ? room : least),
    undefined,
  )
}

/** The largest count that still fits; a good guess saves looking for it. */
function findMost(fits: (count: number) => boolean, guess: number | undefined): number {
  if (guess !== undefined && fits(guess) && !fits(guess + 1)) return guess
  let [good, bad] = [0, MOST + 1]
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (fits(middle)) good = middle
    else bad = middle
  }
  return good
}

type Scale = { of: string; weigh: (words: string) => Cost }

function scales(audit: Audit, unit: Unit, to: Language): Scale[] {
  const { home, channels } = unit
  if (home.kind === 'step' && channels.includes('ussd'))
    return unlike(audit.profiles).map((profile) => onScreens(audit, unit, to, profile))
  if (home.kind === 'step' && channels.includes('sms')) return [inParts(audit, unit, to)]
  if (home.kind === 'message' && channels.includes('sms')) return [asMessage(audit, unit, to)]
  if (home.kind === 'engine' && unit.variant === '' && !SPOKEN.includes(home.name))
    return [amongWords({ ...audit, profiles: unlike(audit.profiles) }, unit, to)]
  return []
}

function onScreens(audit: Audit, unit: Unit, to: Language, profile: Audit['profiles'][number]): Scale {
  const weigh = (words: string): Cost => {
    const one = withWords(audit, unit, to, words, 'ussd')
    const { pages, fullest } = checkLength({ ...one, profiles: [profile] })
    return { isFine: one.findings.length === 0, pieces: pages, left: Math.max(0, fullest.limit - fullest.units) }
  }
  return { of: `ussd ${profile.name}`, weigh }
}

/** The step on its own, in one language on one channel, with other words in one place. */
function withWords(
  audit: Audit,
  { home, text, variant }: Unit,
  to: Language,
  words: string,
  channel: 'ussd' | 'sms',
): Audit {
  if (home.kind !== 'step') return { ...audit, flows: [], findings: [] }
  const { source, table } = home.flow
  const [step, written] = [table.steps[home.index], source.steps[home.index]]
  if (step === undefined || written === undefined) return { ...audit, flows: [], findings: [] }
  const changed: Text = { ...compileText(text), [keyOf(variant, to)]: splitParts(compose(words)) }
  const flow = {
    source: { ...source, steps: [written] },
    table: { ...table, steps: [home.put(step, changed)], languages: [to], channels: [channel] },
  }
  return { ...audit, flows: [flow], findings: [] }
}

/** A step that has words of its own for text messages. */
function inParts(audit: Audit, unit: Unit, to: Language): Scale {
  const weigh = (words: string): Cost => {
    const one = withWords(audit, unit, to, words, 'sms')
    const pieces = checkSegments(one)
    return { isFine: one.findings.length === 0, pieces }
  }
  return { of: 'sms', weigh }
}

function asMessage({ library }: Audit, { home, text, variant }: Unit, to: Language): Scale {
  const places = library.places[library.atlas] ?? {}
  const view: View = { channel: 'sms', languages: [to], vocabulary: library, places }
  const kinds = home.kind === 'message' ? home.source.message.kinds : {}
  const weigh = (words: string): Cost => {
    const changed = { ...compileText(text), [keyOf(variant, to)]: splitParts(compose(words)) }
    return { isFine: true, pieces: measureSms(compose(printWorst(changed, kinds, view))).segments }
  }
  return { of: 'sms', weigh }
}

/** The engine's words stand on many screens: all of them must still fit, and each on one of its own. */
function amongWords(audit: Audit, { home, text }: Unit, to: Language): Scale {
  const name = home.kind === 'engine' ? home.name : ''
  const flows = audit.flows.map((flow) => withWord(flow, name, to))
  const weigh = (words: string): Cost => {
    if (!audit.profiles.every(({ ussd }) => fitsUssd(words, { ...ussd, charset: 'ucs2' })))
      return { isFine: false, pieces: 1 }
    const changed = { ...compileText(text), [to]: splitParts(compose(words)) }
    const library = { ...audit.library, words: { ...audit.library.words, [name]: changed } }
    const one: Audit = { ...audit, library, flows, findings: [] }
    checkLength(one)
    checkEngine(one)
    return { isFine: !one.findings.some(({ rule }) => rule === 'text.tooLong'), pieces: 1 }
  }
  return { of: 'ussd', weigh }
}

/** The steps of a flow on whose screens a word of the engine can stand: what refuses an answer stands on few. */
function withWord({ source, table }: Compiled, name: string, to: Language): Compiled {
  const stands = table.steps.map((step) => {
    if (EVERYWHERE.includes(name)) return true
    const kind = Object.hasOwn(table.kinds, step.id) ? table.kinds[step.id] : undefined
    if (step.kind === 'menu' && kind?.type !== 'choices') return name === 'option'
    return kind !== undefined && typeOf(kind).refusals.includes(name)
  })
  const keep = <T>(steps: readonly T[]): T[] => steps.filter((_, index) => stands[index] === true)
  return {
    source: { ...source, steps: keep(source.steps) },
    table: { ...table, steps: keep(table.steps), languages: [to] },
  }
}

/** Profiles whose screens are alike are one to measure by. */
function unlike(profiles: Audit['profiles']): Audit['profiles'] {
  const budgets = profiles.map(({ ussd }) => JSON.stringify(ussd))
  return profiles.filter((_, index) => budgets.indexOf(budgets[index] ?? '') === index)
}
