/**
 * A whole pregnancy and the first fifteen months, day by day: signed up in week 8, every question answered, the birth
 * told by herself, to the child's second MR dose. By text and by call; and what came is what `dhatri plan` lists.
 */
import { execFileSync } from 'node:child_process'
import { listHistory, type Past } from '@dhatri/service/history'
import { loadWoman } from '@dhatri/service/woman'
import { afterEach, describe, expect, it } from 'vitest'
import { registers } from './people.ts'
import { numbers, openTown, type Town } from './world.ts'

const lmp = '2026-01-05'
const birth = '2026-10-08'
const number = '+8801711000001'

type Row = { at: string; key: string; message: string; to: string }

/** What the command prints for these dates. */
const planned = (): Row[] =>
  JSON.parse(
    execFileSync(process.execPath, ['packages/cli/bin.js', 'plan', '--lmp', lmp, '--birth', birth, '--json'], {
      encoding: 'utf8',
    }),
  )

describe('from week 8 to the second MR dose', () => {
  let town: Town
  afterEach(() => town?.close())

  /** Lives on to a day: answers each ring and each text that asks, with yes. */
  async function live(until: string, told: { calls: number; texts: string[] }): Promise<void> {
    const woman = town.person('Rina', number)
    const { handset } = woman
    while (town.clock.now() < `${until}T10:00`) {
      const isQuiet = await town.clock.moves({ days: 1 })
      if (!isQuiet) {
        told.calls += 1
        await woman.answers()
        const heard = handset.heard().map((one) => ('play' in one ? decodeURIComponent(one.play) : ''))
        if (heard.some((key) => key.includes('asked'))) await woman.keys('1')
        if (handset.call()?.state === 'active') await woman.hangsUp({ after: 40 })
      }
      const inbox = handset.inbox().map(({ text }) => text)
      const fresh = inbox.slice(told.texts.length)
      told.texts.push(...fresh)
      if (fresh.some((text) => /গিয়েছিলেন|দেখিয়েছেন/.test(text))) {
        await woman.texts('১')
        told.texts.push(
          ...handset
            .inbox()
            .slice(told.texts.length)
            .map(({ text }) => text),
        )
      }
    }
  }

  async function past(): Promise<Past[]> {
    const [item] = await town.world.table.query('S#302614', '')
    const woman = await loadWoman(town.world, String(item?.['w']))
    return woman === undefined ? [] : listHistory(town.world, woman)
  }

  it.each(['sms', 'voice'] as const)('by %s', async (channel) => {
    town = await openTown({ on: '2026-03-02' })
    const rina = town.person('Rina', number)
    if (channel === 'sms') await registers(rina, '0501')
    else {
      const nasrin = town.person('Nasrin', numbers.chw)
      await nasrin.texts(`REG 05012026 ${number.replace('+88', '')} রিনা voice`)
      await town.clock.moves({ minutes: 2 })
      await rina.texts('1')
    }
    const told = { calls: 0, texts: rina.handset.inbox().map(({ text }) => text) }
    await live(birth, told)
    await rina.dials()
    await rina.presses('3')
    await rina.picks('কিছু বদলেছে', 'প্রসব')
    await rina.presses('0810')
    while (rina.handset.sees()?.isEnd === false) await rina.presses('1')
    await live('2028-01-25', told)

    const ends = new Map((await past()).flatMap(({ what, how, why }) => (how ? [[what, { how, why }]] : [])))
    const rows = planned().filter(({ to, at }) => to === 'woman' && at > '2026-03-03')
    // A question on a call that she answers is over before the call is.
    const isHeard = ({ key }: Row) => {
      const { how, why } = ends.get(key) ?? {}
      return how === 'delivered' || (how === 'accepted' && why === 'visit')
    }
    const missed = rows.filter((row) => !isHeard(row))
    // What was not sent is explained: something more important took its day.
    expect(missed.map(({ key }) => ends.get(key)?.why).filter((why) => why !== 'newer' && why !== 'ringing')).toEqual(
      [],
    )
    console.log(
      `whole ${channel}: ${rows.length} planned, ${rows.length - missed.length} heard, ${missed.length} gave way`,
    )
    expect(missed.length).toBeLessThan(rows.length / 10)
    const last = rows.at(-1)
    expect(last?.message).toBe('epi.asked')
    expect(last?.at.slice(0, 7)).toBe('2028-01')
    expect(last && isHeard(last)).toBe(true)
    if (channel === 'voice') expect(told.calls).toBe(rows.length - missed.length)
    expect([...ends].filter(([, { how }]) => how === 'undelivered' || how === 'dead' || how === 'unknown')).toEqual([])
  })
})
