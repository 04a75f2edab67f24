/**
 * Questions as FLOIP blocks. A wrong entry leads back to the question, and nothing at all to the end: a default way that
 * led back would ask for ever where a session has timed out.
 */
import { type Kind, typeOf } from '@dhatri/flow/answer'
import type { OptionSource, StepSource } from '@dhatri/flow/source'
import { sayKey } from '@dhatri/flow/speech'
import type { Choice, Step } from '@dhatri/flow/table'
import { mannerOf, speakOption } from '@dhatri/flow/voice'
import { pickParts } from '@dhatri/flow/wording'
import {
  type Desk,
  destination,
  exitOf,
  type Hint,
  isSpoken,
  lose,
  partId,
  putBlock,
  putWords,
  stepKey,
} from './floip.desk.ts'
import { type Words, wordsOf } from './floip.resource.ts'
import { putRun } from './floip.run.ts'
import type { Exit, Json, JsonObject } from './floip.wire.ts'

/** An entry that is no answer, where FLOIP keeps it. */
const ENTERED = 'ISSTRING(block.response)'

/** Writes a menu, and the flows its options run. */
export function putMenu(desk: Desk, step: Step & { kind: 'menu' }, source: StepSource & { kind: 'menu' }): void {
  const { table } = desk
  const key = stepKey(step.id)
  const hint: Hint = { step: step.id, kind: 'menu' }
  const sound = (part: string) => `${table.flow}.${step.id}.${part}`
  const choices = step.options.map((option, index) => ({
    name: option.is,
    prompt: putWords(desk, `${key}/option/${option.is}`, wordsOf(option.label), hint, sound(`option.${option.is}`)),
    ivr_test: { test_expression: `block.response = '${option.number}'` },
    text_tests: listWords(desk, option, source.options[index]).map((word) => ({
      test_expression: `block.response = ${quoteText(word)}`,
    })),
  }))
  const also = source.options.map((option, index) => [
    step.options[index]?.is ?? '',
    option.also.map(({ text }) => text),
  ])
  const listed = also.filter(([, words]) => (words?.length ?? 0) > 0)
  if (listed.length > 0) hint['also'] = Object.fromEntries(listed)
  const faults = putFaults(desk, step, hint)
  const kind = step.isMany ? table.kinds[step.id] : undefined
  const config: JsonObject = {
    prompt: putWords(desk, `${key}/whole`, wholeWords(desk, step), { of: step.id }),
    question_prompt: putWords(desk, key, wordsOf(step.text), hint, sound('0')),
    choices,
    ...(kind?.type === 'choices' && {
      minimum_choices: kind.least,
      maximum_choices: kind.most ?? step.options.length,
    }),
    ...(isSpoken(desk) && { ivr: { digit_prompts: step.options.map((option) => putKey(desk, option.number)) } }),
  }
  const self = partId(table.flow, key)
  const chosen: Exit[] = step.isMany
    ? [exitOf(desk, key, 'given', destination(desk, step.options[0]?.next ?? -1), 'COUNT(block.value) > 0')]
    : step.options.map((option) => {
        const to =
          option.run === undefined ? destination(desk, option.next) : partId(table.flow, runKey(step.id, option))
        return exitOf(desk, key, option.is, to, `block.value = '${option.is}'`)
      })
  putBlock(desk, {
    key,
    name: desk.blockOf(step.id),
    type: `MobilePrimitives.${step.isMany ? 'SelectManyResponses' : 'SelectOneResponse'}`,
    config,
    exits: [...chosen, exitOf(desk, key, 'again', self, ENTERED), exitOf(desk, key, 'nothing', undefined)],
    hint: { ...hint, ...faults },
  })
  lose(desk, 'floip.tries', step.id)
  if (!step.isKept) lose(desk, 'floip.remembered', step.id)
  if (step.isMany && step.options.some(({ is }) => is === 'none')) lose(desk, 'floip.none', step.id)
  if (step.options.some(({ is }) => Object.hasOwn(desk.library.synonyms, is))) lose(desk, 'floip.synonyms', step.id)
  for (const option of step.options) {
    if (option.run === undefined) continue
    const name = `${desk.blockOf(step.id)}_${option.is.replaceAll('-', '_')}`
    putRun(
      desk,
      { key: runKey(step.id, option), step: step.id, name, flow: option.run, after: option },
      { of: step.id, option: option.is },
    )
  }
}

