/**
 * The weekly messages of a pregnancy, of the year after a birth, and those for the family: each row has its words, for the
 * one it goes to, and they say where to go. What a phone gets depends on whose it is: neutral, or in full where she said that it is hers alone.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadSchedules } from '@dhatri/care/schedule.load'
import { listSpokenForms, type Message, renderMessage } from '@dhatri/flow/message'
import { shippedFolder } from '@dhatri/functions/content'
import { loadPhone, writeLinks } from '@dhatri/service/phone'
import { phoneKey } from '@dhatri/store/items'
import { afterEach, describe, expect, it } from 'vitest'
import { letPass, registers } from './people.ts'
import { numbers, openTown, shipped, type Town } from './world.ts'

const files = readdirSync(join(shippedFolder, 'schedules'))
const loaded = loadSchedules(
  Object.fromEntries(files.map((name) => [name, readFileSync(join(shippedFolder, 'schedules', name), 'utf8')])),
)
if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults))
const { world } = shipped()
const rowsOf = (course: string) => loaded.courses[`${course}@1`]?.rows ?? []
const courses = [
  { course: 'week-p', to: 'woman', count: 38 },
  { course: 'week-b', to: 'woman', count: 52 },
  { course: 'family', to: 'family', count: 8 },
]

const SEXED = [/(^| )(ছেলে|মেয়ে|খোকা|খুকি)/, /\b(he|she|him|his|her|boys?|girls?|sons?|daughters?)\b/i]

/** A pattern that finds what is written with ড় ঢ় য় as one letter or as two. */
const nfc = ({ source, flags }: RegExp) => new RegExp(source.normalize('NFC'), flags)

const say = (name: string, privacy: 'neutral' | 'full', channel: 'sms' | 'voice', language = 'bn'): string => {
  const { text, prompts } = renderMessage(world.library, world.messages, name, {
    language,
    privacy,
    channel,
    facts: {},
  })
  return channel === 'sms' ? text : prompts.map((prompt) => prompt.text).join(' ')
}

describe.each(courses)('the messages of $course', ({ course, to, count }) => {
  const rows = rowsOf(course)

  it('are written, one for each row, for the one they go to', () => {
    expect(rows).toHaveLength(count)
    const of = rows.map(({ message, about, class: kind }) => {
      const { isReviewed, source, ...written }: Partial<Message> = world.messages[message] ?? {}
      return written.about === about && written.class === kind && written.to === to && source && !isReviewed
        ? ''
        : message
    })
    expect(of.filter(Boolean)).toEqual([])
  })

  it.each(['bn', 'en'])('say where to go, in full and on a call too (%s)', (language) => {
    const where = /ক্লিনিক|হাসপাতাল|কর্মী|clinic|hospital|health worker/
    const ways = (['neutral', 'full'] as const).flatMap((privacy) =>
      (['sms', 'voice'] as const).map((channel) => ({ privacy, channel })),
    )
    const silent = rows.flatMap(({ message }) =>
      ways.flatMap(({ privacy, channel }) =>
        where.test(say(message, privacy, channel, language)) ? [] : [`${message} ${privacy} ${channel}`],
      ),
    )
    expect(silent).toEqual([])
  })

  it('say more on a call to a phone that may have it in full, and are not the same two weeks in a row', () => {
    const forms = rows.map(({ message }) => world.messages[message] as Message).map(listSpokenForms)
    expect(forms.map((spoken) => spoken.length)).toEqual(rows.map(() => 2))
    const neutral = rows.map(({ message }) => say(message, 'neutral', 'sms'))
    expect(neutral.filter((text, index) => text === neutral[index - 1])).toEqual([])
    expect(new Set(neutral).size).toBeGreaterThanOrEqual(Math.min(20, count))
  })
})

