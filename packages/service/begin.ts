/** A conversation that an SMS begins: danger from a number nobody knows, a word for a loss, a worker who checks signs. */
import { civilDay } from '@dhatri/care/dhaka'
import { shapeOf } from '@dhatri/flow/library'
import { renderSms } from '@dhatri/flow/render'
import { fold } from '@dhatri/flow/turn'
import { phoneKey } from '@dhatri/store/items'
import type { Write } from '@dhatri/store/table'
import { seedOf } from './arms.ts'
import type { Effects, Letter } from './letter.ts'
import { sealNumber } from './phone.ts'
import { markSession, startFacts, writeSlot } from './slot.ts'
import { withhold } from './withhold.ts'
import type { World } from './world.ts'

/** Begins a flow by SMS: its first screen is the reply, and the next SMS answers it. */
export async function beginByText(world: World, letter: Letter, flow: string): Promise<Effects> {
  const { phone } = letter
  const session = markSession(world, `${flow}|${letter.id}`)
  const start = {
    flow,
    shape: shapeOf(world.library, flow) ?? '',
    day: civilDay(world.now()),
    channel: 'sms' as const,
    profile: 'sms',
    facts: {},
  }
  const slot = await writeSlot(world, { pseudonym: phone.pseudonym, slot: 'm', session }, start, letter.number)
  // As it will be read back, so that an experiment sends her on the way that this screen shows.
  const read = {
    language: phone.language,
    facts: startFacts(phone.item?.['links']),
    seed: seedOf(world, phone.pseudonym),
  }
  const conversation = {
    start: { ...start, ...read },
    inputs: [],
    outcomes: [],
  }
  const { text } = renderSms(
    world.library,
    conversation,
    withhold(world, fold(world.library, conversation), phone.item),
  )
  const number =
    phone.item?.['num'] === undefined ? { num: { value: await sealNumber(world, phone.pseudonym, letter.number) } } : {}
  const write: Write = {
    update: phoneKey(phone.pseudonym),
    change: {
      set: {
        m: { value: slot },
        ml: { path: 'links', orElse: { w: [] } },
        mg: { path: 'lang', orElse: 'bn' },
        ...number,
      },
    },
  }
  return { writes: [write], reply: { message: 'answer', facts: {}, text } }
}
