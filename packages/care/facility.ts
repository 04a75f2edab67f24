/**
 * Which place of care somebody is sent to: one of her upazila that offers what she needs and is open then, her own union
 * before others. Where none is known it is the upazila health complex; never a name that nobody entered.
 */
import { clockMinutes, hour, minute } from './dhaka.ts'
import type { Facility, FacilityKind, Service } from './worker.ts'

/** What is looked for; an emergency needs a place that is open day and night. */
export type Need = { service: Service; at: number; isEmergency?: boolean }

/** For a check the small places are the near ones; for an emergency those that can operate come first. */
const NEAR: FacilityKind[] = ['cc', 'uhfwc', 'mcwc', 'uhc', 'district', 'private']
const STRONG: FacilityKind[] = ['uhc', 'district', 'mcwc', 'private', 'uhfwc', 'cc']

/** Whether a place is open at an instant, by its hours (`24`, or opening and closing hour). */
export function isOpen({ hours }: Pick<Facility, 'hours'>, at: number): boolean {
  if (hours === '24') return true
  const [from = 0, to = 0] = hours.split('-').map(Number)
  const now = (clockMinutes(at) * minute) / hour
  return now >= from && now < to
}

/** The place of an area (upazila, or union below it) for a need; undefined where no place there is known. */
export function findFacility(
  facilities: readonly Facility[],
  area: string,
  { service, at, isEmergency = false }: Need,
): Facility | undefined {
  const upazila = area.slice(0, 6)
  const local = upazila.length < 6 ? [] : facilities.filter((each) => each.upazila === upazila)
  const fit = local.filter(
    (each) => each.services.includes(service) && (isEmergency ? each.hours === '24' : isOpen(each, at)),
  )
  const kinds = isEmergency ? STRONG : NEAR
  const rank = ({ kind, union }: Facility) => kinds.indexOf(kind) - (union !== undefined && union === area ? 100 : 0)
  const order = (one: Facility, other: Facility) => rank(one) - rank(other) || (one.code < other.code ? -1 : 1)
  return fit.sort(order)[0] ?? local.filter(({ kind }) => kind === 'uhc').sort(order)[0]
}
