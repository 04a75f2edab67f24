/**
 * Any message a worker's phone can send, in any order, through the whole service: nothing throws, nothing hangs, each is
 * answered at most once, and a woman changes only by a message that names her, or by the answer to one that did.
 */
import { loadWoman } from '@dhatri/service/woman'
import { loadWho } from '@dhatri/service/woman.who'
import { foldDigits, toBengaliDigits } from '@dhatri/text/digits'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { numbers, type Town } from '../world.ts'
import { openCorpus } from './town.ts'

const women = {
  '102341': ['01711000002'],
  '205520': ['01711000003'],
  '310173': ['01711000004'],
  '617332': ['01711000005'],
  '550097': ['01711000005'],
  '441200': ['01711000099'],
}
type Id = keyof typeof women
const ids = Object.keys(women) as Id[]

const keyword = fc.constantFrom(
  ...'REG ANC PNC D BIR LOSS DEATH EPI FIX MUTE UNDO LAST DUE HELP TEST নিবন্ধন জন্ম গর্ভপাত মৃত্যু টিকা ঠিক বাতিল বিপদ'.split(
    ' ',
  ),
)
const field = fc.oneof(
  fc.constantFrom(...ids),
  fc.constantFrom('01711000002', '01711000005', '01812345678', '01700000011', '102342', '0'),
  fc.constantFrom('05062026', '5/6/26', '31022026', '26012026', '12W', 'E02112026', '4', '2', '1'),
  fc.constantFrom(
    'M',
    'B',
    'S',
    'LMP',
    'PHONE',
    'NAME',
    'MOVED',
    'WRONG',
    'রহিমা',
    'twins',
    'cc',
    '6W',
    'penta1',
    'মৃত',
    'own',
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
)
const gap = fc.constantFrom(' ', '  ', '\n', '/', '-', '#', ',', '', '\u200d')
const report = fc
  .tuple(keyword, fc.array(fc.tuple(gap, field), { maxLength: 5 }), fc.boolean())
  .map(([word, fields, isBangla]) => {
    const text = word + fields.flat().join('')
    return isBangla ? toBengaliDigits(text) : text
  })
const message = fc.oneof(
  { weight: 6, arbitrary: report },
  { weight: 4, arbitrary: fc.constantFrom('1', '2', 'হ্যাঁ', 'না', 'UNDO', '১') },
  { weight: 2, arbitrary: field },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 80 }) },
  // The grave ones, well formed, so that much is confirmed and taken back.
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        fc.constantFrom(...ids),
        fc.constantFrom(
          'LOSS @',
          'BIR @ 05062026 cc',
          'DEATH @ M',
          'FIX @ LMP 26012026',
          'FIX @ WRONG',
          'ANC @',
          'FIX @ PHONE 01812345678',
          'MUTE @ 2',
          'D @',
        ),
      )
      .map(([id, form]) => form.replace('@', id)),
  },
)

/** What must not change unless she was named: everything but the messages under way. */
async function snapshot({ world }: Town): Promise<{ [id in Id]?: string }> {
  const all = ids.map(async (id) => {
    const {
      settled: _,
      flights: __,
      settledTo: ___,
      ...record
    } = (await loadWoman(world, `w${id}`))?.record ?? {
      settled: 0,
      flights: 0,
      settledTo: 0,
    }
    return [id, JSON.stringify([record, await loadWho(world, `w${id}`)])] as const
  })
  return Object.fromEntries(await Promise.all(all))
}

function listNamed(text: string): Set<Id> {
  const digits = foldDigits(text).replace(/[Oo]/g, '0').replace(/[Il|]/g, '1').replace(/\D/g, '')
  return new Set(ids.filter((id) => [id, ...women[id]].some((number) => digits.includes(number))))
}

test('no message changes a woman it did not name', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(message, { minLength: 4, maxLength: 14 }), async (texts) => {
      const town = await openCorpus()
      const nasrin = town.person('Nasrin', numbers.chw)
      await town.clock.moves({ minutes: 5 })
      try {
        // Whom a question that waits, or a report with a fault, was about; and whom anything was written on.
        let asked = new Set<Id>()
        let next = new Set<Id>()
        let reported = new Set<Id>()
        for (const text of texts.filter((each) => each.trim() !== '')) {
          const before = await snapshot(town)
          const read = nasrin.handset.inbox().length
          await nasrin.texts(text)
          const replies = nasrin.handset.inbox().slice(read)
          expect(replies.map(({ text: reply }) => reply).slice(1)).toEqual([])
          const named = listNamed(text)
          const after = await snapshot(town)
          const changed = ids.filter((id) => before[id] !== after[id])
          const isUndo = /undo|বাতিল|আনডু/i.test(text)
          const allowed = new Set([...named, ...next, ...(isUndo ? reported : [])])
          const wrong = changed.filter((id) => !allowed.has(id))
          expect(wrong.map((id) => `${text}: ${before[id]} became ${after[id]}`)).toEqual([])
          const reply = replies[0]?.text ?? ''
          if (reply.includes('1 হ্যাঁ, 2 না')) asked = new Set([...asked, ...named, ...next, ...(isUndo ? reported : [])])
          // Only the very next text can be an answer: what the reply asks or shows is whom it may change.
          if (reply.includes('1 হ্যাঁ, 2 না')) next = new Set(ids.filter((id) => asked.has(id) && reply.includes(id)))
          else next = reply.includes('যেমন') ? new Set([...named, ...next]) : new Set()
          reported = new Set([...reported, ...changed])
          await town.clock.moves({ minutes: 5 })
        }
        expect(town.log.filter(({ code }) => /failed|crash|contended/.test(code))).toEqual([])
      } finally {
        await town.close()
      }
    }),
    { numRuns: 25 },
  )
})
