/**
 * The people who answer and the places they send to: cadres of the two ministries' field lines (DGHS: HA, CHCP; DGFP:
 * FWA, FWV), of BRAC (SS, SK) and volunteers (MHV), their supervisors, and the programme's duty desk.
 */
import type { Phone } from '@dhatri/text/phone'

/** Health and family welfare assistants, community clinic provider, welfare visitor, BRAC kormi and shebika, volunteer; who supervises; the duty desk. */
export const CADRES = ['ha', 'fwa', 'chcp', 'fwv', 'sk', 'ss', 'mhv', 'supervisor', 'desk'] as const
/** One of the cadres. */
export type Cadre = (typeof CADRES)[number]

/** What someone is on an alert ladder. */
export type Role = 'chw' | 'supervisor' | 'desk'

/**
 * A worker as imported; `areas` are place codes (a desk without one serves everywhere), `supervisor`, `cover` (who stands
 * in while away) and `successor` (who takes over from one who has left) are workers' codes.
 */
export type Worker = {
  code: string
  cadre: Cadre
  areas: string[]
  phone: Phone
  supervisor?: string
  name?: string
  /** A finer name than the upazila that the codes of places know. */
  union?: string
  isAway?: boolean
  cover?: string
  hasLeft?: boolean
  successor?: string
}

/** Community clinic, union centre (UH&FWC), upazila complex, mother and child centre, district hospital, private. */
export const KINDS = ['cc', 'uhfwc', 'uhc', 'mcwc', 'district', 'private'] as const
/** One of the kinds of places. */
export type FacilityKind = (typeof KINDS)[number]

/** What a place of care offers: checks, births, operations, newborn care, blood, vaccines, family planning, transport. */
export const SERVICES = ['anc', 'delivery', 'csection', 'newborn', 'blood', 'epi', 'fp', 'ambulance'] as const
/** One of the services. */
export type Service = (typeof SERVICES)[number]

/**
 * A place of care; `hours` is `24` or opening and closing hour (`09-15`), `contact` the code of the worker who answers for
 * it, `national` its code in the registry of the health ministry (DGHS), `union` the code of its union.
 */
export type Facility = {
  code: string
  name: { bn: string; en: string }
  kind: FacilityKind
  upazila: string
  national?: string
  union?: string
  services: Service[]
  hours: string
  phone?: string
  contact?: string
}

/** The rung of an alert ladder that a cadre stands on. */
export function roleOf(cadre: Cadre): Role {
  return cadre === 'supervisor' || cadre === 'desk' ? cadre : 'chw'
}

/** True when a worker's areas take in a place: the place itself or a district or division it lies in. */
export function serves(worker: Worker, area: string): boolean {
  if (worker.areas.length === 0) return worker.cadre === 'desk'
  return area !== '' && worker.areas.some((own) => area.startsWith(own))
}
