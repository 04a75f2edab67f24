/**
 * The last look before a screen is shown or spoken: unreviewed clinical words are kept from a caller outside the pilot.
 * She gets one plain screen instead, with the numbers that always answer; what she has told is kept as it is.
 */
import { maySay } from '@dhatri/care/review'
import { tableOf } from '@dhatri/flow/library'
import { sayWord } from '@dhatri/flow/screen'
import type { Position } from '@dhatri/flow/turn'
import type { Item } from '@dhatri/store/table'
import { readPhoneItem } from './phone.ts'
import type { World } from './world.ts'

/** The position as this phone may see it. */
export function withhold(world: World, position: Position, item: Item | undefined): Position {
  const { pilot } = world.settings
  if (pilot === 'everyone' || readPhoneItem('', item).isPilot) return position
  const isHeld = [...flowsOn(position)].some((flow) => {
    const table = tableOf(world.library, flow)
    return (
      table !== undefined && !maySay({ name: flow, about: table.about, isReviewed: table.isReviewed }, pilot, false)
    )
  })
  if (!isHeld) return position
  world.log({ code: 'text.unreviewed' })
  const { dial: _, ...rest } = position
  const lead = [sayWord(world.library.words, 'unreviewed')]
  return { ...rest, state: 'ended', screen: { kind: 'end', lead, options: [], page: 0 } }
}

/** The flows whose words are on a screen. */
function flowsOn({ flow, screen }: Position): Set<string> {
  const said = [...screen.lead, ...(screen.body === undefined ? [] : [screen.body])].map(({ key }) => key)
  const shown = screen.options.map(({ key }) => key)
  return new Set([flow, ...[...said, ...shown].map((key) => key.split('.')[0] ?? '')])
}
