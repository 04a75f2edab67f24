/**
 * An SMS that came in. STOP first, then danger, then an answer to an open question, then a word for a loss, which gets one
 * gentle and neutral question back and never a guess, then a worker's report, then a topic, then the rest. Each message
 * is claimed in the same write as its effect, so that a gateway's second delivery does nothing; and each gets at most one reply, unless the other side looks like a machine.
 */
import { readDanger } from '@dhatri/care/danger'
import { readKeyword } from '@dhatri/care/keyword'
import type { Event, Reply, Verified } from '@dhatri/gateways/gateway'
import { claimKey, controlKey, phoneKey } from '@dhatri/store/items'
import type { Write } from '@dhatri/store/table'
import { foldForMatch, normalise } from '@dhatri/text/normal'
import { startChange, startWomen, stopChange } from './actions/preference.ts'
import { answerAlert } from './alerts.ts'
import { answerQuestion, findQuestion, isLateYes } from './answer.ts'
import { beginByText } from './begin.ts'
import type { Connection } from './connection.ts'
import { openDanger } from './danger.ts'
import { hearDanger } from './hear.ts'
import { joinUpdates } from './joined.ts'
import type { Effects, Letter } from './letter.ts'
import { messageWrite } from './message.ts'
import { isUnchanged, loadPhone, sealNumber } from './phone.ts'
import { staleWrites } from './report.pending.ts'
import { refuseUnknown, takeReport } from './report.ts'
import { answerRequest } from './request.answer.ts'
import { takeBoth, takeSaid } from './request.letter.ts'
import { answerTopic } from './topic.ts'
import type { World } from './world.ts'

/** How often an SMS is tried before the gateway is asked to bring it again. */
const mostTries = 4

/** Automated replies to one number in an hour; a person does not write more, a machine does. */
const mostReplies = 30
/** What a worker texts to check signs step by step. */
const CHECK = new Set(['triage', 'check', 'jachai', 'যাচাই', 'lokkhon', 'লক্ষণ'].map(foldForMatch))

/** Of these, replies that say we did not understand. */
const mostUnknown = 4
/** And answers to a topic. */
const mostTopics = 10

/** Answers one inbound SMS of a gateway. */
export async function takeText(world: World, connection: Connection, request: Verified): Promise<Reply> {
  const { sms } = connection.gateway
  if (sms === undefined) return { status: 404, contentType: 'text/plain', body: '' }
  const reading = sms.read(request)
  if (!reading.ok) return { status: reading.status, contentType: 'text/plain', body: '' }
  if (reading.event.kind === 'sms.in') await takePatiently(world, connection.name, reading.event)
  return sms.acknowledge()
}

/** Once more from the start where somebody else wrote to the same phone or woman meanwhile. */
async function takePatiently(world: World, gateway: string, event: Extract<Event, { kind: 'sms.in' }>): Promise<void> {
  for (let tries = 1; tries <= mostTries; tries++) {
    if (await takeLetter(world, gateway, event)) return
  }
  throw new Error('sms.contended')
}

/** Takes one SMS; false where what it was about changed while it was being read. */
async function takeLetter(world: World, gateway: string, event: Extract<Event, { kind: 'sms.in' }>): Promise<boolean> {
  const letter = await openLetter(world, gateway, event)
  const keyword = readKeyword(letter.text)
  const danger = hearDanger(world, letter.text)
  if (keyword === 'stop' || keyword === 'start') return finish(world, letter, await preference(world, letter, keyword))
  if (letter.phone.links.worker !== undefined) {
    const isCheck = CHECK.has(foldForMatch(letter.text))
    const reported = isCheck
      ? await beginByText(world, letter, 'triage')
      : ((await answerAlert(world, letter)) ??
        (await answerRequest(world, letter)) ??
        (await takeReport(world, letter)))
    if (reported !== undefined) return finish(world, letter, reported)
  }
  if (danger !== undefined) return finish(world, letter, await takeBoth(world, letter, await openDanger(world, letter)))
  const said = await takeSaid(world, letter, false)
  if (said !== undefined) return finish(world, letter, said)
  const question = await findQuestion(world, letter.phone, letter.text)
  if (question !== undefined) return answerQuestion(world, letter.phone, question, letter.claim)
  if (await isLateYes(world, letter.phone, letter.text)) {
    return finish(world, letter, await preference(world, letter, 'start'))
  }
  // A worker whose words are no report may be telling of herself.
  const { worker, women } = letter.phone.links
  if ((worker === undefined || women.length > 0) && readDanger(letter.text, world.losses) !== undefined) {
    return finish(world, letter, await beginByText(world, letter, 'howareyou'))
  }
  if (keyword === 'help') return finish(world, letter, { writes: [], reply: { message: 'reply.help', facts: {} } })
  if (keyword === 'maybeStop')
    return finish(world, letter, { writes: [], reply: { message: 'reply.maybeStop', facts: {} } })
  const reported = letter.phone.links.worker === undefined ? await takeReport(world, letter) : undefined
  if (reported !== undefined) return finish(world, letter, reported)
  const opened = await takeSaid(world, letter, true)
  if (opened !== undefined) return finish(world, letter, opened)
  const refused = await refuseUnknown(world, letter)
  const told = refused === undefined ? await answerTopic(world, letter) : undefined
  const [what, most] = told === undefined ? (['unknown', mostUnknown] as const) : (['topic', mostTopics] as const)
  if (await isQuiet(world, letter, what, most)) return finish(world, letter, { writes: [] })
  if (told !== undefined) return finish(world, letter, told)
  return finish(world, letter, refused ?? { writes: [], reply: { message: 'reply.unknown', facts: {} } })
}

