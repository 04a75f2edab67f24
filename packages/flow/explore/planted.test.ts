import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Library, tableOf } from '../library.ts'
import { asked, explorePlanted, type Planted, SOUND, stepOf } from './fixture.ts'

const engine = readFileSync(new URL('../../../flows/engine.yaml', import.meta.url), 'utf8')
const explore = (flow: string, planted: Planted = {}) => explorePlanted(engine, asked(flow), planted)
const rulesOf = (flow: string, planted: Planted = {}) =>
  explore(flow, planted).findings.map(({ file, line, rule }) => `${file}:${line} ${rule}`)

describe('what is too large', () => {
  const naming = (units: number) => `answers:
  name: {type: name, at most: 20}
  sure: {type: number, from: 1, to: 8}
steps:
  - ask: name
    bn: নাম?
    en: Your name?
    voice: {bn: নাম বলুন, en: Say your name}
  - ask: sure
    bn: "{name}?"
    en: "{name}${'x'.repeat(units)}"
    voice: {bn: ঠিক?, en: "Right?"}
    wrong: {bn: "?", en: "?"}
`
  test('one unit, and only with a Bangla name', () => {
    // Twenty letters of the name and the two of the refusal: 48 more make the 70 that a screen of Bangla holds.
    expect(rulesOf(naming(48))).toEqual([])
    const { findings } = explore(naming(49))
    expect(findings.map(({ file, line, rule }) => `${file}:${line} ${rule}`)).toEqual(['asked.yaml:14 ask.pages'])
    expect(findings[0]?.words).toMatch(
      /after a bad entry with its values at their widest takes 71 of 70 units \(en, safe\); asked \(ussd, en, safe\)/,
    )
  })

  test('only after a bad entry', () => {
    const flow = (length: number) => `answers:
  visits: {type: number, from: 1, to: 8}
steps:
  - ask: visits
    bn: "${'ক'.repeat(length)}"
    en: How many visits?
`
    expect(rulesOf(flow(40))).toEqual([])
    const { findings } = explore(flow(60))
    expect(findings.map(({ rule, line }) => `${line} ${rule}`)).toEqual(['9 ask.pages'])
    expect(findings[0]?.words).toMatch(
      /^the question after a bad entry .* \(bn, safe\); asked \(ussd, bn, safe\): \S+$/,
    )
  })

  test('a text message of too many segments, a call that talks too long', () => {
    const flow = `steps:
  - say: advice
    bn: "${'দীর্ঘ কথা '.repeat(34)}"
    en: Short.
  - end: bye
`
    expect(rulesOf(flow, { bounds: { screenSeconds: 25, callSeconds: 46 } })).toEqual([
      'asked.yaml:7 text.segments',
      'asked.yaml:7 call.long',
      'home.yaml:1 call.total',
    ])
  })
})

describe('what never comes to an end', () => {
  test('after one outcome', () => {
    const flow = `steps:
  - do: save
    action: keep
    outcomes: {kept: end, failed: again}
  - menu: again
    bn: আবার?
    en: Again?
    options:
      - {bn: হ্যাঁ, en: "Yes", go: again}
`
    const { findings } = explore(flow)
    expect(findings.map(({ rule, line }) => `${line} ${rule}`)).toEqual(['10 path.noEnd'])
    expect(findings[0]?.words).toMatch(/: \(save: failed\)$/)
  })

  test('a loop of ifs in which nothing is asked', () => {
    const flow = `steps:
  - if: channel is sms
    go: round
    else: end
  - if: privacy is secret
    name: round
    go: end
    else: on
  - if: privacy is secret
    name: on
    go: end
    else: round
`
    const { findings } = explore(flow)
    expect(findings.map(({ rule }) => rule)).toContain('path.lost')
    expect(findings.find(({ rule }) => rule === 'path.lost')?.words).toContain('(sms, bn')
  })

  test('a screen without a way on', () => {
    const plant = (library: Library): void => {
      const step = stepOf(library, 'whose')
      if (step.kind === 'menu') step.options.length = 0
    }
    expect(explore(SOUND, { plant }).findings.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['path.noWay', 'path.noEnd']),
    )
  })
})

describe('a session that was cut off', () => {
  const NAMED = `answers:
  name: {type: name}
steps:
  - ask: name
    bn: নাম?
    en: Your name?
    voice: {bn: নাম বলুন, en: Say your name}
  - menu: right
    bn: ঠিক?
    en: Right?
    options:
      - {bn: হ্যাঁ, en: "Yes"}
  - do: save
    action: keep
    outcomes: {kept: end, failed: end}
`
  test('is offered without an answer', () => {
    expect(rulesOf(NAMED)).toEqual([])
    const plant = (library: Library): void => {
      library.words['resume'] = { bn: ['রহিমা, আগের কাজ শেষ হয়নি।'], en: ['You were cut off.'] }
    }
    const { findings } = explore(NAMED, { plant })
    expect(findings.map(({ rule, line, words }) => `${line} ${rule} ${words}`)).toEqual([
      '13 resume.tells the offer says what "name" is; asked (ussd, bn, safe): রহিমা',
      '18 resume.tells the offer says what "name" is; asked (ussd, bn, safe): রহিমা 1',
    ])
  })

  test('is offered without a word that tells', () => {
    const plant = (library: Library): void => {
      library.words['resume'] = { bn: ['গর্ভের খবর শেষ হয়নি।'], en: ['You were cut off.'] }
    }
    const { findings } = explore(NAMED, { plant })
    expect(findings).toMatchObject([{ file: 'engine.yaml', rule: 'resume.tells' }])
    expect(findings[0]?.line).toBeGreaterThan(50)
  })

  test('loses no answer that a "do" would use', () => {
    const plant = (library: Library): void => {
      tableOf(library, 'asked')?.isAhead.fill(false)
    }
    expect(rulesOf(NAMED, { plant })).toEqual(['asked.yaml:13 resume.useless'])
  })
})

