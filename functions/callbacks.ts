/**
 * `DHATRI_CALL_BACKS_A_DAY`: most calls that the whole line places in a day because somebody rang and hung up. Each costs
 * the programme a call; past it a caller is told by SMS once, and answered when she rings again.
 */

/** Where nobody has decided. */
export const usualCallBacks = 1000

/** How the setting is written: 1 to 999999. */
export const callBacksForm = /^[1-9]\d{0,5}$/

/** Reads the setting; throws where it is no such number. */
export function readCallBacks(value: string | undefined): number {
  const said = value?.trim() ?? ''
  if (said === '') return usualCallBacks
  if (!callBacksForm.test(said)) throw new Error('config.form DHATRI_CALL_BACKS_A_DAY')
  return Number(said)
}
