/**
 * `DHATRI_CALL_BACKS_A_DAY`: most calls that the whole line places in a day because somebody rang and hung up. Each costs
 * the programme a call; past it a caller is told by SMS once, and answered when she rings again.
 */

/** Where nobody has decided. */
export const usualCallBacks = 1000

/** How the setting is written: 1 to 999999. */
export const callBacksForm = /^[1-9]\d{0,5}$/
