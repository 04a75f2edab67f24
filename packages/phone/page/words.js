/** The page's own words in Bangla and English, and how it prints numbers, times and sizes. */

const WORDS = {
  bn: {
    demo: 'পরীক্ষামূলক: এখানকার মানুষ, নম্বর ও সময় সব বানানো। আসল কোনো ফোনে কিছু যায় না।',
    motto: 'যেকোনো ফোনে গর্ভকালীন সেবা',
    clock: 'সেবার ঘড়ি',
    day: '+১ দিন',
    week: '+১ সপ্তাহ',
    due: 'প্রসবের তারিখে যান',
    hints: 'শুরু করতে',
    dialHint: 'ডায়াল করুন',
    callHint: 'কল করুন',
    textHint: 'SMS পাঠান',
    toNumber: 'নম্বরে',
    addLabel: 'আরেকটি ফোন',
    add: 'যোগ করুন',
    added: 'ফোন যোগ হয়েছে',
    'phone.unreadable': 'নম্বরটি বোঝা গেল না। যেমন লিখুন: 01711000003',
    'phone.notMobile': 'এটি মোবাইল নম্বর নয়। যেমন লিখুন: 01711000003',
    'phone.length': 'নম্বরে ১১টি অঙ্ক লাগবে। যেমন লিখুন: 01711000003',
    soundOn: 'শব্দ চালু',
    soundOff: 'শব্দ বন্ধ',
    moving: 'ঘড়ি এগোচ্ছে…',
    stoppedByRing: 'ঘড়ি থেমেছে: একটি ফোন বাজছে।',
    'clock.backward': 'ঘড়ি পেছনে যায় না।',
    'clock.tooFar': 'একবারে এত দূর যাওয়া যায় না।',
    'clock.nothingDue': 'কারও প্রসবের তারিখ সামনে নেই। আগে নিবন্ধন করুন।',
    failed: 'এখন হলো না। আবার চেষ্টা করুন।',
    lost: 'সার্ভারের সাথে সংযোগ নেই। আবার চেষ্টা চলছে…',
    mother: 'মা',
    worker: 'স্বাস্থ্যকর্মী',
    other: 'ফোন',
    phone: 'ফোন',
    messages: 'বার্তা',
    menu: 'ফোন',
    clear: 'মুছুন',
    ok: 'ঠিক আছে',
    send: 'পাঠান',
    callKey: 'কল',
    endKey: 'শেষ',
    key: 'বোতাম',
    backspace: 'একটি অক্ষর মুছুন',
    typeNumber: 'কোড বা নম্বর',
    typeReply: 'উত্তর লিখুন',
    typeMessage: 'বার্তা লিখুন',
    typeKeys: 'বোতাম চাপুন',
    ended: 'শেষ',
    waiting: 'অপেক্ষা করুন…',
    noMessages: 'কোনো বার্তা নেই',
    segment: 'টি SMS',
    units: 'একক',
    state_failed: 'পৌঁছায়নি',
    state_waiting: 'যাচ্ছে…',
    incoming: 'কল আসছে',
    calling: 'কল হচ্ছে…',
    inCall: 'কথা চলছে',
    callEnded: 'কল শেষ',
    callTime: 'সেকেন্ড',
    answer: 'ধরুন',
    decline: 'কাটুন',
    ignore: 'বাজতে দিন',
    waitsKeys: 'বোতাম চাপার অপেক্ষা',
    waitsVoice: 'কথা বলুন, তারপর # চাপুন',
    connected: 'যুক্ত করা হয়েছে:',
    standIn: 'নকল কণ্ঠ',
    standInLong: 'নকল কণ্ঠ: মানুষের রেকর্ড নয়, যন্ত্রে বানানো',
    spoken: 'যন্ত্রে পড়া লেখা, রেকর্ড নেই',
    voices: 'কণ্ঠ: মানুষের {recorded}টি, নকল {standIn}টি, নেই {missing}টি',
    inspector: 'ভেতরে কী আছে',
    written: 'এই কথাবার্তা লিখে নিন',
    conversation: 'কথোপকথন',
    record: 'রেকর্ড',
    next: 'এরপর',
    sends: 'কী গেল, কী গেল না, কেন',
    history: 'ইতিহাস',
    plan: 'সামনে যা আছে',
    cases: 'জরুরি ঘটনা',
    nothing: 'এই নম্বরের কিছু জানা নেই।',
    noConversation: 'কোনো কথোপকথন নেই।',
    nothingNext: 'সামনে কিছু নেই।',
    state_ahead: 'সামনে',
    state_sent: 'গেছে',
    state_notSent: 'যায়নি',
    state_open: 'চলছে',
    state_ended: 'শেষ',
    state_offered: 'কেটে গেছে, আবার দেওয়া হবে',
    answers: 'উত্তর',
    inputs: 'চাপা হয়েছে',
    today: 'আজ',
    inDays: '{n} দিন পরে',
    agoDays: '{n} দিন আগে',
    more: 'আরও {n}টি',
    complaints: 'অপারেটর {n}টি উত্তর বুঝতে পারেনি।',
  },
  en: {
    demo: 'The people, numbers and time here are made up. Nothing reaches a real phone.',
    motto: 'Pregnancy care on any phone',
    clock: "The service's clock",
    day: '+1 day',
    week: '+1 week',
    due: 'To the due date',
    hints: 'To begin',
    dialHint: 'Dial',
    callHint: 'Call',
    textHint: 'Text',
    toNumber: 'to',
    addLabel: 'One more phone',
    add: 'Add',
    added: 'Phone added',
    'phone.unreadable': 'That is not a number. For example: 01711000003',
    'phone.notMobile': 'That is not a mobile number. For example: 01711000003',
    'phone.length': 'A number has 11 digits. For example: 01711000003',
    soundOn: 'Sound on',
    soundOff: 'Sound off',
    moving: 'The clock is moving…',
    stoppedByRing: 'The clock stopped: a phone is ringing.',
    'clock.backward': 'The clock does not go back.',
    'clock.tooFar': 'That is too far at once.',
    'clock.nothingDue': 'Nobody has a due date ahead. Register somebody first.',
    failed: 'Not done. Please try again.',
    lost: 'No connection to the server. Trying again…',
    mother: 'Mother',
    worker: 'Health worker',
    other: 'Phone',
    phone: 'Phone',
    messages: 'Messages',
    menu: 'Phone',
    clear: 'Clear',
    ok: 'OK',
    send: 'Send',
    callKey: 'Call',
    endKey: 'End',
    key: 'Key',
    backspace: 'Delete one character',
    typeNumber: 'Code or number',
    typeReply: 'Your reply',
    typeMessage: 'Your message',
    typeKeys: 'Press keys',
    ended: 'End',
    waiting: 'Please wait…',
    noMessages: 'No messages',
    segment: 'SMS',
    units: 'units',
    state_failed: 'not delivered',
    state_waiting: 'sending…',
    incoming: 'Incoming call',
    calling: 'Calling…',
    inCall: 'In a call',
    callEnded: 'Call ended',
    callTime: 'seconds',
    answer: 'Answer',
    decline: 'Decline',
    ignore: 'Let it ring',
    waitsKeys: 'Waiting for keys',
    waitsVoice: 'Speak, then press #',
    connected: 'Connected to',
    standIn: 'stand-in voice',
    standInLong: 'Stand-in voice: synthetic, not recorded by a person',
    spoken: 'Text read by a machine, no recording',
    voices: 'Prompts: {recorded} recorded by people, {standIn} stand-in, {missing} missing',
    inspector: 'Inspector',
    written: 'Write this conversation down',
    conversation: 'Conversation',
    record: 'Record',
    next: 'Next due',
    sends: 'What was sent or not, and why',
    history: 'History',
    plan: 'Ahead',
    cases: 'Cases',
    nothing: 'Nothing is known of this number.',
    noConversation: 'No conversation.',
    nothingNext: 'Nothing ahead.',
    state_ahead: 'ahead',
    state_sent: 'sent',
    state_notSent: 'not sent',
    state_open: 'open',
    state_ended: 'ended',
    state_offered: 'cut off, will be offered again',
    answers: 'Answers',
    inputs: 'Entered',
    today: 'today',
    inDays: 'in {n} days',
    agoDays: '{n} days ago',
    more: '{n} more',
    complaints: 'The operator could not make sense of {n} answers.',
  },
}

