/**
 * What is wrong with the files beside the flows, as findings: who is rung and asked, numbers, rules, words, places, lists,
 * schedules, transcripts and what is published. Each is read by its own loader, so that nothing passes here which stops
 * the service from starting.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadPhrases } from '@dhatri/care/danger.phrases'
import { loadHotlines } from '@dhatri/care/hotlines'
import { loadLadder } from '@dhatri/care/ladder'
import { readFacilities, readWorkers } from '@dhatri/care/roster'
import type { RowFault } from '@dhatri/care/roster.csv'
import { readPlaces } from '@dhatri/care/roster.places'
import { loadSchedules } from '@dhatri/care/schedule.load'
import { loadTopics } from '@dhatri/care/topic.words'
import { loadTriage } from '@dhatri/care/triage.load'
import { loadWaits } from '@dhatri/care/waits'
import type { Finding } from '@dhatri/flow/finding'
import { findEntry, type Node, type Spot, spotOf } from '@dhatri/flow/node'
import { readYaml } from '@dhatri/flow/yaml'
import { readFolder } from '@dhatri/functions/content'
import { readTranscript } from '@dhatri/phone/transcript'
import { sayRule } from './data.words.ts'

/** A place in a file by its keys; a number is an item of a list, counted from 0. */
type Path = readonly string[]

/** What a loader says: where, by path or by line, its rule, and the word it is about. */
type Fault = { path?: Path; line?: number; rule: string; about: string }

/** What is said of one file, with the rule of this checker that stands for its loader. */
type Reader = { file: string; rule: string; read: (content: string) => Fault[] }

const TOP: Spot = { line: 1, column: 1 }

/** Without these the service does not start. */
const NEEDED = [
  'places/places.csv',
  'danger/phrases.yaml',
  'topics/words.yaml',
  'loss/phrases.yaml',
  'triage/rules.yaml',
  'ladder.yaml',
  'waits.yaml',
]

/** Folders of a release in which files are looked for by their ending. */
const FOLDERS = ['', 'messages', 'schedules', 'words', 'danger', 'topics', 'loss', 'triage', 'transcripts']

/** Everything wrong with what lies beside the flows of a folder; a folder with none of it is no whole release. */
export function judgeData(folder: string): Finding[] {
  const isThere = (file: string): boolean => existsSync(join(folder, file))
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8')
  const isWhole = NEEDED.some(isThere)
  return [
    ...listEndings(folder),
    ...(isWhole ? NEEDED.filter((file) => !isThere(file)) : []).map((file) =>
      note(file, TOP, 'data.absent', `there is no ${file}`, 'bring it back: without it the service does not start'),
    ),
    ...listReaders(folder)
      .filter(({ file }) => isThere(file))
      .flatMap((reader) => judge(reader, read(reader.file))),
    ...judgeSchedules(readFolder(join(folder, 'schedules'), '.yaml', 'schedules/')),
    ...judgePublished(folder),
  ]
}

function listReaders(folder: string): Reader[] {
  const read = (file: string): string =>
    existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : ''
  const places = { places: new Set(readPlaces(read('places/places.csv')).places.map(({ code }) => code)) }
  const team = readWorkers(read('workers.csv'), places)
  // Whoever works in a row that is refused is there all the same.
  const people = team.faults.length > 0 ? {} : { workers: new Set(team.workers.map(({ code }) => code)) }
  // A fault of the places is no fault of those who work there.
  const hasPlaces = places.places.size > 0 && readPlaces(read('places/places.csv')).faults.length === 0
  const danger = loadPhrases(read('danger/phrases.yaml'))
  const inTranscripts = Object.keys(readFolder(join(folder, 'transcripts'), '.yaml', 'transcripts/'))
  const spoken = ['danger', 'topics', 'loss'].map((name) => `${name}/sentences.yaml`)
  return [
    { file: 'ladder.yaml', rule: 'data.ladder', read: (text) => byPath(loadLadder(text)) },
    { file: 'waits.yaml', rule: 'data.waits', read: (text) => byPath(loadWaits(text)) },
    { file: 'hotlines.yaml', rule: 'data.hotlines', read: readHotlines },
    { file: 'triage/rules.yaml', rule: 'data.triage', read: readTriage },
    { file: 'danger/phrases.yaml', rule: 'data.phrases', read: (text) => byLine(loadPhrases(text)) },
    { file: 'loss/phrases.yaml', rule: 'data.phrases', read: (text) => byLine(loadPhrases(text)) },
    {
      file: 'topics/words.yaml',
      rule: 'data.topics',
      read: (text) => byLine(loadTopics(text, danger.ok ? danger.phrases : undefined)),
    },
    { file: 'places/places.csv', rule: 'data.places', read: (text) => byRow(readPlaces(text).faults) },
    {
      file: 'workers.csv',
      rule: 'data.workers',
      read: (text) => byRow(hasPlaces ? readWorkers(text, places).faults : []),
    },
    {
      file: 'facilities.csv',
      rule: 'data.facilities',
      read: (text) => byRow(hasPlaces ? readFacilities(text, { ...places, ...people }).faults : []),
    },
    ...inTranscripts.map((file): Reader => ({ file, rule: 'data.transcript', read: readTalk })),
    ...[...spoken, 'words/rules.yaml'].map((file): Reader => ({ file, rule: 'data.list', read: () => [] })),
  ]
}

