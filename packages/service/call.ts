/**
 * A call and its turns: keys in, prompts out. The web address a gateway posts keys to carries the count of what was
 * entered, so that a repeated request is told from a second key. An inbound call may be rejected and called back, so
 * that she pays nothing; a call that we place speaks the flow of the message it carries.
 */
import { renderMessage } from '@dhatri/flow/message'
import { type Prompt, renderVoice, renderWord, type VoiceScreen } from '@dhatri/flow/render'
import type { Event, Reply, Verified, VoiceAction } from '@dhatri/gateways/gateway'
import { askCallBack } from './callback.ts'
import { findCarried, heardCall } from './carried.ts'
import type { Connection } from './connection.ts'
import type { Held } from './deed.ts'
import { settle } from './settle.ts'
import { begin, type Caller, take } from './talk.ts'
import type { World } from './world.ts'

type CallEvent = Extract<Event, { kind: 'call.start' | 'call.turn' | 'call.end' }>

const bare = (status: number): Reply => ({ status, contentType: 'text/plain', body: '' })

/** Answers one voice request of a gateway. */
export async function answerCall(world: World, connection: Connection, request: Verified): Promise<Reply> {
  const { voice } = connection.gateway
  if (voice === undefined) return bare(404)
  const reading = voice.read(request)
  if (!reading.ok) return bare(reading.status)
  const { event } = reading
  if (event.kind === 'call.end') return endCall(world, connection, event)
  if (event.kind !== 'call.start' && event.kind !== 'call.turn') return bare(400)
  const isMissed =
    event.direction === 'in' && (world.settings.calls === 'callBack' || event.to === world.settings.missedCallNumber)
  // Where the cap is reached nobody would call back: she is answered instead, so that danger help stays within reach.
  if (event.kind === 'call.start' && isMissed && (await askCallBack(world, connection, event.from))) {
    return connection.speak([{ do: 'reject' }], world.settings.audioUrl)
  }
  const { held, intro } = await converse(world, connection, event)
  const { position, held: settled } = await settle(world, held)
  const screen = renderVoice(world.library, settled.slot.conversation, position)
  const count = settled.slot.conversation.inputs.length
  const spoken = speakScreen(world, { ...screen, prompts: [...intro, ...screen.prompts] }, count)
  return connection.speak(spoken, world.settings.audioUrl)
}

/** What the caller hears when something broke. */
export function sorryCall(world: World, connection: Connection): Reply {
  const { prompts } = renderWord(world.library, 'sorry', {
    channel: 'voice',
    language: 'bn',
    profile: connection.profile.name,
  })
  return connection.speak(
    prompts.map((prompt) => aloud(playOrSay(world, prompt))),
    world.settings.audioUrl,
  )
}

const callerOf = (world: World, connection: Connection, event: CallEvent): Caller => ({
  channel: 'voice',
  pseudonym: world.keyring.pseudonym(event.from),
  number: event.from,
  session: `${connection.name}|${event.session}`,
  profile: connection.profile.name,
})

/** What was pressed or, where she spoke, the reference of the recording as an answer of that type. */
function inputOf({ digits, recording }: Extract<CallEvent, { kind: 'call.turn' }>): string {
  return recording === undefined ? digits : `recording:${recording}`
}

async function converse(
  world: World,
  connection: Connection,
  event: CallEvent,
): Promise<{ held: Held; intro: Prompt[] }> {
  const caller = callerOf(world, connection, event)
  if (event.kind === 'call.turn') {
    const held = await take(world, caller, { input: inputOf(event), repeat: event.repeat })
    if (held !== undefined) return { held, intro: [] }
  }
  const carried = event.direction === 'out' ? await findCarried(world, connection.name, event) : undefined
  const flow = carried?.flow ?? { name: 'home', isOffering: event.direction === 'in' }
  const held = await begin(world, caller, { facts: {}, ...flow })
  if (event.kind === 'call.turn') {
    return { held: (await take(world, caller, { input: inputOf(event), repeat: event.repeat })) ?? held, intro: [] }
  }
  if (carried === undefined) return { held, intro: [] }
  const { language } = held.slot.conversation.start
  const spoken = renderMessage(world.library, world.messages, carried.message, {
    ...carried.manner,
    language,
    channel: 'voice',
  })
  return { held, intro: spoken.prompts }
}

/** A screen as what a gateway can do: play what was recorded, then listen. */
export function speakScreen(world: World, screen: VoiceScreen, count: number): VoiceAction[] {
  const prompts = replaceHarmful(world, screen.prompts).map((prompt) => playOrSay(world, prompt))
  if (screen.dial === 'desk' && world.settings.desk !== undefined) {
    return [...prompts.map(aloud), { do: 'dial', to: world.settings.desk }]
  }
  if (screen.isEnd) return prompts.map(aloud)
  if (screen.gather === undefined) return [...prompts.map(aloud), { do: 'redirect', count }]
  if ('record' in screen.gather) return [...prompts.map(aloud), { do: 'record', seconds: screen.gather.record, count }]
  const { digits, timeout, finish } = screen.gather
  return [
    { do: 'gather', digits, timeout, finish, prompts, count },
    { do: 'redirect', count },
  ]
}

/** Where a recording says what does harm, the caller hears how to reach a person; once, however many parts it has. */
function replaceHarmful(world: World, prompts: Prompt[]): Prompt[] {
  const { harmful, library } = world
  if (harmful === undefined || harmful.size === 0) return prompts
  let isSaid = false
  return prompts.flatMap((prompt) => {
    // Where nothing is recorded the corrected words themselves are said.
    const played = playedOf(world, prompt)
    if (played === undefined || !harmful.has(played)) return [prompt]
    if (isSaid) return []
    isSaid = true
    const [language = 'bn'] = prompt.key.split('/')
    return renderWord(library, 'replaced', { channel: 'voice', language, profile: '' }).prompts
  })
}

/** The key of the recording that is played for a prompt; undefined where there is none. */
function playedOf({ recordings }: World, { key, instead }: Prompt): string | undefined {
  return [key, instead].find((one) => one !== undefined && Object.hasOwn(recordings, one))
}

function playOrSay(world: World, prompt: Prompt): { play: string } | { say: string } {
  const played = playedOf(world, prompt)
  const file = played === undefined ? undefined : world.recordings[played]
  return file === undefined ? { say: prompt.text } : { play: file }
}

const aloud = (prompt: { play: string } | { say: string }): VoiceAction =>
  'play' in prompt ? { do: 'play', key: prompt.play } : { do: 'say', text: prompt.say }

async function endCall(
  world: World,
  connection: Connection,
  event: Extract<Event, { kind: 'call.end' }>,
): Promise<Reply> {
  if (event.direction === 'out') await heardCall(world, connection.name, event)
  else if (event.seconds === 0) await askCallBack(world, connection, event.from)
  return connection.gateway.voice?.ended() ?? bare(200)
}
