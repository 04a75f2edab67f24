/**
 * Reports about a woman who is on the list: visit, birth, loss, death, correction, danger. A worker reports only on
 * women of the areas he serves; what a report ends stops in the same write.
 */
import type { CareEvent } from '@dhatri/care/event'
import { isCarrying } from '@dhatri/care/outcome'
import type { AboutReport } from '@dhatri/care/report.about'
import type { Values } from '@dhatri/flow/channel'
import { releaseWrite } from './actions/change.ts'
import { openForWoman } from './danger.ts'
import type { Effects, Letter } from './letter.ts'
import { loadPhone } from './phone.ts'
import { findByShortId } from './registration.ts'
import { loadWoman, stepWoman, type Woman } from './woman.ts'
import type { Posted } from './worker.ts'
import type { World } from './world.ts'

const reply = (message: string, facts: Values = {}): Effects => ({ writes: [], reply: { message, facts } })

/** Records a report about a woman. */
export async function recordAbout(world: World, letter: Letter, worker: Posted, report: AboutReport): Promise<Effects> {
  const woman = await findWoman(world, worker, report)
  if (woman === undefined) return reply('reply.notYours')
  if (report.kind === 'danger') return openForWoman(world, letter, woman, { by: worker.code })
  const event = eventOf(report)
  if (event === undefined) return reply('reply.unknownForm')
  const stepping = await stepWoman(world, woman, event)
  const { phone } = woman.record
  const isNews = ['born', 'lost', 'died'].includes(event.kind)
  return {
    writes: [
      ...stepping.writes,
      ...(phone !== undefined && isNews && (await isSettled(world, phone, woman, event)) ? [releaseWrite(phone)] : []),
    ],
    jobs: stepping.jobs,
    reply: { message: 'reply.recorded', facts: {} },
  }
}

function eventOf(report: AboutReport): CareEvent | undefined {
  switch (report.kind) {
    case 'visit':
      return report.care === 'anc' ? { kind: 'visit', didGo: true, day: report.day, by: 'worker' } : undefined
    case 'birth':
      return {
        kind: 'born',
        day: report.day,
        by: 'worker',
        ...(report.babies === undefined ? {} : { babies: report.babies }),
      }
    case 'loss':
      return { kind: 'lost', loss: report.loss, by: 'worker', ...(report.day === undefined ? {} : { day: report.day }) }
    case 'death':
      return report.whose === 'mother'
        ? { kind: 'died', by: 'worker', ...(report.day === undefined ? {} : { day: report.day }) }
        : {
            kind: 'lost',
            loss: 'neonatalDeath',
            by: 'worker',
            ...(report.day === undefined ? {} : { day: report.day }),
          }
    case 'fix':
      return { kind: 'redated', lmp: report.lmp, dating: report.dating, by: 'worker' }
    default:
      return undefined
  }
}

/** Whether a phone's hold may be lifted: the loss has found its woman, or nobody else on the phone can be meant. */
async function isSettled(world: World, pseudonym: string, woman: Woman, event: CareEvent): Promise<boolean> {
  if (event.kind === 'lost' || event.kind === 'died') return true
  const others = (await loadPhone(world, pseudonym)).links.women.filter((id) => id !== woman.record.id)
  for (const id of others) {
    const other = await loadWoman(world, id)
    if (other !== undefined && isCarrying(other.record)) return false
  }
  return true
}

async function findWoman(world: World, worker: Posted, report: AboutReport): Promise<Woman | undefined> {
  const { who } = report
  const woman = 'id' in who ? await findByShortId(world, worker.areas, who.id) : await findByPhone(world, who.phone)
  const area = woman?.record.area ?? ''
  const isServed =
    worker.areas.length === 0 ? worker.cadre === 'desk' : worker.areas.some((own) => area.startsWith(own))
  return isServed ? woman : undefined
}

async function findByPhone(world: World, number: string): Promise<Woman | undefined> {
  const phone = await loadPhone(world, world.keyring.pseudonym(number))
  const women: Woman[] = []
  for (const id of phone.links.women) {
    const woman = await loadWoman(world, id)
    if (woman !== undefined && (isCarrying(woman.record) || woman.record.state === 'born')) women.push(woman)
  }
  return women.length === 1 ? women[0] : undefined
}
