/** One handset on the demo page, held by a person: everything is done by clicking and typing, everything read off the screen. */
import { has } from './calendar.mjs'

const names = { '*': 'star', '#': 'hash' }

/** A list of more pages than this has no end. */
const mostPages = 9

/** Takes a handset of the page into the hand. */
export function holdHandset(page, name, number) {
  const body = page.locator(`[data-handset="${number}"]`)
  const part = (test) => body.locator(`[data-test="${test}"]`)
  const screen = body.locator('.screen')
  const waitFor = (state) => body.locator(`.screen${state}`).waitFor({ timeout: 10_000 })

  /** The network has answered what was done last. */
  const isDone = () => waitFor(':not([data-busy])')

  async function click(test) {
    await part(test).click()
    await isDone()
  }

  /** Digits go in by the phone's own keys, letters and Bangla digits by typing. */
  async function enter(text) {
    if (/^[0-9*#]+$/.test(text)) for (const key of text) await part(`key-${names[key] ?? key}`).click()
    else await part('input').fill(text)
  }

  async function turnTo(place) {
    const isMessages = (await screen.getAttribute('data-view')) === 'messages'
    if (isMessages !== (place === 'messages')) await part('tab-messages').click()
  }

  const reads = () => part('screen').innerText()

  /** The first look at what ought to be there: waits until the screen has all the words. */
  async function sees(...words) {
    const found = await page
      .waitForFunction(
        ([element, wanted]) => wanted.every((word) => element.innerText.normalize('NFC').includes(word)),
        [await part('screen').elementHandle(), words.map((word) => word.normalize('NFC'))],
        { timeout: 5_000 },
      )
      .catch(() => undefined)
    const text = await reads()
    if (found === undefined) throw new Error(`${name} does not see ${JSON.stringify(words)} but:\n${text}`)
    return text
  }

  /** The number before an option on the screen, pages turned until it is there. */
  async function pick(option) {
    for (let pages = 0; pages < mostPages; pages++) {
      const lines = (await part('ussd').innerText()).split('\n')
      const line = lines.find((each) => /^\d/.test(each) && has(each.replace(/^\d+ /, ''), option))
      if (line !== undefined) return press(/^\d+/.exec(line)[0])
      if (!lines.some((each) => each.startsWith('9 '))) break
      await press('9')
    }
    throw new Error(`${name} is not offered "${option}" but:\n${await reads()}`)
  }

  async function press(text) {
    await enter(text)
    await click('send')
  }

  /** What was heard in this call, in order: the key of each recording and its words. */
  const listAll = () =>
    part('heard')
      .locator('li')
      .evaluateAll((all) => all.map((one) => ({ key: one.dataset.key ?? '', words: one.innerText })))

  /** Presses keys in a call once it waits for them; returns what was heard from then on. */
  async function keys(pressed) {
    await part('waits').waitFor({ timeout: 10_000 })
    const before = await part('heard').locator('li').count()
    for (const key of pressed) await click(`key-${names[key] ?? key}`)
    await part('heard').locator('li').nth(before).waitFor({ timeout: 10_000 })
    return (await part('heard').locator('li').allInnerTexts()).slice(before).join(' ')
  }

  /** Presses what is said after an option, the last time it was offered, and the hash key where that is asked for. */
  async function choose(option) {
    await part('waits').waitFor({ timeout: 10_000 })
    const all = await listAll()
    const isOption = (at) => /\/key\/\d+$/.test(all[at + 1]?.key)
    const begins = ({ words }, at) => isOption(at) && words.normalize('NFC').startsWith(option.normalize('NFC'))
    // "If you went" is a part of "if you did not go": what begins with the words comes first.
    const at = [begins, ({ words }, place) => isOption(place) && has(words, option)]
      .map((fits) => all.findLastIndex(fits))
      .find((place) => place >= 0)
    if (at === undefined) throw new Error(`${name} is not offered "${option}" but hears:\n${await reads()}`)
    const isFinished = all.slice(at).some(({ words }) => has(words, 'হ্যাশ'))
    return keys(`${/\d+$/.exec(all[at + 1].key)[0]}${isFinished ? '#' : ''}`)
  }

  async function seesNot(...patterns) {
    const text = await reads()
    for (const pattern of patterns) if (pattern.test(text)) throw new Error(`${name} sees ${pattern} in:\n${text}`)
  }

  return {
    name,
    number,
    body,
    sees,
    seesNot,
    reads,
    isDone,
    dials: async (code = '*16789#') => {
      await turnTo('phone')
      await enter(code)
      await click('key-call')
      await waitFor('[data-view=ussd]')
    },
    presses: async (...inputs) => {
      for (const input of inputs) await press(input)
    },
    /** Presses the number before each of these options, in order, turning pages until it is seen. */
    picks: async (...options) => {
      for (const option of options) await pick(option)
    },
    endsCall: () => click('key-end'),
    /** Goes on to the next page with 1 until the session ends. */
    readsToEnd: async () => {
      for (let pages = 0; pages < mostPages && (await screen.getAttribute('data-end')) !== 'true'; pages++)
        await press('1')
      await waitFor('[data-view=ussd][data-end=true]')
    },
    /** Every prompt of this call that was played carries the badge of a stand-in voice. */
    seesStandIns: async () => {
      const played = await part('heard').locator('li[data-key]').count()
      const badges = await part('stand-in').count()
      if (played === 0 || badges !== played) throw new Error(`${badges} badges on ${played} prompts`)
    },
    isAtEnd: () => waitFor('[data-view=ussd][data-end=true]'),
    texts: async (text) => {
      await turnTo('messages')
      const before = await part('message-out').count()
      await enter(text)
      await click('send')
      await part('message-out').nth(before).waitFor({ timeout: 10_000 })
    },
    /** The texts received so far, oldest first, as they stand on the screen. */
    inbox: async () => {
      await turnTo('messages')
      return await part('message-in').locator('p').allInnerTexts()
    },
    /** Waits for one more text than there were. */
    receives: async (before) => {
      await turnTo('messages')
      await part('message-in').nth(before).waitFor({ timeout: 10_000 })
      return (await part('message-in').locator('p').allInnerTexts()).slice(before).join('\n')
    },
    calls: async (to) => {
      await turnTo('phone')
      await enter(to)
      await click('key-call')
    },
    isRung: () => body.and(page.locator('[data-ringing]')).waitFor({ timeout: 10_000 }),
    answers: async () => {
      await click('key-call')
      await part('call-state').and(page.locator('[data-state=active]')).waitFor({ timeout: 10_000 })
    },
    declines: () => click('key-end'),
    keys,
    /** Presses the key that is said after each of these options, in order; returns what was heard after the last. */
    chooses: async (...options) => {
      let said = ''
      for (const option of options) said = await choose(option)
      return said
    },
    /** Waits until the call waits for a key. */
    isWaitedFor: () => part('waits').waitFor({ timeout: 10_000 }),
    heard: async () => (await part('heard').locator('li').allInnerTexts()).join(' '),
    /** The recordings that were played in this call, by their keys. */
    played: async () => (await listAll()).map(({ key }) => key).join(' '),
    /** If the other side was quicker, the same key has put the ended call away. */
    hangsUp: async () => {
      await click('key-end')
      const isOver = body.locator('.screen:not([data-view=call]), [data-test=call-state][data-state=ended]')
      await isOver.first().waitFor({ timeout: 10_000 })
    },
    isInCall: async () => (await part('call-state').getAttribute('data-state')) === 'active',
    /** Waits until the other side has hung up. */
    isHungUp: () => part('call-state').and(page.locator('[data-state=ended]')).waitFor({ timeout: 30_000 }),
    /** What stands beside the phone: the value of a field of the woman's record. */
    record: async (field) =>
      await page
        .locator(`[data-inspector="${number}"] [data-test=inspect-record] dt`, { hasText: new RegExp(`^${field}$`) })
        .first()
        .evaluate((term) => term.nextElementSibling?.textContent ?? ''),
  }
}
