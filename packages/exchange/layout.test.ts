import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Link, Sized } from './layers.ts'
import { layOut, type Placed } from './layout.ts'

const overlaps = (one: Placed, other: Placed): boolean =>
  Math.abs(one.x - other.x) < (one.width + other.width) / 2 &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height

/** Boxes in a row, each with arrows to some that come later. */
const graphs = fc
  .array(
    fc.record({
      width: fc.integer({ min: 20, max: 300 }),
      height: fc.integer({ min: 20, max: 120 }),
      to: fc.array(fc.nat(5), { maxLength: 4 }),
      label: fc.nat(150),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map((rows) => {
    const boxes: Sized[] = rows.map(({ width, height }, index) => ({ id: `box-${index}`, width, height }))
    const links: Link[] = rows.flatMap(({ to, label }, index) =>
      [...new Set(to)].flatMap((step): Link[] => {
        const target = index + step + 1
        if (target >= rows.length) return []
        return [
          {
            id: `${index}>${target}`,
            from: `box-${index}`,
            to: `box-${target}`,
            ...(label > 20 && { label: { width: label, height: 20 } }),
          },
        ]
      }),
    )
    return { boxes, links }
  })

describe('a layout', () => {
  it('puts nothing on top of anything, and all of it on the paper', () => {
    fc.assert(
      fc.property(graphs, ({ boxes, links }) => {
        const { width, height, spots } = layOut(boxes, links)
        const solid = spots.filter(({ kind }) => kind !== 'bend')
        for (const [index, one] of solid.entries()) {
          expect(one.x - one.width / 2).toBeGreaterThanOrEqual(0)
          expect(one.x + one.width / 2).toBeLessThanOrEqual(width)
          expect(one.y + one.height).toBeLessThanOrEqual(height)
          for (const other of solid.slice(index + 1)) expect(overlaps(one, other)).toBe(false)
        }
      }),
      { numRuns: 60, seed: 7 },
    )
  })

  it('leads every arrow down, and through no box but its own two', () => {
    fc.assert(
      fc.property(graphs, ({ boxes, links }) => {
        const { spots, paths } = layOut(boxes, links)
        expect(paths.length).toBe(links.length)
        for (const path of paths) {
          for (const [index, point] of path.entries()) {
            expect(point.bottom).toBeGreaterThanOrEqual(point.top)
            if (index > 0) expect(point.top).toBeGreaterThan(path[index - 1]!.bottom)
            if (index === 0 || index === path.length - 1) continue
            const hit = spots.find(
              (spot) =>
                spot.kind === 'box' &&
                Math.abs(spot.x - point.x) < spot.width / 2 &&
                spot.y < point.bottom &&
                point.top < spot.y + spot.height,
            )
            expect(hit).toBeUndefined()
          }
        }
      }),
      { numRuns: 60, seed: 11 },
    )
  })

  it('keeps options in their order and a question above the middle of what follows', () => {
    const boxes = ['ask', 'one', 'two', 'three'].map((id) => ({ id, width: 100, height: 40 }))
    const links = ['one', 'two', 'three'].map((to) => ({ id: to, from: 'ask', to, label: { width: 40, height: 20 } }))
    const x = new Map(layOut(boxes, links).spots.map((spot) => [spot.id, spot.x]))
    expect(x.get('one')).toBeLessThan(x.get('two')!)
    expect(x.get('two')).toBeLessThan(x.get('three')!)
    expect(Math.abs(x.get('ask')! - x.get('two')!)).toBeLessThanOrEqual(1)
  })

  it('ends for arrows that go round', () => {
    const boxes = ['a', 'b'].map((id) => ({ id, width: 10, height: 10 }))
    expect(() =>
      layOut(boxes, [
        { id: '0', from: 'a', to: 'b' },
        { id: '1', from: 'b', to: 'a' },
      ]),
    ).not.toThrow()
  })
})
