/** Dating a pregnancy: EDD = LMP + 280 days, weeks = floor(days / 7) (WHO SMART ANC, ANCS01). */

/** What the dating rests on, and how many days it may be off either way. */
export type Dating = { by: 'lmp' | 'weeks' | 'months' | 'edd'; within: number }
