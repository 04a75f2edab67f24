/**
 * What the first registration left out: chooses the one question that may be put now and remembers that it was, keeps
 * an answer, takes a consent back. Only a phone that is hers is asked, and only where it is clear which woman is meant.
 */
import { chooseQuestion } from '@dhatri/care/later'
import { isHeldBack } from '@dhatri/care/minor'
import type { Hours } from '@dhatri/care/quiet'
import { RECORDING } from '@dhatri/flow/answers/shape'
import { phoneKey, womanCaseKey } from '@dhatri/store/items'
import type { Change } from '@dhatri/store/table'
import { loadCase } from '../cases.ts'
import { chooseWoman } from '../choose.ts'
import type { Deed, Done } from '../deed.ts'
import { nameWrites } from '../names.ts'
import { isUnchanged, linkChange, loadPhone, sealNumber } from '../phone.ts'
import { careRules, stepWoman, type Woman } from '../woman.ts'
import { loadWho, whoWrite } from '../woman.who.ts'
import type { World } from '../world.ts'

/** Nobody younger or older is registered; 0 and what lies between is a refusal. */
const ages = { from: 10, to: 55 }

const hours: { [answer: string]: Hours | undefined } = {
  any: undefined,
  morning: { from: 8 * 60, to: 12 * 60 },
  noon: { from: 12 * 60, to: 17 * 60 },
  evening: { from: 17 * 60, to: 21 * 60 },
}

async function findAsked(world: World, deed: Deed): Promise<Woman | undefined> {
  const woman = await chooseWoman(world, deed)
  return woman?.record.phone === deed.phone.pseudonym ? woman : undefined
}

/** Chooses the question and remembers it: what was put once is never put again, answered or not. */
export async function putQuestion(world: World, deed: Deed): Promise<Done> {
  const { phone } = deed
  const woman = await findAsked(world, deed)
  if (woman === undefined || phone.isHeld || (await isInDanger(world, woman))) return { outcome: { is: 'none' } }
  const { name, voice } = await loadWho(world, woman.record.id)
  const { channel } = deed.held.slot.conversation.start
  const known = {
    isShared: phone.links.women.length > 1,
    isFull: phone.links.isFull,
    // By text message any later word of hers would be taken for a name.
    hasName: name !== undefined || voice !== undefined || channel === 'sms',
  }
  const question = chooseQuestion(woman.record, known, world.now(), careRules(world))
  if (question === undefined) return { outcome: { is: 'none' } }
  const stepping = await stepWoman(world, woman, { kind: 'asked', question })
  return { outcome: { is: question }, writes: stepping.writes, jobs: stepping.jobs }
}

async function isInDanger(world: World, { record }: Woman): Promise<boolean> {
  const pointed = (await world.table.get(womanCaseKey(record.id)))?.['k']
  const open = typeof pointed === 'string' ? await loadCase(world, pointed) : undefined
  return open !== undefined && open.record.state !== 'closed'
}

/** Keeps whichever answer the flow hands over. */
export async function keepAnswer(world: World, deed: Deed): Promise<Done> {
  const woman = await findAsked(world, deed)
  if (woman === undefined) return { outcome: { is: 'unknown' } }
  const { with: said } = deed
  if (said['whose'] !== undefined) return keepWhose(world, deed, woman, said['whose'] === 'own')
  if (said['kin'] !== undefined) return keepKin(world, deed, woman, String(said['kin']))
  if (said['name'] !== undefined) return keepName(world, woman, String(said['name']))
  if (said['age'] !== undefined) return keepAge(world, woman, Number(said['age']))
  if (said['hours'] !== undefined) return keepHours(world, woman, hours[String(said['hours'])])
  if (said['few'] !== undefined && said['few'] !== 'yes') return { outcome: { is: 'kept' } }
  const { shape, flow } = deed.held.slot.conversation.start
  const event =
    said['few'] === undefined
      ? ({ kind: 'preferred', channel: said['by'] === 'text' ? 'sms' : 'voice' } as const)
      : ({ kind: 'allowed', purpose: 'support', words: `${flow}@${shape}`.slice(0, 40) } as const)
  const { writes, jobs } = await stepWoman(world, woman, event)
  return { outcome: { is: 'kept' }, writes, jobs }
}

