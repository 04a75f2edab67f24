/** A picture as Mermaid flowchart text (mermaid.js.org/syntax/flowchart), for pages and tools that draw it themselves. */

import type { Box, Picture } from './box.ts'
import { caption, printCount } from './caption.ts'
import type { Counts } from './funnel.ts'

/** The brackets around the words of a box, by what it is. */
const SHAPES: Record<Box['kind'], [open: string, close: string]> = {
  start: ['([', '])'],
  say: ['[', ']'],
  menu: ['[/', '/]'],
  ask: ['[/', '/]'],
  if: ['{{', '}}'],
  arm: ['{{', '}}'],
  do: ['[', ']'],
  run: ['[[', ']]'],
  end: ['([', '])'],
  other: ['[', ']'],
  jump: ['>', ']'],
  home: ['([', '])'],
  stop: ['([', '])'],
}

/** The picture as text; counts stand in the boxes of their steps. */
export function writeMermaid(picture: Picture, counts?: Counts): string {
  // Names of their own: a step may be called what Mermaid takes for its own words, such as "end".
  const names = new Map(picture.boxes.map(({ id }, index) => [id, `n${index}`]))
  const lines = picture.boxes.map((box) => {
    const [open, close] = SHAPES[box.kind]
    const words = [box.head, box.body, box.foot ?? '', countOf(box, picture, counts)].filter(Boolean).join('\n')
    return `  ${names.get(box.id)}${open}"${quote(words)}"${close}`
  })
  const arrows = picture.arrows.map(({ from, to, labels }) => {
    const words = labels.length === 0 ? '' : `|"${quote(labels.join('\n'))}"|`
    return `  ${names.get(from)} -->${words} ${names.get(to)}`
  })
  return `---\ntitle: ${JSON.stringify(picture.title)}\n---\nflowchart TD\n${[...lines, ...arrows].join('\n')}\n`
}

function countOf({ step, kind }: Box, { language }: Picture, counts: Counts | undefined): string {
  const count = step === undefined || kind === 'jump' ? undefined : counts?.get(step)
  if (count === undefined) return ''
  const [reached, left] = [count.reached, count.left].map((number) => printCount(number, language))
  return `${reached} ${caption('reached', language)} · ${left} ${caption('left', language)}`
}

/** Inside quotes Mermaid reads only entities, and takes a number sign for the beginning of one. */
function quote(text: string): string {
  return text.replace(/[#&<>"`]/g, (sign) => `#${sign.codePointAt(0)};`).replaceAll('\n', '<br/>')
}
