/**
 * Faults as somebody might make them, each in a copy of the tree, and the claim that must catch it: a check that has
 * never failed proves nothing.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkTypes } from './platform.ts'
import { rules } from './rules.ts'
import { lendTree, look, type Wish, wishes } from './scene.ts'

/** A fault: what is changed in which file or setting, and which claim must break, or which words refuse it before what. */
export type Fault = {
  name: string
  wish?: Wish
  edit?: [file: string, from: string, to: string]
  secrets?: { [name: string]: string }
} & ({ claim: string } | { refused: string[]; before: RegExp } | { types: string })

const config = 'sst.config.ts'
const anything = /./
const functions = /:Function$/
const dev = (given: { [name: string]: string }, stage = 'dev'): Wish => ({ name: 'dev', stage, given })

/** Every fault that is planted. */
export const faults: Fault[] = [
  {
    name: 'a wildcard action',
    edit: [config, "actions: ['dynamodb:GetItem', 'dynamodb:UpdateItem']", "actions: ['dynamodb:*']"],
    claim: 'no action and no resource with a wildcard',
  },
  {
    name: 'a linked table',
    edit: [config, 'environment: whole,', 'environment: whole, link: [table],'],
    claim: 'nothing is linked',
  },
  {
    name: 'a batch that no webhook writes',
    edit: [config, "['ConditionCheckItem', ", "['BatchWriteItem', 'ConditionCheckItem', "],
    claim: 'each function may do what its bundle does, and no more',
  },
  {
    name: 'a permission that is forgotten',
    edit: [config, "{ actions: ['dynamodb:Query'], resources: [index('due')] },", ''],
    claim: 'each function may do what its bundle does, and no more',
  },
  {
    name: 'no dead-letter queue',
    edit: [config, 'dlq: { queue: deadJobs.arn, retry: 5 },', ''],
    claim: 'every queue that is read has a dead-letter queue',
  },
  {
    name: 'dead letters kept for the four days of AWS',
    edit: [
      config,
      "new sst.aws.Queue('DeadJobs', { transform: held(14 * 24 * 3600) })",
      "new sst.aws.Queue('DeadJobs')",
    ],
    claim: 'dead letters are kept 14 days',
  },
  {
    name: 'a whole batch fails for one job',
    edit: [config, 'partialResponses: true', 'partialResponses: false'],
    claim: 'a failed job fails alone, not its whole batch',
  },
  {
    name: 'a cron without its zone',
    edit: [config, "timezone: 'Asia/Dhaka',", ''],
    claim: "the tick runs in Dhaka's time, with retries that are said",
  },
  {
    name: 'a table in the open',
    edit: [config, 'serverSideEncryption: { enabled: true, kmsKeyArn: key.arn },', ''],
    claim: 'one key seals tables, queues, logs and secrets, and is renewed every year',
  },
  {
    name: 'a key table with another key',
    edit: [
      config,
      "fields: { pk: 'string', sk: 'string' },\n      primaryIndex: { hashKey: 'pk', rangeKey: 'sk' }",
      "fields: { pk: 'string' },\n      primaryIndex: { hashKey: 'pk' }",
    ],
    claim: 'the tables are those that the store was tested on',
  },
  {
    name: 'a renamed handler',
    edit: ['functions/ussd.ts', 'export const handler', 'export const answer'],
    claim: 'every function starts and exports its handler, in the environment of the plan',
  },
  {
    name: 'a setting that no function is given',
    edit: [config, 'DHATRI_JOBS: jobs.url, ', ''],
    claim: 'every function starts and exports its handler, in the environment of the plan',
  },
  {
    name: 'x86',
    edit: [config, "architecture: 'arm64',", ''],
    claim: 'arm64 and nodejs24.x',
  },
  {
    name: 'a module of the demo in a function',
    edit: ['functions/ussd.ts', 'export const handler', "export * from './demo.clock.ts'\nexport const handler"],
    claim: 'nothing of the demo is in a function',
  },
  {
    name: 'a secret in what is printed',
    edit: [config, 'api: api.url,\n', 'api: api.url, secrets,\n'],
    claim: 'a secret stands in the sealed environment of functions and nowhere else, least of all in what is printed',
  },
  {
    name: 'a gateway spoken to from another address',
    wish: wishes.egress,
    edit: [config, '...(egress === undefined ? {} : { vpc: egress })', ''],
    claim:
      'with a fixed address, what speaks to gateways stands behind it and nothing else; without, there is no network',
  },
  {
    name: 'a runtime that AWS does not have',
    edit: [config, "'nodejs24.x'", "'nodejs26.x'"],
    types: 'nodejs26.x',
  },
  {
    name: 'an import at the top of the configuration',
    edit: [config, 'export default $config', "import 'node:fs'\nexport default $config"],
    refused: ['plan.topLevelImport'],
    before: anything,
  },
  {
    name: 'a stage that nobody knows',
    wish: dev(wishes.dev.given, 'prodution'),
    refused: ['config.stage DHATRI_STAGE'],
    before: anything,
  },
  {
    name: 'nothing said for production',
    wish: dev({}, 'production'),
    refused: ['SERVICE_CODE', 'AUDIO_URL', 'ALARM_EMAIL'].map((name) => `config.missing DHATRI_${name}`),
    before: anything,
  },
  {
    name: 'a setting that stands for one',
    wish: dev({ ...wishes.dev.given, DHATRI_AUDIO_URL: 'REPLACE_ME' }),
    refused: ['config.placeholder DHATRI_AUDIO_URL'],
    before: anything,
  },
  {
    name: 'a secret that is none',
    secrets: { BranchKey: 'replaceme' },
    refused: ['config.placeholder DHATRI_BranchKey'],
    before: functions,
  },
]

/** What came of a fault: what was meant to catch it, and what did. */
export type Caught = { meant: string; caught: string; isCaught: boolean }

/** Plants a fault in a copy of the tree and looks at what comes of it; throws `fault.stale` where it no longer fits. */
export const plant = (fault: Fault): Promise<Caught> =>
  lendTree(async (root) => {
    if (fault.edit !== undefined) {
      const [file, from, to] = fault.edit
      const text = readFileSync(join(root, file), 'utf8')
      if (!text.includes(from)) throw new Error(`fault.stale ${fault.name}`)
      writeFileSync(
        join(root, file),
        text.replace(from, () => to),
      )
    }
    if ('types' in fault) {
      const [found = ''] = await checkTypes(root)
      return { meant: 'the types of the platform', caught: found.slice(0, 200), isCaught: found.includes(fault.types) }
    }
    const seen = await look(fault.wish ?? wishes.dev, rules, root, fault.secrets)
    if ('refused' in fault) {
      const why = seen.ok ? 'it was planned' : seen.why.replaceAll('\n', ', ')
      const isInTime = !seen.ok && !seen.declared.some((type) => fault.before.test(type))
      const isCaught = isInTime && fault.refused.every((words) => seen.why.includes(words))
      return { meant: `a refusal: ${fault.refused.join(', ')}`, caught: why, isCaught }
    }
    const found = seen.ok ? (seen.faults[fault.claim] ?? []) : []
    return { meant: fault.claim, caught: seen.ok ? found.join('; ') : seen.why, isCaught: found.length > 0 }
  })
