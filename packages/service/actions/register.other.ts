/**
 * Somebody signs up a woman of the family or next door. On her own number she is invited, with one neutral question and
 * nothing else before her yes; on the phone in hand she is kept as on a family phone. A few a day from one phone: more
 * would be somebody else's plaything.
 */
import { civilDay } from '@dhatri/care/dhaka'
import { dateFrom } from '@dhatri/care/pregnancy'
import { phoneKey } from '@dhatri/store/items'
import type { Write } from '@dhatri/store/table'
import type { Deed, Done } from '../deed.ts'
import { hasRefused, isUnchanged, loadPhone } from '../phone.ts'
import { layRegistration } from '../registration.ts'
import { chooseWorker } from '../worker.ts'
import type { World } from '../world.ts'

/** Most women whom one phone signs up for others in a day. */
const most = 3

/** Registers somebody else than the caller. */
export async function registerOther(world: World, deed: Deed): Promise<Done> {
  const { slot } = deed.held
  const { start } = slot.conversation
  const own = slot.number ?? ''
  const dated = dateFrom(String(deed.with['lmp'] ?? ''), start.day)
  if (own === '' || !dated.ok) return { outcome: { is: 'failed' } }
  const today = civilDay(world.now())
  const before = deed.phone.item?.['forDay'] === today ? Number(deed.phone.item['forCount'] ?? 0) : 0
  if (before >= most) return { outcome: { is: 'tooMany' } }
  const number = String(deed.with['hers'] ?? own)
  const isHere = number === own
  const phone = isHere ? deed.phone : await loadPhone(world, world.keyring.pseudonym(number), true)
  const counted = { forDay: { value: today }, forCount: { value: before + 1 } }
  // A number that has said no lately is not asked again; nobody may find that out either.
  if (!isHere && hasRefused(world, phone)) return { outcome: { is: 'invited' }, phone: { change: { set: counted } } }
  const area = String(deed.with['place'] ?? '')
  const worker = await chooseWorker(world, area, deed.id)
  const result = await layRegistration(world, {
    id: deed.id,
    by: 'relative',
    consent: isHere ? 'agreed' : 'invited',
    consentWords: isHere ? `register@${start.shape}`.slice(0, 40) : '',
    phone,
    number,
    isFamily: true,
    lmp: dated.lmp,
    dating: dated.dating,
    area,
    ...(worker === undefined ? {} : { chw: worker.code }),
    channel: isHere && start.channel !== 'voice' ? 'sms' : 'voice',
  })
  // Nobody may find out by a number whether she is on the list.
  if (result.is === 'already') return { outcome: { is: isHere ? 'already' : 'invited' } }
  if (result.is !== 'registered') return { outcome: { is: 'failed' } }
  const link: Write[] =
    isHere || result.phone === undefined
      ? []
      : [{ update: phoneKey(phone.pseudonym), change: result.phone, if: isUnchanged(phone) }]
  return {
    outcome: { is: isHere ? 'registered' : 'invited' },
    writes: [...result.writes, ...link],
    jobs: [{ do: 'woman', id: deed.id }],
    phone: isHere
      ? { change: { set: { ...result.phone?.set, ...counted } }, condition: isUnchanged(phone) }
      : { change: { set: counted } },
  }
}
