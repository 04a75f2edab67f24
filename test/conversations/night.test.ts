/**
 * Danger at two in the night, by dial and by call, from a number we know and from one we do not: what she has first, who
 * is told when, until the case is closed. The timeline is printed.
 */
import { afterEach, describe, expect, it } from 'vitest'
import { registers } from '../people.ts'
import { longStores, numbers, openTown, shipped, type Town } from '../world.ts'

/** Seconds of a call by which the advice has been said to its end: a word of Bangla takes about half a second. */
const secondsOf = (text: string) => text.split(/\s+/).length * 0.5
const ADVICE = /হাসপাতালে যান|এখনই যান/

describe.each(longStores)('danger at two in the night on %s', (store) => {
  let town: Town
  afterEach(() => town?.close())

  const atTwo = async () => {
    town = await openTown({ on: '2026-06-01', store })
    const rina = town.person('Rina', '+8801711000001')
    await registers(rina, '0501')
    await town.clock.moves({ hours: 16 })
    expect(town.clock.now()).toContain('T02:')
    return rina
  }
  const people = { worker: numbers.chw, supervisor: numbers.supervisor, desk: numbers.desk, caller: '+8801711000001' }

  /** Lets minutes pass with nobody picking up, and writes down who gets what when. */
  const watch = (caller = people.caller) => {
    const seen: Record<string, number> = {}
    const lines: string[] = []
    const look = () => {
      for (const [who, number] of Object.entries({ ...people, caller })) {
        const handset = town.person(who, number).handset
        const inbox = handset.inbox()
        for (const { text } of inbox.slice(seen[who] ?? inbox.length))
          lines.push(`${town.clock.now().slice(11)} ${who}: ${text}`)
        seen[who] = inbox.length
        if (handset.isRinging()) {
          lines.push(`${town.clock.now().slice(11)} ${who} is rung`)
          handset.ignores()
        }
      }
    }
    look()
    return {
      lines,
      look,
      pass: async (minutes: number) => {
        for (let step = 0; step < minutes; step++) {
          await town.clock.moves({ minutes: 1 })
          look()
          await town.settle()
        }
      },
    }
  }
  const timeOf = (lines: string[], who: string) => lines.find((line) => line.includes(`${who}:`))?.slice(0, 5)

  it('a number we know: advice on the first screen, everybody in turn, then the truth, and closed at last', async () => {
    const rina = await atTwo()
    const timeline = watch()
    await rina.dials()
    rina.sees('99')
    await rina.presses('99')
    rina.sees(ADVICE, '999')
    await rina.presses('1')
    rina.seesLast(ADVICE, '999')
    timeline.look()
    await timeline.pass(21)
    const { lines } = timeline
    expect(timeOf(lines, 'worker')).toBe('02:00')
    expect(timeOf(lines, 'supervisor')).toBe('02:05')
    expect(timeOf(lines, 'desk')).toBe('02:10')
    expect(lines.find((line) => line.includes('caller:'))).toMatch(/999.*16263/)
    expect(lines.filter((line) => /আসছে|আসবে/.test(line))).toEqual([])
    await town.person('Nasrin', numbers.chw).texts('1')
    timeline.look()
    await timeline.pass(122)
    expect(lines.at(-1)).toContain('রওনা')
    await town.person('Nasrin', numbers.chw).texts('1')
    timeline.look()
    await town.clock.moves({ hours: 22 })
    timeline.look()
    await town.person('Nasrin', numbers.chw).texts('1')
    timeline.look()
    expect(lines.at(-1)).toContain('লেখা হলো')
    console.log(`danger at 02:00, ${store}:\n${lines.join('\n')}`)
    const before = lines.length
    await town.clock.moves({ days: 5 })
    timeline.look()
    expect(lines.filter((line) => /জরুরি:|রওনা|দেখা হয়েছে/.test(line)).length).toBe(
      lines.slice(0, before).filter((line) => /জরুরি:|রওনা|দেখা হয়েছে/.test(line)).length,
    )
  })

  it('on a call the advice comes before ten seconds are over, for a known number and an unknown', async () => {
    const rina = await atTwo()
    for (const person of [rina, town.person('Stranger', '+8801911000009')]) {
      await person.calls()
      // What tells her of key 9, and then all that is said before the advice.
      const first = person.handset.heard().slice(0, 1)
      const before = person.handset.heard().length
      await person.keys('9')
      const words = person.handset.heard().slice(before).map(wordsOf)
      const at = words.findIndex((text) => ADVICE.test(text))
      expect(at).toBeGreaterThanOrEqual(0)
      expect(first.map(wordsOf).join()).toMatch(/চাপুন/)
      const seconds = secondsOf([...first.map(wordsOf), ...words.slice(0, at + 1)].join(' ').split(ADVICE)[0] ?? '')
      console.log(`danger on a call: advice after ${seconds.toFixed(1)} s`)
      expect(seconds).toBeLessThan(10)
      await person.hangsUp()
    }
  })

  it('an unknown number: only to listen leaves no case and no text; "call me" reaches the desk at once', async () => {
    town = await openTown({ on: '2026-06-01', store })
    await town.clock.moves({ hours: 16 })
    const stranger = town.person('Stranger', '+8801911000009')
    const timeline = watch('+8801911000009')
    await stranger.dials()
    await stranger.presses('99')
    stranger.sees(ADVICE, '999')
    await stranger.presses('2')
    await stranger.hangsUp()
    await timeline.pass(60)
    expect(timeline.lines).toEqual([])
    expect(await town.world.table.list('K#open')).toEqual([])
    await stranger.dials()
    await stranger.presses('99', '1')
    timeline.look()
    await timeline.pass(2)
    expect(timeline.lines[0]).toMatch(/desk/)
    expect(timeline.lines.filter((line) => /worker|supervisor/.test(line))).toEqual([])
    expect((await town.world.table.list('K#open')).length).toBe(1)
  })
})

/** What was said to her: the words of a recording, or those that were read out. */
function wordsOf(heard: { play: string } | { say: string } | { dial: string }): string {
  if ('say' in heard) return heard.say
  if (!('play' in heard)) return ''
  const key = decodeURIComponent(heard.play.slice(heard.play.indexOf('/audio/') + 7)).replace(/\.mp3$/, '')
  return shipped().captions.get(key) ?? ''
}
