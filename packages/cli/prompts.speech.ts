/**
 * The machine's own speech, for trying out only: espeak-ng into sox, 8 kHz mono MP3 in the band of a telephone line (300
 * to 3400 Hz).
 */
import { spawnSync } from 'node:child_process'
import type { Prompt } from '@dhatri/flow/prompt'
import { compose } from '@dhatri/text/normal'

/** Turns a prompt into an MP3 and its length; undefined when the programs refused it. */
export type Speaker = { name: string; speak: (prompt: Prompt) => { mp3: Uint8Array; seconds: number } | undefined }

/** Kilobits a second: fragments (a number, a month, a place) are many, and what is long is heavy. */
const bitRate = { sentence: 16, fragment: 8, long: 8 }

/** Texts of more characters than this are long. */
const long = 40

/** Words a minute. Bangla is slow: it is who listens to it for the first time that counts. */
const pace = { bn: '130', other: '150' }

/** The machine's own speech: espeak-ng into sox; undefined where one of them is missing. */
export function findSpeaker(): Speaker | undefined {
  const espeak = spawnSync('espeak-ng', ['--version'], { encoding: 'utf8' })
  const voices = spawnSync('espeak-ng', ['--voices=bn'], { encoding: 'utf8' })
  const sox = spawnSync('sox', ['--help'], { encoding: 'utf8' })
  if (espeak.status !== 0 || !voices.stdout.includes('Bengali')) return undefined
  if (sox.error !== undefined || !/\bmp3\b/.test(sox.stdout)) return undefined
  const version = /\d+\.\d+/.exec(espeak.stdout)?.[0] ?? ''
  return { name: `espeak-ng ${version}`, speak: speakPrompt }
}

function speakPrompt(prompt: Prompt): { mp3: Uint8Array; seconds: number } | undefined {
  const [language = ''] = prompt.key.split('/')
  const [voice, speed] = language.startsWith('bn') ? ['bn', pace.bn] : [language, pace.other]
  const wave = spawnSync('espeak-ng', ['-v', voice, '-s', speed, '--stdin', '--stdout'], {
    // Parts between placeholders begin with the full stop of what went before; it is not read out.
    input: compose(prompt.text).replace(/^[^\p{L}\p{N}]+/u, ''),
    maxBuffer: 64 << 20,
  })
  if (wave.status !== 0 || wave.stdout.length < 100) return undefined
  const size = isFragment(prompt.key) ? 'fragment' : prompt.text.length > long ? 'long' : 'sentence'
  const rate = bitRate[size]
  const output = ['-t', 'mp3', '-r', '8000', '-c', '1', '-C', String(rate), '-']
  // Fragments are played one after the other, so the silence around them goes; the gain leaves room for the filter.
  const trim = ['silence', '1', '0.02', '0.5%', 'reverse']
  const effects = ['gain', '-3', 'sinc', '300-3400', ...trim, ...trim]
  const sound = spawnSync('sox', ['-V1', '--ignore-length', '-t', 'wav', '-', ...output, ...effects], {
    input: wave.stdout,
    maxBuffer: 64 << 20,
  })
  if (sound.status !== 0 || sound.stdout.length === 0) return undefined
  return { mp3: sound.stdout, seconds: lengthOf(sound.stdout) }
}

/** Seconds to one decimal, from the bit rate of the first frame (ISO 11172-3, 13818-3; MPEG-2.5 layer III at 8 kHz). */
export function lengthOf(mp3: Uint8Array): number {
  const rates = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
  const start = mp3.findIndex((byte, at) => byte === 0xff && ((mp3[at + 1] ?? 0) & 0xe0) === 0xe0)
  const rate = rates[(mp3[start + 2] ?? 0) >> 4] ?? 0
  return start < 0 || rate === 0 ? 0 : Math.round(((mp3.length - start) * 8) / rate / 100) / 10
}

/** `bn/number/12` is a fragment, `bn/register.lmp.0` a sentence. */
const isFragment = (key: string): boolean => key.split('/').length > 2
