/** A small made-up service that uses all of the flow language, for the tests of what enters and leaves as FLOIP. */
import { ACTIONS, FLOWS, PLACES, PROFILES } from '@dhatri/flow/fixture'
import { type Draft, draftFlows } from '@dhatri/flow/load'
import { type Export, exportFlows } from './floip.export.ts'

const top = (flow: string, rest = '') =>
  `flow: ${flow}\ntitle: {bn: ক, en: ${flow}}\nabout: mother\nsource: Made up.\nreviewed: no\nlanguages: [bn, en, bn-Latn]\nchannels: [ussd, sms, voice]\n${rest}`

/** Another flow, which gives its answers and ends in two ways. */
export const WHERE = `${top('where', 'gives: [place, signs]\n')}
answers:
  place: {type: place}
  signs: {type: choices, at least: 1, at most: 2}
steps:
  - menu: signs
    bn: কী?
    en: Which?
    options:
      - {is: fever, bn: জ্বর, en: Fever, also: [jor, tap]}
      - {is: fits, bn: খিঁচুনি, en: Fits}
      - {is: none, bn: নেই, en: None}
  - if: signs has none
    go: nothing
  - ask: place
    bn: কোথায়?
    en: Where?
  - end: found
    result: found
    bn: পেলাম।
    en: Found.
  - end: nothing
    result: none
`

/** Everything else that the language has. */
export const WIDE = `${top('wide', 'sms form: "REG {name} {age|বয়স} {born}"\n')}
facts:
  weight: {type: number, from: 30, to: 98}
answers:
  whose: {type: choice}
  age: {type: number, from: 10, to: 55}
  name: {type: name, at most: 20}
  born: {type: date, from: 300 days ago, to: today}
  lmp: {type: dating, from: 42 weeks ago, to: 4 weeks ago}
  call: {type: phone}
  card: {type: id}
  note: {type: text, at most: 60}
  story: {type: recording, at most: 40 seconds, otherwise: skip}
  voice: {type: recording, otherwise: text}
  home: {type: place}
  mine: {type: choices, at least: 1, at most: 2}
steps:
  - arm: greeting
    ways: {control: ask-first, warm: warm, cool: ask-first}
    weights: {control: 3}
  - say: warm
    bn: কেমন আছেন? me@home.org
    en: How are you? me@home.org
    bn-Latn: Kemon achen?
    voice: {bn: আপনি কেমন আছেন?}
    sms: {en: "How are you? {worker}"}
  - menu: whose
    bn: কার ফোন?
    en: Whose phone?
    wrong: {bn: "1 বা 2", en: Press 1 or 2}
    silent: [{bn: শুনছেন?, en: Can you hear?}, {bn: আবার বলি।, en: Once more.}]
    options:
      - {is: own, bn: আমার, en: Mine, also: [amar, "o'clock"]}
      - is: family
        run: where
        keep: {home: place, mine: signs}
        results: {none: age}
        go: name
        bn: পরিবারের
        en: The family's
        voice: {bn: পরিবারের হলে, en: If it is the family's}
      - {bn: জানি না, en: I do not know, go: home}
  - ask: age
    bn: বয়স?
    en: Age?
    wrong: [{bn: সংখ্যা দিন, en: A number}, {bn: "যেমন 24", en: Like 24}]
  - if: age < 18
    go: name
    else: ask-first
  - menu: ask-first
    bn: শুরু?
    en: Begin?
    options:
      - {is: yes, bn: হ্যাঁ, en: "Yes", go: whose}
      - {is: no, bn: না, en: "No"}
  - ask: name
    bn: নাম?
    en: Name?
  - ask: born
    bn: কবে?
    en: When?
  - ask: lmp
    bn: শেষ মাসিক?
    en: Last period?
  - ask: call
    bn: ফোন?
    en: Phone?
  - ask: card
    bn: নম্বর?
    en: Number?
  - ask: note
    bn: আর কিছু?
    en: Anything else?
  - ask: story
    bn: বলুন
    en: Tell us
  - ask: voice
    bn: আরও বলুন
    en: Tell us more
  - run: where
    name: look-around
    keep: [place]
    results: {found: save, none: end}
  - do: save
    action: lookUp
    with: [age, greeting]
    outcomes: {found: decide, missing: sorry}
  - if:
      - save is found and weight is known and whose is one of own, family
      - greeting is warm
      - mine has fever and channel is not voice
    name: decide
    go: done
    else: sorry
  - end: done
    result: finished
    also send: reply.help
    bn: "{name}, {born|short}, {call|hidden}। ওজন {weight}। শেষ।"
    en: "{name}, {born}, {call|hidden}. Weight {weight}. The end."
  - end: sorry
    dial: desk
    bn: দুঃখিত।
    en: Sorry.
`.replace('  home: {type: place}', '  home: {type: place}\n  place: {type: place}')

/** Compiles the service with the words of an engine file, some flows replaced; throws where it does not load. */
export function draftService(engine: string, changed: Record<string, string> = {}): Draft {
  const files = { ...FLOWS, 'engine.yaml': engine, 'where.yaml': WHERE, 'wide.yaml': WIDE, ...changed }
  const draft = draftFlows(files, PLACES, ACTIONS, PROFILES)
  const [error] = draft.findings.filter(({ level }) => level === 'error')
  if (error !== undefined) throw new Error(JSON.stringify(error))
  return draft
}

/** Exports flows of a draft. */
export function exportWanted(
  { flows, library }: Draft,
  wanted: string[],
  recordings: Record<string, string> = {},
): Export {
  return exportFlows({ flows, library, recordings, wanted, modified: () => '2026-01-01T00:00:00Z' })
}
