/** Which answer a block of another maker keeps, in our types; limits that ours cannot have are set anew and named. */
import { MOST_CHOICES, NONE } from '@dhatri/flow/answers/choices'
import type { Declared } from './floip.kind.ts'
import { channelsIn } from './floip.language.ts'
import { isObject } from './floip.shape.ts'
import type { Block, Json } from './floip.wire.ts'
import { type Bench, remark } from './floip.words.ts'

const MOST_SECONDS = 300
const DANGER = 99

/** The declaration of what a block asks for; undefined where it asks nothing. */
export function declareAnswer(bench: Bench, block: Block): Declared | undefined {
  const { type, config } = block
  const ivr = isObject(config['ivr']) ? config['ivr'] : {}
  if (type === 'MobilePrimitives.SelectOneResponse') {
    if (ivr['randomize_choice_order'] === true) remark(bench, 'floip.order', block)
    return choicesOf(block).length === 0 ? undefined : { type: 'choice' }
  }
  if (type === 'MobilePrimitives.SelectManyResponses') return declareMany(bench, block)
  if (type === 'MobilePrimitives.NumericResponse') return declareNumber(bench, block)
  if (type !== 'MobilePrimitives.OpenResponse') return undefined
  const seconds = Number(ivr['max_duration_seconds'])
  const isCallOnly = channelsIn(bench.flow.supported_modes).join() === 'voice'
  const isUsual = ivr['end_recording_digits'] === undefined || ivr['end_recording_digits'] === '#'
  if (!isUsual || (!isCallOnly && ivr['max_duration_seconds'] !== undefined)) remark(bench, 'floip.duration', block)
  if (!isCallOnly) return { type: 'text', 'at most': '160' }
  const length = Number.isInteger(seconds) && seconds >= 1 ? Math.min(seconds, MOST_SECONDS) : 60
  return { type: 'recording', 'at most': `${length} seconds`, otherwise: 'skip' }
}

/** Where more options are offered than have a key of their own, one can be chosen at least. */
function declareMany(bench: Bench, block: Block): Declared | undefined {
  const count = choicesOf(block).length
  if (count === 0) return undefined
  if (count > MOST_CHOICES) {
    remark(bench, 'floip.range', block, `${count} options; one is chosen, since only ${MOST_CHOICES} have a key each`)
    return { type: 'choice' }
  }
  const usable = choicesOf(block).filter((choice) => isObject(choice) && choice['name'] !== NONE).length
  const [least, most] = [block.config['minimum_choices'], block.config['maximum_choices']].map(Number)
  const isLeast = least !== undefined && least > 1 && least <= usable
  const isMost = most !== undefined && most >= 1 && most < usable
  return { type: 'choices', ...(isLeast && { 'at least': String(least) }), ...(isMost && { 'at most': String(most) }) }
}

function declareNumber(bench: Bench, block: Block): Declared {
  const [low, high] = [numberOf(block.config['validation_minimum']), numberOf(block.config['validation_maximum'])]
  const from = Math.max(0, Math.ceil(low ?? 0))
  let to = Math.floor(high ?? DANGER - 1)
  if (from <= DANGER && to >= DANGER) to = DANGER - 1
  const isSame = from === low && to === high
  const isSound = from <= to
  if (!isSame) remark(bench, 'floip.range', block, `${low ?? 'no least'} to ${high ?? 'no most'}`)
  return isSound ? { type: 'number', from: String(from), to: String(to) } : { type: 'number', from: '0', to: '98' }
}

const numberOf = (value: Json | undefined): number | undefined => (typeof value === 'number' ? value : undefined)
const choicesOf = ({ config }: Block): Json[] => (Array.isArray(config['choices']) ? config['choices'] : [])
