import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { printWait, readWait, recordLine } from './record.ts'
import type { Said } from './said.ts'
import { printTranscript, readTranscript, type Transcript } from './transcript.ts'

const at = Date.parse('2026-03-02T04:00:00Z')
const said: Said[] = [
  { at, by: 'person', does: 'dials', what: '*16789#' },
  { at, by: 'service', does: 'sees', what: 'স্বাস্থ্য তথ্য\n1 খবর' },
  { at: at + 40_000, by: 'person', does: 'enters', what: '0501' },
  { at: at + 80_000, by: 'service', does: 'seesLast', what: 'হলো।' },
  { at: at + 86_400_000, by: 'service', does: 'isCalled', what: '+8809600016789' },
  { at: at + 86_400_000, by: 'person', does: 'answers', what: '' },
  { at: at + 86_400_000, by: 'service', does: 'hears', what: 'https://x/bn/a.mp3' },
  { at: at + 86_400_000, by: 'service', does: 'hears', what: 'https://x/bn/b.mp3' },
]
const recording = {
  title: 'Rina signs up: "0501"',
  phone: '+8801711000001',
  captionOf: (played: string) => (played.endsWith('a.mp3') ? 'আপনি কি গিয়েছিলেন?' : played),
}

describe('a conversation written down', () => {
  it('names what was done, what came, and the time between', () => {
    expect(recordLine(said, recording)).toEqual({
      title: 'Rina signs up: "0501"',
      begins: '2026-03-02 10:00',
      phone: '+8801711000001',
      talk: [
        { does: 'dials', what: '*16789#' },
        { does: 'sees', what: 'স্বাস্থ্য তথ্য\n1 খবর' },
        { does: 'enters', what: '0501' },
        { does: 'waits', what: '2 minutes' },
        { does: 'seesLast', what: 'হলো।' },
        { does: 'waits', what: '23 hours 58 minutes' },
        { does: 'isCalled', what: '' },
        { does: 'answers', what: '' },
        { does: 'hears', what: 'আপনি কি গিয়েছিলেন?\nhttps://x/bn/b.mp3' },
      ],
    })
    expect(recordLine([], recording)).toBeUndefined()
  })

  it('is read back as it was written', () => {
    const transcript = recordLine(said, recording) as Transcript
    const text = printTranscript(transcript)
    expect(text).toContain('  - sees: |-\n      স্বাস্থ্য তথ্য\n      1 খবর\n')
    expect(readTranscript(text)).toEqual({ ok: true, transcript })
  })

  it('keeps any words through writing and reading', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (what) => {
        const transcript: Transcript = {
          title: 'x',
          begins: '2026-03-02 10:00',
          phone: '+8801711000001',
          talk: [{ does: 'enters', what }],
        }
        expect(readTranscript(printTranscript(transcript))).toEqual({ ok: true, transcript })
      }),
    )
  })

  it('is refused with the line at fault', () => {
    const head = 'transcript: x\nbegins: 2026-03-02 10:00\nphone: "+8801711000001"\n'
    expect(readTranscript(`${head}talk:\n  - dials: 1\n  - shouts: x\n`)).toMatchObject({ faults: [{ line: 6 }] })
    expect(readTranscript(`${head}talk:\n  - answers: now\n`)).toMatchObject({ faults: [{ line: 5 }] })
    expect(readTranscript(`${head}talk: []\n`).ok).toBe(false)
    expect(readTranscript(head.replace('+8801711000001', '123')).ok).toBe(false)
    expect(readTranscript(`${head}talk:\n  - *a\n`).ok).toBe(false)
    expect(readTranscript('').ok).toBe(false)
    expect(readTranscript('x'.repeat(500_000)).ok).toBe(false)
  })

  it('waits in days, hours and minutes', () => {
    expect(readWait('2 days 3 hours 1 minute')).toBe(2 * 1440 + 181)
    expect(readWait('a while')).toBeUndefined()
    expect(readWait('3 weeks')).toBeUndefined()
    fc.assert(fc.property(fc.integer({ min: 1, max: 99_999 }), (minutes) => readWait(printWait(minutes)) === minutes))
  })
})
