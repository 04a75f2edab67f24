/** What the loader and the checker say about a file: where, what, and what to do about it. */

/** One remark; lines and columns count from 1. An error keeps the file from being used. */
export type Finding = {
  file: string
  line: number
  column: number
  /** The rule as `noun.problem`. */
  rule: string
  words: string
  suggestion: string
  level: 'error' | 'warning'
}
