import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checkFlows } from './check.ts'
import { ACTIONS, FLOWS, loadFixture, PLACES, PROFILES } from './fixture.ts'
import { loadMessages } from './message.load.ts'
import { renderMessage } from './message.ts'
import { checkPlanted, plantBase } from './planted/base.ts'
import { listPrompts } from './render.ts'
import { sign } from './signature.ts'

const engine = readFileSync(new URL('../../flows/engine.yaml', import.meta.url), 'utf8')
const library = loadFixture(engine)

const VISIT = `
message: visit
about: pregnancy
class: act
to: woman
source: Made up for tests.
reviewed: no
facts:
  date: {type: date}
asks: news
neutral:
  bn: "{date} আসবেন। গেলে লিখুন 1"
  en: "Come on {date|short}. Write 1 if you went"
full:
  bn: "{date} গর্ভকালীন চেকআপ।"
  en: "Check-up in pregnancy on {date}."
voice:
  bn: "{date} আসবেন।"
  en: "Come on {date}."
`
/** The same with words for calls in its full form. */
const SPOKEN = VISIT.replace(
  'on {date}."\nvoice:',
  'on {date}."\n  voice:\n    bn: "{date} গর্ভের চেকআপ, মনে রাখবেন।"\n    en: "{date}, the check-up in pregnancy."\nvoice:',
)
const CALL = `
message: chw.call
about: service
class: alert
to: worker
facts: {id: {type: id}, phone: {type: phone}, name: {type: name}}
neutral: {bn: "জরুরি: {name} {id}, {phone}", en: "URGENT: {name} {id}, {phone}"}
`
const FILES = { 'engine.yaml': engine, 'messages/visit.yaml': VISIT, 'flows/messages/chw.call.yaml': CALL }

const loading = loadMessages(FILES)
const messages = loading.ok ? loading.messages : {}
const sms = { language: 'bn', privacy: 'neutral', channel: 'sms', facts: { date: '2026-10-08' } } as const
const render = (changed: object = {}) => renderMessage(library, messages, 'visit', { ...sms, ...changed })

describe('a message', () => {
  test('is neutral unless the phone may have it in full', () => {
    expect(render().text.normalize('NFC')).toBe('৮ অক্টোবর ২০২৬ আসবেন। গেলে লিখুন 1'.normalize('NFC'))
    expect(render({ privacy: 'full', language: 'en' }).text).toBe('Check-up in pregnancy on 8 October 2026.')
  })

  test('on a call is neutral as long as the full form has no words for calls', () => {
    expect(render({ privacy: 'full', channel: 'voice' }).prompts).toEqual([
      { key: 'bn/number/8', text: 'আট' },
      { key: 'bn/month/10', text: expect.stringMatching(/^অক্টোবর$/) },
      { key: 'bn/message.visit.voice.1', text: 'আসবেন।' },
    ])
  })

  test('in full on a call says what it has for calls, and only where the phone may have it', () => {
    const loaded = loadMessages({ 'engine.yaml': engine, 'messages/visit.yaml': SPOKEN })
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.findings))
    const hear = (privacy: 'neutral' | 'full') =>
      renderMessage(library, loaded.messages, 'visit', { ...sms, privacy, channel: 'voice' }).prompts
    expect(hear('full').at(-1)).toEqual({ key: 'bn/message.visit.full.1', text: 'গর্ভের চেকআপ, মনে রাখবেন।' })
    expect(hear('neutral').at(-1)?.key).toBe('bn/message.visit.voice.1')
    const texted = renderMessage(library, loaded.messages, 'visit', { ...sms, privacy: 'full' }).text
    expect(texted).toContain('গর্ভকালীন')
    const keys = listPrompts(library, 'bn', loaded.messages).map(({ key }) => key)
    expect(keys).toEqual(expect.arrayContaining(['bn/message.visit.full.1', 'bn/message.visit.voice.1']))
  })

  test('without words for calls is neutral there too', () => {
    const [file, plain] = ['messages/visit.yaml', VISIT.split('voice:')[0] ?? '']
    const loaded = loadMessages({ 'engine.yaml': engine, [file]: plain })
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.findings))
    const heard = renderMessage(library, loaded.messages, 'visit', { ...sms, privacy: 'full', channel: 'voice' })
    expect(heard.prompts.at(-1)?.key).toBe('bn/message.visit.neutral.1')
  })

  test('says what it is about and where its answer goes', () => {
    expect(render()).toMatchObject({ about: 'pregnancy', class: 'act', asks: 'news' })
  })

  test('falls back to a language it has, and by SMS never to Bangla in Latin letters', () => {
    expect(render({ language: 'bn-Latn' }).text).toBe(render().text)
    expect(render({ language: 'xx' }).text).toBe(render().text)
  })

  test('closes up where a fact is not known', () => {
    const facts = { id: '572400', phone: '+8801711000001' }
    expect(renderMessage(library, messages, 'chw.call', { ...sms, facts }).text).toBe('জরুরি: 572400, 01711000001')
  })

  test('of an unknown name is a bug', () => {
    for (const name of ['nothing', 'constructor']) {
      expect(() => renderMessage(library, messages, name, sms)).toThrow('message.unknown')
    }
  })

  test('has its sentences and fragments on the list of prompts', () => {
    const keys = new Set(listPrompts(library, 'bn', messages).map(({ key }) => key))
    for (const { key } of render({ channel: 'voice' }).prompts) expect(keys).toContain(key)
    expect(keys).toContain('bn/message.chw.call.neutral.0')
  })
})