async function openLetter(world: World, gateway: string, event: Extract<Event, { kind: 'sms.in' }>): Promise<Letter> {
  const pseudonym = world.keyring.pseudonym(event.from)
  const phone = await loadPhone(world, pseudonym, true)
  const mark = Buffer.from(world.keyring.mark('inbound', event.id)).toString('hex')
  const claim: Write = {
    put: { ...claimKey(gateway, mark), at: world.now(), ttl: Math.floor(world.now() / 1000) + 45 * 24 * 3600 },
    if: { op: 'absent', path: 'pk' },
  }
  const known: Write[] =
    phone.item?.['num'] === undefined
      ? [
          {
            update: phoneKey(pseudonym),
            change: { set: { num: { value: await sealNumber(world, pseudonym, event.from) } } },
          },
        ]
      : []
  const id = world.keyring.pseudonym(`letter|${gateway}|${event.id}`)
  return { id, text: normalise(event.text), number: event.from, phone, claim, known }
}

async function preference(world: World, letter: Letter, keyword: 'stop' | 'start'): Promise<Effects> {
  const isStop = keyword === 'stop'
  const women = isStop ? undefined : await startWomen(world, letter.phone)
  const { phone } = letter
  const change = women === undefined ? stopChange(phone, world.now()) : startChange(phone, world.now(), women.links)
  const known =
    letter.known.length > 0 ? { num: { value: await sealNumber(world, letter.phone.pseudonym, letter.number) } } : {}
  const write: Write = {
    update: phoneKey(letter.phone.pseudonym),
    change: { ...change, set: { ...change.set, ...known } },
    ...(women === undefined || women.links === phone.links ? {} : { if: isUnchanged(phone) }),
  }
  letter.known = []
  return {
    writes: [write, ...(women?.writes ?? [])],
    jobs: women?.jobs ?? [],
    reply: { message: isStop ? 'reply.stopped' : 'reply.started', facts: {} },
  }
}

/** Writes claim, effects and reply together; a message that was claimed before changes nothing; false when contended. */
async function finish(world: World, letter: Letter, effects: Effects): Promise<boolean> {
  const isSilent = effects.reply === undefined || (await isQuiet(world, letter, 'replies', mostReplies))
  const writes = joinUpdates([letter.claim, ...letter.known, ...staleWrites(letter), ...effects.writes])
  const jobs = [...(effects.jobs ?? [])]
  if (!isSilent && effects.reply !== undefined) {
    const { message, facts, text, about = 'service' } = effects.reply
    const said = text === undefined ? {} : { text }
    writes.push(
      await messageWrite(world, {
        id: letter.id,
        pseudonym: letter.phone.pseudonym,
        message,
        class: 'reply',
        about,
        facts,
        ...said,
      }),
    )
    jobs.push({ do: 'message', id: letter.id })
  }
  const written = await world.table.write(writes)
  if (written.ok) {
    if (jobs.length > 0) await world.enqueue(jobs)
    return true
  }
  const isRepeat = written.failed.includes(0)
  if (isRepeat) world.log({ code: 'sms.repeated' })
  return isRepeat
}

/** Counts within the hour; true above the limit, so that two machines never talk to each other for long. */
async function isQuiet(world: World, letter: Letter, what: string, most: number): Promise<boolean> {
  const hour = Math.floor(world.now() / 3_600_000)
  const counted = await world.table.update(controlKey(`loop|${letter.phone.pseudonym}|${what}|${hour}`), {
    add: { n: 1 },
    set: { ttl: { value: (hour + 48) * 3600 } },
  })
  const count = counted.item?.['n']
  return typeof count === 'number' && count > most
}
