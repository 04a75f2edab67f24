/**
 * Renders a state as every caller would get it: each language, each profile, with the values at hand and with every
 * value at its widest. One screen, not empty, within its bounds; a call plays nothing that is not on the list of prompts.
 */
import { measureSms } from '@dhatri/text/sms'
import { fitsUssd, measureUssd } from '@dhatri/text/ussd'
import type { Language } from '../channel.ts'
import { printWorst } from '../checks/worst.ts'
import type { Machine } from '../machine.ts'
import { cutScreen, printContent } from '../page.ts'
import { chooseLanguages, type View } from '../print.ts'
import type { Prompt } from '../prompt.ts'
import { gatherPrompts } from '../prompts.ts'
import { NOTHING, type Saying, type Scope, type Screen, valueIn } from '../screen.ts'
import { playedKey } from '../sound.ts'
import { viewOf } from '../stage.ts'
import { screenOf, takenHere } from '../view.ts'
import { gatherFor, speakScreen } from '../voice.ts'
import { pickParts, type Text } from '../wording.ts'
import { BOUNDS, type Bounds } from './ground.ts'
import { placesIn } from './reads.ts'
import { note } from './report.ts'
import type { Fault, Node, Size, Space } from './state.ts'

/** Renders a state on the channel of its space; notes what is wrong and says how large it is. */
export function checkScreens(space: Space, node: Node): Size {
  const { machine } = node
  const screen = screenOf(machine)
  const shown = signatureOf(screen, machine)
  const known = space.sizes.get(shown)
  if (known !== undefined) return known
  const size = measure(space, node, screen)
  space.sizes.set(shown, size)
  return size
}

/** All that is on a screen, in words by reference and values as they stand. */
function signatureOf(
  { kind, lead, fault, body, back, options }: Screen,
  { level, frame, isPaused, view, page }: Machine,
): string {
  const sign = (saying: Saying | undefined): string =>
    saying === undefined ? '' : `${saying.key} ${placesIn(saying.text).map(({ name }) => valueIn(saying.scope, name))}`
  const flow = options.length > 0 && body !== undefined ? frame.at : ''
  return `${view.languages} ${kind} ${lead.map(sign)} ${sign(fault)} ${sign(body)} ${flow} ${page} ${back} ${level} ${isPaused}`
}

function measure(space: Space, node: Node, screen: Screen): Size {
  const { machine } = node
  switch (machine.start.channel) {
    case 'ussd':
      return checkPages(space, node, screen)
    case 'sms':
      return checkText(space, node, screen)
    case 'voice':
      return checkCall(space, node, screen)
  }
}

function checkPages(space: Space, node: Node, screen: Screen): Size {
  const { machine } = node
  const { view, budget } = machine
  let worst = { units: 0, limit: 1 }
  let count = 1
  const isAsk = screen.kind === 'ask'
  // A question leaves no room for what was said before it: that has had a screen of its own.
  if (screen.body !== undefined && screen.lead.length > 0) note(space, node, UNSAID)
  for (const shown of hasValues(screen) ? [screen, widen(screen, view)] : [screen]) {
    const pages = cutScreen(shown, view, budget)
    if (shown === screen) count = pages.length
    const isThere = pages[screen.page] !== undefined && screen.page === machine.page
    if (shown === screen && !isThere) note(space, node, NO_PAGE)
    if (isAsk && pages.length > 1) note(space, node, askFault(shown, shown !== screen, machine))
    for (const page of pages) {
      const { encoding, units } = measureUssd(page)
      const limit = budget[encoding]
      if (units / limit > worst.units / worst.limit) worst = { units, limit }
      if (page.trim() === '') note(space, node, EMPTY)
      else if (!fitsUssd(page, budget)) note(space, node, tooLong(units, limit, machine))
    }
  }
  return { ussd: worst, pages: count }
}

function checkText(space: Space, node: Node, screen: Screen): Size {
  const bounds: Bounds = { ...BOUNDS, ...space.ground.bounds }
  let most = 0
  for (const view of viewsOf(space, node.machine)) {
    const { whole } = printContent(hasValues(screen) ? widen(screen, view) : screen, view)
    if (whole.trim() === '') note(space, node, EMPTY)
    const { segments, units } = measureSms(whole)
    most = Math.max(most, segments)
    if (segments <= bounds.segments) continue
    const words = `${segments} segments, ${units} units (${view.languages[0]})`
    note(space, node, { rule: 'text.segments', words, suggestion: `at most ${bounds.segments}: shorten it` })
  }
  return { segments: most }
}

function checkCall(space: Space, node: Node, screen: Screen): Size {
  const bounds: Bounds = { ...BOUNDS, ...space.ground.bounds }
  const seconds: Record<Language, number> = {}
  for (const view of viewsOf(space, node.machine)) {
    const [language = ''] = view.languages
    const prompts = speakScreen(screen, view)
    if (prompts.length === 0) note(space, node, EMPTY)
    else if (node.machine.state === 'asking') checkGather(space, node, screen)
    const known = listedFor(space, language)
    for (const { key, text } of prompts) {
      if (known.get(key) === text) continue
      const words = `the prompt "${key}" is not on the list with these words (${language})`
      note(space, node, { rule: 'call.unlisted', words, suggestion: 'whatever a call plays must be recorded' })
    }
    const total = prompts.reduce((sum, prompt) => sum + secondsOf(space, prompt), 0)
    seconds[language] = total
    if (total <= bounds.screenSeconds) continue
    const words = `${Math.round(total)} seconds before a key is waited for (${language})`
    note(space, node, { rule: 'call.long', words, suggestion: `at most ${bounds.screenSeconds}: shorten it` })
  }
  return { seconds }
}

