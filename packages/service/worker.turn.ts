/**
 * What the timer of a worker does: the list of the morning, the results of her week, a word after a long silence, a
 * supervisor's report, or, once she has left, moving her women. Everything to be sent is written together with the timer's
 * next moment, under ids made of her code and the day: whoever comes second writes nothing.
 */
import { isWorthSending } from '@dhatri/care/due'
import { ROTA, weekOf } from '@dhatri/care/rota'
import { roleOf } from '@dhatri/care/worker'
import { isToBeNudged, type Post, postDue, stepPost, type WorkerDeed } from '@dhatri/care/worker.step'
import { workerKey } from '@dhatri/store/items'
import type { Item, Key, Operand, Write } from '@dhatri/store/table'
import { messageWrite, type Outgoing } from './message.ts'
import { loadPhone } from './phone.ts'
import { moveWomen } from './reassign.ts'
import { writeDigest } from './report.due.ts'
import { listWeeks } from './report.tally.ts'
import { resultsOf } from './results.ts'
import { writeTeam } from './team.ts'
import { writeUnseen } from './unseen.ts'
import { type Posted, readWorker } from './worker.ts'
import { tidyWrite } from './worker.write.ts'
import { listOwn, listWork, type Stale } from './worklist.ts'
import type { Job, World } from './world.ts'

/** What a deed comes to: what is said, and what is noted on her record. */
type Turned = {
  message?: Pick<Outgoing, 'message' | 'facts' | 'text'>
  set?: { [name: string]: Operand }
  stale?: Stale[]
  /** Notes that the message has told of. */
  done?: Key[]
}

/** Turns one worker whose timer has run out. */
export async function turnWorker(world: World, code: string): Promise<void> {
  const key = workerKey(code)
  const item = await world.table.get(key, { isStrong: true })
  const worker = readWorker(item)
  const due = item?.['due']
  if (item === undefined || worker === undefined || typeof due !== 'number' || due > world.now()) return
  if (worker.hasLeft) return moveWomen(world, worker)
  const who = { code, role: roleOf(worker.cadre) }
  const { post, deeds } = stepPost(readPost(item), who, world.now())
  const set: { [name: string]: Operand } = {}
  for (const name of ['digest', 'results', 'unseen', 'report'] as const) {
    if (post[name] !== undefined) set[name] = { value: post[name] }
  }
  const writes: Write[] = []
  const jobs: Job[] = []
  for (const deed of deeds) {
    const turned = await turn(world, worker, post, deed)
    Object.assign(set, turned.set)
    // What spares the next look is no part of the message: one that fails is made again next time.
    for (const stale of turned.stale ?? []) await world.table.write([tidyWrite(stale)])
    if (worker.isAway) continue
    for (const note of turned.done ?? []) writes.push({ remove: note })
    if (turned.message === undefined) continue
    const id = world.keyring.pseudonym(`${deed.do}|${code}|${deed.day}`)
    const lasts = ROTA[deed.do].lasts * 60_000
    const { class: kind = 'act', about = 'service' } = world.messages[turned.message.message] ?? {}
    const outgoing = { id, pseudonym: worker.pseudonym, class: kind, about, lasts, ...turned.message }
    writes.push(await messageWrite(world, outgoing))
    jobs.push({ do: 'message', id })
  }
  const next = postDue(who, world.now())
  const timer = next === undefined ? { remove: ['due', 'shard'] } : {}
  const change = { set: { ...set, ...(next === undefined ? {} : { due: { value: next } }) }, ...timer }
  const done = await world.table.write([{ update: key, change, if: { op: '=', path: 'due', value: due } }, ...writes])
  if (done.ok) return world.enqueue(jobs)
  // The message of this day is there already: only the timer is behind.
  if (!done.failed.includes(0)) await world.table.update(key, change, { op: '=', path: 'due', value: due })
}

function readPost(item: Item): Post {
  const number = (name: string) => (typeof item[name] === 'number' ? item[name] : undefined)
  const names = ['digest', 'results', 'unseen', 'report', 'nudgedAt']
  const [digest, results, unseen, report, nudgedAt] = names.map(number)
  return {
    since: number('since') ?? 0,
    nudges: number('nudges') ?? 0,
    ...(nudgedAt === undefined ? {} : { nudgedAt }),
    ...(digest === undefined ? {} : { digest }),
    ...(results === undefined ? {} : { results }),
    ...(unseen === undefined ? {} : { unseen }),
    ...(report === undefined ? {} : { report }),
  }
}

async function turn(world: World, worker: Posted, post: Post, deed: WorkerDeed): Promise<Turned> {
  const { language } = await loadPhone(world, worker.pseudonym)
  switch (deed.do) {
    case 'digest': {
      // Whoever is away has her list made for the counts; it is sent to whoever stands in.
      const { lines, stale } = await (worker.isAway ? listOwn(world, worker.code) : listWork(world, worker))
      const set = {
        over: { value: lines.filter(({ due }) => due?.is === 'overdue').length },
        open: { value: lines.filter(({ isDanger }) => isDanger).length },
      }
      if (!isWorthSending(lines, deed.day)) return { set, stale }
      return { set, stale, message: { message: 'digest', facts: {}, text: await writeDigest(world, lines, language) } }
    }
    case 'results':
      return turnWeek(world, worker, post)
    case 'unseen': {
      const { text, done } = await writeUnseen(world, worker.code, language)
      return text === undefined ? { done } : { done, message: { message: 'supervisor.unseen', facts: {}, text } }
    }
    case 'report': {
      const text = await writeTeam(world, worker, language)
      return text === undefined ? {} : { message: { message: 'team', facts: {}, text } }
    }
  }
}

/** Her results, or after a long silence a word instead of them. */
async function turnWeek(world: World, worker: Posted, post: Post): Promise<Turned> {
  const now = world.now()
  const [latest] = await listWeeks(world, worker.code, 1)
  const last = latest?.at ?? 0
  if (!worker.isAway && isToBeNudged(post, last, now)) {
    const nudges = (post.nudgedAt ?? 0) > last ? post.nudges + 1 : 1
    const set = { nudges: { value: nudges }, nudgedAt: { value: now } }
    return { set, message: { message: 'worker.nudge', facts: {} } }
  }
  const { facts, isEmpty } = await resultsOf(world, worker, weekOf(now) - 1)
  return isEmpty ? {} : { message: { message: 'results', facts } }
}
