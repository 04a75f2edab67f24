/**
 * Places for the layers of a picture: in every layer the places nearest to where the neighbours above and below want
 * them, in their order and apart from each other. That is least squares under an order, which pooling neighbours that
 * want to pass each other solves exactly (isotonic regression, Ayer and others, 1955).
 */
import { findNeighbours, type Layers, type Link, makeLayers, type Sized, type Spot } from './layers.ts'

/** A thing with its place: `x` is its middle, `y` its upper edge. */
export type Placed = Spot & { x: number; y: number }

/** A point of an arrow: it comes straight down to it, and straight down from it. */
export type Point = { x: number; top: number; bottom: number }

/** Everything with its place; `paths` has the points of each link from box to box. */
export type Layout = { width: number; height: number; spots: Placed[]; paths: Point[][] }

const ROUNDS = 160
const BETWEEN = { box: 28, label: 16, bend: 10 }
const MARGIN = 24
const GAP = 20
const STEEP = 14
const WIDEST_GAP = 70
const PORTS = 22
/** How strongly neighbours pull each other by how many of the two are bends: long arrows should be straight. */
const STRAIGHT = [1, 2, 8]
const LONELY = 0.01

/** Lays out boxes and links; the same boxes and links give the same layout. */
export function layOut(boxes: readonly Sized[], links: readonly Link[]): Layout {
  const grid = makeLayers(boxes, links)
  const x = placeAcross(grid)
  const half = (spot: Spot): number => spot.width / 2
  const all = grid.layers.flat()
  const left = Math.min(...all.map((spot) => (x.get(spot.id) ?? 0) - half(spot))) - MARGIN
  for (const { id } of all) x.set(id, Math.round((x.get(id) ?? 0) - left))
  const bands = placeDown(grid, x)
  const spots = grid.layers.flatMap((layer, index) =>
    layer.map((spot): Placed => ({ ...spot, x: x.get(spot.id) ?? 0, y: bands[index]?.top ?? 0 })),
  )
  const width = Math.max(0, ...spots.map((spot) => spot.x + half(spot))) + MARGIN
  return {
    width: Math.ceil(width),
    height: (bands.at(-1)?.bottom ?? 0) + MARGIN,
    spots,
    paths: routeLinks(grid, spots, bands),
  }
}

/**
 * Moves every layer in turn to where its neighbours pull it. Each pull counts the same from both of its ends, so that
 * every move brings the whole nearer to its one best state.
 */
function placeAcross({ layers, chains }: Layers): Map<string, number> {
  const { above, below } = findNeighbours(chains)
  const kinds = new Map(layers.flat().map(({ id, kind }) => [id, kind]))
  const x = new Map(layers.flat().map(({ id }) => [id, 0]))
  const pullsOn = ({ id, kind }: Spot): Pull[] =>
    [...(above.get(id) ?? []), ...(below.get(id) ?? [])].map((other) => {
      const bends = [kind, kinds.get(other)].filter((one) => one === 'bend').length
      return { to: other, weight: STRAIGHT[bends] ?? 1 }
    })
  const pulls = layers.map((layer) => layer.map(pullsOn))
  for (let round = 0; round < ROUNDS; round += 1) {
    const indices = [...layers.keys()]
    for (const index of round % 2 === 0 ? indices : indices.reverse()) {
      spread(layers[index] ?? [], pulls[index] ?? [], x)
    }
  }
  return x
}

/** One neighbour that a thing is drawn to, and how strongly. */
type Pull = { to: string; weight: number }

