/**
 * What was derived or opened a moment ago and will be asked for again within the same session. It holds a bounded number
 * of things, and each for two minutes at most after it was last asked for, so that nothing in the clear outlives the
 * session it belongs to.
 */

/** Things by name; `find` makes what it does not hold. */
export type Recall<T> = { find(name: string, make: () => T): T }

/** Whatever was not asked for during one of these and the rest of the one before is let go, in ms. */
const shift = 60_000

/** Holds at most twice so many things. */
export function openRecall<T>(most: number): Recall<T> {
  let recent = new Map<string, T>()
  let older = new Map<string, T>()
  let timer: ReturnType<typeof setTimeout> | undefined

  function turnOver(): void {
    clearTimeout(timer)
    older = recent
    recent = new Map()
    timer = older.size === 0 ? undefined : setTimeout(turnOver, shift).unref()
  }

  function hold(name: string, thing: T): T {
    if (recent.size >= most) turnOver()
    recent.set(name, thing)
    timer ??= setTimeout(turnOver, shift).unref()
    return thing
  }

  return {
    find: (name, make) => recent.get(name) ?? hold(name, older.get(name) ?? make()),
  }
}