let language = localStorage.getItem('language') === 'en' ? 'en' : 'bn'

/** The language the page is in: `bn` or `en`. */
export const currentLanguage = () => language

/** Turns the page to the other language and remembers it. */
export function switchLanguage() {
  language = language === 'bn' ? 'en' : 'bn'
  localStorage.setItem('language', language)
}

/** A text of the page; `{n}` and the like are filled in. */
export function say(name, filled = {}) {
  const text = WORDS[language][name] ?? name
  return text.replace(/\{(\w+)\}/g, (_whole, key) => printNumber(filled[key] ?? 0))
}

/** A text that came in both languages. */
export const choose = (words) => words?.[language] ?? ''

/** A number in the digits of the language. */
export const printNumber = (number) => new Intl.NumberFormat(locale(), { useGrouping: false }).format(number)

const locale = () => (language === 'bn' ? 'bn-BD' : 'en-GB')
const format = (at, options) => new Intl.DateTimeFormat(locale(), { timeZone: 'Asia/Dhaka', ...options }).format(at)

/** An instant as day and time in Dhaka. */
export const printNow = (at) =>
  `${format(at, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })} · ${printTime(at)}`

/** The time of day in Dhaka. */
export const printTime = (at) => format(at, { hour: '2-digit', minute: '2-digit', hour12: false })

/** A short day, with the time. */
export const printMoment = (at) => `${format(at, { day: 'numeric', month: 'short' })} ${printTime(at)}`

/** A short day with its year. */
export const printDay = (at) => format(at, { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' })

/** How far an instant is from now, in days of the Dhaka calendar. */
export function printDistance(at, now) {
  const day = (instant) => Math.floor((instant + 6 * 3_600_000) / 86_400_000)
  const days = day(at) - day(now)
  if (days === 0) return say('today')
  return days > 0 ? say('inDays', { n: days }) : say('agoDays', { n: -days })
}

/** What a text costs as SMS: encoding, units of the room there is, segments. */
export function printSize({ encoding, units, segments }) {
  const [alone, joined] = encoding === 'ucs2' ? [70, 67] : [160, 153]
  const room = segments === 1 ? alone : segments * joined
  const name = encoding === 'ucs2' ? 'UCS-2' : 'GSM-7'
  return `${name} · ${printNumber(units)}/${printNumber(room)} · ${printNumber(segments)}${language === 'bn' ? '' : ' '}${say('segment')}`
}

/** A number in the way people write it, `01711-000001`. */
export const printPhone = (number) => number.replace(/^\+88(0\d{4})(\d{6})$/, '$1-$2')
