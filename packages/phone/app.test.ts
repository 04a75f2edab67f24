import { beforeEach, describe, expect, it } from 'vitest'
import { makePhoneApp } from './app.ts'
import type { Demo, Move } from './demo.ts'
import { type Rehearsal, rehearse } from './fake.ts'

const RINA = '+8801711000001'

let rehearsal: Rehearsal
let moves: Move[]
let app: ReturnType<typeof makePhoneApp>

beforeEach(() => {
  rehearsal = rehearse({ isHeardAtOnce: false })
  moves = []
  const demo: Demo = {
    operator: rehearsal.operator,
    now: () => rehearsal.now,
    moveClock: async (move) => {
      moves.push(move)
      if ('to' in move && move.to === 'due' && !move.number) return { ok: false, error: 'clock.nothingDue' }
      rehearsal.now += 'by' in move ? move.by : 0
      return { ok: true, now: rehearsal.now }
    },
    inspect: async (number) => ({ phone: { number }, conversations: [], women: [] }),
    audioUrl: 'http://service/audio/',
    isStandIn: (key) => key === 'bn/hello',
    captionOf: (key) => (key === 'bn/hello' ? 'স্বাগতম' : undefined),
    people: [{ number: RINA, name: { bn: 'রহিমা', en: 'Rahima' }, role: 'mother' }],
    examples: [],
    links: [],
  }
  app = makePhoneApp(demo)
})

