/**
 * `DHATRI_MINORS`: what the ministry lets us do for a woman under eighteen. `serve`: as for anybody; `guardian`: nothing
 * is pushed to her until her worker notes that a guardian agreed (`FIX <id> GUARDIAN`); `workerOnly`, and unset: nothing
 * is pushed to her at all, her worker visits her.
 */
import { MINORS, type Minors } from '@dhatri/care/minor'

/** Reads the setting; throws where it is none of the three. */
export function readMinors(value: string | undefined): { minors?: Minors } {
  if (value === undefined || value === '') return {}
  const minors = MINORS.find((each) => each === value)
  if (minors === undefined) throw new Error('config.wrong DHATRI_MINORS')
  return { minors }
}
