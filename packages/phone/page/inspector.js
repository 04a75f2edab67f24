/** What the service knows of a phone, decrypted for the demo: conversation, record, next due, what was sent and why not. */
import { fill, make, write } from './dom.js'
import { get } from './wire.js'
import { printDay, printDistance, printMoment, printNumber, say } from './words.js'

const MOST = 6

/** Puts up the inspector of one number; `refresh` asks the service again. */
export function openInspector(number, service) {
  const title = make('span')
  const panel = make('div', { class: 'panel', 'data-test': 'inspector' })
  const written = make('a', {
    class: 'written',
    'data-test': 'transcript',
    href: `/phone/transcript?number=${encodeURIComponent(number)}`,
    download: 'transcript.yaml',
  })
  const element = make(
    'details',
    { class: 'inspector', open: true, 'data-inspector': number },
    make('summary', {}, title),
    panel,
    written,
  )
  let asked = 0

  async function refresh() {
    write(title, say('inspector'))
    write(written, say('written'))
    if (!element.open) return
    const mine = ++asked
    const inspection = await get(`/phone/inspect?number=${encodeURIComponent(number)}`).catch(() => undefined)
    if (inspection && mine === asked) fill(panel, draw(inspection, service.now()))
  }

  element.addEventListener('toggle', refresh)
  return { element, refresh }
}

function draw(inspection, now) {
  const { phone = {}, conversations = [], women = [], worker, cases = [] } = inspection
  const isKnown = Object.keys({ ...phone, ...worker }).length + women.length + conversations.length > 0
  if (!isKnown) return [make('p', { class: 'none' }, say('nothing'))]
  return [
    section('conversation', 'inspect-conversation', drawConversations(conversations)),
    worker && section('worker', 'inspect-worker', drawFields(worker)),
    cases.length > 0 && section('cases', 'inspect-cases', cases.map(drawFields)),
    women.map((woman) => drawWoman(woman, now)),
    Object.keys(phone).length > 0 && section('phone', 'inspect-phone', drawFields(phone)),
  ]
}

const section = (name, test, ...children) => make('section', { 'data-test': test }, make('h3', {}, say(name)), children)

function drawConversations(conversations) {
  if (conversations.length === 0) return make('p', { class: 'none' }, say('noConversation'))
  return conversations.map((one) =>
    make(
      'div',
      { class: 'talk' },
      make('p', {}, make('b', {}, one.channel.toUpperCase()), ` ${one.flow} › ${one.step} `, dot(one.state)),
      Object.keys(one.answers).length > 0 && drawFields(one.answers),
      one.inputs.length > 0 &&
        make(
          'p',
          { class: 'inputs' },
          `${say('inputs')}: `,
          one.inputs.map((input) => make('kbd', {}, input || '–')),
        ),
    ),
  )
}

function drawWoman(woman, now) {
  const past = woman.items.filter((item) => item.state !== 'ahead').reverse()
  const ahead = woman.items.filter((item) => item.state === 'ahead')
  return make(
    'div',
    { class: 'woman', 'data-woman': woman.id },
    section(
      'next',
      'inspect-next',
      woman.next
        ? make(
            'p',
            { class: 'next' },
            make('b', {}, printDay(woman.next.at)),
            ` · ${printDistance(woman.next.at, now)} · ${woman.next.what}`,
          )
        : make('p', { class: 'none' }, say('nothingNext')),
    ),
    past.length > 0 && section('sends', 'inspect-sends', drawRows(past, now)),
    ahead.length > 0 && section('plan', 'inspect-plan', drawRows(ahead, now)),
    section('record', 'inspect-record', drawFields({ id: woman.id, ...woman.record })),
    woman.history.length > 0 && section('history', 'inspect-history', drawRows([...woman.history].reverse(), now)),
  )
}

function drawRows(rows, now) {
  const shown = rows
    .slice(0, MOST)
    .map((row) =>
      make(
        'li',
        { 'data-state': row.state },
        make('time', {}, printMoment(row.at)),
        make('span', {}, row.what, row.why && make('small', {}, row.why)),
        row.state ? dot(row.state) : make('i', {}, printDistance(row.at, now)),
      ),
    )
  const rest = rows.length - shown.length
  return [make('ul', { class: 'rows' }, shown), rest > 0 && make('p', { class: 'none' }, say('more', { n: rest }))]
}

const dot = (state) => make('i', { class: `dot ${state}` }, say(`state_${state}`))

function drawFields(fields) {
  const print = (value) => (typeof value === 'number' ? printNumber(value) : value === null ? '–' : String(value))
  const rows = Object.entries(fields).map(([name, value]) => [make('dt', {}, name), make('dd', {}, print(value))])
  return make('dl', {}, rows.flat())
}
