/**
 * Walks every state of every flow before anybody hears it, on every channel, in every language and through every
 * gateway's profile, and holds each state and each entry against the rules. Pure: the same flows give the same result.
 */
import { SAMPLE_TODAY } from '../answers/date.ts'
import { sortFindings } from '../book.ts'
import { CHANNELS, type Channel } from '../channel.ts'
import type { Spot } from '../node.ts'
import { chooseLanguages } from '../print.ts'
import type { Step } from '../table.ts'
import { play } from '../take.ts'
import { compareChannels } from './compare.ts'
import { checkDanger } from './danger.ts'
import { type Explored, figuresOf } from './figures.ts'
import type { Exploration, Ground } from './ground.ts'
import { checkOfferWords } from './keep.ts'
import { openLens } from './lens.ts'
import { partOf } from './part.ts'
import { checkEnds, checkVisits } from './reach.ts'
import { admit, beginAt, conversationOf } from './space.ts'
import { type Sizes, spread } from './spread.ts'
import { listBeginnings } from './starts.ts'
import type { Node, Report, Sight, Space } from './state.ts'
import { walkSpace } from './walk.ts'

/** Explores all flows, or as much as those that have changed can have spoilt. */
export function exploreFlows(whole: Ground): Exploration {
  const part = whole.changed && partOf(whole.flows, whole.changed)
  const begun = whole.flows.filter(({ table }) => part?.begun.has(table.flow) ?? true)
  const ground = { ...whole, flows: begun }
  const lens = openLens(whole)
  const report: Report = new Map()
  const spots = spotsOf(whole)
  const passed = new Set<Step>()
  const chosen = new Set<object>()
  const explored = listSights(whole).map((sight): Explored => {
    const space: Space = {
      ground,
      lens,
      report,
      sight,
      spots,
      nodes: [],
      byKey: new Map(),
      firsts: new Set(),
      sizes: new Map(),
      passed,
      chosen,
      ...(part && { within: part.within }),
    }
    return exploreSight(space)
  })
  const compared = compareChannels(explored.map(({ space }) => space))
  const [any] = explored
  // Of a part nothing can be said about what nobody comes to.
  if (any !== undefined && part === undefined) checkVisits(any.space)
  const flows = figuresOf(ground, explored)
  return {
    findings: sortFindings(Array.from(report.values(), ({ finding }) => finding)),
    flows,
    states: explored.reduce((sum, { space }) => sum + space.nodes.length, 0),
    edges: explored.reduce((sum, { space }) => sum + space.nodes.reduce((tried, node) => tried + node.tried, 0), 0),
    compared,
    walked: explored.reduce((sum, { walked }) => sum + walked, 0),
  }
}

function exploreSight(space: Space): Explored {
  const { sight, ground } = space
  const beginnings = new Map<string, Node[]>()
  for (const { table } of ground.flows) {
    if (!table.channels.includes(sight.channel)) continue
    for (const beginning of listBeginnings(space.lens, table)) {
      const machine = beginAt(space, table.flow, beginning)
      if (machine === undefined) continue
      const { node } = admit(space, machine, { from: -1, entry: '', isOutcome: false, depth: 0 })
      beginnings.set(table.flow, [...(beginnings.get(table.flow) ?? []), node])
    }
  }
  const sizes: Sizes = new Map()
  const [home] = beginnings.get('home') ?? []
  let isWhole = spread(space, [...space.nodes], sizes, home)
  const useful = space.nodes.find(
    ({ machine }) => machine.state === 'asking' && Object.keys(machine.frame.answers).length > 0,
  )
  if (home !== undefined && useful !== undefined) {
    const offered = offer(space, useful, home)
    checkOfferWords(space, offered)
    isWhole = spread(space, [offered], sizes, home) && isWhole
  }
  checkEnds(space)
  checkDanger(space, home)
  // Walks go everywhere, and would miss whatever a part leaves out.
  if (space.within !== undefined) return { space, sizes, beginnings, isWhole, walked: 0 }
  const walks = isWhole ? { count: 10, length: 30 } : { count: 400, length: 60 }
  const walked = walkSpace(space, [...beginnings.values()].flat(), walks, isWhole)
  return { space, sizes, beginnings, isWhole, walked }
}

/** A new session while another is being offered again. */
function offer(space: Space, useful: Node, { machine: { start } }: Node): Node {
  const previous = conversationOf(space, useful)
  const machine = play(space.ground.library, { start, inputs: [], outcomes: [], previous })
  if (machine === undefined) throw new Error('explore.start')
  machine.passed = space.passed
  return admit(space, machine, { from: -1, entry: '', isOutcome: false, depth: 0, previous }).node
}

/** Each channel; on USSD each language through each profile that makes a difference to what is on the screen. */
function listSights({ library, profiles, flows }: Ground): Sight[] {
  const languages = Object.keys(library.languages)
  const seen = new Set<string>()
  const offered = [...new Set(flows.flatMap(({ table }) => table.languages))]
  const sights = (channel: Channel): Sight[] => {
    if (channel !== 'ussd') return [{ channel, profile: channel, language: languages[0] ?? '', day: SAMPLE_TODAY }]
    return profiles.flatMap(({ name, ussd }) =>
      languages.flatMap((language) => {
        const shown = chooseLanguages(language, offered, channel, ussd.charset, library)
        const key = JSON.stringify([shown, ussd])
        if (seen.has(key) || !offered.includes(shown[0] ?? '')) return []
        seen.add(key)
        return { channel, profile: name, language, day: SAMPLE_TODAY }
      }),
    )
  }
  return CHANNELS.filter((channel) => flows.some(({ table }) => table.channels.includes(channel))).flatMap(sights)
}

function spotsOf({ flows }: Ground): Map<string, Spot & { file: string }> {
  return new Map(
    flows.flatMap(({ source, table }) =>
      table.steps.map(({ id }, index): [string, Spot & { file: string }] => {
        const { line, column } = source.steps[index]?.id ?? { line: 1, column: 1 }
        return [`${table.flow}.${id}`, { file: source.file, line, column }]
      }),
    ),
  )
}
