/** A worker checks signs: the rules judge what she saw, and where they say "now" a case may be opened at once. */
import { judgeSigns, type Patient } from '@dhatri/care/triage'
import { readPhone } from '@dhatri/text/phone'
import type { Deed, Done } from '../deed.ts'
import { reportDanger } from '../report.danger.ts'
import { loadWorker } from '../worker.ts'
import type { World } from '../world.ts'

/** What the rules say of a woman's signs in pregnancy, with the number of the rule. */
export const judgeBefore = async (world: World, deed: Deed): Promise<Done> => judge(world, deed, 'before')

/** The same for a mother after the birth. */
export const judgeAfter = async (world: World, deed: Deed): Promise<Done> => judge(world, deed, 'after')

/** The same for a newborn. */
export const judgeNewborn = async (world: World, deed: Deed): Promise<Done> => judge(world, deed, 'newborn')

function judge(world: World, deed: Deed, patient: Patient): Done {
  const signs = Object.values(deed.with).flatMap((value) => String(value).split(' '))
  const { urgency, rules } = judgeSigns(world.triage, patient, signs)
  const [first] = rules
  return { outcome: { is: urgency, ...(first === undefined ? {} : { facts: { rule: first.rule } }) } }
}

/** Opens a case for the woman whom a worker names by id or number, as the report D does. */
export async function openFor(world: World, deed: Deed): Promise<Done> {
  const code = deed.phone.links.worker
  const worker = code === undefined ? undefined : await loadWorker(world, code)
  const { id, call } = deed.with
  const phone = call === undefined ? undefined : readPhone(String(call))
  const who = phone?.ok ? { phone: phone.phone } : id === undefined ? undefined : { id: String(id) }
  const taken =
    worker && who && (await reportDanger(world, { id: deed.id, language: deed.phone.language }, worker, who))
  if (taken === undefined) return { outcome: { is: 'unknown' } }
  const { writes, jobs = [] } = taken
  return { outcome: { is: 'opened' }, writes, jobs }
}
