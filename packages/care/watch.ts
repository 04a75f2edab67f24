/**
 * Who watches over a woman: one worker first, for alerts and news, and further ones (HA, FWA, CHCP and BRAC's workers
 * often know the same woman). Each may report on her and has her on the list.
 */
import { writeEvent } from './history.ts'
import type { By, Record } from './record.ts'
import type { Stepped } from './settle.ts'

/** More than so many workers watch over nobody. */
const most = 4

/** Everybody who watches over her, the first one first. */
export function listWatchers({ chw, watchers = [] }: Pick<Record, 'chw' | 'watchers'>): string[] {
  return chw === undefined ? watchers : [chw, ...watchers]
}

/** One more watcher; the first where she has none. */
export function watch(stepped: Stepped, { code, by }: { code: string; by: By }, now: number): Stepped {
  const { record } = stepped
  const known = listWatchers(record)
  if (known.includes(code) || known.length >= most) return stepped
  const more = record.chw === undefined ? { chw: code } : { watchers: [...(record.watchers ?? []), code] }
  const entry = writeEvent(`watched.${code}`, now, now, { by, worker: code })
  return { record: { ...record, ...more }, effects: [...stepped.effects, { do: 'history', ...entry }] }
}
