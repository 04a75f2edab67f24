/**
 * Boxes and arrows put into layers from top to bottom, with as few crossings as can be had cheaply (Sugiyama, Tagawa
 * and Toda, 1981). What an arrow says lies in a layer of its own below its box, and an arrow that passes a layer has a
 * bend in it, so that neither ever runs through anything else.
 */

/** Something with a size, before it has a place. */
export type Sized = { id: string; width: number; height: number }

/** An arrow; `label` is there where it says something, and its place is then called by the arrow's `id`, `@` and the layer. */
export type Link = { id: string; from: string; to: string; label?: { width: number; height: number } }

/** One thing in a layer: a box, what an arrow says, or the bend of an arrow that passes. */
export type Spot = Sized & { kind: 'box' | 'label' | 'bend' }

/** Layers from the top, and the ids that each link passes through, both boxes included. */
export type Layers = { layers: Spot[][]; chains: string[][] }

const SWEEPS = 12
const BEND = 14

/** Layers for links that make no circle; ids of links must be among the boxes. */
export function makeLayers(boxes: readonly Sized[], links: readonly Link[]): Layers {
  const rank = rankBoxes(boxes, links)
  const layers: Spot[][] = Array.from({ length: Math.max(0, ...rank.values()) + 1 }, () => [])
  const chains: string[][] = []
  const put = (layer: number, spot: Spot): void => {
    layers[layer]?.push(spot)
  }
  const outgoing = groupBy(links, ({ from }) => from)
  const placed = new Set<string>()
  // Depth first, so that the options of a menu begin in their own order.
  const visit = (box: Sized): void => {
    if (placed.has(box.id)) return
    placed.add(box.id)
    put(rank.get(box.id) ?? 0, { ...box, kind: 'box' })
    for (const link of outgoing.get(box.id) ?? []) {
      const [first, last] = [(rank.get(link.from) ?? 0) + 1, rank.get(link.to) ?? 0]
      const chain = [link.from]
      for (let layer = first; layer < last; layer += 1) {
        const id = `${link.id}@${layer}`
        const isLabel = layer === first && link.label !== undefined
        put(layer, {
          id,
          ...(isLabel && link.label ? link.label : { width: BEND, height: 0 }),
          kind: isLabel ? 'label' : 'bend',
        })
        chain.push(id)
      }
      chains.push([...chain, link.to])
      const next = boxes.find(({ id }) => id === link.to)
      if (next !== undefined) visit(next)
    }
  }
  for (const box of boxes) visit(box)
  return { layers: orderLayers(layers, chains), chains }
}

/** The layer of each box, always an even one; each lies as high as what leads to it allows. */
export function rankBoxes(
  boxes: readonly { id: string }[],
  links: readonly { from: string; to: string }[],
): Map<string, number> {
  const incoming = groupBy(links, ({ to }) => to)
  const rank = new Map<string, number>()
  const rankOf = (id: string): number => {
    const known = rank.get(id)
    if (known !== undefined) return known
    // A circle, which the caller should not have given, ends here instead of going round.
    rank.set(id, 0)
    const above = (incoming.get(id) ?? []).map(({ from }) => rankOf(from) + 2)
    rank.set(id, Math.max(0, ...above))
    return rank.get(id) ?? 0
  }
  for (const { id } of boxes) rankOf(id)
  return rank
}

/** The neighbours of each id in the layer above and in the layer below. */
export function findNeighbours(chains: readonly string[][]): {
  above: Map<string, string[]>
  below: Map<string, string[]>
} {
  const pairs = chains.flatMap((chain) => chain.slice(1).map((to, index) => ({ from: chain[index] ?? '', to })))
  const names = (groups: Map<string, { from: string; to: string }[]>, end: 'from' | 'to'): Map<string, string[]> =>
    new Map([...groups].map(([id, group]) => [id, group.map((pair) => pair[end])]))
  return {
    above: names(
      groupBy(pairs, ({ to }) => to),
      'from',
    ),
    below: names(
      groupBy(pairs, ({ from }) => from),
      'to',
    ),
  }
}

function orderLayers(layers: Spot[][], chains: readonly string[][]): Spot[][] {
  const { above, below } = findNeighbours(chains)
  let best = layers
  let fewest = countCrossings(layers, below)
  let current = layers
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep += 1) {
    const isDown = sweep % 2 === 0
    current = sweepLayers(current, isDown ? above : below, isDown)
    const crossings = countCrossings(current, below)
    if (crossings < fewest) [best, fewest] = [current, crossings]
  }
  return best
}

function sweepLayers(layers: Spot[][], neighbours: Map<string, string[]>, isDown: boolean): Spot[][] {
  const swept = [...layers]
  const indices = [...layers.keys()]
  for (const index of isDown ? indices.slice(1) : indices.reverse().slice(1)) {
    const fixed = new Map((swept[index + (isDown ? -1 : 1)] ?? []).map(({ id }, at) => [id, at]))
    const layer = swept[index] ?? []
    const middle = new Map(
      layer.map(({ id }, at) => [id, mean((neighbours.get(id) ?? []).map((one) => fixed.get(one) ?? 0)) ?? at]),
    )
    swept[index] = layer.toSorted((one, other) => (middle.get(one.id) ?? 0) - (middle.get(other.id) ?? 0))
  }
  return swept
}

function countCrossings(layers: readonly Spot[][], below: Map<string, string[]>): number {
  let crossings = 0
  for (const [index, layer] of layers.entries()) {
    const place = new Map((layers[index + 1] ?? []).map(({ id }, at) => [id, at]))
    const ends = layer.flatMap(({ id }, at) => (below.get(id) ?? []).map((to) => [at, place.get(to) ?? 0] as const))
    for (const [at, [from, to]] of ends.entries()) {
      for (const [otherFrom, otherTo] of ends.slice(at + 1)) if ((from - otherFrom) * (to - otherTo) < 0) crossings += 1
    }
  }
  return crossings
}

function mean(numbers: readonly number[]): number | undefined {
  return numbers.length === 0 ? undefined : numbers.reduce((sum, number) => sum + number, 0) / numbers.length
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return groups
}
