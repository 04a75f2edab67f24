/** Deployments to plan: a stage and what somebody said, with secrets that are drawn anew at every run. */
import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { drawPlan, repository } from './plan.ts'
import type { Rule, Scene } from './rule.ts'

/** A stage and what whoever deploys says. */
export type Wish = { name: string; stage: string; given: { [name: string]: string } }

const least = { DHATRI_SERVICE_CODE: '*16789#', DHATRI_AUDIO_URL: 'https://audio.dhatri.test' }
const most = {
  ...least,
  DHATRI_VOICE_NUMBER: '+8809600000001',
  DHATRI_MISSED_CALL_NUMBER: '+8809600000002',
  DHATRI_DESK: '+8809600000003',
  DHATRI_CALLS: 'callBack',
  DHATRI_SMS_URL: 'https://sms.dhatri.test',
  DHATRI_VOICE_URL: 'https://voice.dhatri.test',
  DHATRI_ALARM_EMAIL: 'duty@dhatri.test',
}

/** The deployments that the check plans. */
export const wishes = {
  dev: { name: 'dev', stage: 'dev', given: least },
  production: { name: 'production', stage: 'production', given: most },
  egress: { name: 'production, fixed address', stage: 'production', given: { ...most, DHATRI_FIXED_EGRESS: '1' } },
} satisfies { [name: string]: Wish }

const secrets = {
  HmacKey: randomBytes(32).toString('hex'),
  BranchKey: randomBytes(32).toString('base64'),
  GatewayTokens: randomBytes(24).toString('base64url'),
  AfricasTalkingUsername: randomBytes(9).toString('base64url'),
  AfricasTalkingKey: randomBytes(32).toString('hex'),
  AfricasTalkingFrom: randomBytes(7).toString('hex'),
}

const prefixed = (prefix: string, values: { [name: string]: string }) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}${name}`, value]))

/** What came of a wish: the faults of each rule by its claim, or a refusal. */
export type Seen =
  | { ok: true; resources: string[]; bytes: { [name: string]: number }; faults: { [claim: string]: string[] } }
  | { ok: false; why: string; declared: string[] }

/** Lends a copy of the tree, where faults may be planted and nobody else is building, and clears it away. */
export async function lendTree<T>(use: (root: string) => Promise<T>): Promise<T> {
  const root = mkdtempSync(join(tmpdir(), 'dhatri-tree-'))
  try {
    for (const name of ['sst.config.ts', 'package.json', 'functions'])
      cpSync(join(repository, name), join(root, name), { recursive: true })
    for (const name of ['node_modules', 'packages', 'flows']) symlinkSync(join(repository, name), join(root, name))
    return await use(root)
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

/** Plans a deployment of the tree at `root`, its secrets replaced where `other` has some, and holds it to rules. */
export async function look(
  { stage, given }: Wish,
  rules: Rule[],
  root: string,
  other: { [name: string]: string } = {},
): Promise<Seen> {
  const drawn = await drawPlan(root, stage, { ...given, ...prefixed('SST_SECRET_', { ...secrets, ...other }) })
  if (!drawn.ok) return drawn
  const folder = mkdtempSync(join(tmpdir(), 'dhatri-built-'))
  try {
    const { bundleAll } = await import(pathToFileURL(join(root, 'functions/bundle.ts')).href)
    const scene: Scene = {
      root,
      plan: drawn.plan,
      bundles: await bundleAll(folder),
      secrets: prefixed('DHATRI_', { ...secrets, ...other }),
      given,
      isProduction: stage === 'production',
      hasFixedEgress: given['DHATRI_FIXED_EGRESS'] === '1',
    }
    const faults: { [claim: string]: string[] } = {}
    for (const { claim, find } of rules) faults[claim] = await find(scene)
    return {
      ok: true,
      resources: drawn.plan.resources.map(({ type, name }) => `${type} ${name}`),
      bytes: Object.fromEntries(scene.bundles.map(({ name, bytes }) => [name, bytes])),
      faults,
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
