/**
 * Corrections of a sentence while the line runs: other words for a structure that stays. One person proposes, another
 * lets it go live; every process reads a pointer at most every thirty seconds, outside turns, so that a wrong word is
 * gone within a minute. A correction holds only for the very words it was made against: a release that has its own
 * wins. What was recorded says the old words; where those do harm the caller hears how to reach a person instead.
 */
import { hashOf } from '@dhatri/flow/hash'
import type { Library } from '@dhatri/flow/library'
import type { Message, Messages } from '@dhatri/flow/message'
import type { Table } from '@dhatri/flow/table'
import { controlKey, correctionKey, correctionsKey } from '@dhatri/store/items'
import type { Item } from '@dhatri/store/table'
import { foldForMatch } from '@dhatri/text/normal'
import type { World } from './world.ts'

/** What is corrected, the file it comes from as it reads now, and who says so; `at` in ms. */
export type Correction = {
  /** `flow register@own` or `message anc.day`. */
  name: string
  state: 'proposed' | 'live' | 'withdrawn'
  /** The hash of the words it was made against. */
  base: string
  /** The compiled table or message. */
  content: Table | Message
  file: string
  yaml: string
  by: string
  second?: string
  at: number
  /** Prompts whose recordings say something that does harm. */
  harmful: string[]
}

/** A step of a correction's life, done or refused. */
export type Corrected =
  | { ok: true }
  | {
      ok: false
      error: 'correction.unknown' | 'correction.samePerson' | 'correction.notProposed' | 'correction.nobody'
    }

/** The words of a table or a message in short, so that two can be told apart. */
export const wordsOf = (content: Table | Message): string => ('words' in content ? content.words : hashOf(content))

/** Every correction there is, of any state. */
export async function listCorrections(world: Pick<World, 'table'>): Promise<Correction[]> {
  const items = await world.table.query(correctionsKey, '')
  return items.map(readCorrection).filter((one) => one !== undefined)
}

/** Puts corrections forward; an earlier proposal of the same name is replaced, one that is live stays until approval. */
export async function proposeCorrections(
  world: Pick<World, 'table' | 'now'>,
  proposals: Omit<Correction, 'state' | 'at' | 'second'>[],
): Promise<Corrected> {
  if (proposals.some(({ by }) => foldForMatch(by) === '')) return { ok: false, error: 'correction.nobody' }
  for (const proposal of proposals) {
    const { harmful, name } = proposal
    const content = JSON.stringify(proposal.content)
    const item = {
      ...correctionKey(name, 'proposed'),
      ...proposal,
      content,
      harmful,
      state: 'proposed',
      at: world.now(),
    }
    await world.table.write([{ put: item }])
  }
  return { ok: true }
}

/** Lets a proposal go live; never by the person who made it. */
export async function approveCorrection(world: World, name: string, second: string): Promise<Corrected> {
  const item = await world.table.get(correctionKey(name, 'proposed'), { isStrong: true })
  const found = item && readCorrection(item)
  if (item === undefined || found === undefined) return { ok: false, error: 'correction.notProposed' }
  if (foldForMatch(second) === '') return { ok: false, error: 'correction.nobody' }
  // One person may be spelt with other spaces, capitals or dots.
  if (foldForMatch(second) === foldForMatch(found.by)) return { ok: false, error: 'correction.samePerson' }
  const live = { ...item, ...correctionKey(name, 'live'), state: 'live', second, at: world.now() }
  const written = await world.table.write([
    { remove: correctionKey(name, 'proposed'), if: { op: '=', path: 'at', value: found.at } },
    { put: live },
    { update: controlKey('corrections'), change: { add: { rev: 1 } } },
  ])
  // Put forward anew, withdrawn or approved meanwhile: whoever approves must look again.
  return written.ok ? { ok: true } : { ok: false, error: 'correction.notProposed' }
}

/** Takes a correction back: what is live and what is proposed under the same name, for whoever says so means both. */
export async function withdrawCorrection(world: World, name: string): Promise<Corrected> {
  const keys = [correctionKey(name, 'proposed'), correctionKey(name, 'live')]
  const there = await Promise.all(keys.map((key) => world.table.get(key, { isStrong: true })))
  if (there.every((item) => item === undefined)) return { ok: false, error: 'correction.unknown' }
  await world.table.write([
    ...keys.map((remove) => ({ remove })),
    { update: controlKey('corrections'), change: { add: { rev: 1 } } },
  ])
  return { ok: true }
}

function readCorrection(item: Item): Correction | undefined {
  const { content, harmful } = item
  if (typeof content !== 'string' || !Array.isArray(harmful)) return undefined
  return { ...(item as unknown as Correction), content: JSON.parse(content) as Table | Message }
}

/** What a world said before any correction. */
type Release = Pick<World, 'library' | 'messages'>

/** How old what was read may be, in milliseconds. */
const freshFor = 30_000

/** Keeps a world's words up to date; call it outside turns as often as you like. */
export function followCorrections(world: World): () => Promise<void> {
  const release: Release = { library: world.library, messages: world.messages }
  let readAt = Number.NEGATIVE_INFINITY
  let rev: unknown = 0
  return async () => {
    if (world.now() - readAt < freshFor) return
    readAt = world.now()
    try {
      const pointer = (await world.table.get(controlKey('corrections')))?.['rev'] ?? 0
      if (pointer === rev) return
      const live = (await listCorrections(world)).filter(({ state }) => state === 'live')
      const fitting = live.filter((one) => fits(release, one))
      if (fitting.length < live.length) world.log({ code: 'correction.outdated', count: live.length - fitting.length })
      Object.assign(world, correct(release, fitting), { harmful: new Set(fitting.flatMap(({ harmful }) => harmful)) })
      rev = pointer
      world.log({ code: 'correction.read', count: fitting.length })
    } catch {
      // The words of the release are still there; what was wrong is tried again in half a minute.
      world.log({ code: 'correction.unread' })
    }
  }
}

function fits({ library, messages }: Release, { content, base }: Correction): boolean {
  const now = contentOf(library, messages, content)
  return now !== undefined && wordsOf(now) === base
}

/** What the release says in the place of this. */
export function contentOf(library: Library, messages: Messages, content: Table | Message): Table | Message | undefined {
  if ('flow' in content) return library.tables[`${content.flow}@${content.own}`]
  return Object.hasOwn(messages, content.name) ? messages[content.name] : undefined
}

function correct({ library, messages }: Release, corrections: Correction[]): Release {
  const tables = { ...library.tables }
  const corrected = { ...messages }
  for (const { content } of corrections) {
    if ('flow' in content) tables[`${content.flow}@${content.own}`] = content
    else corrected[content.name] = content
  }
  return { library: { ...library, tables }, messages: corrected }
}