/** Writes a question whose answer is typed in. */
export function putAsk(desk: Desk, step: Step & { kind: 'ask' }): void {
  const { table } = desk
  const kind = table.kinds[step.id]
  if (kind === undefined) return
  const key = stepKey(step.id)
  const next = destination(desk, step.next)
  const hint: Hint = { step: step.id, kind: 'ask' }
  if (step.isSpoken) {
    const asked = partId(table.flow, `${key}/asked`)
    const name = `${step.id}_if_call`
    const exits = [exitOf(desk, key, 'call', asked, "run.mode = 'IVR'"), exitOf(desk, key, 'text', next)]
    putBlock(desk, { key, name, type: 'Core.Case', config: {}, exits, hint })
  }
  const own: Hint = step.isSpoken ? { of: step.id } : hint
  const at = step.isSpoken ? `${key}/asked` : key
  const faults = putFaults(desk, step, own)
  const prompt = putWords(desk, at, wordsOf(step.text), own, `${table.flow}.${step.id}.0`)
  const isNumber = kind.type === 'number'
  const exits = [
    exitOf(desk, at, 'given', next, isNumber ? 'ISNUMBER(block.value)' : 'ISSTRING(block.value)'),
    ...(isNumber ? [exitOf(desk, at, 'again', partId(table.flow, at), ENTERED)] : []),
    exitOf(desk, at, 'nothing', undefined),
  ]
  putBlock(desk, {
    key: at,
    name: desk.blockOf(step.id),
    type: `MobilePrimitives.${isNumber ? 'NumericResponse' : 'OpenResponse'}`,
    config: { prompt, ...answerConfig(kind) },
    exits,
    hint: { ...own, ...faults },
  })
  if (isNumber) lose(desk, 'floip.tries', step.id)
  else if (kind.type !== 'text' && kind.type !== 'recording') lose(desk, 'floip.type', step.id, kind.type)
  if (kind.type === 'place') lose(desk, 'floip.places', step.id)
  if (isSpoken(desk) && !isNumber && 'digits' in typeOf(kind).gather(kind))
    lose(desk, 'floip.keypad', step.id, kind.type)
}

function answerConfig(kind: Kind): JsonObject {
  const gather = typeOf(kind).gather(kind)
  if (kind.type === 'number') {
    const digits = 'digits' in gather ? { ivr: { max_digits: gather.digits } } : {}
    return { validation_minimum: kind.from, validation_maximum: kind.to, ...digits }
  }
  return { ivr: { max_duration_seconds: 'record' in gather ? gather.record : 10, end_recording_digits: '#' } }
}

/** The question's own words after a wrong entry or silence, as resources that nothing but our import looks for. */
function putFaults(desk: Desk, step: Step & { kind: 'menu' | 'ask' }, hint: Hint): JsonObject {
  const found = (['wrong', 'silent'] as const).flatMap((what): [string, Json][] => {
    const texts = step[what] ?? []
    if (texts.length === 0) return []
    return [
      [what, texts.map((text, index) => putWords(desk, `${stepKey(step.id)}/${what}/${index}`, wordsOf(text), hint))],
    ]
  })
  if (found.length > 0) lose(desk, 'floip.words', step.id)
  return Object.fromEntries(found)
}

const runKey = (step: string, { is }: Choice): string => `${stepKey(step)}/option/${is}/run`

/** What is texted for an option: its number, its own words, and those that people text for it everywhere. */
function listWords(
  { library: { synonyms } }: Desk,
  { is, number }: Choice,
  source: OptionSource | undefined,
): string[] {
  const own = source?.also.map(({ text }) => text) ?? []
  const common = Object.hasOwn(synonyms, is) ? (synonyms[is] ?? []) : []
  return [...new Set([String(number), is, ...own, ...common])].filter((word) => !word.includes('@'))
}

/** A constant in an expression. */
export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** The recording "press one", once for each key of a flow. */
function putKey(desk: Desk, number: number): string {
  const uuid = partId(desk.table.flow, `key/${number}/words`)
  if (desk.resources.some((resource) => resource.uuid === uuid)) return uuid
  const spoken = desk.tongues.filter(({ channels }) => channels.includes('voice'))
  const values = spoken.map(({ id, tag }) => {
    const { text } = sayKey(
      number,
      mannerOf({ channel: 'voice', languages: [tag], vocabulary: desk.library, places: {} }, tag, ''),
    )
    return { language_id: id, content_type: 'TEXT', mime_type: 'text/plain', modes: ['IVR' as const], value: text }
  })
  desk.resources.push({ uuid, values })
  return uuid
}

/** The whole menu in one text, for engines that do not put question and choices together. */
function wholeWords(desk: Desk, step: Step & { kind: 'menu' }): Words {
  const words: Words = {}
  for (const { tag, channels } of desk.tongues) {
    for (const channel of channels) {
      const view = { channel, languages: [tag], vocabulary: desk.library, places: {} }
      const question = pickParts(step.text, channel, [tag]).parts
      if (question.length === 0) continue
      const lines = step.options.map((option) => {
        if (channel === 'voice') {
          const fill = ({ name }: { name: string }) => [{ key: '', text: `{${name}}` }]
          return speakOption(option, view, fill)
            .map(({ text }) => text)
            .join(' ')
        }
        return `${option.number} ${wordsOf({ label: pickParts(option.label, channel, [tag]).parts })['label']}`
      })
      const whole = [wordsOf({ text: question })['text'] ?? '', ...lines].join('\n')
      if (words[tag] === undefined) words[tag] = whole
      else if (words[tag] !== whole) words[`${channel}.${tag}`] = whole
    }
  }
  return words
}
