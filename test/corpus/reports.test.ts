/**
 * The corpus of health workers' messages: every form and every error in Bangla, English, Banglish and mixed, read as it
 * must be and answered as it must be, in one reply; and no message writes on a woman it does not name.
 */
import { readFileSync } from 'node:fs'
import { measureSms } from '@dhatri/text/sms'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Town } from '../world.ts'
import { isFilled, openCorpus, replyOf, sayReading } from './town.ts'

const corpus: { [group: string]: [string, string, string][] } = parse(
  readFileSync(new URL('reports.yaml', import.meta.url), 'utf8'),
)

let town: Town
/** The replies by text, for what is said of all of them. */
const replies = new Map<string, string>()
beforeAll(async () => {
  town = await openCorpus()
})
afterAll(() => town.close())

describe.each(Object.entries(corpus))('%s', (_, lines) => {
  test.each(lines)('%s', async (text, reading, message) => {
    expect(sayReading(text)).toBe(reading)
    const reply = await replyOf(town, text)
    if (message === 'none') {
      expect(reply).toBeUndefined()
      return
    }
    if (!message.includes(' + ')) expect([message, 'answer']).toContain(reply?.message)
    expect(isFilled(town, message, reply?.text ?? '') ? message : reply?.text).toBe(message)
    replies.set(text, reply?.text ?? '')
    expect(reply?.text).not.toMatch(/[{}]|undefined/)
  })
})

test('there are at least eight of every form and every error, and each text stands once', () => {
  const all = Object.values(corpus).flatMap((lines) => lines.map(([text]) => text))
  expect(new Set(all).size).toBe(all.length)
  expect(all.length).toBeGreaterThanOrEqual(300)
  expect(Object.entries(corpus).filter(([, lines]) => lines.length < 8)).toEqual([])
  const bangla = all.filter((text) => /\p{Script=Bengali}/u.test(text))
  expect(bangla.length).toBeGreaterThan(100)
})

test('nine of ten replies fit into one SMS, and all into two', () => {
  const sizes = [...replies.values()].map((text) => measureSms(text).segments)
  expect(sizes.length).toBeGreaterThan(400)
  expect(Math.max(...sizes)).toBeLessThanOrEqual(2)
  expect(sizes.filter((size) => size === 1).length / sizes.length).toBeGreaterThan(0.9)
})