/** "Only I": messages may say what they are about. A phone that two women share is never only hers. */
async function keepWhose(world: World, { phone }: Deed, woman: Woman, isOwn: boolean): Promise<Done> {
  const isFull = isOwn && phone.links.women.length === 1
  const who = await loadWho(world, woman.record.id)
  return {
    outcome: { is: 'kept' },
    writes: [await whoWrite(world, woman.record.id, { ...who, isFamily: !isOwn })],
    phone: { change: linkChange(phone, { ...phone.links, isFull }, undefined), condition: isUnchanged(phone) },
  }
}

async function keepHours(world: World, woman: Woman, safe: Hours | undefined): Promise<Done> {
  const event = { kind: 'safe', ...(safe === undefined ? {} : { hours: safe }) } as const
  const { writes, jobs } = await stepWoman(world, woman, event)
  const change: Change =
    safe === undefined ? { remove: ['safe'] } : { set: { safe: { value: { f: safe.from, t: safe.to } } } }
  return { outcome: { is: 'kept' }, writes, jobs, phone: { change } }
}

async function keepAge(world: World, woman: Woman, years: number): Promise<Done> {
  if (years < ages.from || years > ages.to) return { outcome: { is: 'kept' } }
  const { writes, jobs, woman: aged } = await stepWoman(world, woman, { kind: 'aged', years, by: 'self' })
  const isHeld = isHeldBack(aged.record, careRules(world), world.now())
  return { outcome: { is: isHeld ? 'held' : 'kept' }, writes, jobs }
}

/** A name that she wrote; on a call the reference of a recording, which stays one until a worker has typed it. */
async function keepName(world: World, { record }: Woman, said: string): Promise<Done> {
  const who = await loadWho(world, record.id)
  if (RECORDING.test(said)) {
    return { outcome: { is: 'kept' }, writes: [await whoWrite(world, record.id, { ...who, voice: said })] }
  }
  const before = { area: record.area, ...(who.name === undefined ? {} : { name: who.name }) }
  const found = nameWrites(world, record.id, { area: record.area, name: said }, before)
  return { outcome: { is: 'kept' }, writes: [await whoWrite(world, record.id, { ...who, name: said }), ...found] }
}

/** Somebody of her family: their own phone gets one neutral question, and nothing else before a yes. */
async function keepKin(world: World, { phone }: Deed, woman: Woman, number: string): Promise<Done> {
  const pseudonym = world.keyring.pseudonym(number)
  if (pseudonym === phone.pseudonym) return { outcome: { is: 'ours' } }
  const theirs = await loadPhone(world, pseudonym, true)
  if (theirs.item?.['kinNo'] === 1) return { outcome: { is: 'kept' } }
  const { writes, jobs, hasChanged } = await stepWoman(world, woman, { kind: 'kinNamed', phone: pseudonym })
  if (!hasChanged) return { outcome: { is: 'kept' } }
  const num = { path: 'num', orElse: await sealNumber(world, pseudonym, number) }
  return {
    outcome: { is: 'kept' },
    writes: [...writes, { update: phoneKey(pseudonym), change: { set: { num } } }],
    jobs: [...jobs, { do: 'woman', id: woman.record.id }],
  }
}

/** Takes a consent beside her own back, at once. */
export async function withdraw(world: World, deed: Deed): Promise<Done> {
  const woman = await findAsked(world, deed)
  if (woman === undefined) return { outcome: { is: 'unknown' } }
  const purpose = deed.with['what'] === 'few' ? 'support' : 'family'
  const { writes, jobs } = await stepWoman(world, woman, { kind: 'disallowed', purpose })
  return { outcome: { is: 'recorded' }, writes, jobs }
}