const post = async (path: string, fields: object) => {
  const body = JSON.stringify(fields)
  const response = await app.request(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  return { status: response.status, ...JSON.parse((await response.text()) || '{}') }
}
const get = async (path: string) => (await app.request(path)).json()

describe('a conversation written down', () => {
  it('comes as a file, with the words of each prompt; nothing where nothing was said', async () => {
    const path = `/phone/transcript?number=${encodeURIComponent(RINA)}&title=Rina`
    expect((await app.request(path)).status).toBe(404)
    await post('/phone/dial', { number: RINA, code: '*16789#' })
    const response = await app.request(path)
    expect(response.headers.get('content-disposition')).toContain('transcript.yaml')
    const text = await response.text()
    expect(text).toContain('transcript: Rina')
    expect(text).toContain('- dials: "*16789#"')
    expect(text).toContain('2 তারিখ লিখুন')
  })

  it('is not given for a phone that is not there', async () => {
    expect((await app.request('/phone/transcript?number=1')).status).toBe(404)
  })
})

describe('the page', () => {
  it('loads nothing from anywhere else', async () => {
    const page = await app.request('/')
    const html = await page.text()
    const linked = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '')
    expect(linked.filter((url) => url.startsWith('/')).length).toBeGreaterThan(5)
    for (const url of linked.filter((one) => one !== 'data:,')) {
      expect(url).toMatch(/^\/phone\//)
      expect((await app.request(url)).status, url).toBe(200)
    }
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it('serves every file that its scripts and styles name', async () => {
    for (const file of ['page', 'handset', 'screen', 'inspector', 'sound', 'wire', 'dom', 'words']) {
      const script = await (await app.request(`/phone/page/${file}.js`)).text()
      for (const [, name] of script.matchAll(/from '\.\/(\w+\.js)'/g)) {
        expect((await app.request(`/phone/page/${name}`)).headers.get('content-type')).toContain('text/javascript')
      }
    }
    const css = await (await app.request('/phone/page/font.css')).text()
    const fonts = [...css.matchAll(/url\("([^"]+)"\)/g)].map((match) => match[1] ?? '')
    expect(fonts).toHaveLength(4)
    for (const font of fonts) expect((await app.request(font)).headers.get('content-type')).toBe('font/woff2')
  })

  it('is marked DEMO', async () => {
    expect(await (await app.request('/')).text()).toContain('DEMO')
    expect(await get('/phone/state')).toMatchObject({ isDemo: true })
  })

  it.each([
    '/phone/page/../app.ts',
    '/phone/page/nothing.js',
    '/phone/font/package.json',
    '/phone/page/page.html',
  ])('does not serve %s', async (path) => {
    expect((await app.request(path)).status).toBe(404)
  })
})

describe('the handsets', () => {
  it('dial, answer and show what it costs', async () => {
    expect(await post('/phone/dial', { number: RINA, code: '*16789#' })).toMatchObject({
      status: 200,
      name: { bn: 'রহিমা', en: 'Rahima' },
      screen: { text: expect.stringContaining('ধাত্রী সেবা'), isEnd: false, by: 'service', encoding: 'ucs2', units: 46 },
    })
    expect(await post('/phone/enter', { number: RINA, text: '1' })).toMatchObject({ screen: { isEnd: true } })
    await post('/phone/text', { number: RINA, to: '16789', text: 'hello' })
    expect(await get(`/phone/inbox?number=${encodeURIComponent(RINA)}`)).toMatchObject([{ size: { segments: 1 } }])
  })

  it('mark every stand-in voice, and say where the page finds it', async () => {
    expect(await post('/phone/call', { number: RINA, to: '+8809612016789' })).toMatchObject({
      call: {
        heard: [
          { play: '/audio/bn/hello.mp3', key: 'bn/hello', caption: 'স্বাগতম', isStandIn: true },
          { play: '/audio/bn/press.mp3', key: 'bn/press', caption: '', isStandIn: false },
        ],
        waiting: { for: 'keys', most: 1, finish: '#', timeout: 6, typed: '' },
      },
    })
  })

  it('let only the first of two pages say that nobody pressed a key', async () => {
    await post('/phone/call', { number: RINA, to: '+8809612016789' })
    await Promise.all([
      post('/phone/silence', { number: RINA, after: 2 }),
      post('/phone/silence', { number: RINA, after: 2 }),
    ])
    expect(rehearsal.asked('voice')).toHaveLength(2)
  })

  it('do one deed after the other', async () => {
    const deeds = [post('/phone/dial', { number: RINA, code: '*16789#' })]
    for (const text of ['2', '1203']) deeds.push(post('/phone/enter', { number: RINA, text }))
    await Promise.all(deeds)
    expect(rehearsal.asked('ussd').map((fields) => fields['text'])).toEqual(['', '2', '2*1203'])
  })

  it('are added by number, in any digits', async () => {
    expect(await post('/phone/handsets', { number: '০১৫১১ ০০০০০৭' })).toMatchObject({
      status: 201,
      number: '+8801511000007',
      role: 'other',
    })
    expect(await post('/phone/handsets', { number: '999' })).toMatchObject({ status: 400 })
    expect(await get('/phone/handsets')).toHaveLength(2)
  })

  it.each([
    ['a key without a session', '/phone/enter', { text: '1' }, 409, 'phone.notNow'],
    ['an answer without a ring', '/phone/answer', {}, 409, 'phone.notNow'],
    ['a call to nobody', '/phone/call', { to: '+8801999999999' }, 409, 'phone.notNow'],
    ['a missing field', '/phone/dial', {}, 400, 'request.malformed'],
    ['an unknown handset', '/phone/dial', { number: '+8801999999999', code: '*1#' }, 404, 'phone.unknown'],
  ])('refuse %s', async (_what, path, fields, status, error) => {
    expect(await post(path, { number: RINA, ...fields })).toMatchObject({ status, error })
  })

  it('take nothing that another site could post unasked', async () => {
    const body = JSON.stringify({ number: RINA, code: '*16789#' })
    expect((await app.request('/phone/dial', { method: 'POST', body })).status).toBe(400)
    expect(rehearsal.fake.asked).toEqual([])
  })
})

describe('the clock and the inspector', () => {
  it.each([
    [{ by: '1d' }, { by: 86_400_000 }],
    [{ by: '1w' }, { by: 604_800_000 }],
    [{ by: 1000 }, { by: 1000 }],
    [{ by: '1000' }, { by: 1000 }],
    [{ to: '2026-08-01T00:00:00Z' }, { to: Date.UTC(2026, 7, 1) }],
    [
      { to: 'due', number: RINA },
      { to: 'due', number: RINA },
    ],
  ])('moves by %j', async (fields, move) => {
    expect(await post('/phone/clock', fields)).toMatchObject({ status: 200, ok: true })
    expect(moves).toEqual([move])
  })

  it('says what cannot be done', async () => {
    expect(await post('/phone/clock', { by: 'soon' })).toMatchObject({ status: 400 })
    expect(await post('/phone/clock', { to: 'due' })).toMatchObject({ status: 409, error: 'clock.nothingDue' })
  })

  it('shows what the service knows of a number', async () => {
    expect(await get('/phone/inspect?number=01711000001')).toMatchObject({ phone: { number: RINA } })
  })

  it('tells of every change, and ends what nobody goes on with', async () => {
    const events = await app.request('/phone/events')
    const reader = events.body!.getReader()
    const next = async () => new TextDecoder().decode((await reader.read()).value)
    expect(await next()).toContain('event: change')
    await rehearsal.operator.handset(RINA).dials('*16789#')
    expect(await next()).toContain('event: change')
    rehearsal.now += 61_000
    await expect.poll(() => rehearsal.operator.handset(RINA).sees()?.isEnd, { timeout: 5000 }).toBe(true)
    await reader.cancel()
  })
})
