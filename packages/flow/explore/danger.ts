/**
 * Danger by text message: its words are read before any flow sees them. So the first screen must say one, and no answer
 * that a flow offers may be taken for one, because then nobody could ever give it.
 */

import { printContent } from '../page.ts'
import { viewOf } from '../stage.ts'
import { screenOf } from '../view.ts'
import { note, noteAt } from './report.ts'
import type { Node, Space } from './state.ts'

/** Notes a first screen by text message without a word of danger, and answers that are taken for danger. */
export function checkDanger(space: Space, home: Node | undefined): void {
  const { ground, sight } = space
  if (sight.channel !== 'sms' || ground.isDanger === undefined) return
  if (home !== undefined) checkFirstScreen(space, home, ground.isDanger)
  for (const flow of ground.flows) {
    if (!flow.table.channels.includes('sms')) continue
    for (const [index, step] of flow.table.steps.entries()) {
      const written = flow.source.steps[index]
      if (step.kind !== 'menu' || written?.kind !== 'menu') continue
      for (const [place, option] of step.options.entries()) {
        const words = [option.is, ...option.also, ...(ground.library.synonyms[option.is] ?? [])]
        const hidden = words.find((word) => ground.isDanger?.(word))
        const { line, column } = written.options[place] ?? written
        if (hidden !== undefined) noteAt(space, { file: flow.source.file, line, column }, hides(hidden), 0)
      }
    }
  }
  checkPlaces(space, ground.isDanger)
}

function checkFirstScreen(space: Space, home: Node, isDanger: (text: string) => boolean): void {
  const { machine } = home
  const { languages } = machine.frame.table
  for (const language of languages) {
    const view = viewOf(space.ground.library, { ...machine.start, language }, languages, machine.view.places)
    const words = printContent(screenOf(machine), view).whole.match(/[\p{L}\p{M}]+/gu) ?? []
    if (words.some(isDanger)) continue
    const suggestion = 'a text message has no keys: say which word to write when it is urgent'
    note(space, home, {
      rule: 'danger.unsaid',
      words: `no word of danger on the first screen (${language})`,
      suggestion,
    })
  }
}

/** Names of upazilas, where some flow asks for one by text message. */
function checkPlaces({ ground, report }: Space, isDanger: (text: string) => boolean): void {
  const asks = ground.flows.filter(
    ({ table }) => table.channels.includes('sms') && Object.values(table.kinds).some(({ type }) => type === 'place'),
  )
  for (const { bn, en } of Object.values(ground.library.places[ground.library.atlas] ?? {})) {
    for (const name of [bn, en]) {
      if (name === '' || !isDanger(name)) continue
      for (const { source, table } of asks) {
        const index = table.steps.findIndex(({ kind, id }) => kind === 'ask' && table.kinds[id]?.type === 'place')
        const { line, column } = source.steps[index]?.id ?? { line: 1, column: 1 }
        noteAt({ report }, { file: source.file, line, column }, hides(name), 0)
      }
    }
  }
}

function hides(word: string) {
  return {
    rule: 'danger.hides',
    words: `by text message "${word}" is taken for danger`,
    suggestion: 'another word for this answer, or a safe phrase among the words of danger',
  }
}
