/**
 * What a conversation stands on from its first entry to its last: the table of its flow, the gateway's limits, and who
 * looks at the screens. All of it hangs on the library and the start alone, neither of which ever changes, so it is
 * looked up once and shared by every caller who begins so.
 */
import { SAFE_BUDGET, type UssdBudget } from '@dhatri/text/ussd'
import type { Language } from './channel.ts'
import type { Start } from './conversation.ts'
import type { Bundle, Library } from './library.ts'
import type { Places } from './place.ts'
import { chooseLanguages, dialectIn, type Memory, type View } from './print.ts'
import type { Table } from './table.ts'

/** How somebody looks at screens. */
export type Eyes = Pick<Start, 'channel' | 'language' | 'profile'>

/** The flow a conversation begins in, and how it is shown. */
export type Stage = { bundle: Bundle; table: Table; budget: UssdBudget; view: View }

/** The stage of a start; undefined where the library does not know the flow in this shape. */
export function stageOf(library: Library, start: Start): Stage | undefined {
  const byShape = stages.get(library) ?? openStages(library)
  const known = byShape.get(start.shape) ?? []
  for (const { flow, eyes, stage } of known) if (flow === start.flow && isSame(eyes, start)) return stage
  const stage = findStage(library, start)
  if (stage === undefined || known.length >= MOST_KNOWN) return stage
  known.push({ flow: start.flow, eyes: eyesOf(start), stage })
  byShape.set(start.shape, known)
  return stage
}

type Known = { flow: string; eyes: Eyes; stage: Stage }

/** Languages and profiles come from the store: whatever stands there must not fill the memory. */
const MOST_KNOWN = 50

const stages = new WeakMap<Library, Map<string, Known[]>>()

function openStages(library: Library): Map<string, Known[]> {
  const byShape = new Map<string, Known[]>()
  stages.set(library, byShape)
  return byShape
}

const isSame = (one: Eyes, other: Eyes): boolean =>
  one.language === other.language && one.profile === other.profile && one.channel === other.channel

const eyesOf = ({ channel, language, profile }: Eyes): Eyes => ({ channel, language, profile })

function findStage(library: Library, start: Start): Stage | undefined {
  const pin = `${start.flow}@${start.shape}`
  const bundle = Object.hasOwn(library.shapes, pin) ? library.shapes[pin] : undefined
  const table = bundle && findTable(library, bundle, start.flow)
  if (bundle === undefined || table === undefined) return undefined
  const view = viewOf(library, start, table.languages, library.places[bundle.places])
  const memory: Memory = { texts: new WeakMap(), lists: new WeakMap(), sheets: new WeakMap() }
  return { bundle, table, budget: budgetOf(library, start.profile), view: { ...view, memory } }
}

/** The table of a flow in the shape this conversation pinned. */
export function findTable(library: Library, { tables }: Bundle, flow: string): Table | undefined {
  const key = Object.hasOwn(tables, flow) ? tables[flow] : undefined
  return key === undefined || !Object.hasOwn(library.tables, key) ? undefined : library.tables[key]
}

/** The limits of a profile; the safe ones where the library does not know it. */
export function budgetOf({ profiles }: Library, name: string): UssdBudget {
  return (Object.hasOwn(profiles, name) ? profiles[name]?.ussd : undefined) ?? SAFE_BUDGET
}

/** Who looks at the screens of a conversation that began so. */
export function viewOf(library: Library, eyes: Eyes, offered: readonly Language[], places: Places = {}): View {
  const { channel, language } = eyes
  const { charset } = budgetOf(library, eyes.profile)
  return {
    channel,
    languages: chooseLanguages(language, offered, channel, charset, library),
    vocabulary: library,
    places,
    dialect: dialectIn(language, channel, library),
  }
}
