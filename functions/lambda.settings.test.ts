/** A wrong environment is named whole, and none of its values is ever printed. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { shippedFolder } from './content.ts'
import { exampleEnvironment } from './example.ts'
import { readLambdaSettings } from './lambda.settings.ts'
import { writeRelease } from './release.ts'
import { isStage } from './stage.ts'

const folder = mkdtempSync(join(tmpdir(), 'dhatri-settings-'))
const file = join(folder, 'release.json')
const right = { ...exampleEnvironment, DHATRI_RELEASE: file }

const refusal = (source: { [name: string]: string | undefined }): string => {
  try {
    readLambdaSettings(source)
    return ''
  } catch (cause) {
    return cause instanceof Error ? cause.message : 'unknown'
  }
}

describe('the settings of a Lambda', () => {
  beforeAll(() => writeRelease(shippedFolder, file))
  afterAll(() => rmSync(folder, { recursive: true }))

  it('are read', () => {
    const settings = readLambdaSettings({ ...right, DHATRI_PUBLIC_URL: 'https://line.dhatri.test/', DHATRI_DESK: '' })
    expect(settings.gateway.publicUrl).toBe('https://line.dhatri.test')
    expect(settings.gateway.smsUrl).toBe('https://api.africastalking.com')
    expect(settings.root.hmac).toHaveLength(32)
    expect(settings.line).not.toHaveProperty('desk')
    expect(settings.content.library.newest).toHaveProperty('home')
  })

  it('find the release beside the bundle', () => {
    const { DHATRI_RELEASE: _, ...rest } = right
    expect(refusal({ ...rest, LAMBDA_TASK_ROOT: folder })).toBe('')
  })

  it('are all named at once when nothing is set', () => {
    const lines = refusal({ DHATRI_RELEASE: join(folder, 'nowhere.json') }).split('\n')
    const named = lines.slice(1).map((line) => line.split(' ')[1])
    expect(lines[0]).toBe('config.wrong')
    expect(named.sort()).toEqual(Object.keys(right).sort())
    expect(lines).toContain('release.missing DHATRI_RELEASE')
  })

  it.each([
    ['DHATRI_TABLE', ' ', 'config.missing'],
    ['DHATRI_AfricasTalkingKey', 'REPLACE_ME', 'config.placeholder'],
    ['DHATRI_STAGE', 'prodution', 'config.stage'],
    ['DHATRI_HmacKey', 'c2hvcnQta2V5', 'config.keyLength'],
    ['DHATRI_BranchKey', '00'.repeat(32), 'config.keyWeak'],
    ['DHATRI_GatewayTokens', 'tooShort7Bq', 'config.tokenShort'],
    ['DHATRI_GatewayTokens', `${exampleEnvironment.DHATRI_GatewayTokens},`, 'config.tokenShort'],
    ['DHATRI_GatewayTokens', `${exampleEnvironment.DHATRI_GatewayTokens},kX7Bq2vM`, 'config.tokenShort'],
    ['DHATRI_GatewayTokens', 'replace-me-with-24-characters-or-more', 'config.placeholder'],
    ['DHATRI_GatewayTokens', 'xyxyxyxyxyxyxyxyxyxyxyxyxyxy', 'config.placeholder'],
    ['DHATRI_GatewayTokens', 'kX7Bq2vM/9tR4sW1y?D5fGhJ', 'config.form'],
    ['DHATRI_PUBLIC_URL', 'line.dhatri.test', 'config.url'],
    ['DHATRI_PUBLIC_URL', 'http://line.dhatri.test', 'config.url'],
    ['DHATRI_JOBS', 'jobs', 'config.url'],
    ['DHATRI_SMS_URL', 'ftp://api.dhatri.test', 'config.url'],
    ['DHATRI_SERVICE_CODE', '16789', 'config.form'],
    ['DHATRI_DESK', '999 or so', 'config.form'],
    ['DHATRI_DESK', '+880171100000', 'config.form'],
    ['DHATRI_DESK', '+88001711000001', 'config.form'],
    ['DHATRI_MISSED_CALL_NUMBER', '09600016780', 'config.form'],
    ['DHATRI_MINORS', 'some', 'config.form'],
    ['AWS_ENDPOINT_URL', 'localhost', 'config.url'],
    ['DHATRI_PUBLIC_URL', 'https://your-domain.org', 'config.url'],
    ['DHATRI_AfricasTalkingKey', 'your-api-key', 'config.placeholder'],
    ['DHATRI_AfricasTalkingKey', 'changeme123', 'config.placeholder'],
    ['DHATRI_CALLS', 'sometimes', 'config.form'],
    ['DHATRI_CALL_BACKS_A_DAY', 'many', 'config.form'],
    ['DHATRI_PILOT', 'some', 'config.form'],
  ])('%s of %j is refused', (name, value, code) => {
    expect(refusal({ ...right, [name]: value })).toBe(`config.wrong\n${code} ${name}`)
  })

  it('never print a value', () => {
    const wrong = Object.fromEntries(Object.keys(right).map((name) => [name, `~${name.length}-not-right~`]))
    const said = refusal(wrong)
    expect(said).toContain('DHATRI_HmacKey')
    expect(said).not.toContain('not-right')
  })
})

describe('a stage', () => {
  it.each(['dev', 'staging', 'production', 'personal-rina'])('may be called %s', (name) => {
    expect(isStage(name)).toBe(true)
  })
  it.each([
    '',
    'prod',
    'Production',
    'personal-',
    'personal-Rina',
    'rina',
    'production ',
  ])('is never called %j', (name) => {
    expect(isStage(name)).toBe(false)
  })
})
