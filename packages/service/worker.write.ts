/**
 * Workers coming, changing and leaving: the record with its timer, a pointer for each area, and the code on their own
 * phone, so that an SMS from that number is known to be theirs. Whoever has left serves no area and has no phone here
 * any more from the same write on; their women are moved by the timer, one after another (`reassign.ts`).
 */
import { type Role, roleOf, type Worker } from '@dhatri/care/worker'
import { postDue } from '@dhatri/care/worker.step'
import { phoneKey, workerKey } from '@dhatri/store/items'
import type { Item, Operand, Write } from '@dhatri/store/table'
import { joinUpdates } from './joined.ts'
import { isUnchanged, linkChange, loadPhone, sealNumber } from './phone.ts'
import { shardOf } from './shard.ts'
import { loadWorker, readWorker, watchKey } from './worker.ts'
import type { Stale } from './worklist.ts'
import type { World } from './world.ts'

/** The writes that bring a worker in, or change one; a timer that runs goes on as it was. */
export async function workerWrites(world: World, worker: Worker): Promise<Write[]> {
  const { code } = worker
  const before = await world.table.get(workerKey(code), { isStrong: true })
  if (worker.hasLeft === true) {
    return readWorker(before) === undefined ? [] : leaveWrites(world, code, worker.successor)
  }
  const pseudonym = world.keyring.pseudonym(worker.phone)
  const phone = await loadPhone(world, pseudonym, true)
  const number = await sealNumber(world, pseudonym, worker.phone)
  const old = readWorker(before)?.pseudonym
  const plain: Item = {
    code,
    cadre: worker.cadre,
    areas: worker.areas,
    ph: pseudonym,
    ...(worker.supervisor === undefined ? {} : { sup: worker.supervisor }),
    ...(worker.union === undefined ? {} : { un: worker.union }),
    ...(worker.isAway === true ? { away: 1 } : {}),
    ...(worker.cover === undefined ? {} : { cov: worker.cover }),
  }
  const areas = worker.areas.length === 0 ? ['all'] : worker.areas
  const timer =
    before?.['gone'] === 1 || before?.['due'] === undefined ? startTimer(world, code, roleOf(worker.cadre)) : {}
  const set: { [name: string]: Operand } = Object.fromEntries(
    Object.entries({ ...plain, ...timer }).map(([name, value]) => [name, { value }]),
  )
  const remove = ['sup', 'un', 'away', 'cov', 'gone', 'to'].filter((name) => !(name in set))
  return joinUpdates([
    { update: workerKey(code), change: { set, remove } },
    ...areas.map((area): Write => ({ put: { pk: workerKey(code).pk, sk: `A#${area}`, area: `H${area}`, ...plain } })),
    ...(await pointersBesides(world, code, areas)),
    ...(old === undefined || old === pseudonym ? [] : await unlinkWrites(world, code, old)),
    {
      update: phoneKey(pseudonym),
      change: linkChange(phone, { ...phone.links, worker: code }, number),
      if: isUnchanged(phone),
    },
  ])
}

/** The writes by which a worker leaves; the same again changes nothing. Undefined successor: whoever serves the place. */
export async function leaveWrites(world: World, code: string, successor?: string): Promise<Write[]> {
  const worker = await loadWorker(world, code)
  if (worker === undefined || worker.hasLeft) return []
  return [
    {
      update: workerKey(code),
      change: {
        set: {
          gone: { value: 1 },
          due: { value: world.now() },
          shard: { value: shardOf(world, code) },
          ...(successor === undefined ? {} : { to: { value: successor } }),
        },
        remove: ['away', 'cov', ...(successor === undefined ? ['to'] : [])],
      },
    },
    ...(await pointersBesides(world, code, [])),
    ...(await unlinkWrites(world, code, worker.pseudonym)),
  ]
}

/** The write that puts a list right where a look found it behind; a case that was opened meanwhile stays named. */
export function tidyWrite({ code, id, from, open }: Stale): Write {
  if (from === undefined) return { remove: watchKey(code, id) }
  return {
    update: watchKey(code, id),
    change: { set: { w: { value: id }, n: { value: from } }, remove: ['k'] },
    if: open === undefined ? { op: 'absent', path: 'k' } : { op: '=', path: 'k', value: open },
  }
}

/** The timer of somebody new, or of somebody who was there before there were timers. */
export function startTimer(world: World, code: string, role: Role): { [name: string]: number } {
  const due = postDue({ code, role }, world.now())
  return due === undefined ? {} : { since: world.now(), due, shard: shardOf(world, code) }
}

/** The writes that take away the pointers of areas that a worker does not serve any more. */
async function pointersBesides(world: World, code: string, areas: string[]): Promise<Write[]> {
  const pointers = await world.table.query(workerKey(code).pk, 'A#')
  return pointers.flatMap(({ pk, sk }): Write[] =>
    typeof pk !== 'string' || typeof sk !== 'string' || areas.includes(sk.slice(2)) ? [] : [{ remove: { pk, sk } }],
  )
}

/** The write that takes a worker's code off a phone, unless somebody else has that phone by now. */
async function unlinkWrites(world: World, code: string, pseudonym: string): Promise<Write[]> {
  const phone = await loadPhone(world, pseudonym, true)
  if (phone.links.worker !== code) return []
  const { worker: _, ...links } = phone.links
  return [{ update: phoneKey(pseudonym), change: linkChange(phone, links, undefined), if: isUnchanged(phone) }]
}
