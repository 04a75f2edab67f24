/**
 * What the checker is handed beside the flows of a folder: its places, hard words and sounds, the lists of words that
 * act in a text message (in the order in which the service asks them), and the messages that are sent.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { keepWritten } from '@dhatri/care/course'
import { readDanger } from '@dhatri/care/danger'
import { loadPhrases } from '@dhatri/care/danger.phrases'
import { HELP, readKeyword, START, STOP } from '@dhatri/care/keyword'
import { readReport } from '@dhatri/care/report'
import { KEYWORDS } from '@dhatri/care/report.words'
import { ANSWERS, OPENERS, readSaid, readWorkerAnswer } from '@dhatri/care/request.words'
import { readPlaces } from '@dhatri/care/roster.places'
import { loadSchedules } from '@dhatri/care/schedule.load'
import { readTopic } from '@dhatri/care/topic'
import { loadTopics } from '@dhatri/care/topic.words'
import type { Beside } from '@dhatri/flow/check'
import type { Keyed, Keywords, Readers } from '@dhatri/flow/checks/keywords'
import type { Finding } from '@dhatri/flow/finding'
import type { Node } from '@dhatri/flow/node'
import type { PlaceRow } from '@dhatri/flow/place'
import type { Sounds } from '@dhatri/flow/sound'
import { readYaml } from '@dhatri/flow/yaml'
import { readFlowFiles, readFolder } from '@dhatri/functions/content'
import { judgeData } from './data.ts'
import { hashWords } from './prompts.clip.ts'
import { listSent } from './sent.ts'

/** Everything in a folder that the checker looks at. */
export type Folder = {
  files: Record<string, string>
  places: PlaceRow[]
  beside: Beside
  /** What is wrong with the files that are no flows and no messages. */
  faults: Finding[]
  /** How many courses there are, how many of their rows can be sent, and the messages nobody has written yet. */
  courses: { count: number; rows: number; unwritten: string[] }
}

