/** A question with one choice, made elsewhere: each option goes the way that its answer would take there. */
import type { Census } from './floip.census.ts'
import type { DraftOption, DraftStep } from './floip.draft.ts'
import { type Guess, wayOf } from './floip.guess.ts'
import type { Words } from './floip.resource.ts'
import type { Block, Exit } from './floip.wire.ts'
import { type Bench, remark } from './floip.words.ts'

/** Raises the question to a menu. */
export function raiseSelectOne(bench: Bench, block: Block, census: Census, words: Words): { steps: DraftStep[] } {
  const listed = census.options.get(block.uuid) ?? []
  const untold = new Set<Exit>()
  const options = listed.map(({ is, raw, words: label, also }, index): DraftOption => {
    const way = wayOf(block.exits, guessOf(block, raw, index + 1))
    for (const exit of way.untold) untold.add(exit)
    return { is, words: label, also, go: way.exit?.destination_block ?? 'end', results: [], keep: [] }
  })
  for (const { name } of untold) remark(bench, 'floip.exit', block, `${name}: its test asks for more than the answer`)
  const wrong = wayOf(block.exits, guessOf(block, null, 0)).exit?.destination_block
  if (wrong !== undefined && wrong !== block.uuid)
    remark(bench, 'floip.invalid', block, census.labels.get(wrong) ?? wrong)
  const id = census.ids.get(block.uuid) ?? block.name
  return { steps: [{ block: block.uuid, id, kind: 'menu', words, options, wrong: [], silent: [] }] }
}

/** What the paths of this block are worth once an option was chosen; nothing was where the entry is none of them. */
function guessOf({ name }: Block, raw: string | null, number: number): Guess {
  const value = raw === null ? [null] : [raw, String(number)]
  const own = name.toLowerCase()
  const paths = ['block.value', `results.${own}`, `results.${own}.value`, `flow.${own}`, `flow.${own}.value`]
  const response = raw === null ? ['?'] : [String(number), raw]
  return new Map<string, readonly (string | null)[]>([
    ...paths.map((path): [string, readonly (string | null)[]] => [path, value]),
    ['block.response', response],
    // Tests that differ by mode are read as for texts.
    ['channel.mode', ['sms']],
    ['run.mode', ['SMS']],
  ])
}
