/** A service of five small flows for the tests of the explorer, into which one defect at a time can be planted. */
import type { ActionSpec } from '../action.ts'
import { PLACES, PROFILES } from '../fixture.ts'
import { type Library, tableOf } from '../library.ts'
import { draftFlows } from '../load.ts'
import type { Step } from '../table.ts'
import { exploreFlows } from './explore.ts'
import type { Exploration, Ground } from './ground.ts'

const HEAD = `title: {bn: ক, en: A}
about: service
languages: [bn, en]
channels: [ussd, sms, voice]
`

/** The flows by file name, without the one under test. */
const FLOWS: Record<string, string> = {
  'home.yaml': `flow: home
${HEAD}steps:
  - menu: start
    bn: শুরু। বিপদ 99
    en: Start. DANGER 99
    options:
      - {bn: খোঁজ, en: Ask, run: asked}
      - {bn: শেষ, en: Leave}
  - end: bye
`,
  'danger.yaml': `flow: danger
${HEAD}steps:
  - menu: happening
    bn: এখনই হাসপাতালে যান।
    en: Go to a hospital now.
    options:
      - {bn: ঠিক আছে, en: All right}
`,
  'told.yaml': `flow: told
${HEAD}steps:
  - end: told
    bn: বলা হলো।
    en: You were told.
`,
  'person.yaml': `flow: person
${HEAD}steps:
  - end: person
    dial: desk
    bn: একটু অপেক্ষা করুন।
    en: Please wait.
`,
}

/** Two actions: one that keeps, one that looks up. */
export const DEEDS: ActionSpec[] = [
  { name: 'keep', outcomes: { kept: [], failed: [] }, changes: true },
  { name: 'look', outcomes: { found: ['weight?'], missing: [] }, changes: false },
]

/** The flow `asked`, from its declarations on. */
export function asked(rest: string): string {
  return `flow: asked\n${HEAD}${rest}`
}

/** A menu and a deed after it, sound in every way. */
export const SOUND = `answers:
  whose: {type: choice}
steps:
  - menu: whose
    bn: কার?
    en: Whose?
    options:
      - {is: own, bn: আমার, en: Mine}
      - {is: other, bn: অন্যের, en: "Another's", also: [onno]}
  - do: save
    action: keep
    with: [whose]
    outcomes: {kept: end, failed: whose}
`

/** What is explored, and what is done to it first. */
export type Planted = Partial<Pick<Ground, 'bounds' | 'isDanger' | 'known' | 'actions'>> & {
  plant?: (library: Library) => void
}

/** Explores the service with this flow; throws where it does not load. */
export function explorePlanted(engine: string, flow: string, { plant, ...ground }: Planted = {}): Exploration {
  const { actions = DEEDS } = ground
  const files = { ...FLOWS, 'asked.yaml': flow, 'engine.yaml': engine }
  const draft = draftFlows(files, PLACES, [...actions], PROFILES)
  if (draft.findings.length > 0) throw new Error(JSON.stringify(draft.findings))
  plant?.(draft.library)
  return exploreFlows({ ...draft, profiles: PROFILES, ...ground, actions })
}

/** A step of the flow under test, in the compiled form; throws where there is none. */
export function stepOf(library: Library, id: string): Step {
  const step = tableOf(library, 'asked')?.steps.find((one) => one.id === id)
  if (step === undefined) throw new Error(id)
  return step
}
