/**
 * Every transcript of `flows/transcripts/`, played against the real service line by line; what was dialled is played by
 * a call too. After a wanted change of words: `TRANSCRIPTS=write npx vitest run test/transcripts.test.ts`, and read the
 * difference.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readFolder, shippedFolder } from '@dhatri/functions/content'
import { printTranscript, readTranscript, type Transcript, type TranscriptLine } from '@dhatri/phone/transcript'
import { foldDigits } from '@dhatri/text/digits'
import { afterEach, describe, expect, it } from 'vitest'
import { type Mark, playByVoice, playTranscript } from './transcripts.ts'
import { openTown, type Town } from './world.ts'

const folder = join(shippedFolder, 'transcripts')
const isWriting = process.env['TRANSCRIPTS'] === 'write'

/** A town at the moment the transcript begins; every town opens at ten in the morning. */
async function openFor({ begins }: Transcript): Promise<Town> {
  const at = Date.parse(`${begins.replace(' ', 'T')}:00Z`)
  const opens = new Date(at - 10 * 3_600_000).toISOString().slice(0, 10)
  const town = await openTown({ on: opens })
  await town.clock.moves({ minutes: (at - Date.parse(`${opens}T10:00:00Z`)) / 60_000 })
  return town
}

/** A short id is given by chance: any six digits stand for any other. */
const blur = (talk: TranscriptLine[]) =>
  talk.map(({ does, what }) => ({
    does,
    what:
      does === 'sees' || does === 'seesLast' || does === 'receives'
        ? foldDigits(what).replace(/(?<!\d)\d{6}(?!\d)/g, '……')
        : what,
  }))

/** The steps in the order they were asked, each once. */
const asked = (marks: readonly Mark[]) =>
  marks.filter(({ isTold, step }, index) => !isTold && step !== marks[index - 1]?.step).map(({ step }) => step)

const names = Object.keys(readFolder(folder, '.yaml'))

it('there are transcripts to play', () => {
  expect(names.length).toBeGreaterThanOrEqual(5)
})

describe.each(names)('%s', (name) => {
  const file = join(folder, name)
  const reading = readTranscript(readFileSync(file, 'utf8'))
  let town: Town
  afterEach(() => town?.close())

  it('goes as it is written', async () => {
    if (!reading.ok) throw new Error(reading.faults.map(({ line, words }) => `${name}:${line} ${words}`).join('\n'))
    town = await openFor(reading.transcript)
    const { talk } = await playTranscript(town, reading.transcript)
    if (isWriting) writeFileSync(file, printTranscript({ ...reading.transcript, talk }))
    else expect(blur(talk)).toEqual(blur(reading.transcript.talk))
  })

  it('means the same on a call, where a call can carry it', async () => {
    if (!reading.ok) return expect(reading.ok).toBe(true)
    town = await openFor(reading.transcript)
    const { marks } = await playTranscript(town, reading.transcript)
    await town.close()
    town = await openFor(reading.transcript)
    const heard = await playByVoice(town, reading.transcript, marks)
    if (typeof heard === 'string') return console.log(`${name}: not carried by a call: ${heard}`)
    expect(asked(heard)).toEqual(asked(marks))
    expect(heard.at(-1)).toEqual({ ...marks.at(-1), isTold: heard.at(-1)?.isTold })
  })
})
