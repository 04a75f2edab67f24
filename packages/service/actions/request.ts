/** A worker's list on a screen: what was put to them, one after the other, and their answers. */
import type { Request } from '@dhatri/care/request.record'
import type { Values } from '@dhatri/flow/channel'
import { printIso, readIso } from '@dhatri/text/day'
import type { Deed, Done } from '../deed.ts'
import { loadPhone, openNumber } from '../phone.ts'
import { isQuestion } from '../request.answer.ts'
import { clip } from '../request.parcel.ts'
import { layRequest, listPutTo, type OpenRequest } from '../requests.ts'
import { loadWoman } from '../woman.ts'
import { loadWorker } from '../worker.ts'
import type { World } from '../world.ts'

/** Letters of what she said on one screen; the text that came before shows as much. */
const screen = 60

/** The code of the worker whose phone this is; an old number of theirs is anybody's. */
async function findCode(world: World, { phone }: Deed): Promise<string | undefined> {
  const code = phone.links.worker
  const worker = code === undefined ? undefined : await loadWorker(world, code)
  return worker?.pseudonym === phone.pseudonym ? worker.code : undefined
}

/** The request after the one that was seen last, or the first. */
export async function nextRequest(world: World, deed: Deed): Promise<Done> {
  const code = await findCode(world, deed)
  const open = code === undefined ? [] : (await listPutTo(world, code)).filter((one) => isOwed(one.record, one.as))
  const before = Number(deed.with['opened'] ?? 0)
  const seen = open.findIndex(({ record }) => record.ticket === deed.with['last'])
  const next = seen >= 0 ? open[seen + 1] : open.find(({ record }) => record.opened >= before)
  if (next === undefined) return { outcome: { is: 'none' } }
  const kind = kindOf(next)
  return { outcome: { is: kind, facts: await factsOf(world, next, kind) } }
}

/** A day that is fixed, or that this worker has offered, waits for nobody here. */
function isOwed({ state, people }: Request, code: string): boolean {
  return state === 'offered' ? people.contact !== code : state !== 'agreed'
}

/** What is answered on the screen: yes, or no with or without another day. Words are answered by SMS. */
export async function answerOne(world: World, deed: Deed): Promise<Done> {
  const code = await findCode(world, deed)
  const open = code === undefined ? [] : await listPutTo(world, code)
  const found = open.find(({ record }) => record.ticket === deed.with['last'])
  if (code === undefined || found === undefined || isQuestion(found.record)) return { outcome: { is: 'gone' } }
  // Each kind of request has a menu of its own name.
  const answer = deed.with['answer'] ?? deed.with['fits'] ?? deed.with['came']
  const seen = readIso(String(deed.with['date'] ?? ''))
  const day = readIso(String(deed.with['day'] ?? ''))
  const about = { by: found.as, ...(seen === undefined ? {} : { seen }) }
  const event =
    answer === 'yes'
      ? ({ kind: 'yes', ...about } as const)
      : ({ kind: 'no', ...about, ...(day === undefined ? {} : { day }) } as const)
  const stepping = await layRequest(world, found, event)
  if (!stepping.hasChanged) return { outcome: { is: 'gone' } }
  return {
    outcome: { is: 'recorded' },
    writes: stepping.writes,
    jobs: [{ do: 'request', id: found.record.id }],
  }
}

function kindOf({ record, said }: OpenRequest): string {
  if (record.kind === 'referral') return 'referral'
  if (record.kind === 'appointment') return record.state === 'after' ? 'came' : 'appointment'
  return said.words === undefined || said.words.startsWith('recording:') ? 'spoken' : 'question'
}

async function factsOf(world: World, { record, said }: OpenRequest, kind: string): Promise<Values> {
  const base: Values = { last: record.ticket, opened: record.opened }
  if (kind === 'question') return { ...base, words: clip(said.words ?? '', screen) }
  if (kind === 'appointment' || kind === 'came') return { ...base, date: printIso(record.day ?? 0) }
  const phone = record.phone === undefined ? undefined : await loadPhone(world, record.phone)
  const number = phone === undefined ? undefined : await openNumber(world, phone)
  if (kind === 'spoken') return { ...base, phone: number ?? '' }
  const woman = record.woman === undefined ? undefined : await loadWoman(world, record.woman)
  return { ...base, phone: number ?? '', id: woman?.shortId || record.ticket }
}