describe('what is kept', () => {
  test('must survive JSON', () => {
    const flow = `steps:
  - if: registered is known
    go: known
    else: end
  - menu: known
    bn: ঠিক?
    en: Right?
    options:
      - {bn: হ্যাঁ, en: "Yes", go: end}
`
    expect(rulesOf(flow)).toEqual([])
    expect(rulesOf(flow, { known: { registered: [Number.NaN] } })).toContain('asked.yaml:10 fold.unlike')
  })

  test('must come of nothing but what is kept', () => {
    const plant = (library: Library): void => {
      const step = stepOf(library, 'save')
      let reads = 0
      const flip = () => (reads++ % 2 === 0 ? -1 : 0)
      if (step.kind === 'do') Object.defineProperty(step.outcomes, 'kept', { enumerable: true, get: flip })
    }
    expect(explore(SOUND, { plant }).findings.map(({ rule }) => rule)).toContain('fold.unlike')
  })
})

describe('channels that do not mean the same', () => {
  test('a word that chooses another option than its number', () => {
    const flow = SOUND.replace('{is: own, bn', '{is: own, also: [onno], bn')
    const { findings } = explore(flow)
    expect(findings.map(({ rule, line }) => `${line} ${rule}`)).toEqual(['9 answer.kept'])
    expect(findings[0]?.words).toBe('"whose" is kept as own, not other; asked (sms, bn): onno')
    const apart = flow.replace('answers:\n  whose: {type: choice}\n', '').replace('    with: [whose]\n', '')
    expect(rulesOf(apart.replace('en: Mine}', 'en: Mine, go: end}'))).toEqual(['asked.yaml:7 answer.forms'])
  })

  test('an option that is kept under another name on a call', () => {
    const flow = `answers:
  whose: {type: choice}
  voiced: {type: choice}
steps:
  - if: channel is voice
    go: voiced
    else: whose
  - menu: whose
    bn: কার?
    en: Whose?
    options:
      - {is: own, bn: আমার, en: Mine, go: save}
      - {is: other, bn: অন্যের, en: "Another's", go: save}
  - menu: voiced
    bn: কার?
    en: Whose?
    options:
      - {is: own, bn: আমার, en: Mine}
      - {is: other, bn: অন্যের, en: "Another's"}
  - do: save
    action: keep
    outcomes: {kept: end, failed: end}
`
    const { findings } = explore(flow)
    expect(findings.map(({ rule, line }) => `${line} ${rule}`)).toEqual(['25 channel.apart'])
    expect(findings[0]?.words).toBe(
      'on ussd answers {"whose":"own"}, on voice answers {"voiced":"own"}, after whose own',
    )
  })

  test('a question that only one channel asks', () => {
    const flow = SOUND.replace(
      '  - do: save',
      '  - if: channel is sms\n    go: save\n    else: sure\n  - menu: sure\n    bn: ঠিক?\n    en: Sure?\n    options:\n      - {bn: হ্যাঁ, en: "Yes"}\n  - do: save',
    )
    expect(rulesOf(flow)).toEqual([expect.stringMatching(/ channel.apart$/)])
  })
})

describe('help in danger', () => {
  const COUNTED = `answers:
  visits: {type: number, from: 0, to: 12}
steps:
  - ask: visits
    bn: কতবার?
    en: How many visits?
`
  test('is two keys away where a digit is an answer', () => {
    expect(rulesOf(COUNTED)).toEqual([])
  })

  test('is never swallowed by an answer', () => {
    const plant = (library: Library): void => {
      const step = stepOf(library, 'visits')
      if (step.kind === 'ask') step.takes.push('99', '*9')
    }
    const { findings } = explore(COUNTED, { plant })
    expect(findings.map(({ rule, line }) => `${line} ${rule}`)).toEqual(['9 key.danger'])
    expect(findings[0]?.words).toMatch(/leads to asked.visits \(asking\); asked \(ussd, bn, safe\): (99|৯৯)$/)
  })

  test('is said in the first text message, and no answer is taken for it', () => {
    const isDanger = (text: string): boolean => ['বিপদ', 'danger', 'onno'].includes(text.toLowerCase())
    expect(rulesOf(SOUND, { isDanger })).toEqual(['asked.yaml:14 danger.hides'])
    expect(rulesOf(SOUND, { isDanger: (text) => text === 'বিপদ' })).toEqual(['home.yaml:7 danger.unsaid'])
    const isPlace = (text: string): boolean => ['বিপদ', 'DANGER', 'Dohar'].includes(text)
    const placed = 'answers: {place: {type: place}}\nsteps:\n  - ask: place\n    bn: কোথায়?\n    en: Where?\n'
    expect(rulesOf(placed, { isDanger: isPlace })).toEqual(['asked.yaml:8 danger.hides'])
  })
})

test('outcomes that nobody handles', () => {
  const plant = (library: Library): void => {
    const step = stepOf(library, 'save')
    if (step.kind === 'do') delete step.outcomes['failed']
  }
  expect(rulesOf(SOUND, { plant })).toEqual(['asked.yaml:15 do.unhandled'])
})