describe('a message file', () => {
  const check = (file: string, content: string) =>
    checkFlows({ ...FLOWS, ...FILES, [file]: content }, PLACES, ACTIONS, PROFILES)
  const plant = (from: string, to: string) => check('messages/visit.yaml', VISIT.replace(from, to))

  test('that is sound is passed without a word', () => {
    expect(check('messages/visit.yaml', VISIT)).toEqual([])
  })

  test.each([
    ['to: woman', 'to: women', 'message.to', 5, 5],
    ['class: act', 'class: urgent', 'message.class', 4, 8],
    ['message: visit', 'message: vizit', 'message.name', 2, 10],
    ['asks: news', 'asks: newz', 'message.asks', 10, 7],
    ['neutral:', 'neutrale:', 'file.name', 11, 1],
    ['গেলে লিখুন 1', 'গর্ভের খবর', 'text.telling', 12, 7],
    ['গেলে লিখুন 1', 'টিকার দিন', 'text.telling', 12, 7],
    ['Write 1 if you went', 'Give only breast milk', 'text.telling', 13, 7],
    ['bn: "{date} আসবেন।"', 'bn: "{day} আসবেন।"', 'placeholder.unknown', 18, 7],
    ['  en: "Come on {date}."\n', '', 'text.language', 18, 3],
    ['Write 1 if you went', `Write ${'1 '.repeat(200)}`, 'text.segments', 13, 7],
    ['source: Made up for tests.\n', '', 'source.missing', 2, 10],
  ])('with %s made %s is refused where it stands', (from, to, rule, line, column) => {
    expect(plant(from, to)).toContainEqual(expect.objectContaining({ file: 'messages/visit.yaml', rule, line, column }))
  })

  test('in full on a call is spoken in every language, without digits and names, and may tell', () => {
    const spoken = (from: string, to: string) =>
      check('messages/visit.yaml', SPOKEN.replace(from, to)).map(({ rule, line }) => `${rule} ${line}`)
    expect(spoken('', '')).toEqual([])
    expect(spoken('    en: "{date}, the check-up in pregnancy."\n', '')).toEqual(['text.language 15'])
    expect(spoken('মনে রাখবেন', '999')).toEqual(['voice.digits 18'])
    expect(spoken('the check-up in', 'in 12 weeks of')).toEqual(['voice.digits 19'])
    expect(spoken('মনে রাখবেন', 'রক্তক্ষরণ')).toEqual([])
  })

  test('of more than a minute is refused, however it is heard', () => {
    const files = plantBase(engine)
    const manifest = files['audio/manifest.json'] ?? ''
    const long = manifest.replace(/("bn\/message\.visit\.voice\.1".*"seconds":)2/, '$161')
    expect(long).not.toBe(manifest)
    const found = checkPlanted({ ...files, 'audio/manifest.json': long })
    expect(found.map(({ rule, file }) => `${rule} ${file}`)).toEqual(['sound.long messages/visit.yaml'])
  })

  test('may be plain to a worker, and in reply to what was asked', () => {
    const plain = VISIT.replace('গেলে লিখুন 1', 'গর্ভের খবর').replace('Write 1 if you went', 'In 12 weeks')
    expect(check('messages/visit.yaml', plain).map(({ rule }) => rule)).toEqual(['text.telling', 'text.telling'])
    expect(check('messages/visit.yaml', plain.replace('to: woman', 'to: worker'))).toEqual([])
    expect(check('messages/visit.yaml', plain.replace('class: act', 'class: reply'))).toEqual([])
  })

  test('with a name for whoever holds the phone is refused', () => {
    const named = VISIT.replace('date: {type: date}', 'date: {type: date}\n  name: {type: name}').replace(
      'Come on',
      '{name} on',
    )
    expect(check('messages/visit.yaml', named).map(({ rule }) => rule)).toContain('text.telling')
  })

  test('counts as reviewed only under a signature for these very words', () => {
    const isReviewed = (text: string) => {
      const loaded = loadMessages({ ...FILES, 'messages/visit.yaml': text })
      return loaded.ok && loaded.messages['visit']?.isReviewed
    }
    const signed = sign(VISIT, 'Dr. Salma Akter', '2026-11-22') ?? ''
    expect(isReviewed(signed)).toBe(true)
    expect(isReviewed(signed.replace('Come on', 'Never come on'))).toBe(false)
    expect(isReviewed(signed.replace('Come on', 'Never come on').replaceAll('\n', '\r\n'))).toBe(false)
    expect(isReviewed(VISIT.replace('reviewed: no', 'reviewed: yes'))).toBe(false)
    expect(isReviewed(VISIT.replace('reviewed: no', '"reviewed": yes'))).toBe(false)
  })

  test('that is broken refuses them all', () => {
    expect(loadMessages({ ...FILES, 'messages/x.yaml': 'message: [' })).toMatchObject({ ok: false })
  })
})
