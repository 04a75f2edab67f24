/** What a measurement gives back. */

/** A figure by its name in `goals.json`; or why it could not be measured here. */
export type Figure = { name: string; value: number } | { name: string; skipped: string }

/** How a run is made: `isQuick` measures less of everything, for a look while working. */
export type Run = { isQuick: boolean; cache: string; note: (line: string) => void }

/** The one in the middle; the lower of two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN
}