/** Reads a folder; what is not there is not checked. */
export function readBeside(folder: string): Folder {
  const read = (path: string): string =>
    existsSync(join(folder, path)) ? readFileSync(join(folder, path), 'utf8') : ''
  const sounds = readSounds(folder, read('audio/manifest.json'))
  const schedules = loadSchedules(readFolder(join(folder, 'schedules'), '.yaml'))
  const planned = schedules.ok
    ? Object.values(schedules.schedules).flatMap(({ around, overdue }) => [...around, ...overdue])
    : []
  const files = { ...readFlowFiles(folder), ...readFolder(join(folder, 'words'), '.yaml', 'words/') }
  const messages = Object.keys(files).flatMap((file) => /^messages\/(.+)\.yaml$/.exec(file)?.[1] ?? [])
  const sent = listSent(messages)
  const [courses, unwritten] = keepWritten(schedules.ok ? schedules.courses : {}, (name) => messages.includes(name))
  const topics = readTopics(read('danger/phrases.yaml'), read('topics/words.yaml'))
  const taught = Object.values(courses).flatMap(({ rows }) => rows)
  const faults = judgeData(folder)
  // Of what could not be read nothing is known: whatever is told from it would blame, or take away, what is sound.
  const isBroken = (...families: RegExp[]) => faults.some(({ file }) => families.some((family) => family.test(file)))
  const isTold = !isBroken(/^schedules\//, /^topics\/words/, /^danger\/phrases/)
  return {
    files,
    faults,
    places: readPlaces(read('places/places.csv')).places,
    courses: { count: Object.keys(courses).length, rows: taught.length, unwritten },
    beside: {
      ...(!isBroken(/^topics\/words/, /^danger\/phrases/) && {
        readers: readersOf(read('danger/phrases.yaml'), topics),
      }),
      ...(isTold &&
        sent && {
          sent: new Set([...sent, ...topics.names, ...[...planned, ...taught].map(({ message }) => message)]),
        }),
      ...(sounds && { sounds }),
    },
  }
}

function readSounds(folder: string, manifest: string): Sounds | undefined {
  if (manifest === '') return undefined
  const files = readdirSync(join(folder, 'audio'), { recursive: true, encoding: 'utf8' })
  const sounds = files.map((file) => file.replaceAll('\\', '/')).filter((file) => file.endsWith('.mp3'))
  return { manifest, files: new Set(sounds), hash: hashWords }
}

/** STOP and START, reports and danger are read before an open question is answered; HELP and topics after it. */
function readersOf(content: string, topics: Keywords): Readers {
  const loaded = loadPhrases(content)
  const code = (words: readonly string[], file: string) =>
    words.map((text): Keyed => ({ text, file, spot: { line: 1, column: 1 } }))
  const preference: Keywords = {
    name: 'stop and start',
    words: code([...STOP, ...START], 'packages/care/keyword.ts'),
    means: (sms) => {
      const keyword = readKeyword(sms)
      return keyword === 'stop' || keyword === 'start' ? keyword : undefined
    },
  }
  const reports: Keywords = {
    name: 'reports',
    words: code(
      KEYWORDS.flatMap(({ codes, plain }) => [...codes, ...plain]),
      'packages/care/report.words.ts',
    ),
    means: meaningOf,
  }
  const danger: Keywords = {
    name: 'danger',
    words: listPhrases('danger/phrases.yaml', content, ([top, , last]) => top === 'signs' && last !== 'about'),
    means: (sms) => (loaded.ok ? readDanger(sms, loaded.phrases)?.signs.join(', ') : undefined),
  }
  const requests: Keywords = {
    name: 'requests',
    words: code(ANSWERS, 'packages/care/request.words.ts'),
    means: (sms) => {
      const said = readSaid(sms)
      if (said !== undefined && (said.kind === 'answers' || said.words !== '')) return said.kind
      // A worker is shown T before the number of what is answered.
      return /^T /.test(sms) && readWorkerAnswer(sms.replace(/\{\w+\}/, sampleTicket)) ? 'answer' : undefined
    },
  }
  const openers: Keywords = {
    name: 'questions',
    words: code(Object.values(OPENERS).flat(), 'packages/care/request.words.ts'),
    means: (sms) => readSaid(sms)?.kind,
  }
  const help: Keywords = {
    name: 'help',
    words: code(HELP, 'packages/care/keyword.ts'),
    means: (sms) => (readKeyword(sms) === 'help' ? 'help' : undefined),
  }
  return { before: [preference, reports, danger, requests], after: [help, openers, topics] }
}

/** Stands for any number of a request. */
const sampleTicket = '572400'

/** What a whole SMS reports; a worker's HELP is help like anybody's. */
function meaningOf(sms: string): string | undefined {
  const reading = readReport(sms, 0)
  if (reading === undefined) return undefined
  const { kind } = reading.ok ? reading.report : reading.known
  return kind === 'help' ? undefined : kind
}

/** The words of topics, and the messages that answer them. */
function readTopics(danger: string, content: string): Keywords & { names: string[] } {
  const loaded = loadPhrases(danger)
  const read = loaded.ok ? loadTopics(content, undefined) : undefined
  const topics = read?.ok ? read.topics : undefined
  return {
    name: 'topics',
    words: listPhrases('topics/words.yaml', content, ([top]) => top === 'words'),
    means: (sms) => (loaded.ok && topics ? readTopic(sms, topics, loaded.phrases)?.topic : undefined),
    names: topics?.topics.map(({ name }) => `topic.${name}`) ?? [],
  }
}

/** Every phrase of a list with its line; a star stands for any ending and is no part of what is written. */
function listPhrases(file: string, content: string, isPhrase: (path: string[]) => boolean): Keyed[] {
  const reading = readYaml(file, content)
  const inside = (node: Node, path: string[]): Keyed[] => {
    if (node.kind === 'map') return node.entries.flatMap((entry) => inside(entry.node, [...path, entry.key]))
    if (node.kind === 'list') return node.items.flatMap((item) => inside(item, path))
    return isPhrase(path)
      ? [{ text: node.text.replaceAll('*', ''), file, spot: { line: node.line, column: node.column } }]
      : []
  }
  return reading.ok ? inside(reading.node, []) : []
}
