/** What happened to a woman, append-only: one entry per item at its end and one per event, with ids that repeat themselves. */

/** One line of her history; `id` is unique within her and the same whenever the same step is taken again. */
export type Entry = { id: string; at: number; what: string; facts?: { [name: string]: string | number } }
