/** Reads `flows/triage/rules.yaml`; a file with a fault is not used, and every fault is named by its place. */
import { parse } from 'yaml'
import { PATIENTS, type Patient, type TriageRule, type TriageRules } from './triage.ts'

/** What is wrong: the place in the file, and the rule it breaks. */
export type TriageFault = { at: string; rule: string }

/** Loads the rules, or names every fault. */
export function loadTriage(text: string): { ok: true; triage: TriageRules } | { ok: false; faults: TriageFault[] } {
  const faults: TriageFault[] = []
  const file = namesOf(readYaml(text, faults))
  const numbers = new Set<number>()
  const read = (patient: Patient): TriageRule[] => {
    const list = Array.isArray(file[patient]) ? file[patient] : []
    if (list.length === 0) faults.push({ at: patient, rule: 'rules.missing' })
    return list.flatMap((item: unknown, index): TriageRule[] => {
      const { rule, all, urgency, source } = namesOf(item)
      const signs = (Array.isArray(all) ? all : []).filter((sign): sign is string => typeof sign === 'string')
      const at = `${patient}.${index}`
      const isNumbered = typeof rule === 'number' && Number.isInteger(rule) && rule > 0 && rule < 99
      if (!isNumbered || numbers.has(rule)) faults.push({ at, rule: 'rule.number' })
      if (signs.length === 0) faults.push({ at, rule: 'rule.signs' })
      if (urgency !== 'now' && urgency !== 'today') faults.push({ at, rule: 'rule.urgency' })
      if (typeof source !== 'string' || source === '') faults.push({ at, rule: 'rule.source' })
      if (!isNumbered || (urgency !== 'now' && urgency !== 'today')) return []
      numbers.add(rule)
      return [{ rule, all: signs, urgency, source: String(source) }]
    })
  }
  const [before, after, newborn] = PATIENTS.map(read)
  const triage: TriageRules = { before: before ?? [], after: after ?? [], newborn: newborn ?? [] }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, triage }
}

function readYaml(text: string, faults: TriageFault[]): unknown {
  try {
    return parse(text)
  } catch (cause) {
    faults.push({ at: cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : '', rule: 'yaml' })
    return {}
  }
}

function namesOf(value: unknown): { [name: string]: unknown } {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
