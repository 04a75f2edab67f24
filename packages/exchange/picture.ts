/**
 * A flow as boxes and arrows, before it has a form: every step with its real words, every way on with what leads there.
 * A way back, or one that would run far across the paper, is no line but a connector with the number of the step it
 * goes to, as in ISO 5807 flowcharts: such lines hide the order in which a flow is read.
 */
import type { Channel, Language } from '@dhatri/flow/channel'
import type { Library } from '@dhatri/flow/library'
import { END, HOME, type Table, type Target } from '@dhatri/flow/table'
import type { Arrow, Box, Picture, Show } from './box.ts'
import { caption, showText } from './caption.ts'
import { rankBoxes } from './layers.ts'
import { findReturns } from './loop.ts'
import { boxOfRun, boxOfStep, type Way, waysAfter, waysOf } from './picture.step.ts'

/** How it is drawn: the words of one language on one channel. */
export type Look = { library: Library; language: Language; channel?: Channel }

/** Arrows that pass more than one row of boxes are cut; layers of boxes and of labels take turns. */
const FAR = 4

/** Draws one flow. */
export function drawPicture(table: Table, look: Look): Picture {
  const { library, language, channel = 'ussd' } = look
  const show: Show = (text) => showText(text, channel, [language, ...table.languages])
  const desk = { library, language, show, kinds: table.kinds }
  const isReturn = findReturns(table.steps)
  const boxes: Box[] = [{ id: 'start', kind: 'start', head: '', body: caption('start', language) }]
  const arrows: Arrow[] = table.steps.length > 0 ? [{ from: 'start', to: boxId(0), labels: [] }] : []

  /** The id of the box that a way leads to; ends, the first screen and ways back get a small one each time. */
  const arrive = (from: number, box: string, to: Target): string => {
    const target = table.steps[to]
    const id = `${box}-${to === END ? 'stop' : to === HOME ? 'home' : `to-${to + 1}`}`
    if (target !== undefined && !isReturn(from, to)) return boxId(to)
    if (boxes.some((known) => known.id === id)) return id
    if (target !== undefined)
      boxes.push({
        id,
        kind: 'jump',
        head: '',
        body: `${caption('backTo', language)} ${to + 1} ${target.id}`,
        step: target.id,
      })
    else if (to === HOME) boxes.push({ id, kind: 'home', head: '', body: caption('home', language), flow: 'home' })
    else boxes.push({ id, kind: 'stop', head: '', body: caption('end', language) })
    return id
  }
  const connect = (from: string, to: string, label: string): void => {
    const known = arrows.find((arrow) => arrow.from === from && arrow.to === to)
    const labels = label === '' ? [] : [label]
    if (known === undefined) arrows.push({ from, to, labels })
    else known.labels.push(...labels)
  }
  const leave = (index: number, box: string, { label, to, run }: Way): void => {
    if (run === undefined) {
      connect(box, arrive(index, box, to), label)
      return
    }
    const id = `${box}-run-${run.option}`
    boxes.push({ ...boxOfRun(run, desk), id })
    connect(box, id, label)
    for (const way of waysAfter(run, language)) leave(index, id, way)
  }

  for (const [index, step] of table.steps.entries()) {
    boxes.push({ ...boxOfStep(step, index, desk), id: boxId(index), step: step.id })
    for (const way of waysOf(step, desk)) leave(index, boxId(index), way)
  }
  return cutFar({ flow: table.flow, title: show(table.title), language, boxes, arrows })
}

const boxId = (index: number): string => `step-${index + 1}`

function cutFar({ boxes, arrows, ...picture }: Picture): Picture {
  const rank = rankBoxes(boxes, arrows)
  const kept = [...boxes]
  const cut = arrows.map((arrow): Arrow => {
    const target = boxes.find(({ id }) => id === arrow.to)
    if (target?.step === undefined || (rank.get(arrow.to) ?? 0) - (rank.get(arrow.from) ?? 0) <= FAR) return arrow
    const id = `${arrow.from}-to-${arrow.to.replace('step-', '')}`
    const body = `${caption('goTo', picture.language)} ${arrow.to.replace('step-', '')} ${target.step}`
    kept.push({ id, kind: 'jump', head: '', body, step: target.step })
    return { ...arrow, to: id }
  })
  return { ...picture, boxes: kept, arrows: cut }
}
