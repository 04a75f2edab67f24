/**
 * FIX NAME and FIX PHONE: who she is and where she is reached, kept apart from her record. A new number is asked for its
 * own consent before anything else goes to it; what was there before is sealed under her key, to be taken back.
 */
import type { Rephoned } from '@dhatri/care/rephone'
import type { AboutReport } from '@dhatri/care/report.about'
import type { Values } from '@dhatri/flow/channel'
import { phoneKey } from '@dhatri/store/items'
import type { Write } from '@dhatri/store/table'
import type { Phone } from '@dhatri/text/phone'
import type { Letter } from './letter.ts'
import { nameWrites, shorten } from './names.ts'
import {
  hasRefused,
  isUnchanged,
  leaveLinks,
  linkChange,
  loadPhone,
  mostWomen,
  openNumber,
  sealNumber,
} from './phone.ts'
import { joinLinks } from './registration.ts'
import type { Taken } from './report.about.ts'
import type { Answer } from './report.log.ts'
import { stepWoman, type Woman } from './woman.ts'
import { loadWho, whoWrite } from './woman.who.ts'
import type { World } from './world.ts'

/** What an undo needs. */
type Old = { name?: string; voice?: string; number?: string; consent?: Rephoned['before'] }

const placeOf = (id: string) => `W#${id}|OLD`

async function sealOld(world: World, id: string, old: Old): Promise<string> {
  const sealer = await world.keyring.woman(id)
  return Buffer.from(sealer.seal(JSON.stringify(old), placeOf(id))).toString('base64')
}

/** Opens what an undo of a name or a phone goes back to. */
export async function openOld(world: World, id: string, old: string): Promise<Old> {
  const sealer = await world.keyring.woman(id)
  return JSON.parse(sealer.open(new Uint8Array(Buffer.from(old, 'base64')), placeOf(id))) as Old
}

/** Gives her another name. */
export async function rename(world: World, woman: Woman, name: string): Promise<Taken> {
  const { id } = woman.record
  const { voice, ...who } = await loadWho(world, id)
  const was = { ...(who.name === undefined ? {} : { name: who.name }), ...(voice === undefined ? {} : { voice }) }
  const old = await sealOld(world, id, was)
  const { area } = woman.record
  const before = { area, ...(who.name === undefined ? {} : { name: who.name }) }
  return {
    writes: [await whoWrite(world, id, { ...who, name }), ...nameWrites(world, id, { area, name }, before)],
    answer: { message: 'reply.done.renamed', facts: { name: shorten(name), id: woman.shortId } },
    undo: { do: 'rename', old },
  }
}

/** Why a number cannot be hers, said before anything is asked back. */
export function refusePhone(
  world: World,
  letter: Letter,
  woman: Woman,
  report: AboutReport,
  facts: Values,
): Answer | undefined {
  if (report.kind !== 'rephone' && report.kind !== 'carer') return undefined
  if (report.phone === letter.number) return { message: 'reply.form.ownPhone', facts }
  // Whoever looks after her child may have the phone that was hers.
  if (report.kind === 'carer') return undefined
  const pseudonym = report.phone === 'none' ? undefined : world.keyring.pseudonym(report.phone)
  return pseudonym === woman.record.phone ? { message: 'reply.done.already', facts } : undefined
}

/** Moves her to another phone, or to none; or, she having died, her child to whoever looks after it. */
export async function moveToPhone(
  world: World,
  woman: Woman,
  to: { number: Phone | 'none'; before?: Rephoned['before']; isCarer?: true },
  facts: Values,
): Promise<Taken> {
  const { record } = woman
  const { number } = to
  const phone = number === 'none' ? undefined : await loadPhone(world, world.keyring.pseudonym(number), true)
  const isSame = phone?.pseudonym === record.phone
  if (isSame && !to.isCarer) return { writes: [], answer: { message: 'reply.done.already', facts } }
  if (phone !== undefined && !isSame && to.before === undefined && hasRefused(world, phone)) {
    // It is not asked again: she is cared for through her worker.
    const moved = await moveToPhone(world, woman, { ...to, number: 'none' }, facts)
    return { ...moved, answer: { message: 'reply.done.phoneRefused', facts } }
  }
  if (phone !== undefined && !isSame && phone.links.women.length >= mostWomen) {
    return { writes: [], answer: { message: 'reply.form.fullPhone', facts } }
  }
  const left = record.phone === undefined ? undefined : await loadPhone(world, record.phone, true)
  const before = left && (await openNumber(world, left))
  const { consent, consentAt: at, consentWords: words } = record
  const old = await sealOld(world, record.id, {
    ...(before === undefined ? {} : { number: before }),
    consent: { consent, at, ...(words === undefined ? {} : { words }) },
  })
  const on = phone === undefined ? {} : { phone: phone.pseudonym }
  const stepping = await stepWoman(
    world,
    woman,
    to.isCarer
      ? { kind: 'carer', by: 'worker', ...on }
      : { kind: 'rephoned', by: 'worker', ...on, ...(to.before === undefined ? {} : { before: to.before }) },
  )
  const links: Write[] = []
  if (left !== undefined && !isSame) {
    links.push({
      update: phoneKey(left.pseudonym),
      change: linkChange(left, leaveLinks(left.links, record.id), undefined),
      if: isUnchanged(left),
    })
  }
  if (phone !== undefined && !isSame && number !== 'none') {
    const isNo = to.before !== undefined && ['declined', 'wrongNumber'].includes(to.before.consent)
    const sealed = await sealNumber(world, phone.pseudonym, number)
    links.push({
      update: phoneKey(phone.pseudonym),
      change: linkChange(phone, joinLinks(phone.links, record.id, isNo), sealed),
      if: isUnchanged(phone),
    })
  }
  return {
    writes: [...stepping.writes, ...links],
    jobs: [...stepping.jobs, { do: 'woman', id: record.id }],
    answer: { message: number === 'none' ? 'reply.done' : 'reply.done.phone', facts },
    // Nothing may bring her own number back to a phone of somebody else's.
    ...(to.isCarer ? {} : { undo: { do: 'rephone' as const, old } }),
  }
}
