/**
 * A sentence is corrected while people are talking: two people, live for everyone within a minute, a recording that does
 * harm replaced, and the files told afterwards.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Prompt, renderWord } from '@dhatri/flow/render'
import { loadContent, shippedFolder } from '@dhatri/functions/content'
import { speakScreen } from '@dhatri/service/call'
import {
  approveCorrection,
  type Correction,
  followCorrections,
  listCorrections,
  proposeCorrections,
  withdrawCorrection,
} from '@dhatri/service/correction'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { printFile, sortCorrections } from '../packages/cli/correct.export.ts'
import { compareCopies, compareLines } from '../packages/cli/correct.ts'
import { listRefusals } from '../packages/cli/refusal.ts'
import { openTown, shipped, type Town } from './world.ts'

const folder = mkdtempSync(join(tmpdir(), 'dhatri-flows-'))
let town: Town

beforeAll(() =>
  cpSync(shippedFolder, folder, {
    recursive: true,
    filter: (path) => !path.includes('/audio/') || path.endsWith('manifest.json'),
  }),
)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What each test edits is put back as it was: the files are copied once. */
const edited = new Set<string>()

beforeEach(async () => {
  town = await openTown({ on: '2026-03-02' })
})
afterEach(async () => {
  for (const file of edited) cpSync(join(shippedFolder, file), join(folder, file))
  edited.clear()
  await town.close()
})

const edit = (file: string, from: string, to: string) => {
  const text = readFileSync(join(folder, file), 'utf8')
  if (!text.includes(from)) throw new Error(`nothing to change in ${file}`)
  edited.add(file)
  writeFileSync(join(folder, file), text.replace(from, to))
}

const compare = (isHarmful = false) => compareCopies(shipped(), loadContent(folder), 'Anna', isHarmful)

const propose = async (isHarmful = false) => {
  const { proposals } = compare(isHarmful)
  const whole = proposals.map((one) => ({ ...one, yaml: readFileSync(join(folder, one.file), 'utf8') }))
  expect(await proposeCorrections(town.world, whole)).toEqual({ ok: true })
  return whole.map(({ name }) => name)
}

describe('an edited copy', () => {
  it('is compared word for word', () => {
    expect(compare()).toEqual({ proposals: [], refused: [] })
    edit('stop.yaml', 'বন্ধ হলো। আবার চালু', 'সব বন্ধ হলো। আবার চালু')
    edit('messages/anc.day.yaml', 'মনে করিয়ে দিই', 'মনে রাখবেন')
    const { proposals, refused } = compare()
    expect(refused).toEqual([])
    expect(proposals.map(({ name, file, content }) => [name.replace(/@.*/, ''), file, content.isReviewed])).toEqual([
      ['flow stop', 'stop.yaml', false],
      ['message anc.day', 'messages/anc.day.yaml', false],
    ])
  })

  it('that changes more than words needs a release', () => {
    edit('register.yaml', '- is: family', '- is: shared')
    expect(compare().refused).toContain('register')
  })

  it('that changes whom words are about, what fills them or how they are sent needs a release', () => {
    edit('baby.yaml', 'about: baby', 'about: service')
    edit('messages/anc.day.yaml', 'about: pregnancy', 'about: service')
    edit('messages/anc.week.yaml', 'class: act', 'class: alert')
    edit('messages/epi.day.yaml', 'date: {type: date}', 'date: {type: text}')
    expect(compare()).toEqual({ proposals: [], refused: ['baby', 'anc.day', 'anc.week', 'epi.day'] })
  })

  it('names the recordings that do harm, those of a message too', () => {
    edit('messages/anc.day.yaml', 'bn: মনে করিয়ে দিই, স্বাস্থ্যকেন্দ্রে', 'bn: মনে রাখবেন, স্বাস্থ্যকেন্দ্রে')
    expect(compare(true).proposals.map(({ harmful }) => harmful)).toEqual([['bn/message.anc.day.voice.0']])
    expect(compare(false).proposals.map(({ harmful }) => harmful)).toEqual([[]])
  })

  it('that the checker refuses is refused, line by line, and nothing else of what is shipped', () => {
    edit('stop.yaml', 'বন্ধ হলো। আবার চালু', 'বন্ধ হলো {nam}। আবার চালু')
    const refused = listRefusals(folder)
    expect(refused.length).toBeGreaterThan(0)
    expect(refused.filter((line) => !line.startsWith('stop.yaml'))).toEqual([])
  })

  it('is explored where it has changed: an outcome after which nothing ends is refused', { timeout: 120_000 }, () => {
    const again = '- menu: again\n    bn: আবার?\n    en: Again?\n    options:\n      - {bn: হ্যাঁ, en: "Yes", go: still}'
    const still = '- if: stop is failed\n    name: still\n    go: again\n    else: later'
    const from = 'outcomes: {stopped: stopped, failed: later}'
    edit('stop.yaml', from, `outcomes: {stopped: stopped, failed: again}\n\n  ${again}\n\n  ${still}`)
    expect(listRefusals(folder)).toEqual([expect.stringMatching(/^stop\.yaml:\d+:\d+ error path\.noEnd/)])
  })

  it('is shown as the lines that differ', () => {
    expect(compareLines('a\n  b\nc', 'a\n  d\nc')).toEqual(['  - b', '  + d'])
  })
})

