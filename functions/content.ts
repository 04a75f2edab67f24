/**
 * Everything that is data: flows, messages, schedules, places, danger phrases, the alert ladder and the recordings'
 * manifest, read from one folder and checked. A broken file refuses to start and is named by file, line and words.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { keepWritten } from '@dhatri/care/course'
import { loadPhrases } from '@dhatri/care/danger.phrases'
import { loadLadder } from '@dhatri/care/ladder'
import { policy } from '@dhatri/care/policy'
import { readPlaces } from '@dhatri/care/roster.places'
import { loadSchedules } from '@dhatri/care/schedule.load'
import { loadTopics } from '@dhatri/care/topic.words'
import { loadTriage } from '@dhatri/care/triage.load'
import { loadWaits } from '@dhatri/care/waits'
import { joinEditions } from '@dhatri/flow/edition'
import type { Library } from '@dhatri/flow/library'
import { loadFlows } from '@dhatri/flow/load'
import type { Messages } from '@dhatri/flow/message'
import { loadMessages } from '@dhatri/flow/message.load'
import type { PlaceRow } from '@dhatri/flow/place'
import type { Profile } from '@dhatri/flow/profile'
import { listPrompts } from '@dhatri/flow/render'
import { gateways } from '@dhatri/gateways/list'
import { actionSpecs } from '@dhatri/service/actions'
import type { World } from '@dhatri/service/world'
import { readPublished } from './published.ts'

/** All content of a release; `world` is what the service works by. */
export type Content = {
  world: Pick<
    World,
    'library' | 'messages' | 'rules' | 'ladder' | 'triage' | 'phrases' | 'topics' | 'losses' | 'waits' | 'recordings'
  >
  places: PlaceRow[]
  /** What each prompt says, for showing beside the sound. */
  captions: Map<string, string>
  /** Keys of recordings that are synthetic: a stand-in is never counted as a recording. */
  standIns: Set<string>
}

/** The folder shipped with this release. */
export const shippedFolder = fileURLToPath(new URL('../flows/', import.meta.url))

/** The screens every gateway can carry. */
export const profiles: Profile[] = Object.values(gateways).flatMap(({ capabilities }) =>
  capabilities.ussd === undefined ? [] : [{ name: capabilities.ussd.name, ussd: capabilities.ussd.ussd }],
)

/** Files of a folder by name, for example `register.yaml`; none where the folder is missing. */
export function readFolder(folder: string, ending: string, prefix = ''): Record<string, string> {
  if (!existsSync(folder)) return {}
  const names = readdirSync(folder).filter((name) => name.endsWith(ending))
  return Object.fromEntries(names.map((name) => [`${prefix}${name}`, readFileSync(join(folder, name), 'utf8')]))
}

/** The flow and message files of a folder, as the loader and the checker want them. */
export function readFlowFiles(folder: string): Record<string, string> {
  const { 'ladder.yaml': _, 'waits.yaml': __, 'hotlines.yaml': ___, ...flows } = readFolder(folder, '.yaml')
  return { ...flows, ...readFolder(join(folder, 'messages'), '.yaml', 'messages/') }
}

type Clip = { file: string; kind: 'stand-in' | 'recorded' }

/** Reads and checks a folder; throws `content.broken` with every finding. */
export function loadContent(folder = shippedFolder): Content {
  const files = readFlowFiles(folder)
  const { places, faults } = readPlaces(readFileSync(join(folder, 'places/places.csv'), 'utf8'))
  const flows = loadFlows(files, places, actionSpecs, profiles)
  const messages = loadMessages(files)
  const schedules = loadSchedules(readFolder(join(folder, 'schedules'), '.yaml'))
  const phrases = loadPhrases(readFileSync(join(folder, 'danger/phrases.yaml'), 'utf8'))
  const topics = loadTopics(
    readFileSync(join(folder, 'topics/words.yaml'), 'utf8'),
    phrases.ok ? phrases.phrases : undefined,
  )
  const ladder = loadLadder(readFileSync(join(folder, 'ladder.yaml'), 'utf8'))
  const waits = loadWaits(readFileSync(join(folder, 'waits.yaml'), 'utf8'))
  const losses = loadPhrases(readFileSync(join(folder, 'loss/phrases.yaml'), 'utf8'))
  const triage = loadTriage(readFileSync(join(folder, 'triage/rules.yaml'), 'utf8'))
  const areSound = schedules.ok && phrases.ok && topics.ok && losses.ok && ladder.ok && triage.ok && waits.ok
  if (!flows.ok || !messages.ok || !areSound || faults.length > 0) {
    const findings = [...(flows.ok ? [] : flows.findings), ...(messages.ok ? [] : messages.findings)]
    const lines = findings.map(({ file, line, column, rule, words }) => `${file}:${line}:${column} ${rule} ${words}`)
    const wrong = schedules.ok ? [] : schedules.faults.map(({ file, line, words }) => `${file}:${line} ${words}`)
    const words = [phrases, losses].flatMap((list, index) =>
      list.ok
        ? []
        : list.faults.map(
            ({ line, rule, words }) => `${['danger', 'loss'][index]}/phrases.yaml:${line} ${rule} ${words}`,
          ),
    )
    const asked = topics.ok
      ? []
      : topics.faults.map(({ line, rule, words: at }) => `topics/words.yaml:${line} ${rule} ${at}`)
    const rungs = ladder.ok ? [] : ladder.faults.map(({ line, rule, words: at }) => `ladder.yaml:${line} ${rule} ${at}`)
    const owed = waits.ok ? [] : waits.faults.map(({ line, rule, words: at }) => `waits.yaml:${line} ${rule} ${at}`)
    const signs = triage.ok ? [] : triage.faults.map(({ at, rule }) => `triage/rules.yaml ${rule} ${at}`)
    const rows = faults.map((fault) => `places.csv ${JSON.stringify(fault)}`)
    throw new Error(
      `content.broken\n${[...lines, ...wrong, ...words, ...asked, ...rungs, ...signs, ...owed, ...rows].join('\n')}`,
    )
  }
  // A row whose text nobody has written yet is no reason not to start: the checker counts them.
  const [courses] = keepWritten(schedules.courses, (name) => Object.hasOwn(messages.messages, name))
  const manifest = join(folder, 'audio/manifest.json')
  const clips: Record<string, Clip> = existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')) : {}
  return {
    world: {
      library: joinEditions(flows.library, readPublished(folder)),
      messages: messages.messages,
      rules: { schedules: schedules.schedules, courses, policy },
      ladder: ladder.ladder,
      triage: triage.triage,
      waits: waits.waits,
      phrases: phrases.phrases,
      topics: topics.topics,
      losses: losses.phrases,
      recordings: Object.fromEntries(Object.entries(clips).map(([key, { file }]) => [key, file])),
    },
    places,
    captions: captionsOf(flows.library, messages.messages),
    standIns: new Set(Object.entries(clips).flatMap(([key, { kind }]) => (kind === 'stand-in' ? [key] : []))),
  }
}

function captionsOf(library: Library, messages: Messages): Map<string, string> {
  const prompts = Object.keys(library.languages).flatMap((language) => listPrompts(library, language, messages))
  return new Map(prompts.map(({ key, text }) => [key, text]))
}
