/** What a step costs as a text message, at its longest. */
import { measureSms } from '@dhatri/text/sms'
import { typeOf } from '../answer.ts'
import { type Audit, bookOf, spotOfWords, viewIn } from '../audit.ts'
import { warn } from '../book.ts'
import type { Compiled } from '../load.ts'
import type { View } from '../print.ts'
import type { Step } from '../table.ts'
import { printWorst } from './worst.ts'

/** More segments than this arrive in pieces on old phones and cost too much. */
const MOST_SEGMENTS = 4

/**
 * Notes steps whose text message is long, also after an answer that was not understood; gives the most segments. Lists
 * of places are as long as they are.
 */
export function checkSegments(audit: Audit): number {
  let most = 0
  for (const flow of audit.flows) {
    if (!flow.table.channels.includes('sms')) continue
    for (const language of flow.table.languages) {
      const view = viewIn(audit, flow, 'sms', language)
      for (const [index, step] of view === undefined ? [] : flow.table.steps.entries()) {
        const source = flow.source.steps[index]
        if (view === undefined || source === undefined || !('text' in source) || source.text === undefined) continue
        const body = writeStep(flow, step, view)
        const faults = step.kind === 'menu' || step.kind === 'ask' ? listFaults(flow, step, view) : []
        const [longest = ''] = [body, ...faults.map((fault) => `${fault}\n${body}`)].sort((a, b) => b.length - a.length)
        const { segments, units, encoding } = measureSms(longest)
        most = Math.max(most, segments)
        if (segments <= MOST_SEGMENTS) continue
        const words = `${segments} segments, ${units} ${encoding} (${language}, sms)`
        const spot = spotOfWords(source.text, 'sms', language)
        warn(bookOf(audit, flow), spot, 'text.segments', words, `at most ${MOST_SEGMENTS}: shorten it`)
      }
    }
  }
  return most
}

/** What stands above a question that is asked again. */
function listFaults({ table }: Compiled, step: Step & { kind: 'menu' | 'ask' }, view: View): string[] {
  if (step.wrong !== undefined) return step.wrong.map((text) => printWorst(text, table.kinds, view))
  const kind = table.kinds[step.id]
  const refusals = kind === undefined ? ['option'] : typeOf(kind).refusals
  return refusals.map((name) => printWorst(view.vocabulary.words[name] ?? {}, {}, view))
}

function writeStep({ table }: Compiled, step: Step, view: View): string {
  const body = 'text' in step && step.text !== undefined ? printWorst(step.text, table.kinds, view) : ''
  const options = step.kind === 'menu' ? step.options : []
  return [body, ...options.map(({ number, label }) => `${number} ${printWorst(label, table.kinds, view)}`)].join('\n')
}
