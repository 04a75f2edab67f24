/** What code offers to flows: a `do` may only name an action registered here, and must handle each of its outcomes. */

/**
 * An action: each outcome with the names of the facts it reports (`next?` may be absent), and whether it changes
 * something, which makes it a wall for "back".
 */
export type ActionSpec = { name: string; outcomes: Record<string, string[]>; changes: boolean }
