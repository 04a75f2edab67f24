/**
 * A list kept in order, for the indexes of the memory store; small enough that moving its tail costs less than a tree.
 */

/** Values in the order of `compare`, each at most once. */
export class Sorted<T> {
  readonly values: T[] = []
  readonly #compare: (a: T, b: T) => number

  constructor(compare: (a: T, b: T) => number) {
    this.#compare = compare
  }

  /** Adds a value unless its equal is there. */
  add(value: T): void {
    const at = this.indexOf(value)
    const there = this.values[at]
    if (there === undefined || this.#compare(there, value) !== 0) this.values.splice(at, 0, value)
  }

  /** Takes away the value's equal, if it is there. */
  remove(value: T): void {
    const at = this.indexOf(value)
    const there = this.values[at]
    if (there !== undefined && this.#compare(there, value) === 0) this.values.splice(at, 1)
  }

  /** Where the first value lies that does not come before this one. */
  indexOf(value: T): number {
    let low = 0
    let high = this.values.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#compare(this.values[middle] as T, value) < 0) low = middle + 1
      else high = middle
    }
    return low
  }
}
