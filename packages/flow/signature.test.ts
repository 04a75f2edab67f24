import { describe, expect, it } from 'vitest'
import { markOf, readSignature, sign } from './signature.ts'

const file = `# Words for the checkup.
flow: news
reviewed: no
steps:
  - say: one
    bn: চেকআপে যান।
    en: Go to your check-up.
`
const signed = sign(file, 'Dr. Salma Akter', '2026-11-22') ?? ''

describe('a signature', () => {
  it('names who read the file, when, and what it said then', () => {
    expect(signed).toContain(`reviewed: yes  # Dr. Salma Akter, 2026-11-22, text ${markOf(file)}\n`)
    expect(readSignature(signed)).toEqual({ is: 'signed', line: 3, value: 'yes' })
    expect(readSignature(file).is).toBe('no')
  })

  it.each([
    ['a word', 'Go to your', 'Go to the'],
    ['where a step leads', 'en: Go to your check-up.', 'en: Go to your check-up.\n    go: end'],
    ['the order of steps', '  - say: one', '  - end: two\n  - say: one'],
  ])('does not outlive a change of %s', (_, from, to) => {
    expect(signed).toContain(from)
    expect(readSignature(signed.replace(from, to)).is).toBe('stale')
  })

  it('outlives a comment, and what says where an old version went', () => {
    expect(readSignature(signed.replace('# Words for', '# The words for')).is).toBe('signed')
    expect(readSignature(signed.replace('steps:', 'moved: {old: one}\nsteps:')).is).toBe('signed')
  })

  it('is none without a name, a date or a mark', () => {
    const say = (line: string) => readSignature(file.replace('reviewed: no', line)).is
    expect(say('reviewed: yes')).toBe('nameless')
    expect(say('reviewed: yes  # 2026-11-22')).toBe('nameless')
    expect(say('reviewed: yes  # Dr. Salma Akter, 2026-11-22')).toBe('unmarked')
    expect(say('reviewed: yes  # Dr. Salma Akter, 2026-11-22, text made0up')).toBe('stale')
    expect(say('reviewed: maybe')).toBe('unknown')
    expect(readSignature('flow: news\n').is).toBe('absent')
  })

  it('is not put under what cannot be read, or says nothing of review', () => {
    expect(sign('flow: {a', 'Dr. Salma Akter', '2026-11-22')).toBeUndefined()
    expect(sign('flow: news\n', 'Dr. Salma Akter', '2026-11-22')).toBeUndefined()
  })

  it.each([
    ['in a file of Windows', (text: string) => text.replaceAll('\n', '\r\n')],
    ['behind a mark of byte order', (text: string) => `\uFEFF${text}`],
    ['with its key in quotes', (text: string) => text.replace('reviewed:', '"reviewed":')],
    ['with a space before the colon', (text: string) => text.replace('reviewed:', 'reviewed :')],
  ])('is seen through %s, and is stale once a word is another', (_, write) => {
    expect(readSignature(write(signed)).is).toBe('signed')
    expect(readSignature(write(signed.replace('Go to', 'Never go to'))).is).toBe('stale')
    expect(readSignature(write(file.replace('reviewed: no', 'reviewed: yes'))).is).toBe('nameless')
    expect(readSignature(sign(write(file), 'Dr. Salma Akter', '2026-11-22') ?? '').is).toBe('signed')
  })
})
