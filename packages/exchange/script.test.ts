import { readFileSync } from 'node:fs'
import { ACTIONS, begin, enter, FLOWS, PLACES, screen } from '@dhatri/flow/fixture'
import { tableOf } from '@dhatri/flow/library'
import { SAFE_PROFILE } from '@dhatri/flow/profile'
import { sign } from '@dhatri/flow/signature'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Reader, showCall, showLetter, showPages } from './screen.ts'
import type { Brief } from './script.brief.ts'
import { writeScript } from './script.ts'
import { surveyFiles } from './survey.ts'

const engine = readFileSync(new URL('../../flows/engine.yaml', import.meta.url), 'utf8')
const hostile = `
flow: hostile
title: {bn: "<img src=x>", en: "<b>"}
about: baby
source: "<script>alert(1)</script>"
reviewed: no
languages: [bn, en]
channels: [ussd, sms, voice]
steps:
  - say: one
    bn: "</td><script>alert('এক')</script>"
    en: a & b
    sms: {bn: আলাদা কথা, en: Other words}
  - end: two
`
const weekly = `
message: weekly
about: pregnancy
class: advice
to: family
source: Made up for tests.
reviewed: no
neutral: {bn: পানি খান।, en: Drink water.}
full:
  bn: গর্ভের খবর।
  en: News of the pregnancy.
  voice: {bn: গর্ভের সব কথা।, en: All there is to say.}
voice: {bn: পানি খাবেন।, en: Please drink water.}
`
const signed = sign(hostile, 'Dr. <i>Salma</i>', '2026-11-22') ?? ''
const files = { ...FLOWS, 'engine.yaml': engine, 'hostile.yaml': signed, 'messages/weekly.yaml': weekly }
let brief: Brief
beforeAll(() => {
  const audit = surveyFiles(files, { places: PLACES, actions: ACTIONS, profiles: [SAFE_PROFILE] })
  brief = { audit, files, languages: ['bn', 'en'], profile: SAFE_PROFILE }
})
const step = (flow: string, id: string) => {
  const table = tableOf(brief.audit.library, flow)!
  const reader = (language: string): Reader => ({ library: brief.audit.library, table, language })
  const found = table.steps.find((one) => one.id === id)
  if (found === undefined || !('text' in found)) throw new Error(`no words at ${flow}.${id}`)
  return { found, reader }
}

describe('a step on paper', () => {
  it('is the very screen of a phone, cut into its pages, with its real size', () => {
    const { found, reader } = step('news', 'one')
    const pages = showPages(found, reader('bn'), SAFE_PROFILE)!
    expect(pages.length).toBe(3)
    for (const { text, units, limit, encoding } of pages) {
      expect({ units, limit, encoding }).toEqual({ units: text.length, limit: 70, encoding: 'ucs2' })
      expect(units).toBeLessThanOrEqual(70)
    }
    expect(pages.at(-1)?.text).toMatch(/1 এরপর 0 পিছনে$/)
  })

  it('is what a caller really gets', () => {
    const { library } = brief.audit
    const { found, reader } = step('register', 'lmp')
    const caller = enter(begin(library, { flow: 'register' }), ['1'])
    expect(showPages(found, reader('bn'), SAFE_PROFILE)?.map(({ text }) => text.normalize('NFC'))).toEqual([
      screen(library, caller),
    ])
    const place = step('register', 'place')
    const there = enter(begin(library, { flow: 'register', language: 'en' }), ['2'])
    expect(showPages(place.found, place.reader('en'), SAFE_PROFILE)?.[0]?.text).toBe(screen(library, there))
  })

  it('has every value at its widest', () => {
    const { found, reader } = step('register', 'right')
    const [page] = showPages(found, reader('en'), SAFE_PROFILE)!
    expect(page?.encoding).toBe('ucs2')
    expect(page?.text).not.toContain('{')
    expect(showLetter(found, reader('en'))?.text).toContain('1 Yes\n2 No')
  })

  it('is a text message with its parts, and a call with its keys', () => {
    const { found, reader } = step('register', 'right')
    expect(showLetter(found, reader('bn'))).toMatchObject({ encoding: 'ucs2', segments: 1 })
    expect(showCall(found, reader('en'))).toEqual(['{lmp}, {place}. Right?', 'For Yes press one', 'For No press two'])
  })

  it('is not shown in a language that its channel does not carry', () => {
    const { found, reader } = step('register', 'right')
    expect(showLetter(found, reader('bn-Latn'))).toBeUndefined()
    expect(showCall(found, reader('bn-Latn'))).toBeUndefined()
  })
})

describe('a script', () => {
  it('has every step of the flow in both languages, its ways, source, review and boxes', () => {
    const html = writeScript(brief, ['register'])
    for (const { id } of tableOf(brief.audit.library, 'register')!.steps) expect(html).toContain(` · ${id}`)
    expect(html).toContain('কার ফোন?\n1 আমার\n2 পরিবারের')
    expect(html).toContain('Whose phone?\n1 Mine\n2 Family&#39;s')
    expect(html).toContain('2 পরিবারের → <a href="#register.3">3 place</a>')
    expect(html).toContain('Made up for tests.')
    expect(html).toContain('<span class="open">এখনো যাচাই হয়নি / Not reviewed yet</span>')
    expect(html).toContain('গর্ভ / a pregnancy')
    expect(html).toContain('After a wrong entry')
    expect(html.match(/class="sign"/g)?.length).toBe(7)
    expect(html).toContain('সই / Signature')
    expect(html).toMatch(/@page\{size:A4/)
  })

  it('shows whatever stands in a flow and never runs it, and fetches nothing', () => {
    const html = writeScript(brief, ['hostile'])
    expect(html).not.toMatch(/<script|<i>Salma|<img src=x|<b>/)
    expect(html).toContain('&lt;/td&gt;&lt;script&gt;alert(&#39;এক&#39;)&lt;/script&gt;')
    expect(html).toContain('<dd>Dr. &lt;i&gt;Salma&lt;/i&gt;, 2026-11-22, text ')
    expect(html).not.toMatch(/(?:src|href)="(?!#|data:image\/svg\+xml;base64,)/)
    expect(html).not.toMatch(/@import|url\(/)
  })

  it('says where a text message has words of its own, and where it has not', () => {
    expect(writeScript(brief, ['hostile'])).toContain('<div class="words">Other words</div>')
    expect(writeScript(brief, ['news'])).toContain('the same words; 1 part(s)')
  })

  it('of everything has a list of contents and the messages', () => {
    const html = writeScript(brief)
    expect(html.match(/<section id=/g)?.length).toBe(Object.keys(brief.audit.library.newest).length + 1)
    expect(html).toContain('<li><a href="#news">খবর</a>')
    expect(html).toMatch(/<th>full, voice<\/th><td><div class="words">গর্ভের সব কথা।/)
  })
})
