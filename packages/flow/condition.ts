/** Stub. */
export type Test = { name: string; op: 'is' | 'isNot' | 'known' | 'unknown' | '<' | '>' | '<=' | '>='; value: string }
