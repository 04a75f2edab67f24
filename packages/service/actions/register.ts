/** A woman registers her own pregnancy: her phone, her dates, her upazila, and the CHW who will watch over her. */
import { dateFrom } from '@dhatri/care/pregnancy'
import { printIso } from '@dhatri/text/day'
import type { Deed, Done } from '../deed.ts'
import { isUnchanged, placeLink } from '../phone.ts'
import { layRegistration } from '../registration.ts'
import { stepWoman, type Woman } from '../woman.ts'
import { chooseWorker } from '../worker.ts'
import type { World } from '../world.ts'
import { agreeChange } from './invite.ts'

/** The wording she agreed to, by flow and shape; kept with her consent. */
const wording = (deed: Deed) => `register@${deed.held.slot.conversation.start.shape}`.slice(0, 40)

/** Registers the caller; the conversation's own date decides what "today" was. */
export async function register(world: World, deed: Deed): Promise<Done> {
  const { slot } = deed.held
  const number = slot.number ?? ''
  if (number === '') return { outcome: { is: 'failed' } }
  const dated = dateFrom(String(deed.with['lmp'] ?? ''), slot.conversation.start.day)
  if (!dated.ok) return { outcome: { is: 'failed' } }
  const area = String(deed.with['place'] ?? '')
  // A worker who signs herself up is watched over by a colleague where there is one.
  const colleague = await chooseWorker(world, area, deed.id, 'chw', [deed.phone.pseudonym])
  const worker = colleague ?? (await chooseWorker(world, area, deed.id))
  const result = await layRegistration(world, {
    id: deed.id,
    by: 'self',
    consent: 'agreed',
    consentWords: wording(deed),
    phone: deed.phone,
    number,
    isFamily: deed.with['whose'] !== 'own',
    isAnother: deed.with['who'] === 'other',
    lmp: dated.lmp,
    dating: dated.dating,
    area,
    ...(worker === undefined ? {} : { chw: worker.code }),
    channel: slot.conversation.start.channel === 'voice' ? 'voice' : 'sms',
  })
  if (result.is === 'full' || result.is === 'same') return { outcome: { is: 'failed' } }
  const facts = { id: result.shortId, edd: printIso(result.edd) }
  if (result.is === 'already') return { outcome: { is: 'already', facts }, ...(await agree(world, deed, result.woman)) }
  return {
    outcome: { is: 'registered', facts },
    writes: result.writes,
    ...(result.phone === undefined
      ? {}
      : { phone: { change: { ...result.phone, remove: ['no'] }, condition: isUnchanged(deed.phone) } }),
  }
}

/** Signing herself up is her yes, where she was on the list by somebody else and had not agreed. */
async function agree(world: World, deed: Deed, woman: Woman): Promise<Omit<Done, 'outcome'>> {
  const { consent, id } = woman.record
  if (consent !== 'invited' && consent !== 'declined') return {}
  const { writes, jobs } = await stepWoman(world, woman, { kind: 'agreed', words: wording(deed) })
  const change = agreeChange(deed.phone, placeLink(deed.phone.links, id, false))
  return { writes, jobs, phone: { change, condition: isUnchanged(deed.phone) } }
}