describe('a correction', () => {
  it('is withdrawn whole: what is live and what is proposed under its name', async () => {
    edit('stop.yaml', 'বন্ধ হলো। আবার চালু', 'সব বন্ধ হলো। আবার চালু')
    const [name = ''] = await propose()
    await approveCorrection(town.world, name, 'Bela')
    await propose()
    expect((await listCorrections(town.world)).map(({ state }) => state).sort()).toEqual(['live', 'proposed'])
    await withdrawCorrection(town.world, name)
    expect(await listCorrections(town.world)).toEqual([])
  })

  it('is live once another person has approved it, for a conversation under way too, and can be withdrawn', async () => {
    const follow = followCorrections(town.world)
    edit('register.yaml', 'bn: শেষ মাসিক? যেমন 0507। বা কত মাস? যেমন 5', 'bn: শেষ মাসিক কবে? যেমন 0507। বা কত মাস? যেমন 5')
    const [name = ''] = await propose()
    const rina = town.person('Rina', '+8801711000001')
    await rina.dials()
    await rina.presses('2')
    await follow()
    expect(await approveCorrection(town.world, name, ' anna ')).toEqual({ ok: false, error: 'correction.samePerson' })
    expect(await approveCorrection(town.world, name, '')).toEqual({ ok: false, error: 'correction.nobody' })
    expect(await approveCorrection(town.world, name, 'Bela')).toEqual({ ok: true })
    expect(await approveCorrection(town.world, name, 'Bela')).toEqual({ ok: false, error: 'correction.notProposed' })
    await town.clock.moves({ minutes: 1 })
    await follow()
    await rina.presses('1')
    rina.sees('শেষ মাসিক কবে?')
    expect(await withdrawCorrection(town.world, name)).toEqual({ ok: true })
    expect(await withdrawCorrection(town.world, name)).toEqual({ ok: false, error: 'correction.unknown' })
    await town.clock.moves({ minutes: 1 })
    await follow()
    await rina.presses('x')
    rina.doesNotSee('শেষ মাসিক কবে?')
  })

  it('whose words were put forward anew while it was being approved is not taken for live', async () => {
    edit('stop.yaml', 'বন্ধ হলো। আবার চালু', 'সব বন্ধ হলো। আবার চালু')
    const [name = ''] = await propose()
    const { get } = town.world.table
    town.world.table.get = async (...args) => {
      town.world.table.get = get
      const item = await get(...args)
      await town.clock.moves({ minutes: 1 })
      await propose()
      return item
    }
    expect(await approveCorrection(town.world, name, 'Bela')).toEqual({ ok: false, error: 'correction.notProposed' })
    expect((await listCorrections(town.world)).map(({ state }) => state)).toEqual(['proposed'])
  })

  it('is never approved by whoever proposed it, however the name is spelt', async () => {
    edit('stop.yaml', 'বন্ধ হলো। আবার চালু', 'সব বন্ধ হলো। আবার চালু')
    const [proposal] = compare().proposals
    if (proposal === undefined) throw new Error('nothing to propose')
    await proposeCorrections(town.world, [{ ...proposal, by: 'Anna Roy ড়', yaml: '' }])
    for (const same of ['ANNA  roy ড়', ' anna roy ড\u09BC', 'Anna\u00A0Roy ড়', 'Anna\u200B Roy ড়']) {
      const refused = { ok: false, error: 'correction.samePerson' }
      expect(await approveCorrection(town.world, proposal.name, same)).toEqual(refused)
    }
  })

  it('is read at most every half minute, and costs one small read', async () => {
    let reads = 0
    const { get } = town.world.table
    town.world.table.get = (...args) => {
      reads += 1
      return get(...args)
    }
    const follow = followCorrections(town.world)
    for (let count = 0; count < 10; count++) await follow()
    expect(reads).toBe(1)
    await town.clock.moves({ minutes: 1 })
    const before = reads
    await follow()
    expect(reads).toBe(before + 1)
  })

  it('lets a recording play on, or has a caller told how to reach a person where it does harm', async () => {
    const old = 'গর্ভের যত্নের খবর দেব। মাসিকের তারিখ'
    edit('register.yaml', old, 'গর্ভের যত্নের কথা জানাব। মাসিকের তারিখ')
    const follow = followCorrections(town.world)
    const rina = town.person('Rina', '+8801711000001')
    const [name = ''] = await propose(true)
    await approveCorrection(town.world, name, 'Bela')
    await follow()
    await rina.calls()
    await rina.keys('2')
    rina.hears(/bn\/engine\.replaced|কারও সঙ্গে কথা/)
    expect(rina.handset.heard().some((one) => 'play' in one && one.play.includes('register.whose.0'))).toBe(false)
  })

  it('that does harm in a call is replaced once a screen, in a dialect too, and never where nothing is recorded', async () => {
    const { world } = town
    world.recordings = { 'bn/a.b.0': 'a0.mp3', 'bn/a.b.2': 'a2.mp3', 'bn/number/12': '12.mp3' }
    world.harmful = new Set(['bn/a.b.0', 'bn/a.b.2', 'bn/a.c.0'])
    const part = (key: string) => ({ key: `bn/${key}`, text: key })
    const said = (prompts: Prompt[]) => speakScreen(world, { prompts, isEnd: true, language: 'bn' }, 0)
    const [replaced] = renderWord(world.library, 'replaced', { channel: 'voice', language: 'bn', profile: '' }).prompts
    const instead = { do: 'say', text: replaced?.text }
    const twelve = { do: 'play', key: '12.mp3' }
    expect(said([part('a.b.0'), part('number/12'), part('a.b.2')])).toEqual([instead, twelve])
    expect(said([{ key: 'ctg/a.b.0', text: 'a', instead: 'bn/a.b.0' }])).toEqual([instead])
    expect(said([part('a.c.0')])).toEqual([{ do: 'say', text: 'a.c.0' }])
  })

  it('made against other words than the release has is left out, and said so', async () => {
    edit('stop.yaml', 'বন্ধ হলো। আবার চালু', 'সব বন্ধ হলো। আবার চালু')
    const { proposals } = compare()
    await proposeCorrections(
      town.world,
      proposals.map((one) => ({ ...one, base: 'older', yaml: '' })),
    )
    await approveCorrection(town.world, proposals[0]?.name ?? '', 'Bela')
    const { library } = town.world
    await followCorrections(town.world)()
    expect(town.log).toContainEqual({ code: 'correction.outdated', count: 1 })
    expect(town.world.library.tables).toEqual(library.tables)
  })

  it('goes back into the files, unless they have been edited otherwise, and is reviewed anew', async () => {
    edit('stop.yaml', 'বন্ধ হলো। আবার চালু', 'সব বন্ধ হলো। আবার চালু')
    const [name = ''] = await propose()
    await approveCorrection(town.world, name, 'Bela')
    const live = (await listCorrections(town.world)).filter(({ state }) => state === 'live')
    expect(sortCorrections(live, shipped())).toEqual([{ name, is: 'written' }])
    expect(sortCorrections(live, loadContent(folder))).toEqual([{ name, is: 'there' }])
    edit('stop.yaml', 'সব বন্ধ হলো। আবার চালু', 'থামল। আবার চালু')
    expect(sortCorrections(live, loadContent(folder))).toEqual([{ name, is: 'conflict' }])
    expect(printFile({ yaml: 'a: b\nreviewed: yes  # Dr X\n' } as Correction)).toBe('a: b\nreviewed: no\n')
  })
})
