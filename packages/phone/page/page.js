/**
 * The demo page: the clock, the hints, one station (handset and inspector) per phone.
 *
 * For a browser test, every part has a `data-test` name; those of a phone lie inside `[data-handset="+8801711000001"]`:
 * - `screen` what the phone shows, inside `.screen[data-view=home|ussd|messages|call][data-end=true|false]`; `ussd` the
 *   USSD text alone, `ussd-size`; `input`, `send`, `cost` the line one types into, its button, what the SMS will cost;
 * - `key-0` … `key-9`, `key-star`, `key-hash`, `key-call`, `key-end`, `clear`, `tab-messages` (data-unread) the keys;
 * - `inbox` with `message-in` and `message-out` (data-segments, data-encoding);
 * - `call-state` (data-state=ringing|active|ended), `seconds` its length, `waits` while keys or a voice are waited for,
 *   `heard` with one li per prompt (data-key), `stand-in` its badge.
 * Inside `[data-inspector="+88…"]`: `inspector`, `inspect-conversation`, `inspect-phone`, `inspect-record`,
 * `inspect-next`, `inspect-sends`, `inspect-plan`, `inspect-history`, `inspect-worker`, `inspect-cases`, `transcript`.
 * On the page: `demo`, `now` (datetime), `clock-1d`, `clock-1w`, `clock-due`, `clock-status`, `language`, `sound`,
 * `hints` with `hint-dial`, `hint-call`, `hint-text`, `handsets`, `add-number`, `add`, `add-status`, `voices`, `complaints`,
 * `links`.
 */
import { fill, make, write } from './dom.js'
import { openHandset } from './handset.js'
import { openInspector } from './inspector.js'
import { hasSound, switchSound } from './sound.js'
import { get, listen, post } from './wire.js'
import { choose, currentLanguage, printNow, printPhone, say, switchLanguage } from './words.js'

const find = (test) => document.querySelector(`[data-test="${test}"]`)
const stations = new Map()
let state
let ahead = 0
/** The phone in hand last, a health worker's apart: whose due date is meant. */
let lastUsed

const mother = () => state.handsets.find((view) => view.role === 'mother')?.number

const service = {
  now: () => Date.now() + ahead,
  shortCode: () => state.shortCode,
  onFail: () => tell('failed'),
}

let told = ''

/** Says one thing under the clock until the next. */
function tell(name) {
  told = name
  write(find('clock-status'), name === '' ? '' : say(name))
}

let isLoading = false
let isStale = false

/** Fetches the whole state; a change during the fetch fetches once more. */
async function refresh() {
  if (isLoading) {
    isStale = true
    return
  }
  isLoading = true
  try {
    state = await get('/phone/state')
    ahead = state.now - Date.now()
    for (const view of state.handsets) showHandset(view)
    draw()
    inspect()
  } catch {
    // The server is away: what is shown stays, and the events say when it is back.
  } finally {
    isLoading = false
    if (isStale) {
      isStale = false
      void refresh()
    }
  }
}

function showHandset(view) {
  let station = stations.get(view.number)
  if (!station) {
    const handset = openHandset(view.number, service)
    const inspector = openInspector(view.number, service)
    station = { handset, inspector, element: make('article', { class: 'station' }, handset.element, inspector.element) }
    stations.set(view.number, station)
    find('handsets').append(station.element)
  }
  station.handset.update(view)
}

let inspecting

/** Asks for all inspectors a moment after the last change: a turn makes several. */
function inspect() {
  clearTimeout(inspecting)
  inspecting = setTimeout(() => {
    for (const { inspector } of stations.values()) inspector.refresh()
  }, 150)
}

