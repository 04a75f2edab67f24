/**
 * Every text that is translated, in the order of the conversation: for each the words that are there, the channels that
 * use them, and what a caller has read or heard before. Its key says where it stands and outlives changes of the file.
 */
import { CHANNELS, type Channel, type Language } from '@dhatri/flow/channel'
import type { Compiled, Draft } from '@dhatri/flow/load'
import type { MessageSource } from '@dhatri/flow/message.load'
import type { StepSource, TextSource } from '@dhatri/flow/source'
import type { Choice, Step } from '@dhatri/flow/table'
import { hasOwnWords, type Text } from '@dhatri/flow/wording'
import { findBefore } from './before.ts'
import { listTables } from './order.ts'

/** What a text is. */
export type Part = 'title' | 'says' | 'question' | 'option' | 'wrong' | 'silent' | 'end' | 'message' | 'engine'

/** Where a text is used, for measuring; `put` gives the step with other words in its place. */
export type Home =
  | { kind: 'title' }
  | { kind: 'step'; flow: Compiled; index: number; put: (step: Step, text: Text) => Step }
  | { kind: 'message'; source: MessageSource; form: 'neutral' | 'full' | 'voice' }
  | { kind: 'engine'; name: string }

/** One text. `variant` is '' for the words of all channels that have none of their own; `channels` are those that use it. */
export type Unit = {
  key: string
  file: string
  flow: string
  step: string
  part: Part
  variant: '' | Channel
  channels: Channel[]
  before: string
  text: TextSource
  home: Home
}

type Passage = Omit<Unit, 'variant' | 'channels'> & { channels: readonly Channel[] }

/** All texts of the flows, the messages and the engine that one language takes over from another. */
export function listUnits(draft: Draft, messages: readonly MessageSource[], from: Language, to: Language): Unit[] {
  const before = findBefore(draft, from)
  const compiled = listTables(draft.library).flatMap(({ flow }) =>
    draft.flows.filter(({ table }) => table.flow === flow),
  )
  const passages = [
    ...compiled.flatMap((flow) => listFlow(flow, before)),
    ...messages.flatMap(listMessage),
    ...listEngine(draft),
  ]
  const carried = draft.library.languages[to]?.channels ?? []
  return passages.flatMap((passage) => splitChannels(passage, from, to, carried))
}

function listFlow(flow: Compiled, before: ReadonlyMap<string, string>): Passage[] {
  const { source, table } = flow
  const name = table.flow
  const common = { file: source.file, flow: name, channels: table.channels }
  const title: Passage = {
    ...common,
    key: `${name}/title`,
    step: '',
    part: 'title',
    before: '',
    text: source.title,
    home: { kind: 'title' },
  }
  const steps = source.steps.flatMap((step, index): Passage[] => {
    const id = step.id.text
    const seen = before.get(`${name}/${id}`) ?? ''
    const own = before.get(`${name}/${id}/`) ?? ''
    const at = (part: Part, key: string, text: TextSource, put: (step: Step, text: Text) => Step): Passage => ({
      ...common,
      key: `${name}/${id}/${key}`,
      step: id,
      part,
      before: key === 'text' ? seen : own,
      text,
      home: { kind: 'step', flow, index, put },
    })
    const body = 'text' in step ? step.text : undefined
    return [
      ...(body === undefined
        ? []
        : [at(PARTS[step.kind] ?? 'says', 'text', body, (one, text) => ({ ...one, text }) as Step)]),
      ...listFaults(step, at),
      ...(step.kind === 'menu' ? step.options : []).map((option, place) =>
        at('option', `option/${optionName(table.steps[index], place)}`, option.text, (one, label) =>
          putOption(one, place, { label }),
        ),
      ),
    ]
  })
  return [title, ...steps]
}

const PARTS: Partial<Record<StepSource['kind'], Part>> = { menu: 'question', ask: 'question', end: 'end' }

function listFaults(
  step: StepSource,
  at: (part: Part, key: string, text: TextSource, put: (step: Step, text: Text) => Step) => Passage,
): Passage[] {
  if (step.kind !== 'menu' && step.kind !== 'ask') return []
  return (['wrong', 'silent'] as const).flatMap((what) =>
    step[what].map((source, place) =>
      at(what, `${what}/${place + 1}`, source, (one, text) => {
        const texts = what in one ? (one as { wrong?: Text[]; silent?: Text[] })[what] : undefined
        return { ...one, [what]: (texts ?? []).map((known, index) => (index === place ? text : known)) } as Step
      }),
    ),
  )
}

function optionName(step: Step | undefined, place: number): string {
  return (step?.kind === 'menu' ? step.options[place]?.is : undefined) ?? String(place + 1)
}

function putOption(step: Step, place: number, change: Partial<Choice>): Step {
  if (step.kind !== 'menu') return step
  return {
    ...step,
    options: step.options.map((option, index) => (index === place ? { ...option, ...change } : option)),
  }
}

function listMessage(source: MessageSource): Passage[] {
  const { file, texts, message } = source
  const hasVoice = texts.some(({ form }) => form === 'voice')
  return texts.map(({ form, source: text }): Passage => {
    const isSpokenToo = form === 'full' ? hasOwnWords(text.byKey, 'voice') : message.class === 'voice' && !hasVoice
    const written: Channel[] = isSpokenToo ? ['sms', 'voice'] : ['sms']
    return {
      key: `messages/${message.name}/${form}`,
      file,
      flow: message.name,
      step: form,
      part: 'message',
      channels: form === 'voice' ? ['voice'] : written,
      before: '',
      text,
      home: { kind: 'message', source, form },
    }
  })
}

function listEngine({ engine }: Draft): Passage[] {
  return Object.entries(engine?.words ?? {}).map(([name, text]) => ({
    key: `engine/${name}`,
    file: engine?.file ?? '',
    flow: 'engine',
    step: name,
    part: 'engine',
    channels: CHANNELS,
    before: '',
    text,
    home: { kind: 'engine', name },
  }))
}

/** The words of a text that a language needs: one row for all channels that share them, one for each that has its own. */
function splitChannels(
  { channels, ...passage }: Passage,
  from: Language,
  to: Language,
  carried: readonly Channel[],
): Unit[] {
  const { byKey } = passage.text
  const used = channels.filter((channel) => carried.includes(channel))
  const isOwn = (channel: Channel): boolean =>
    byKey[`${channel}.${from}`] !== undefined || byKey[`${channel}.${to}`] !== undefined
  const isAlways = passage.part === 'title' || passage.part === 'engine'
  const shared = used.filter((channel) => !isOwn(channel))
  const units: Unit[] = shared.length > 0 || isAlways ? [{ ...passage, variant: '', channels: shared }] : []
  for (const channel of used.filter(isOwn)) {
    units.push({ ...passage, key: `${passage.key}/${channel}`, variant: channel, channels: [channel] })
  }
  return units.filter(({ variant }) => sourceOf(passage.text, variant, from) !== undefined)
}

/** The words that are translated: the channel's own, or those of all channels. */
export function sourceOf({ byKey }: TextSource, variant: Unit['variant'], from: Language): string | undefined {
  return (byKey[keyOf(variant, from)] ?? byKey[from])?.text
}

/** The words that are there in a language, on no other channel's account. */
export function targetOf({ byKey }: TextSource, variant: Unit['variant'], to: Language): string | undefined {
  return byKey[keyOf(variant, to)]?.text
}

/** The name under which the words of a language stand in a text: `bn` or `voice.bn`. */
export function keyOf(variant: Unit['variant'], language: Language): string {
  return variant === '' ? language : `${variant}.${language}`
}
