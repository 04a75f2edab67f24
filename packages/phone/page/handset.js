/** One feature phone: its screen, its keys, its earpiece. It knows the last view the server gave and where its owner is. */
import { fill, make, write } from './dom.js'
import { drawScreen, screenMode } from './screen.js'
import { chime, openEarpiece, playKey, ring } from './sound.js'
import { get, post } from './wire.js'
import { choose, printNumber, printPhone, printSize, printTime, say } from './words.js'

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#']
const BANGLA = { 1: '১', 2: '২', 3: '৩', 4: '৪', 5: '৫', 6: '৬', 7: '৭', 8: '৮', 9: '৯', 0: '০' }

/** Bangla digits as a telephone network takes them. */
const foldDigits = (text) => text.replace(/[০-৯]/g, (digit) => String(digit.charCodeAt(0) - 0x9e6))

/** Puts up a handset; `update` shows what the server knows, `tick` the time, `type` fills the input line. */
export function openHandset(number, service) {
  const local = {
    place: 'phone',
    dismissedCall: '',
    dismissedScreen: '',
    read: undefined,
    callId: '',
    heard: 0,
    isBusy: false,
  }
  let view
  let stopRing
  let silence

  const parts = build(number, { press, submit, end, erase, toggle, typed })
  const earpiece = openEarpiece(goOn)

  async function deed(name, fields = {}) {
    local.isBusy = true
    draw()
    const answer = await post(`/phone/${name}`, { number, ...fields }).catch(() => ({ isOk: false }))
    local.isBusy = false
    if (answer.isOk) update(answer)
    else service.onFail()
    draw()
  }

  function press(key) {
    playKey(key)
    if (mode() === 'call' && view.call.state === 'active') {
      earpiece.cut()
      clearTimeout(silence)
      return deed('keys', { keys: key })
    }
    parts.input.value += key
    void measure()
  }

  function submit() {
    const text = parts.input.value.trim()
    const now = mode()
    if (now === 'call' && view.call.state === 'ringing' && view.call.direction === 'Outbound') return deed('answer')
    if (text === '') return
    parts.input.value = ''
    void measure()
    if (now === 'call' && view.call.state === 'active') {
      earpiece.cut()
      return deed('keys', { keys: foldDigits(text) })
    }
    if (now === 'messages') return deed('text', { to: service.shortCode(), text })
    if (now === 'ussd' && !view.screen.isEnd) return deed('enter', { text })
    const dialled = foldDigits(text).replace(/[\s-]/g, '')
    local.dismissedCall = view.call?.id ?? ''
    local.dismissedScreen = ''
    local.place = 'phone'
    if (/[*#]/.test(dialled)) return deed('dial', { code: dialled })
    return deed('call', { to: dialled.replace(/^(?:88)?0/, '+880') })
  }

  function end() {
    const now = mode()
    if (now === 'call' && view.call.state !== 'ended') {
      earpiece.cut()
      return deed(isIncoming() ? 'decline' : 'hangup')
    }
    if (now === 'ussd' && !view.screen.isEnd) return deed('hangup')
    if (now === 'call') local.dismissedCall = view.call.id
    else if (now === 'ussd') local.dismissedScreen = JSON.stringify(view.screen)
    else if (now === 'messages') local.place = 'phone'
    parts.input.value = ''
    void measure()
    draw()
  }

  function erase() {
    parts.input.value = Array.from(parts.input.value).slice(0, -1).join('')
    void measure()
  }

  function toggle() {
    local.place = mode() === 'messages' ? 'phone' : 'messages'
    if (view.call?.state === 'ended') local.dismissedCall = view.call.id
    draw()
    parts.input.focus({ preventScroll: true })
  }

  const mode = () => screenMode(view, local)
  const isIncoming = () => view.call?.state === 'ringing' && view.call.direction === 'Outbound'

  /** The earpiece has fallen silent: the network may go on, or wait for keys. */
  function goOn() {
    clearTimeout(silence)
    const call = view?.call
    if (call?.state !== 'active' || local.heard < call.heard.length) return
    const after = call.heard.length
    if (call.waiting?.for === 'prompts') post('/phone/heard', { number, after }).catch(() => {})
    if (call.waiting?.for !== 'keys') return
    silence = setTimeout(() => post('/phone/silence', { number, after }).catch(() => {}), call.waiting.timeout * 1000)
  }

  function update(fresh) {
    const isFirst = view === undefined
    view = fresh
    const received = view.messages.filter((message) => message.way === 'in').length
    if (isFirst) local.read = received
    else if (received > (local.known ?? 0)) chime()
    local.known = received
    followCall(isFirst)
    draw()
  }

  function followCall(isFirst) {
    const { call } = view
    if (isIncoming()) stopRing ??= ring()
    else {
      stopRing?.()
      stopRing = undefined
    }
    if (!call) return
    if (isFirst && call.state === 'ended') local.dismissedCall = call.id
    if (call.id !== local.callId) {
      local.callId = call.id
      local.heard = isFirst ? call.heard.length : 0
      earpiece.cut()
    }
    if (call.state === 'ended') {
      clearTimeout(silence)
      earpiece.cut()
      return
    }
    const fresh = call.heard.slice(local.heard)
    local.heard = call.heard.length
    if (fresh.length > 0) earpiece.add(fresh)
    else if (earpiece.isQuiet()) goOn()
  }

  /** What is typed on the computer's keyboard: in a call every key goes out at once, as on the phone's own. */
  function typed() {
    const keys = foldDigits(parts.input.value).replace(/[^0-9*#]/g, '')
    if (mode() !== 'call' || view.call.state !== 'active') return measure()
    parts.input.value = ''
    if (keys === '') return
    playKey(keys.at(-1))
    earpiece.cut()
    clearTimeout(silence)
    return deed('keys', { keys })
  }

  /** What the text being written will cost, while it is written. */
  async function measure() {
    const text = parts.input.value
    if (mode() !== 'messages' || text === '') return write(parts.cost, '')
    const size = await get(`/phone/measure?text=${encodeURIComponent(text)}`).catch(() => undefined)
    if (size && parts.input.value === text) write(parts.cost, printSize(size))
  }

  function draw() {
    if (!view) return
    const now = mode()
    const received = view.messages.filter((message) => message.way === 'in').length
    if (now === 'messages') local.read = received
    const unread = received - (local.read ?? 0)
    const name = choose(view.name) || say(view.role)
    parts.element.dataset.role = view.role
    parts.element.setAttribute('aria-label', `${name}, ${printPhone(number)}`)
    write(parts.name, name)
    write(parts.number, printPhone(number))
    parts.screen.dataset.view = now
    parts.screen.dataset.end = String(now === 'ussd' && view.screen.isEnd)
    parts.screen.toggleAttribute('data-busy', local.isBusy)
    const hasChanged = fill(parts.view, drawScreen(now, view, { unread, now: service.now(), isBusy: local.isBusy }))
    if (hasChanged) parts.view.scrollTop = now === 'ussd' || now === 'home' ? 0 : parts.view.scrollHeight
    const placeholders = {
      home: 'typeNumber',
      ussd: view.screen?.isEnd ? 'typeNumber' : 'typeReply',
      messages: 'typeMessage',
      call: view.call?.state === 'ended' ? 'typeNumber' : 'typeKeys',
    }
    parts.input.placeholder = say(placeholders[now])
    parts.input.setAttribute('aria-label', `${name}: ${say(placeholders[now])}`)
    write(parts.send, isIncoming() ? say('answer') : say('send'))
    write(parts.left, now === 'messages' ? say('menu') : say('messages'))
    parts.left.dataset.unread = String(unread)
    parts.left.dataset.badge = unread > 0 ? printNumber(unread) : ''
    write(parts.right, say('clear'))
    parts.right.setAttribute('aria-label', say('backspace'))
    parts.callKey.setAttribute('aria-label', isIncoming() ? say('answer') : say('callKey'))
    parts.endKey.setAttribute('aria-label', isIncoming() ? say('decline') : say('endKey'))
    parts.element.toggleAttribute('data-ringing', isIncoming())
    write(parts.time, printTime(service.now()))
  }

  return {
    element: parts.element,
    update,
    tick: draw,
    type: async (text, place) => {
      // A new code or number begins anew: what is typed into an open session would be an answer.
      if (place === 'phone' && view.screen?.isEnd === false) await deed('hangup')
      local.place = place
      if (view.call?.state === 'ended') local.dismissedCall = view.call.id
      parts.input.value = text
      draw()
      void measure()
      parts.input.focus()
    },
  }
}

function build(number, { press, submit, end, erase, toggle, typed }) {
  const input = make('input', {
    class: 'typed',
    autocomplete: 'off',
    enterkeyhint: 'send',
    'data-test': 'input',
    oninput: typed,
  })
  const send = make('button', { type: 'submit', class: 'send', 'data-test': 'send' })
  const line = make(
    'form',
    {
      class: 'line',
      onsubmit: (event) => {
        event.preventDefault()
        submit()
      },
    },
    input,
    send,
  )
  const view = make('div', { class: 'view', 'data-test': 'screen', 'aria-live': 'polite', tabindex: '0' })
  const cost = make('p', { class: 'cost', 'data-test': 'cost', 'aria-live': 'off' })
  const time = make('span')
  const bar = make(
    'div',
    { class: 'bar', 'aria-hidden': 'true' },
    make('i', { class: 'signal' }),
    time,
    make('i', { class: 'battery' }),
  )
  const screen = make('div', { class: 'screen' }, bar, view, cost, line)
  const button = (test, kind, onclick, ...children) =>
    make('button', { type: 'button', class: kind, 'data-test': test, onclick }, ...children)
  const left = button('tab-messages', 'soft', toggle)
  const right = button('clear', 'soft', erase)
  const callKey = button('key-call', 'call', submit, make('i', { 'aria-hidden': 'true' }))
  const endKey = button('key-end', 'end', end, make('i', { 'aria-hidden': 'true' }))
  const keys = KEYS.map((key) => {
    const names = { '*': 'star', '#': 'hash' }
    return button(
      `key-${names[key] ?? key}`,
      'key',
      () => press(key),
      key,
      make('small', { 'aria-hidden': 'true' }, BANGLA[key] ?? ''),
    )
  })
  const name = make('b')
  const phone = make('span', { class: 'number', 'data-test': 'number' })
  const body = make(
    'div',
    { class: 'body' },
    make('div', { class: 'ear', 'aria-hidden': 'true' }),
    screen,
    make('div', { class: 'row' }, left, right),
    make('div', { class: 'row' }, callKey, endKey),
    make('div', { class: 'pad', role: 'group' }, keys),
  )
  const element = make('section', { class: 'handset', 'data-handset': number }, make('h2', {}, name, phone), body)
  // Escape is the red key, wherever the focus is on this phone.
  element.addEventListener('keydown', (event) => event.key === 'Escape' && end())
  return { element, name, number: phone, screen, view, cost, input, send, left, right, callKey, endKey, time }
}
