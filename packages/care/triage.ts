/**
 * Triage for health workers: which signs mean refer now, have her seen today, or care at home, and which rule says so.
 * Rules as data (`flows/triage/rules.yaml`): WHO's table of danger signs in pregnancy (ANC.DT01) and the seven signs of
 * the newborn. The most urgent rule decides, so that one more sign can never lower the urgency.
 */

/** Whom a worker has looked at: a woman in pregnancy, a mother after the birth, a newborn. */
export const PATIENTS = ['before', 'after', 'newborn'] as const
/** One of them. */
export type Patient = (typeof PATIENTS)[number]

/** How soon she must be seen, least urgent first. */
export const URGENCIES = ['home', 'today', 'now'] as const
/** One of them. */
export type Urgency = (typeof URGENCIES)[number]

/** One rule: where all these signs are seen, it is at least so urgent. */
export type TriageRule = { rule: number; all: string[]; urgency: Exclude<Urgency, 'home'>; source: string }

/** All rules by whom they are about. */
export type TriageRules = { [patient in Patient]: TriageRule[] }

/** What the rules say, and every rule that says it; none where she may be cared for at home. */
export type Judgement = { urgency: Urgency; rules: TriageRule[] }

/** Judges the signs that were seen. */
export function judgeSigns(rules: TriageRules, patient: Patient, signs: readonly string[]): Judgement {
  const met = rules[patient].filter(({ all }) => all.every((sign) => signs.includes(sign)))
  const urgency = URGENCIES.findLast((each) => met.some((rule) => rule.urgency === each)) ?? 'home'
  return { urgency, rules: met.filter((rule) => rule.urgency === urgency) }
}
