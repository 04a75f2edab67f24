/** A small made-up service for the tests of this package, and a caller who can be told what to press. */
import type { ActionSpec } from './action.ts'
import type { Channel, Language, Values } from './channel.ts'
import type { Conversation, Outcome } from './conversation.ts'
import { type Library, shapeOf } from './library.ts'
import { loadFlows } from './load.ts'
import type { PlaceRow } from './place.ts'
import { type Profile, SAFE_PROFILE } from './profile.ts'
import { renderSms, renderUssd, renderVoice, type VoiceScreen } from './render.ts'
import { fold, type Position } from './turn.ts'

/** The flows by file name; `engine.yaml` is the shipped one and comes from the test. */
export const FLOWS: Record<string, string> = {
  'home.yaml': `
flow: home
title: {bn: শুরু, en: Start}
about: service
languages: [bn, en]
channels: [ussd, sms, voice]
steps:
  - menu: start
    bn: স্বাগতম
    en: Welcome
    options:
      - {bn: নাম লেখান, en: Sign up, run: register}
      - {bn: খবর, en: News, run: news}
      - {bn: অন্য, en: Other, run: other}
      - {bn: বিদায়, en: Leave, go: bye}
  - end: bye
    bn: ভালো থাকবেন।
    en: Take care.
`,
  'register.yaml': `
flow: register
title: {bn: নাম লেখান, en: Sign up}
about: pregnancy
source: Made up for tests.
reviewed: no
languages: [bn, en]
channels: [ussd, sms, voice]
facts:
  id: {type: id}
  edd: {type: date}
answers:
  whose: {type: choice}
  lmp: {type: dating, from: 42 weeks ago, to: 4 weeks ago}
  place: {type: place}
  name: {type: name, at most: 20}
steps:
  - menu: whose
    bn: কার ফোন?
    en: Whose phone?
    options:
      - {is: own, bn: আমার, en: Mine}
      - {is: family, bn: পরিবারের, en: "Family's", also: [shared], go: place}
  - ask: lmp
    bn: শেষ মাসিক কবে?
    en: Last period?
  - ask: place
    bn: কোথায় থাকেন?
    en: Where do you live?
  - if: lmp is known
    else: save
  - ask: name
    bn: নাম লিখুন
    en: Your name?
    wrong: {bn: নাম আবার লিখুন, en: The name again}
    voice: {bn: নাম বলুন, en: Say your name}
  - menu: right
    bn: "{name}, {lmp|short}, {place}। ঠিক?"
    en: "{name}, {lmp|short}, {place}. Right?"
    voice: {bn: "{lmp}, {place}। ঠিক?", en: "{lmp}, {place}. Right?"}
    options:
      - {is: yes, bn: হ্যাঁ, en: "Yes"}
      - {is: no, bn: না, en: "No", go: lmp}
  - do: save
    action: register
    outcomes: {registered: done, already: known, failed: end}
  - end: done
    result: finished
    bn: লেখা হলো। নম্বর {id}। সম্ভাব্য দিন {edd}।
    en: Signed up. Number {id}. Due {edd}.
  - end: known
    bn: আগেই লেখা আছে।
    en: Already signed up.
`,
  'news.yaml': `
flow: news
title: {bn: খবর, en: News}
about: service
languages: [bn, en]
channels: [ussd, sms, voice]
steps:
  - say: one
    bn: প্রতিদিন ডিম, ডাল, শাক আর ফল খান। পানি বেশি খান। ভারী কাজ করবেন না। দিনে একবার শুয়ে বিশ্রাম নিন, রাতে ভালো ঘুমান।
    en: Eat eggs, lentils, greens and fruit every day. Drink much water.
  - say: two
    bn: চেকআপে যান।
    en: Go to your check-up.
  - end: done
    bn: এই ছিল খবর।
    en: That was the news.
`,
  'other.yaml': `
flow: other
title: {bn: অন্য, en: Other}
about: service
languages: [bn, en]
channels: [ussd, sms, voice]
facts:
  weight: {type: number, from: 30, to: 98}
answers:
  visits: {type: number, from: 0, to: 12}
  id: {type: id}
  phone: {type: phone}
  date: {type: date, from: 300 days ago, to: today}
  note: {type: text, at most: 30}
  tongue: {type: choice}
steps:
  - ask: visits
    bn: কতবার গেছেন?
    en: How many visits?
  - do: look
    action: lookUp
    with: [visits]
    outcomes: {found: id, missing: end}
  - ask: id
    bn: ওজন {weight}। আপনার নম্বর?
    en: Weight {weight}. Your number?
  - ask: phone
    bn: ফোন নম্বর?
    en: Phone number?
  - ask: date
    bn: কবে?
    en: When?
  - ask: note
    bn: আর কিছু?
    en: Anything else?
  - menu: tongue
    bn: "{visits} {id} {phone|hidden} {date}। ভাষা?"
    en: "{visits} {id} {phone} {date}. Language?"
    sms: {bn: "{note}। ভাষা?", en: "{note}. Language?"}
    options:
      - {is: bn, bn: বাংলা, en: Bangla}
      - {is: en, bn: English, en: English}
  - do: set
    action: setLanguage
    with: [tongue, note]
    outcomes: {set: more, failed: end}
  - menu: more
    bn: এখন থেকে বাংলা। আর কিছু?
    en: English from now on. Anything else?
    options:
      - {bn: না, en: "No", go: end}
      - {bn: আবার, en: Once more, go: visits}
`,
  'danger.yaml': `
flow: danger
title: {bn: বিপদ, en: Danger}
about: service
languages: [bn, en]
channels: [ussd, sms, voice]
answers:
  happening: {type: choice}
steps:
  - menu: happening
    bn: এখনই হাসপাতালে যান। এখন হচ্ছে?
    en: Go to a hospital now. Is it happening?
    options:
      - {is: yes, bn: হ্যাঁ, en: "Yes"}
      - {is: no, bn: না, en: "No", go: end}
  - do: open
    action: openCase
    outcomes: {opened: told, failed: told}
  - end: told
    bn: জানানো হলো।
    en: They have been told.
`,
  'person.yaml': `
flow: person
title: {bn: মানুষ, en: A person}
about: service
languages: [bn, en]
channels: [ussd, sms, voice]
steps:
  - end: person
    dial: desk
    bn: একটু অপেক্ষা করুন।
    en: Please wait.
`,
}

