/**
 * A dial and its turns: USSD in, one screen out. The gateway says which turn it is by a count of what was entered so
 * far, or by request ids; a turn without its dial (which may have been lost on the way) becomes a dial that catches up.
 */
import { renderUssd, renderWord } from '@dhatri/flow/render'
import type { Event, Reply, Verified } from '@dhatri/gateways/gateway'
import type { Connection } from './connection.ts'
import type { Held } from './deed.ts'
import { settle } from './settle.ts'
import { begin, type Caller, take } from './talk.ts'
import { withhold } from './withhold.ts'
import type { World } from './world.ts'

type DialEvent = Extract<Event, { kind: 'ussd.dial' | 'ussd.turn' }>

/** Answers one USSD request of a gateway. */
export async function answerDial(world: World, connection: Connection, request: Verified): Promise<Reply> {
  const { ussd } = connection.gateway
  if (ussd === undefined) return { status: 404, contentType: 'text/plain', body: '' }
  const reading = ussd.read(request)
  if (!reading.ok) return { status: reading.status, contentType: 'text/plain', body: '' }
  const { event } = reading
  if (event.kind === 'ussd.end') return ussd.ended()
  if (event.kind !== 'ussd.dial' && event.kind !== 'ussd.turn')
    return { status: 400, contentType: 'text/plain', body: '' }
  const held = await converse(world, callerOf(world, connection, event), event)
  const settled = await settle(world, held)
  const { slot, item } = settled.held
  return ussd.reply(renderUssd(world.library, slot.conversation, withhold(world, settled.position, item)))
}

/** What the caller hears when something broke: short, in Bangla, and the session ends. */
export function sorryDial(world: World, connection: Connection): Reply {
  const { text } = renderWord(world.library, 'sorry', {
    channel: 'ussd',
    language: 'bn',
    profile: connection.profile.name,
  })
  const reply = connection.gateway.ussd?.reply({ text, isEnd: true })
  return reply ?? { status: 503, contentType: 'text/plain', body: '' }
}

const callerOf = (world: World, connection: Connection, event: DialEvent): Caller => ({
  channel: 'ussd',
  pseudonym: world.keyring.pseudonym(event.from),
  number: event.from,
  session: `${connection.name}|${event.session}`,
  profile: connection.profile.name,
})

async function converse(world: World, caller: Caller, event: DialEvent): Promise<Held> {
  const home = { name: 'home', isOffering: true }
  if (event.kind === 'ussd.dial') {
    const held = await begin(world, caller, home)
    return catchUp(world, caller, held, event.deep)
  }
  const said = {
    input: event.input,
    repeat: event.repeat,
    ...(event.before === undefined ? {} : { before: event.before }),
  }
  const held = await take(world, caller, said)
  if (held !== undefined) return held
  const begun = await catchUp(world, caller, await begin(world, caller, home), event.before ?? [])
  return (await take(world, caller, said)) ?? begun
}

async function catchUp(world: World, caller: Caller, held: Held, inputs: string[]): Promise<Held> {
  let now = held
  for (const [count, input] of inputs.entries()) {
    now = (await take(world, caller, { input, repeat: { by: 'count', count } })) ?? now
  }
  return now
}