/** A file that is no YAML is said to be that alone: its loader would only say so again. */
function judge({ file, rule, read }: Reader, content: string): Finding[] {
  const reading = file.endsWith('.yaml') ? readYaml(file, content) : undefined
  if (reading?.ok === false) return reading.findings
  // Letters that were lost, or were never UTF-8, leave no cell as it was.
  if (reading === undefined && /[\0\ufffd]/.test(content)) return [note(file, TOP, rule, ...sayRule('table.letters'))]
  return read(content).map(({ path = [], line, rule: own, about }) => {
    const [words, suggestion] = own === 'talk' ? [about, 'compare with the other transcripts'] : sayRule(own)
    const found = reading && path.length > 0 ? locate(reading.node, path) : undefined
    const spot = line === undefined || line === 1 ? (found ?? { line: line ?? 1, column: 1 }) : { line, column: 1 }
    return note(file, spot, rule, own === 'talk' || about === '' ? words : `${about}: ${words}`, suggestion)
  })
}

function note(file: string, { line, column }: Spot, rule: string, words: string, suggestion: string): Finding {
  return { file, line, column, rule, words, suggestion, level: 'error' }
}

/** Where a path leads, or as far as there is anything. */
function locate(node: Node, path: Path): Spot {
  const [key = '', ...rest] = path
  if (node.kind === 'map') {
    const entry = findEntry(node, key)
    if (entry !== undefined) return rest.length === 0 ? spotOf(entry) : locate(entry.node, rest)
  }
  if (node.kind === 'list') {
    const item = node.items[Number(key)]
    if (item !== undefined) return rest.length === 0 ? spotOf(item) : locate(item, rest)
  }
  return spotOf(node)
}

type Loaded<Found> = { ok: true } | { ok: false; faults: Found[] }
type Said = { line: number; rule: string; words: string }

/** Those who give a path such as `rungs.2.role`. */
function byPath(loaded: Loaded<Said>): Fault[] {
  const faults = loaded.ok ? [] : loaded.faults
  return faults.map(({ rule, words }) => {
    const path = words.split('.')
    const named = path.map((key) => (/^\d$/.test(key) ? `number ${Number(key) + 1}` : key))
    return { path, rule, about: named.join(', ') }
  })
}

/** Those who give a line and the word itself; of a whole sign or list they give its name only. */
function byLine(loaded: Loaded<Said>): Fault[] {
  const faults = loaded.ok ? [] : loaded.faults
  return faults.map(({ line, rule, words }) => {
    const isSign = rule === 'about.missing' || rule === 'phrase.onlyDenies'
    return { path: isSign ? ['signs', words] : words.split('.'), line, rule, about: words }
  })
}

function byRow(faults: readonly RowFault[]): Fault[] {
  return faults.map(({ row, column, reason }) => ({ line: row, rule: reason, about: column }))
}

function readHotlines(content: string): Fault[] {
  return loadHotlines(content).faults.map(({ entry, rule, words }) => {
    return { path: entry === 0 ? [] : ['hotlines', String(entry - 1)], rule, about: words }
  })
}

function readTriage(content: string): Fault[] {
  const loaded = loadTriage(content)
  const faults = loaded.ok ? [] : loaded.faults
  return faults.map(({ at, rule }) => {
    const [list = '', index] = at.split('.')
    return { path: at.split('.'), rule, about: index === undefined ? list : `${list}, number ${Number(index) + 1}` }
  })
}

function readTalk(content: string): Fault[] {
  const reading = readTranscript(content)
  return reading.ok ? [] : reading.faults.map(({ line, words }) => ({ line, rule: 'talk', about: words }))
}

function judgeSchedules(files: Record<string, string>): Finding[] {
  const readings = Object.entries(files).map(([file, content]) => readYaml(file, content))
  const broken = readings.flatMap((reading) => (reading.ok ? [] : reading.findings))
  const loaded = loadSchedules(files)
  const faults = loaded.ok ? [] : loaded.faults.filter(({ file }) => !broken.some((one) => one.file === file))
  return [
    ...broken,
    ...faults.map(({ file, line, words, suggestion }) =>
      note(file, { line, column: 1 }, 'data.schedule', words, suggestion.replace(/\.$/, '')),
    ),
  ]
}

/** Nobody edits what is published: it is brought back, not mended. */
function judgePublished(folder: string): Finding[] {
  const root = join(folder, 'published')
  if (!existsSync(root)) return []
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'))
  return names.flatMap((name) => {
    const file = `published/${name.replaceAll('\\', '/')}`
    const isSound = isPublished(readFileSync(join(root, name), 'utf8'), file === 'published/editions.json')
    if (isSound) return []
    const advice = `bring back the last good one: git checkout -- ${file}`
    return [note(file, TOP, 'data.published', 'what is published cannot be read', advice)]
  })
}

function isPublished(content: string, isList: boolean): boolean {
  try {
    const parsed: unknown = JSON.parse(content)
    if (!isList) return typeof parsed === 'object' && parsed !== null
    return Array.isArray(parsed) && parsed.every((one) => ['on', 'newest', 'shapes'].every((key) => key in Object(one)))
  } catch {
    // JSON.parse throws for anything that is not JSON; where is of no use to whoever brings the file back.
    return false
  }
}

/** Files which their ending keeps from being read at all. */
function listEndings(folder: string): Finding[] {
  return FOLDERS.filter((name) => existsSync(join(folder, name))).flatMap((below) =>
    readdirSync(join(folder, below))
      .filter((name) => /\.(yml|ya?ml\.txt|yaml)$/i.test(name) && !name.endsWith('.yaml'))
      .map((name) => {
        const file = below === '' ? name : `${below}/${name}`
        const right = name.replace(/\.(yml|ya?ml\.txt|yaml)$/i, '.yaml')
        const words = `${name} is not read: its name does not end in .yaml`
        return note(file, TOP, 'data.ending', words, `call it ${right}, or take it away`)
      }),
  )
}
