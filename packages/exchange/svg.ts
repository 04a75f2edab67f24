/**
 * A picture as SVG 1.1 that stands alone: no script, no font and nothing else from outside, the same bytes for the same
 * flow. A box that stands for another flow links to `<flow>.svg` beside it, a connector to the box it goes to.
 */

import type { Picture } from './box.ts'
import type { Counts } from './funnel.ts'
import { layOut, type Placed, type Point } from './layout.ts'
import { escapeMarkup } from './markup.ts'
import { drawBox, measureBox } from './svg.box.ts'
import { widthOf, wrapText } from './width.ts'

const LABEL = { size: 12.5, line: 18, room: 150 }
const TITLE = { size: 20, height: 44 }
const PAPER = '#fbfcfb'
const FONT = "'Noto Sans Bengali','Hind Siliguri','Nirmala UI',Vrinda,'Lohit Bengali','Noto Sans',Arial,sans-serif"

const STYLE = `text{font-family:${FONT};font-size:14px;fill:#1d2925}
.h{font-size:11px;font-weight:400;fill:#5a6a64}.p{font-size:12px;text-anchor:middle}.w{fill:#fff}
.l{font-size:${LABEL.size}px;text-anchor:middle}.t{font-size:${TITLE.size}px;font-weight:700}.n{font-size:11px;font-weight:700}
.a{fill:none;stroke:#5a6a64;stroke-width:1.4}`

/** The picture as one SVG document; counts are shown in the boxes of their steps. */
export function writeSvg(picture: Picture, counts?: Counts): string {
  const sheets = picture.boxes.map((box) => measureBox(box, picture, counts))
  const labels = picture.arrows.map(({ labels: texts }) =>
    texts.flatMap((text) => wrapText(text, LABEL.room, LABEL.size)),
  )
  const links = picture.arrows.map(({ from, to }, index) => ({
    id: String(index),
    from,
    to,
    ...labelOf(labels[index] ?? []),
  }))
  const boxes = sheets.map(({ box, width, height }) => ({ id: box.id, width, height }))
  const { width, height, spots, paths } = layOut(boxes, links)
  const most = Math.max(1, ...[...(counts?.values() ?? [])].map(({ reached }) => reached))
  const titled = Math.ceil(widthOf(picture.title, TITLE.size + 2) + widthOf(picture.flow, 11)) + 80
  const [wide, high] = [Math.max(width, titled), height + TITLE.height]
  const drawn = [
    ...paths.map(drawArrow),
    ...spots.flatMap((spot) =>
      spot.kind === 'label' ? drawLabel(spot, labels[Number.parseInt(spot.id, 10)] ?? []) : [],
    ),
    ...sheets.flatMap((sheet) => {
      const spot = spots.find(({ id }) => id === sheet.box.id)
      return spot === undefined ? [] : drawBox(sheet, spot, picture, most)
    }),
  ]
  return `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${wide}" height="${high}" viewBox="0 0 ${wide} ${high}" role="img" xml:lang="${escapeMarkup(picture.language)}">
<title>${escapeMarkup(`${picture.title} (${picture.flow})`)}</title>
<style>${STYLE}</style>
<defs><marker id="head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 1 9 5 0 9z" fill="#5a6a64"/></marker></defs>
<rect width="${wide}" height="${high}" fill="${PAPER}"/>
<text class="t" x="24" y="38">${escapeMarkup(picture.title)}<tspan class="h" dx="10">${escapeMarkup(picture.flow)}</tspan></text>
<g transform="translate(${Math.floor((wide - width) / 2)} ${TITLE.height})">
${drawn.join('\n')}
</g>
</svg>
`
}

function labelOf(lines: readonly string[]): { label?: { width: number; height: number } } {
  if (lines.length === 0) return {}
  const widest = Math.max(...lines.map((line) => widthOf(line, LABEL.size)))
  return { label: { width: Math.ceil(widest) + 14, height: lines.length * LABEL.line + 6 } }
}

function drawLabel({ x, y, width, height }: Placed, lines: readonly string[]): string {
  const texts = lines.map(
    (line, index) => `<text class="l" x="${x}" y="${y + 16 + index * LABEL.line}">${escapeMarkup(line)}</text>`,
  )
  const frame = `<rect x="${Math.round(x - width / 2)}" y="${y}" width="${width}" height="${height}" rx="4" fill="${PAPER}" stroke="#c9d3cf"/>`
  return `<g>${frame}${texts.join('')}</g>`
}

function drawArrow(points: readonly Point[]): string {
  const path = points.map(({ x, top, bottom }, index) => {
    const before = points[index - 1]
    if (before === undefined) return `M${x} ${top}V${bottom}`
    const middle = Math.round((before.bottom + top) / 2)
    const come = before.x === x ? `V${top}` : `C${before.x} ${middle} ${x} ${middle} ${x} ${top}`
    return bottom === top ? come : `${come}V${bottom}`
  })
  return `<path class="a" d="${path.join('')}" marker-end="url(#head)"/>`
}
