/**
 * `dhatri publish`: makes the flows as they stand the published ones. Words may change freely; something more makes a new
 * edition; something broken is refused until the flow says under `moved:` where it went.
 */
import { parseArgs } from 'node:util'
import { classEdit, type Edit, unmoved } from '@dhatri/flow/edit'
import { addEdition, joinEditions, lastPublished, type Published } from '@dhatri/flow/edition'
import { makeGolden } from '@dhatri/flow/golden'
import { type Library, tableOf } from '@dhatri/flow/library'
import { loadContent, shippedFolder } from '@dhatri/functions/content'
import { type GoldenBook, readGolden, readPublished, writePublished } from '@dhatri/functions/published'
import { readOn } from './paper.ts'
import { listRefusals } from './refusal.ts'

/** How each flow differs from what was published last. */
export function compareFlows(library: Library, published: Published): { flow: string; edit: Edit }[] {
  return Object.keys(library.newest).flatMap((flow) => {
    const [before, after] = [lastPublished(published, flow), tableOf(library, flow)]
    if (after === undefined) return []
    if (before === undefined) return [{ flow, edit: { class: 'additive', changes: [] } }]
    return [{ flow, edit: classEdit(before, after) }]
  })
}

/** One line for each changed flow and one for each difference. */
export function printEdits(edits: { flow: string; edit: Edit }[]): string[] {
  return edits
    .filter(({ edit }) => edit.class !== 'none')
    .flatMap(({ flow, edit }) => [
      `${flow}: ${edit.class}`,
      ...edit.changes.map(({ code, words, isMoved }) => `  ${code}: ${words}${isMoved ? ' (moved)' : ''}`),
    ])
}

/** The command; 1 where something is broken and not accounted for. */
export function publish(args: string[], now = Date.now()): number {
  const options = { 'dry-run': { type: 'boolean' }, on: { type: 'string' } } as const
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options })
  const on = readOn('publish', values.on, now)
  if (on === undefined) return 1
  const folder = positionals[0] ?? shippedFolder
  const refusals = listRefusals(folder)
  if (refusals.length > 0) {
    for (const line of refusals) console.error(line)
    console.error(`publish.refused: ${refusals.length} errors; the published words stay`)
    return 1
  }
  const { library } = loadContent(folder).world
  const published = readPublished(folder)
  const edits = compareFlows(library, published)
  for (const line of printEdits(edits)) console.log(line)
  const broken = edits.filter(({ edit }) => unmoved(edit).length > 0)
  if (broken.length > 0) {
    const names = broken.map(
      ({ flow, edit }) =>
        `${flow}: ${unmoved(edit)
          .map(({ at }) => at)
          .join(', ')}`,
    )
    console.error(`publish.breaking ${names.join('; ')}\n  write "moved: {<old>: <new or gone>}" into the flow`)
    return 1
  }
  if (edits.every(({ edit }) => edit.class === 'none')) console.log('nothing has changed since the last edition')
  else if (!values['dry-run']) {
    const next = addEdition(published, library, on)
    writePublished(folder, next, keepGolden(readGolden(folder), joinEditions(library, next), next))
    console.log(`published: ${next.editions.length} editions, ${Object.keys(next.tables).length} tables`)
  }
  return 0
}

/** Every fact that the start of a conversation may carry. */
const ARRIVALS = [
  { registered: 'no', privacy: 'neutral', worker: 'no' },
  { registered: 'yes', privacy: 'full', worker: 'no' },
]

/** Golden conversations of the structures still kept: what is there stays, what is new is made. */
function keepGolden(book: GoldenBook, library: Library, { editions }: Published): GoldenBook {
  const shapes = new Set(
    editions.flatMap(({ newest }) => Object.entries(newest).map(([flow, shape]) => `${flow}@${shape}`)),
  )
  return Object.fromEntries(
    [...shapes].sort().map((pin) => {
      const [flow = '', shape = ''] = pin.split('@')
      const made = () =>
        (['ussd', 'voice'] as const).flatMap((channel) => makeGolden(library, flow, shape, channel, ARRIVALS))
      return [pin, book[pin] ?? made()]
    }),
  )
}
