import { describe, expect, it } from 'vitest'
import { findSpeaker, lengthOf } from './prompts.speech.ts'

describe('the speech of this machine', () => {
  const machine = findSpeaker()

  it.skipIf(machine === undefined)('speaks Bangla as telephone MP3 of a believable length', () => {
    const speech = machine?.speak({ key: 'bn/home.start.0', text: 'স্বাস্থ্য তথ্য সেবা। জরুরি বিপদ হলে এখনই নয় চাপুন।' })
    expect(speech?.seconds).toBeGreaterThan(3)
    expect(speech?.seconds).toBeLessThan(8)
    expect(speech?.mp3.length).toBeLessThan(16_000)
  })

  it.skipIf(machine === undefined)('cuts the silence around a fragment', () => {
    expect(machine?.speak({ key: 'bn/number/12', text: 'বারো' })?.seconds).toBeLessThan(1)
  })

  it('measures an MP3 by its first frame', () => {
    // FF E3 28: MPEG-2.5, layer III, 16 kbit/s, 8 kHz.
    const second = new Uint8Array(2000)
    second.set([0xff, 0xe3, 0x28])
    expect(lengthOf(second)).toBe(1)
    expect(lengthOf(new Uint8Array(10))).toBe(0)
  })
})