function draw() {
  document.documentElement.lang = currentLanguage()
  for (const element of document.querySelectorAll('[data-words]')) write(element, say(element.dataset.words))
  write(find('language'), currentLanguage() === 'bn' ? 'English' : 'বাংলা')
  find('language').lang = currentLanguage() === 'bn' ? 'en' : 'bn'
  write(find('sound'), say(hasSound() ? 'soundOn' : 'soundOff'))
  find('sound').setAttribute('aria-pressed', String(hasSound()))
  const isRinging = state.handsets.some((view) => view.call?.state === 'ringing')
  tell(told === 'stoppedByRing' && !isRinging ? '' : told)
  drawHints()
  write(find('add-status'), sayAdded())
  write(find('voices'), state.voices ? say('voices', state.voices) : '')
  write(find('complaints'), state.complaints > 0 ? say('complaints', { n: state.complaints }) : '')
  fill(
    find('links'),
    state.links.map(({ name, url }) => make('a', { href: url }, choose(name))),
  )
  tick()
}

function drawHints() {
  const hint = (test, by, place, text, ...words) =>
    make(
      'li',
      {},
      make('button', { type: 'button', 'data-test': test, onclick: () => typeInto(by, text, place) }, ...words),
    )
  const [number] = state.voiceNumbers
  const local = number.replace(/^\+88/, '')
  const hints = [
    hint('hint-dial', 'mother', 'phone', state.serviceCode, `${say('dialHint')} `, make('b', {}, state.serviceCode)),
    hint('hint-call', 'mother', 'phone', local, `${say('callHint')} `, make('b', {}, local)),
    ...state.examples.map(({ by, text, about }) =>
      hint(
        'hint-text',
        by,
        'messages',
        text,
        `${say('textHint')} `,
        make('b', {}, text),
        make('small', {}, choose(about)),
      ),
    ),
  ]
  find('hints')
    .querySelector('ul')
    .replaceChildren(...hints)
}

function typeInto(role, text, place) {
  const view = state.handsets.find((one) => one.role === role) ?? state.handsets[0]
  if (view) void stations.get(view.number)?.handset.type(text, place)
}

function tick() {
  if (!state) return
  write(find('now'), printNow(service.now()))
  find('now').dateTime = new Date(service.now()).toISOString()
  for (const { handset } of stations.values()) handset.tick()
}

async function moveClock(body) {
  const buttons = document.querySelectorAll('.moves button')
  for (const button of buttons) button.disabled = true
  tell('moving')
  const moved = await post('/phone/clock', body).catch(() => ({ isOk: false }))
  for (const button of buttons) button.disabled = false
  tell(moved.isOk ? (moved.stoppedBy ? 'stoppedByRing' : '') : (moved.error ?? 'failed'))
  await refresh()
}

/** What became of the phone that was added last, in the language of the page. */
let sayAdded = () => ''

async function addHandset(event) {
  event.preventDefault()
  const input = find('add-number')
  const added = await post('/phone/handsets', { number: input.value }).catch(() => ({ isOk: false }))
  sayAdded = () => (added.isOk ? `${say('added')}: ${printPhone(added.number)}` : say(added.error ?? 'failed'))
  write(find('add-status'), sayAdded())
  if (!added.isOk) return input.focus()
  input.value = ''
  await refresh()
  stations.get(added.number)?.element.scrollIntoView({ behavior: 'smooth', block: 'nearest' })
}

find('clock-1d').addEventListener('click', () => moveClock({ by: '1d' }))
find('clock-1w').addEventListener('click', () => moveClock({ by: '1w' }))
find('clock-due').addEventListener('click', () => moveClock({ to: 'due', number: lastUsed ?? mother() }))
find('handsets').addEventListener('focusin', (event) => {
  const { handset } = event.target.closest('[data-handset]')?.dataset ?? {}
  if (state.handsets.some((view) => view.number === handset && view.role !== 'worker')) lastUsed = handset
})
find('add-form').addEventListener('submit', addHandset)
find('language').addEventListener('click', () => {
  switchLanguage()
  draw()
  inspect()
})
find('sound').addEventListener('click', () => {
  switchSound()
  draw()
})

listen((isThere) => {
  document.body.toggleAttribute('data-lost', !isThere)
  if (!isThere) return tell('lost')
  if (told === 'lost') tell('')
  void refresh()
})
setInterval(tick, 1000)
// What the service does by itself (a tick, a receipt) changes no handset.
setInterval(() => document.visibilityState === 'visible' && inspect(), 5000)
