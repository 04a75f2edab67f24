import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { begin, call, enter, FLOWS, loadFixture, screen } from './fixture.ts'
import { fold } from './turn.ts'

const engine = readFileSync(new URL('../../flows/engine.yaml', import.meta.url), 'utf8')
/** Words of their own for each channel and in Latin letters, wherever words can stand. */
const own = (name: string) =>
  `bn: ${name}, en: ${name} en, bn-Latn: ${name} latn, ussd: {bn: ${name} ussd, en: e, bn-Latn: l}, sms: {bn: ${name} sms, en: e}, voice: {bn: ${name} voice, en: e}`
const NEWS = `
flow: news
title: {${own('title')}}
about: service
languages: [bn, en, bn-Latn]
channels: [ussd, sms, voice]
steps:
  - {say: hello, ${own('hello')}}
  - menu: which
    bn: কোনটি?
    en: Which?
    bn-Latn: Konti?
    wrong: {${own('wrong')}}
    options:
      - {is: a, go: done, ${own('option')}}
  - {end: done, ${own('end')}}
`
const library = loadFixture(engine, { ...FLOWS, 'news.yaml': NEWS })

describe('words of its own for each channel, wherever words stand', () => {
  test('USSD', () => {
    const start = begin(library, { flow: 'news' })
    expect(screen(library, start)).toMatch(/^hello ussd/)
    expect(screen(library, enter(start, ['1']))).toMatch(/1 option ussd/)
    expect(screen(library, enter(start, ['1', '5']))).toMatch(/^wrong ussd/)
    expect(screen(library, enter(start, ['1', '1']))).toBe('end ussd [end]')
  })

  test('SMS', () => {
    const start = begin(library, { flow: 'news', channel: 'sms' })
    expect(screen(library, start)).toBe('hello sms\nকোনটি?\n1 option sms')
    expect(screen(library, enter(start, ['5']))).toMatch(/wrong sms/)
    expect(screen(library, enter(start, ['1']))).toBe('end sms [end]')
  })

  test('a call', () => {
    const start = begin(library, { flow: 'news', channel: 'voice' })
    const said = (...inputs: string[]) => call(library, enter(start, inputs)).prompts.map(({ text }) => text)
    expect(said().slice(0, 3)).toEqual(['hello voice', 'কোনটি?', 'option voice'])
    expect(said('5')).toContain('wrong voice')
    expect(said('1')).toEqual(['end voice'])
  })

  test('a gateway of Latin letters', () => {
    const start = begin(library, { flow: 'news', profile: 'latin' })
    expect(fold(library, start).view.languages[0]).toBe('bn-Latn')
    expect(screen(library, enter(start, ['1']))).toBe('Konti?\n1 l\n0 Pichone')
    expect(screen(library, enter(start, ['1', '5']))).toMatch(/^l\nKonti/)
  })
})
