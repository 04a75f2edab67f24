/** The boxes of a picture: cut into lines and measured first, drawn when they have their place. */

import type { Box, Picture } from './box.ts'
import { caption, printCount } from './caption.ts'
import type { Count, Counts } from './funnel.ts'
import type { Placed } from './layout.ts'
import { escapeMarkup } from './markup.ts'
import { widthOf, wrapText } from './width.ts'

const SIZE = { body: 14, small: 11, pill: 12 }
const LINE = { body: 21, small: 16 }
const PAD = 12
const ROOM = 236
const LEAST = 150
const COUNT_HEIGHT = 30
const ROUND = 16
/** Bold letters are wider than those that were measured. */
const BOLD = 1.12

/** Fill and edge by what a box is. */
const COLOURS: Record<Box['kind'], [fill: string, edge: string]> = {
  start: ['#17453b', '#17453b'],
  say: ['#ffffff', '#8a9a94'],
  menu: ['#e3f1ec', '#2e7d68'],
  ask: ['#e6eefb', '#3c69b3'],
  if: ['#fff6dc', '#b58a1b'],
  arm: ['#fff6dc', '#b58a1b'],
  do: ['#f3eafa', '#7c4fa3'],
  run: ['#e8f4f8', '#2b7a95'],
  end: ['#f6e4e1', '#b0503f'],
  other: ['#f2f2f2', '#777777'],
  jump: ['#ffffff', '#2e7d68'],
  home: ['#e8f4f8', '#2b7a95'],
  stop: ['#f6e4e1', '#b0503f'],
}

/** The small ones that are no step. */
const PILLS: readonly Box['kind'][] = ['start', 'jump', 'home', 'stop']

/** A box with its lines and its size, ready to be placed. */
export type Sheet = {
  box: Box
  head: string[]
  lines: string[]
  foot: string[]
  counted?: { count: Count; words: string }
  width: number
  height: number
}

/** Cuts the words of a box into lines and measures it. */
export function measureBox(box: Box, { language }: Picture, counts: Counts | undefined): Sheet {
  if (PILLS.includes(box.kind)) {
    const lines = wrapText(box.body, ROOM, SIZE.pill)
    const width = widest(lines, SIZE.pill) + 2 * PAD + 4
    return { box, head: [], lines, foot: [], width, height: lines.length * LINE.small + PAD }
  }
  const [head, foot] = [box.head, box.foot ?? ''].map((text) => (text === '' ? [] : wrapText(text, ROOM, SIZE.small)))
  const lines = box.body === '' ? [] : wrapText(box.body, ROOM, SIZE.body)
  const small = [...(head ?? []), ...(foot ?? [])]
  const count = box.step === undefined ? undefined : counts?.get(box.step)
  const counted = count && { count, words: printShare(count, language) }
  const room = Math.max(
    LEAST,
    widest(lines, SIZE.body),
    widest(small, SIZE.small),
    widest(counted ? [counted.words] : [], SIZE.small * BOLD),
  )
  const height = PAD + small.length * LINE.small + lines.length * LINE.body + 8 + (counted ? COUNT_HEIGHT : 0)
  return { box, head: head ?? [], lines, foot: foot ?? [], ...(counted && { counted }), width: room + 2 * PAD, height }
}

/** Draws a box at its place; `most` is the highest count of the picture. */
export function drawBox(sheet: Sheet, spot: Placed, picture: Picture, most: number): string {
  const { box, head, lines, foot, width, height, counted } = sheet
  const isPill = PILLS.includes(box.kind)
  const [left, top] = [Math.round(spot.x - width / 2), spot.y]
  let y = top + (isPill ? 5 : PAD - 2)
  const write = (texts: readonly string[], step: number, look: string): string[] =>
    texts.map((text) => {
      y += step
      return `<text ${look} y="${y - Math.round(step * 0.28)}">${escapeMarkup(text)}</text>`
    })
  const at = `x="${left + PAD}"`
  const drawn = [
    drawFrame(box, left, top, width, height),
    ...write(head, LINE.small, `class="h" ${at}`),
    ...(isPill
      ? write(lines, LINE.small, `class="${box.kind === 'start' ? 'p w' : 'p'}" x="${left + width / 2}"`)
      : write(lines, LINE.body, at)),
    ...write(foot, LINE.small, `class="h" ${at}`),
    ...(counted ? drawCount(counted, most, left + PAD, top + height, width - 2 * PAD) : []),
  ]
  const group = `<g id="${escapeMarkup(box.id)}">${drawn.join('')}</g>`
  const target =
    box.flow !== undefined ? `${box.flow}.svg` : box.kind === 'jump' ? `#${stepOf(picture, box)}` : undefined
  return target === undefined ? group : `<a xlink:href="${escapeMarkup(target)}">${group}</a>`
}

function drawFrame({ kind }: Box, left: number, top: number, width: number, height: number): string {
  const [fill, edge] = COLOURS[kind]
  const line = kind === 'jump' ? ' stroke-dasharray="4 3"' : kind === 'run' ? ' stroke-width="2.5"' : ''
  const round = PILLS.includes(kind) || kind === 'end' ? Math.min(ROUND, height / 2) : 6
  return `<rect x="${left}" y="${top}" width="${width}" height="${height}" rx="${round}" fill="${fill}" stroke="${edge}"${line}/>`
}

function drawCount(
  { count, words }: NonNullable<Sheet['counted']>,
  most: number,
  x: number,
  bottom: number,
  room: number,
): string[] {
  const bar = (from: number, part: number, fill: string): string =>
    `<rect x="${x + scale(from)}" y="${bottom - 10}" width="${scale(part)}" height="4" fill="${fill}"/>`
  const scale = (part: number): number => Math.round((part / most) * room * 10) / 10
  const stayed = count.reached - count.left
  return [
    `<text class="n" x="${x}" y="${bottom - 16}">${escapeMarkup(words)}</text>`,
    bar(0, most, '#dfe5e2'),
    bar(0, stayed, '#2e7d68'),
    bar(stayed, count.left, '#b0503f'),
  ]
}

/** "1,203 reached · 340 left here (28.3%)" */
function printShare({ reached, left }: Count, language: string): string {
  const share = reached === 0 ? 0 : Math.round((left * 1000) / reached) / 10
  const [all, gone, percent] = [reached, left, share].map((number) => printCount(number, language))
  return `${all} ${caption('reached', language)} · ${gone} ${caption('left', language)} (${percent}%)`
}

function stepOf({ boxes }: Picture, { step }: Box): string {
  return boxes.find((other) => other.step === step && other.kind !== 'jump')?.id ?? ''
}

function widest(lines: readonly string[], size: number): number {
  return Math.ceil(Math.max(0, ...lines.map((line) => widthOf(line, size))))
}
