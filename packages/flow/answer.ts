/** Stub: replaced by the answer types. */
export type Kind = { type: string }