/** A call waits for as many keys as the longest number of an option has, and for two where danger is two. */
function checkGather(space: Space, node: Node, screen: Screen): void {
  const { machine } = node
  const gather = gatherFor(screen)
  if (gather === undefined || machine.isPaused) {
    note(space, node, {
      rule: 'call.deaf',
      words: 'nothing is waited for',
      suggestion: 'a screen that asks waits for keys',
    })
    return
  }
  if ('record' in gather) return
  const isShared = takenHere(machine).length > 0
  const wanted = Math.max(isShared ? 2 : 1, ...screen.options.map(({ number }) => String(number).length))
  if (gather.digits >= wanted) return
  const words = `${gather.digits} keys are waited for, ${wanted} are needed`
  note(space, node, { rule: 'call.deaf', words, suggestion: 'the type must gather as many keys as an answer has' })
}

const EMPTY: Fault = {
  rule: 'screen.empty',
  words: 'the caller gets nothing',
  suggestion: 'a session never ends in silence',
}
const UNSAID: Fault = {
  rule: 'screen.unsaid',
  words: 'what was said before the question is never shown',
  suggestion: 'on USSD it needs a screen of its own',
}
const NO_PAGE: Fault = {
  rule: 'screen.page',
  words: 'the page does not exist',
  suggestion: 'fold and render must cut the same way',
}

function tooLong(units: number, limit: number, { view, start }: Machine): Fault {
  const words = `${units} of ${limit} units (${view.languages[0]}, ${start.profile})`
  return { rule: 'screen.overflow', words, suggestion: `shorten it by ${units - limit}` }
}

function askFault(shown: Screen, isWidest: boolean, { view, start, budget, tries }: Machine): Fault {
  const { encoding, units } = measureUssd(printContent(shown, view).whole)
  const when = `${tries > 0 ? ' after a bad entry' : ''}${isWidest ? ' with its values at their widest' : ''}`
  const words = `the question${when} takes ${units} of ${budget[encoding]} units (${view.languages[0]}, ${start.profile})`
  return { rule: 'ask.pages', words, suggestion: 'an ask fits one page, with any refusal in front: shorten it' }
}

/** Every language that the flow and the channel carry, as the caller of this state would see it. */
function viewsOf({ ground }: Space, { start, view, frame }: Machine): View[] {
  const { library } = ground
  const { languages } = frame.table
  return languages
    .filter((language) => chooseLanguages(language, languages, start.channel, 'ucs2', library)[0] === language)
    .map((language) => viewOf(library, { ...start, language }, languages, view.places))
}

function hasValues({ lead, fault, body, options }: Screen): boolean {
  const texts = [...lead, fault, body].map((saying) => saying?.text ?? {})
  return [...texts, ...options.map(({ label }) => label)].some((text) => placesIn(text).length > 0)
}

/** The same screen with every value at its widest. */
function widen(screen: Screen, view: View): Screen {
  const widest = ({ key, text, scope }: Saying): Saying => ({
    key,
    text: widenText(text, scope.kinds, view),
    scope: NOTHING,
  })
  const { fault, body } = screen
  const scope = body?.scope ?? NOTHING
  return {
    ...screen,
    lead: screen.lead.map(widest),
    // The engine's refusals name limits, which are values as they stand.
    ...(fault && { fault: fault.key.startsWith('engine.') ? fault : widest(fault) }),
    ...(body && { body: widest(body) }),
    options: screen.options.map((option) => ({ ...option, label: widenText(option.label, scope.kinds, view) })),
  }
}

const widened = new WeakMap<Text, Map<string, Text>>()

/** The same text with the widest print of every value in it, as literal words. */
function widenText(text: Text, kinds: Scope['kinds'], view: View): Text {
  const byEyes = widened.get(text) ?? new Map<string, Text>()
  widened.set(text, byEyes)
  const eyes = `${view.channel} ${view.languages}`
  const known = byEyes.get(eyes)
  if (known !== undefined) return known
  const { language } = pickParts(text, view.channel, view.languages)
  const made = { [language]: [printWorst(text, kinds, view)] }
  byEyes.set(eyes, made)
  return made
}

const listed = new WeakMap<object, Map<Language, Map<string, string>>>()

function listedFor({ ground: { library } }: Space, language: Language): Map<string, string> {
  const byLanguage = listed.get(library) ?? new Map<Language, Map<string, string>>()
  listed.set(library, byLanguage)
  const known = byLanguage.get(language)
  if (known !== undefined) return known
  const made = new Map(gatherPrompts(library, language, {}).map(({ key, text }): [string, string] => [key, text]))
  byLanguage.set(language, made)
  return made
}

/** Letters spoken in a second: a little fewer than the stand-in voices speak in Bangla, who are slower than in English. */
const LETTERS_A_SECOND = 8

function secondsOf({ ground: { seconds } }: Space, { key, text }: Prompt): number {
  return seconds?.[playedKey(key)] ?? text.length / LETTERS_A_SECOND
}
