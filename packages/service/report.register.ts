/** REG: a worker registers a woman, who is invited on her own phone and gets nothing else until she agrees. */
import type { Registration } from '@dhatri/care/report.register'
import type { Values } from '@dhatri/flow/channel'
import { phoneKey } from '@dhatri/store/items'
import { printIso } from '@dhatri/text/day'
import type { Letter } from './letter.ts'
import { isUnchanged, loadPhone } from './phone.ts'
import { layRegistration } from './registration.ts'
import type { Taken } from './report.about.ts'
import { shorten } from './report.subject.ts'
import type { Posted } from './worker.ts'
import type { World } from './world.ts'

/** Registers her, or says that this pregnancy is on the list already. */
export async function registerByWorker(
  world: World,
  letter: Letter,
  worker: Posted,
  report: Registration,
): Promise<Taken & { woman?: string }> {
  const number = report.phone === 'none' ? undefined : report.phone
  const refuse = (message: string, facts: Values = {}): Taken => ({ writes: [], answer: { message, facts } })
  if (number === letter.number) return refuse('reply.ownPhone')
  const phone = number === undefined ? undefined : await loadPhone(world, world.keyring.pseudonym(number), true)
  const result = await layRegistration(world, {
    id: letter.id,
    by: 'worker',
    consent: 'invited',
    consentWords: '',
    ...(phone === undefined || number === undefined ? {} : { phone, number }),
    isFamily: report.owner !== 'own',
    lmp: report.lmp,
    dating: report.dating,
    area: worker.areas[0] ?? '',
    chw: worker.code,
    name: report.name,
    channel: report.prefers === 'text' ? 'sms' : 'voice',
  })
  if (result.is === 'full') return refuse('reply.phoneUnclear')
  if (result.is === 'already') return refuse('reply.already', { id: result.shortId })
  const facts = { name: shorten(report.name), id: result.shortId, edd: printIso(result.edd) }
  const link =
    phone === undefined || result.phone === undefined
      ? []
      : [{ update: phoneKey(phone.pseudonym), change: result.phone, if: isUnchanged(phone) }]
  return {
    writes: [...result.writes, ...link],
    jobs: [{ do: 'woman', id: letter.id }],
    answer: { message: 'reply.registered', facts },
    tally: { reg: 1 },
    registering: {
      lmp: report.lmp,
      dating: report.dating,
      ...(phone === undefined ? {} : { phone: phone.pseudonym }),
    },
    woman: letter.id,
  }
}
