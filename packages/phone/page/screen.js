/** What stands on a phone's screen: home, a USSD screen, the messages, or a call. */
import { make } from './dom.js'
import { printMoment, printNow, printNumber, printPhone, printSize, printTime, say } from './words.js'

/** Which of the four a handset shows. */
export function screenMode(view, local) {
  if (!view) return 'home'
  const { call, screen } = view
  if (call && call.id !== local.dismissedCall) return 'call'
  if (local.place === 'messages') return 'messages'
  if (screen && screen.text !== '' && JSON.stringify(screen) !== local.dismissedScreen) return 'ussd'
  return 'home'
}

/** The elements of that screen. */
export function drawScreen(mode, view, { unread, now, isBusy }) {
  if (isBusy && mode !== 'call' && mode !== 'messages') return [make('p', { class: 'wait' }, say('waiting'))]
  if (mode === 'call') return drawCall(view.call, now)
  if (mode === 'messages') return drawMessages(view.messages)
  if (mode === 'ussd') return drawUssd(view.screen)
  return drawHome(unread, now)
}

function drawHome(unread, now) {
  const [day] = printNow(now).split(' · ')
  return [
    make('p', { class: 'big' }, printTime(now)),
    make('p', { class: 'day' }, day),
    unread > 0 && make('p', { class: 'notice' }, `✉ ${printNumber(unread)} ${say('messages')}`),
  ]
}

function drawUssd({ text, isEnd, by, encoding, units }) {
  const room = encoding === 'ucs2' ? 70 : 160
  const size = `${encoding === 'ucs2' ? 'UCS-2' : 'GSM-7'} · ${printNumber(units)}/${printNumber(room)}`
  return [
    make('p', { class: by === 'network' ? 'ussd network' : 'ussd', 'data-test': 'ussd' }, text),
    make(
      'p',
      { class: units > room ? 'size over' : 'size', 'data-test': 'ussd-size', 'aria-hidden': 'true' },
      isEnd ? `${size} · ${say('ended')}` : size,
    ),
  ]
}

function drawMessages(messages) {
  const items = messages.map((message) => {
    const state = message.state === 'arrived' ? '' : ` · ${say(`state_${message.state}`)}`
    const attributes = {
      class: message.way,
      'data-test': `message-${message.way}`,
      'data-segments': String(message.size.segments),
      'data-encoding': message.size.encoding,
    }
    const about = [make('span', {}, `${printMoment(message.at)}${state}`), make('span', {}, printSize(message.size))]
    return make('li', attributes, make('p', {}, message.text), make('small', {}, about))
  })
  if (items.length === 0)
    return [make('p', { class: 'wait' }, say('noMessages')), make('ul', { class: 'inbox', 'data-test': 'inbox' })]
  return [make('ul', { class: 'inbox', 'data-test': 'inbox' }, items)]
}

function drawCall(call, now) {
  const isIncoming = call.direction === 'Outbound'
  const titles = { ringing: isIncoming ? 'incoming' : 'calling', active: 'inCall', ended: 'callEnded' }
  const seconds =
    call.state === 'active' && call.answeredAt ? Math.max(0, Math.round((now - call.answeredAt) / 1000)) : call.seconds
  const waits = { keys: 'waitsKeys', voice: 'waitsVoice' }[call.waiting?.for]
  return [
    make('p', { class: 'callstate', 'data-test': 'call-state', 'data-state': call.state }, say(titles[call.state])),
    make('p', { class: 'other' }, printPhone(call.other)),
    call.state !== 'ringing' &&
      make(
        'p',
        { class: 'seconds', 'data-test': 'seconds', 'aria-hidden': 'true' },
        `${printNumber(seconds)} ${say('callTime')}`,
      ),
    make('ol', { class: 'heard', 'data-test': 'heard' }, call.heard.map(drawHeard)),
    waits &&
      make(
        'p',
        { class: 'waits', 'data-test': 'waits' },
        say(waits),
        call.waiting.typed ? ` · ${call.waiting.typed}` : '',
      ),
  ]
}

function drawHeard(one) {
  if ('say' in one) return make('li', {}, one.say, ' ', make('em', { title: say('spoken') }, 'TTS'))
  if ('dial' in one) return make('li', {}, `${say('connected')} ${printPhone(one.dial)}`)
  const badge =
    one.isStandIn &&
    make('em', { class: 'standin', 'data-test': 'stand-in', title: say('standInLong') }, say('standIn'))
  // A prompt in the middle of a sentence begins with what ends the one before.
  const caption = (one.caption ?? '').replace(/^[\s।:,.]+/, '')
  return make('li', { 'data-key': one.key }, caption || `♪ ${one.key}`, ' ', badge)
}
