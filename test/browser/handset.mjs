/** One handset on the demo page, held by a person: everything is done by clicking and typing, everything read off the screen. */
import { inLatin } from './calendar.mjs'

const names = { '*': 'star', '#': 'hash' }

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
      for (const input of inputs) {
        await enter(input)
        await click('send')
      }
    },
    endsCall: () => click('key-end'),
    /** Goes on to the next page with 1 until the session ends. */
    readsToEnd: async () => {
      for (let pages = 0; pages < 9 && (await screen.getAttribute('data-end')) !== 'true'; pages++) {
        await enter('1')
        await click('send')
      }
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
    /** Presses keys in a call once it waits for them; returns what was heard from then on. */
    keys: async (keys) => {
      await part('waits').waitFor({ timeout: 10_000 })
      const before = await part('heard').locator('li').count()
      for (const key of keys) await click(`key-${names[key] ?? key}`)
      await part('heard').locator('li').nth(before).waitFor({ timeout: 10_000 })
      return (await part('heard').locator('li').allInnerTexts()).slice(before).join(' ')
    },
    /** Waits until the call waits for a key. */
    isWaitedFor: () => part('waits').waitFor({ timeout: 10_000 }),
    heard: async () => (await part('heard').locator('li').allInnerTexts()).join(' '),
    /** The recordings that were played in this call, by their keys. */
    played: async () =>
      (
        await part('heard')
          .locator('li[data-key]')
          .evaluateAll((all) => all.map((one) => one.dataset.key))
      ).join(' '),
    /** Listens until the call is so many seconds old. */
    listens: async (seconds) => {
      for (;;) {
        const [shown] = await part('seconds').allInnerTexts()
        if (Number(inLatin(shown ?? '').match(/\d+/)?.[0]) >= seconds) return
        await page.waitForTimeout(200)
      }
    },
    hangsUp: async () => {
      await click('key-end')
      await part('call-state').and(page.locator('[data-state=ended]')).waitFor({ timeout: 10_000 })
    },
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