/** Gives the things of a layer the places nearest to their neighbours. */
function spread(layer: readonly Spot[], pulls: readonly Pull[][], x: Map<string, number>): void {
  const offsets: number[] = []
  const blocks: { sum: number; weight: number; count: number }[] = []
  for (const [index, spot] of layer.entries()) {
    const before = layer[index - 1]
    const apart = before && (before.width + spot.width) / 2 + Math.max(BETWEEN[before.kind], BETWEEN[spot.kind])
    const offset = (offsets[index - 1] ?? 0) + (apart ?? 0)
    offsets.push(offset)
    const own = pulls[index] ?? []
    const weight = own.reduce((sum, pull) => sum + pull.weight, 0) || LONELY
    const sum =
      own.length === 0
        ? (x.get(spot.id) ?? 0) * LONELY
        : own.reduce((total, pull) => total + (x.get(pull.to) ?? 0) * pull.weight, 0)
    let block = { sum: sum - offset * weight, weight, count: 1 }
    for (let last = blocks.at(-1); last && last.sum / last.weight > block.sum / block.weight; last = blocks.at(-1)) {
      blocks.pop()
      block = { sum: last.sum + block.sum, weight: last.weight + block.weight, count: last.count + block.count }
    }
    blocks.push(block)
  }
  const places = blocks.flatMap(({ sum, weight, count }) => Array.from({ length: count }, () => sum / weight))
  for (const [index, { id }] of layer.entries()) x.set(id, (places[index] ?? 0) + (offsets[index] ?? 0))
}

type Band = { top: number; bottom: number }

/** Layers below each other; where arrows go far to the side there is more room, so that they stay apart from the boxes. */
function placeDown({ layers, chains }: Layers, x: Map<string, number>): Band[] {
  const layerOf = new Map(layers.flatMap((layer, index) => layer.map(({ id }) => [id, index])))
  const farthest = layers.map(() => 0)
  for (const chain of chains) {
    for (const [index, id] of chain.slice(1).entries()) {
      const layer = layerOf.get(id) ?? 0
      const far = Math.abs((x.get(id) ?? 0) - (x.get(chain[index] ?? '') ?? 0))
      farthest[layer] = Math.max(farthest[layer] ?? 0, far)
    }
  }
  let bottom = MARGIN
  return layers.map((layer, index) => {
    const gap = index === 0 ? 0 : Math.min(WIDEST_GAP, Math.round(GAP + (farthest[index] ?? 0) / STEEP))
    const top = bottom + gap
    bottom = top + Math.max(0, ...layer.map(({ height }) => height))
    return { top, bottom }
  })
}

/** Arrows leave and reach a box side by side, in the order in which they come and go. */
function routeLinks({ layers, chains }: Layers, spots: readonly Placed[], bands: readonly Band[]): Point[][] {
  const byId = new Map(spots.map((spot) => [spot.id, spot]))
  const layerOf = new Map(layers.flatMap((layer, index) => layer.map(({ id }) => [id, index])))
  const ports = (end: (chain: string[]) => [box: string | undefined, next: string | undefined]): number[] =>
    chains.map((chain) => {
      const [box = '', next = ''] = end(chain)
      const spot = byId.get(box)
      const others = chains
        .map(end)
        .filter(([one]) => one === box)
        .map(([, one = '']) => one)
      const place = others.toSorted((one, other) => (byId.get(one)?.x ?? 0) - (byId.get(other)?.x ?? 0)).indexOf(next)
      const step = Math.min(PORTS, ((spot?.width ?? 0) * 0.7) / Math.max(1, others.length - 1))
      return (spot?.x ?? 0) + (place - (others.length - 1) / 2) * step
    })
  const leaving = ports((chain) => [chain[0], chain[1]])
  const reaching = ports((chain) => [chain.at(-1), chain.at(-2)])
  return chains.map((chain, index) =>
    chain.map((id, at): Point => {
      const spot = byId.get(id)
      const band = bands[layerOf.get(id) ?? 0] ?? { top: 0, bottom: 0 }
      if (at === 0) return { x: leaving[index] ?? 0, top: (spot?.y ?? 0) + (spot?.height ?? 0), bottom: band.bottom }
      if (at === chain.length - 1) return { x: reaching[index] ?? 0, top: band.top, bottom: band.top }
      return { x: spot?.x ?? 0, top: band.top, bottom: band.bottom }
    }),
  )
}
