/**
 * Eighty messages written by somebody who had not seen the parser: what each should be read as, what was left and why,
 * and that none of those is ever guessed at. The first score stands in fresh.yaml.
 */
import { readFileSync } from 'node:fs'
import { loadCase } from '@dhatri/service/cases'
import { loadPhone } from '@dhatri/service/phone'
import { loadWoman } from '@dhatri/service/woman'
import { womanCaseKey } from '@dhatri/store/items'
import { readIso } from '@dhatri/text/day'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { numbers, type Town } from '../world.ts'
import { isFilled, openCorpus, replyOf, sayReading } from './town.ts'

type Line = [text: string, expected: string, reading: string, instead?: string, why?: string]
const written: Line[] = parse(readFileSync(new URL('fresh.yaml', import.meta.url), 'utf8'))
const lines = written.map(([text, ...rest]): Line => [text.replace('01711000001', numbers.chw.slice(3)), ...rest])
const today = readIso('2026-06-01') ?? 0
const onlyOnLine = ['102341 er onek rokto jacche apa taratari', '102341 baccha nosto hoye geche', 'stp']
const kept = lines.filter(([text, , , instead]) => instead === undefined && !onlyOnLine.includes(text))
const left = lines.filter(([, , , instead]) => instead !== undefined)

let town: Town
beforeAll(async () => {
  town = await openCorpus('2026-06-01')
})
afterAll(() => town.close())

describe('read as expected', () => {
  test.each(kept)('%s', async (text, _, reading) => {
    expect(sayReading(text, today)).toBe(reading)
    const reply = await replyOf(town, text)
    expect(reply?.text).not.toMatch(/[{}]|undefined/)
    // What ends a pregnancy is never taken at the first SMS.
    if (/^(birth|loss|death) 102341/.test(reading)) expect(isAsking(reply?.text ?? '')).toBe(true)
    if (/^\w+: /.test(reading)) expect(reply?.message).toMatch(/^reply\.(form\.|date|edd|name|phone|two|danger)/)
  })
})

describe('left, and asked or answered as danger, never guessed', () => {
  test.each(left)('%s', (text, _, reading, instead, why) => {
    expect(sayReading(text, today)).toBe(instead)
    expect(instead).not.toBe(reading)
    expect(instead).toMatch(/^(\w+: |none$)/)
    expect(why).toMatch(/^Left/)
  })
})

describe('on the line, where the parser alone does not decide', () => {
  test("bleeding beside an id is that woman's danger, also while another report waits for its rest", async () => {
    const nasrin = town.person('Nasrin', numbers.chw)
    await nasrin.texts('REG 8/3/26 01712345678')
    await nasrin.texts('102341 er onek rokto jacche apa taratari')
    const { k } = (await town.world.table.get(womanCaseKey('w102341'), { isStrong: true })) ?? {}
    const open = await loadCase(town.world, String(k))
    expect(open?.record.woman).toBe('w102341')
    expect(isFilled(town, 'reply.dangerAdvice', nasrin.handset.inbox().at(-1)?.text ?? '')).toBe(true)
  })

  test.each([
    ['102341 baccha nosto hoye geche', 'reply.unknownForm'],
    ['stp', 'reply.maybeStop'],
  ])('%s is asked, and nothing stops', async (text, message) => {
    const nasrin = town.person('Nasrin', numbers.chw)
    await nasrin.texts(text)
    expect(isFilled(town, message, nasrin.handset.inbox().at(-1)?.text ?? '')).toBe(true)
    expect((await loadWoman(town.world, 'w102341'))?.record.state).toBe('pregnant')
    const phone = await loadPhone(town.world, town.world.keyring.pseudonym(numbers.chw))
    expect(phone.isStopped).toBe(false)
  })

  test('বিপদ alone from a worker gets the hospital first, is asked whose it is, and the id alone is the answer', async () => {
    const nasrin = town.person('Nasrin', numbers.chw)
    await nasrin.texts('বিপদ')
    expect(isFilled(town, 'reply.dangerAsk', nasrin.handset.inbox().at(-1)?.text ?? '')).toBe(true)
    await nasrin.texts('205520')
    expect(isFilled(town, 'reply.dangerAdvice', nasrin.handset.inbox().at(-1)?.text ?? '')).toBe(true)
    const { k } = (await town.world.table.get(womanCaseKey('w205520'), { isStrong: true })) ?? {}
    expect((await loadCase(town.world, String(k)))?.record.woman).toBe('w205520')
  })
})

test.each([
  ['ANC 102341 hoy nai', 'anc: dateMissing'],
  ['ANC 102341 kal jabe', 'anc: dateFuture'],
  ['EPI 102341 penta1 deyni hoyni', 'vaccine: dateMissing'],
  ['ANC 102341 kono somossa nai', 'visit anc 102341 2026-06-01'],
  ['ANC 102341 kal theke jor', 'visit anc 102341 2026-06-01'],
  ['ANC 102341 102314', 'anc: twoWomen'],
  ['LOSS 102341 102558', 'loss: twoWomen'],
  ['LOSS 102341 kal', 'loss 102341 loss'],
  ['102314 loss', 'loss: idMistyped'],
  ['01712345678 khichuni bipod', 'none'],
  ['01712345678 bipod khichuni', 'danger 01712345678 khichuni'],
  ['apa kemon achen, due kobe', 'none'],
  ['P 3', 'none'],
])('beside them: %s', (text, reading) => {
  expect(sayReading(text, today)).toBe(reading)
})

test('fresh: how many of eighty are read as expected', () => {
  const asked = onlyOnLine.length
  const right = kept.filter(([text, , reading]) => sayReading(text, today) === reading).length + asked
  console.log(`fresh: ${right} of ${lines.length} as expected`)
  expect(lines).toHaveLength(80)
  expect(right).toBe(77)
})

function isAsking(text: string): boolean {
  return Object.keys(town.world.messages).some(
    (name) =>
      name.startsWith('reply.ask.') && (isFilled(town, name, text) || isFilled(town, `reply.readAs + ${name}`, text)),
  )
}