describe('the weeks after a birth', () => {
  const rows = rowsOf('week-b')
  const early = rows.filter(({ days }) => days < 8 * 7)
  /** The newborn's seven signs of danger. */
  const signs = [
    [/দুধ (কি )?(না টান|টানতে)/, /suck/],
    [/খিঁচুনি/, /\bfits\b/],
    [/(ঘন শ্বাস|শ্বাস (কি )?খুব ঘন)|বুক (কি )?দেবে/, /breath\w* (is )?(very )?fast|fast breathing|chest draw/i],
    [/জ্বর|গরম বা ঠান্ডা|গা ঠান্ডা/, /hot or cold|feels cold|\bis hot\b|fever/],
    [/নেতিয়ে/, /\blimp\b/],
    [/পুঁজ/, /\bpus\b/],
    [/তালু (কি )?হলুদ/, /(palms|soles) (are )?yellow/],
  ] as const

  it.each([
    'sms',
    'voice',
  ] as const)('tell a phone of hers alone each of the seven signs within eight weeks (%s)', (channel) => {
    expect(early).toHaveLength(8)
    for (const [index, language] of (['bn', 'en'] as const).entries()) {
      const said = early.map(({ message }) => say(message, 'full', channel, language).normalize('NFC'))
      const unsaid = signs.filter((sign) => !said.some((text) => nfc(sign[index as 0 | 1]).test(text)))
      expect(unsaid).toEqual([])
    }
  })

  it.each([
    [6, /ছয় সপ্তাহ/],
    [10, /দশ সপ্তাহ/],
    [14, /চোদ্দ সপ্তাহ/],
  ])('tell of the vaccines of %d weeks in the two weeks before, and not after the day', (week, name) => {
    const before = rows.filter(({ days, lasts }) => days >= week * 7 - 14 && days + lasts < week * 7)
    const telling = before.map(({ message }) => say(message, 'full', 'sms').normalize('NFC'))
    expect(telling.filter((text) => nfc(name).test(text) && text.includes('টিকা'))).toHaveLength(1)
  })

  it('are not twice the same to any phone, and name no son or daughter', () => {
    const neutral = rows.map(({ message }) => say(message, 'neutral', 'sms'))
    expect(new Set(neutral).size).toBe(rows.length)
    const sexed = rows.filter(({ message }) =>
      (['sms', 'voice'] as const).some((channel) => {
        const texts = ['bn', 'en'].map((language) => say(message, 'full', channel, language))
        return SEXED.some((words) => texts.some((text) => words.test(text)))
      }),
    )
    expect(sexed).toEqual([])
  })
})

/** LMP 2026-01-05, registered in week 21. */
const lmp = '0501'
const TELLS = /গর্ভ|প্রসব|বাচ্চা/

describe('a weekly message', () => {
  let town: Town
  afterEach(() => town?.close())

  /** What "mine, full" leaves on the phone. */
  async function ownsItAlone(number: string): Promise<void> {
    const pseudonym = town.world.keyring.pseudonym(number)
    const { links } = await loadPhone(town.world, pseudonym)
    const value = writeLinks({ ...links, isFull: true })
    await town.world.table.update(phoneKey(pseudonym), { set: { links: { value } } })
  }

  it('is neutral as a text, and says it all once the phone is hers alone', async () => {
    town = await openTown({ on: '2026-06-01' })
    const rina = town.person('Rina', '+8801711000001')
    await registers(rina, lmp)
    await letPass(town, 21)
    const neutral = rina.handset.inbox().map(({ text }) => text)
    expect(neutral).toContain(say('week.p22', 'neutral', 'sms'))
    expect(neutral.filter((text) => TELLS.test(text))).toEqual([])
    await ownsItAlone(rina.number)
    await letPass(town, 14)
    const full = rina.handset.inbox().map(({ text }) => text)
    expect(full).toContain(say('week.p24', 'full', 'sms'))
  })

  it('is neutral as a call, and says it all once the phone is hers alone', async () => {
    town = await openTown({ on: '2026-06-01' })
    const nasrin = town.person('Nasrin', numbers.chw)
    const rahima = town.person('Rahima', '+8801711000002')
    await nasrin.texts('REG 05012026 01711000002 রহিমা voice')
    await town.clock.moves({ minutes: 2 })
    await rahima.texts('1')
    expect(await listens('week.p23', 'voice')).not.toMatch(TELLS)
    await ownsItAlone(rahima.number)
    expect(await listens('week.p25', 'full')).toMatch(/message\.week\.p25\.full|প্রসব সহজ হবে/)

    /** Answers every call until the one with a message, and gives what was heard on it. */
    async function listens(message: string, form: 'voice' | 'full'): Promise<string> {
      const words = say(message, form === 'full' ? 'full' : 'neutral', 'voice')
      for (let rings = 0; rings < 100; rings++) {
        if (await town.clock.moves({ hours: 12 })) continue
        await rahima.answers()
        const [first] = rahima.handset.heard()
        const heard =
          first === undefined ? '' : 'play' in first ? decodeURIComponent(first.play) : 'say' in first ? first.say : ''
        await rahima.hangsUp({ after: 40 })
        if (heard.includes(`message.${message}.${form}.`) || heard.normalize('NFC') === words.normalize('NFC'))
          return heard
      }
      throw new Error(`${message} was not heard`)
    }
  })
})
