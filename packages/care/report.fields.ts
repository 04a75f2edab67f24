/** The fields of a report, sorted out of its tokens whatever their order: figures, durations, and the words left over. */
import { cutFigures, type Figure } from './report.numbers.ts'
import type { Token } from './report.tokens.ts'
import { ANY_NUMBER, type Sense, senseOf } from './report.words.ts'

/** Everything a report says, unjudged; a date is `due` where a label says it is the expected day of birth. */
export type Fields = {
  figures: Figure[]
  dates: { text: string; isDue: boolean }[]
  spans: { by: 'weeks' | 'months'; count: number }[]
  words: string[]
  /** The labels that stood before fields, in order. */
  labels: Sense[]
  owner?: 'own' | 'family'
  prefers?: 'voice' | 'text'
  /** In years, where a word says that a number is her age. */
  age?: number
  /** Words such as "and" that join two women. */
  isJoined: boolean
}

/** Sorts tokens into fields. `hasIds` where six digits may be a woman's id. */
export function sortFields(tokens: Token[], hasIds: boolean): Fields {
  const fields: Fields = { figures: [], dates: [], spans: [], words: [], labels: [], isJoined: false }
  let at = 0
  let label: Sense | undefined
  while (at < tokens.length) {
    const token = tokens[at]
    const next = tokens[at + 1]
    if (token === undefined) break
    const unit = next?.is === 'word' ? senseOf(next.key, false) : undefined
    if (isAge(token, label, unit)) {
      fields.age = Number(token.key)
      at += 1
      label = undefined
    } else if (isSpan(token, next, unit)) {
      fields.spans.push({ by: unit === 'weeks' ? 'weeks' : 'months', count: Number(token.key) })
      at += 2
      label = undefined
    } else if (token.is === 'word') {
      label = addWord(fields, token, next?.is === 'digits' || next?.is === 'month') ?? label
      at += 1
    } else {
      const size = measureRun(tokens, at)
      const figures = cutFigures(tokens.slice(at, at + size), at, hasIds)
      figures.forEach((figure) => {
        const month = tokens[figure.at]
        // A month that is part of no date was her name: May Begum.
        if (figure.is === 'count' && month?.is === 'month') {
          fields.words.push(month.text)
          return
        }
        fields.figures.push(figure)
        if (figure.is !== 'date') return
        fields.dates.push({ text: figure.text, isDue: label === 'edd' })
        label = undefined
      })
      at += size
    }
  }
  return fields
}

function addWord(fields: Fields, token: Token, isBeforeNumber: boolean): Sense | undefined {
  const sense = senseOf(token.key, isBeforeNumber)
  if (sense !== undefined && !ANY_NUMBER.has(token.key)) fields.labels.push(sense)
  if (sense === 'own' || sense === 'family') fields.owner = sense
  else if (sense === 'voice' || sense === 'text') fields.prefers = sense
  else if (sense === 'and') fields.isJoined = true
  else if (sense === 'none') fields.figures.push({ is: 'none', text: '', isSound: true, at: -1 })
  else if (sense === undefined || sense === 'weeks' || sense === 'months') fields.words.push(token.text)
  return sense
}

function isSpan(token: Token, next: Token | undefined, unit: Sense | undefined): boolean {
  return (
    token.is === 'digits' &&
    token.key.length <= 2 &&
    (unit === 'weeks' || unit === 'months') &&
    /^[ .-]?$/.test(next?.gap ?? '')
  )
}

/** Two digits behind "age" or before "years": nothing younger or older is registered. */
function isAge({ is, key }: Token, label: Sense | undefined, unit: Sense | undefined): boolean {
  return is === 'digits' && /^[1-5][0-9]$/.test(key) && (label === 'age' || unit === 'years')
}

/** How many digit groups stand together from here: up to a word, a line break or a mark that only stands between fields. */
function measureRun(tokens: Token[], at: number): number {
  let size = 1
  for (;;) {
    const token = tokens[at + size]
    if (token === undefined || token.is === 'word' || /[\n#*;|]/.test(token.gap)) return size
    const after = tokens[at + size + 1]
    const unit = after?.is === 'word' ? senseOf(after.key, false) : undefined
    if (isSpan(token, after, unit)) return size
    size += 1
  }
}