/** The actions the flows name. */
export const ACTIONS: ActionSpec[] = [
  { name: 'register', outcomes: { registered: ['id', 'edd'], already: [], failed: [] }, changes: true },
  { name: 'openCase', outcomes: { opened: [], failed: [] }, changes: true },
  { name: 'lookUp', outcomes: { found: ['weight'], missing: [] }, changes: false },
  { name: 'setLanguage', outcomes: { set: ['language'], failed: [] }, changes: true },
]

/** Two divisions; Dhaka has ten districts and its first district two upazilas. */
export const PLACES: PlaceRow[] = [
  { code: '30', level: 'division', bn: 'ঢাকা', en: 'Dhaka' },
  { code: '60', level: 'division', bn: 'সিলেট', en: 'Sylhet' },
  ...['ঢাকা', 'ফরিদপুর', 'গাজীপুর', 'গোপালগঞ্জ', 'কিশোরগঞ্জ', 'মাদারীপুর', 'মানিকগঞ্জ', 'মুন্সিগঞ্জ', 'নরসিংদী', 'টাঙ্গাইল'].map(
    (bn, index): PlaceRow => ({ code: `30${26 + index}`, level: 'district', bn, en: `District ${index + 1}` }),
  ),
  { code: '302614', level: 'upazila', bn: 'ধামরাই', en: 'Dhamrai' },
  { code: '302618', level: 'upazila', bn: 'দোহার', en: 'Dohar' },
]

/** A gateway that carries Latin letters only, beside the usual one. */
export const PROFILES: Profile[] = [SAFE_PROFILE, { name: 'latin', ussd: { gsm7: 160, ucs2: 70, charset: 'ascii' } }]

/** 1 March 2026, the day on which every test conversation begins. */
export const TODAY = 20_513

/** The fixture's library; throws with the findings where it does not load. */
export function loadFixture(engine: string, changed: Record<string, string> = {}): Library {
  const loading = loadFlows({ ...FLOWS, 'engine.yaml': engine, ...changed }, PLACES, ACTIONS, PROFILES)
  if (!loading.ok) throw new Error(JSON.stringify(loading.findings))
  return loading.library
}

/** How a caller arrives. */
export type Arrival = { channel?: Channel; language?: Language; flow?: string; facts?: Values; profile?: string }

/** A conversation that has just begun. */
export function begin(library: Library, arrival: Arrival = {}): Conversation {
  const { channel = 'ussd', language = 'bn', flow = 'home', facts = {}, profile = 'safe' } = arrival
  const start = { flow, shape: shapeOf(library, flow) ?? '', day: TODAY, channel, profile, language, facts }
  return { start, inputs: [], outcomes: [] }
}

/** A conversation with more entered, and more outcomes. */
export function enter(conversation: Conversation, inputs: string[], outcomes: Outcome[] = []): Conversation {
  return {
    ...conversation,
    inputs: [...conversation.inputs, ...inputs],
    outcomes: [...conversation.outcomes, ...outcomes],
  }
}

/** What the caller has before her, the end of the session marked; in NFC, as an editor writes Bangla. */
export function screen(library: Library, conversation: Conversation): string {
  const position = fold(library, conversation)
  const render = conversation.start.channel === 'sms' ? renderSms : renderUssd
  const { text, isEnd } = render(library, conversation, position)
  return `${text}${isEnd ? ' [end]' : ''}`.normalize('NFC')
}

/** What the caller hears. */
export function call(
  library: Library,
  conversation: Conversation,
): VoiceScreen & { position: Position; keys: string[] } {
  const position = fold(library, conversation)
  const heard = renderVoice(library, conversation, position)
  return { ...heard, position, keys: heard.prompts.map(({ key }) => key) }
}
