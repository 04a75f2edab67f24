import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checkFlows } from './check.ts'
import { ACTIONS, begin, call, enter, FLOWS, loadFixture, PLACES, PROFILES, screen } from './fixture.ts'
import { fold } from './turn.ts'

const engine = readFileSync(new URL('../../flows/engine.yaml', import.meta.url), 'utf8')
const news = (otherwise: string, done = 'Thank you.') => `
flow: news
title: {bn: খবর, en: News}
about: service
languages: [bn, en]
channels: [ussd, sms, voice]
answers:
  story: {type: recording, at most: 45 seconds, otherwise: ${otherwise}}
steps:
  - ask: story
    bn: কী হয়েছে, বলুন
    en: Tell us what happened
  - if: story is known
    go: done
    else: nothing
  - end: done
    bn: ধন্যবাদ।
    en: "${done}"
  - end: nothing
    bn: ফোন করে বলুন।
    en: Call and tell us.
`
const skipping = loadFixture(engine, { 'news.yaml': news('skip') })
const writing = loadFixture(engine, { 'news.yaml': news('text') })

describe('something told on a call', () => {
  const start = begin(skipping, { flow: 'news', channel: 'voice' })

  test('is recorded until the hash, for so many seconds, and kept as its reference', () => {
    expect(call(skipping, start)).toMatchObject({ gather: { record: 45 } })
    expect(call(skipping, start).keys).toEqual(['bn/news.story.0', 'bn/engine.record.0'])
    const told = fold(skipping, enter(start, ['recording:abc']))
    expect(told).toMatchObject({ state: 'ended', step: 'done', answers: { story: 'recording:abc' } })
  })

  test('is not a key', () => {
    expect(call(skipping, enter(start, ['5'])).keys[0]).toBe('bn/engine.recording.missing.0')
    expect(fold(skipping, enter(start, ['9'])).flow).toBe('danger')
  })
})

test('where nobody can speak the question is passed over, or a text stands in', () => {
  expect(screen(skipping, begin(skipping, { flow: 'news' }))).toBe('ফোন করে বলুন। [end]')
  const ask = begin(writing, { flow: 'news', channel: 'sms' })
  expect(fold(writing, ask)).toMatchObject({ step: 'story', state: 'asking' })
  expect(fold(writing, enter(ask, ['জ্বর আসে'])).answers).toEqual({ story: 'জ্বর আসে'.normalize('NFC') })
  expect(fold(writing, enter(ask, ['recording:abc'])).answers).toEqual({ story: 'recording:abc' })
})

test('it says what happens elsewhere, and is never printed', () => {
  const check = (content: string) =>
    checkFlows({ ...FLOWS, 'engine.yaml': engine, 'news.yaml': content }, PLACES, ACTIONS, PROFILES.slice(0, 1)).map(
      ({ rule }) => rule,
    )
  expect(check(news('skip'))).toEqual([])
  expect(check(news('text'))).toEqual([])
  expect(check(news('leave'))).toContain('answer.setting')
  expect(check(news('text').replace('45 seconds', '45 minutes'))).toContain('answer.setting')
  expect(check(news('text', '{story}'))).toContain('placeholder.unprintable')
})
