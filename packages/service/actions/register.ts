/** A woman registers her own pregnancy: her phone, her dates, her upazila, and the CHW who will watch over her. */
import { dateFrom } from '@dhatri/care/pregnancy'
import { printIso } from '@dhatri/text/day'
import type { Deed, Done } from '../deed.ts'
import { isUnchanged } from '../phone.ts'
import { layRegistration } from '../registration.ts'
import { chooseWorker } from '../worker.ts'
import type { World } from '../world.ts'

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
  const worker = await chooseWorker(world, area, deed.id)
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
  if (result.is === 'already') return { outcome: { is: 'already', facts } }
  return {
    outcome: { is: 'registered', facts },
    writes: result.writes,
    ...(result.phone === undefined ? {} : { phone: { change: result.phone, condition: isUnchanged(deed.phone) } }),
  }
}
