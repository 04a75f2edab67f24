/** What whoever deploys forgot is named before anything is made, all at once and never by its value. */
import { describe, expect, it } from 'vitest'
import { judgeSecrets, readDeploySettings, secretNames } from './deploy.settings.ts'
import { exampleEnvironment } from './example.ts'

const least = { DHATRI_SERVICE_CODE: '*16789#', DHATRI_AUDIO_URL: 'https://audio.dhatri.test' }
const secrets = Object.fromEntries(
  Object.entries(exampleEnvironment).filter(([name]) => secretNames.includes(name.replace('DHATRI_', ''))),
)

const refusal = (read: () => unknown): string => {
  try {
    read()
    return ''
  } catch (cause) {
    return cause instanceof Error ? cause.message : 'unknown'
  }
}

describe('the settings of a deployment', () => {
  it('are what goes to every Lambda, trimmed, and nothing that is not set', () => {
    const { environment, ...rest } = readDeploySettings('dev', { ...least, DHATRI_DESK: ' +8801711000009 ', HOME: '/' })
    expect(environment).toEqual({ ...least, DHATRI_STAGE: 'dev', DHATRI_DESK: '+8801711000009' })
    expect(rest).toEqual({ isProduction: false, alarmEmail: undefined, hasFixedEgress: false })
  })

  it('want somebody who hears alarms in production', () => {
    const named = refusal(() => readDeploySettings('production', least))
    expect(named).toBe('config.wrong\nconfig.missing DHATRI_ALARM_EMAIL')
    const said = { ...least, DHATRI_ALARM_EMAIL: 'duty@dhatri.test', DHATRI_FIXED_EGRESS: '1' }
    const { isProduction, alarmEmail, hasFixedEgress } = readDeploySettings('production', said)
    expect([isProduction, alarmEmail, hasFixedEgress]).toEqual([true, 'duty@dhatri.test', true])
  })

  it('carry to the Lambdas what the ministry decides', () => {
    const said = { ...least, DHATRI_MINORS: 'guardian', DHATRI_PILOT: 'listed' }
    expect(readDeploySettings('dev', said).environment).toMatchObject({
      DHATRI_MINORS: 'guardian',
      DHATRI_PILOT: 'listed',
    })
  })

  it('are all named at once, and only what is for a deployer to say', () => {
    expect(refusal(() => readDeploySettings('prodution', {})).split('\n')).toEqual([
      'config.wrong',
      'config.stage DHATRI_STAGE',
      'config.missing DHATRI_SERVICE_CODE',
      'config.missing DHATRI_AUDIO_URL',
    ])
  })

  it.each([
    ['DHATRI_SERVICE_CODE', '16789', 'config.form'],
    ['DHATRI_AUDIO_URL', 'changeme', 'config.placeholder'],
    ['DHATRI_AUDIO_URL', 'http://audio.dhatri.test', 'config.url'],
    ['DHATRI_CALLS', 'perhaps', 'config.form'],
    ['DHATRI_CALL_BACKS_A_DAY', 'many', 'config.form'],
    ['DHATRI_PILOT', 'some', 'config.form'],
    ['DHATRI_MINORS', 'all', 'config.form'],
    ['DHATRI_FIXED_EGRESS', 'yes', 'config.form'],
    ['DHATRI_ALARM_EMAIL', 'duty', 'config.form'],
  ])('%s of %j is refused', (name, value, code) => {
    expect(refusal(() => readDeploySettings('dev', { ...least, [name]: value }))).toBe(`config.wrong\n${code} ${name}`)
  })
})

describe('the secrets of a deployment', () => {
  it('are passed on as they are', () => {
    expect(Object.keys(secrets)).toHaveLength(secretNames.length)
    expect(judgeSecrets(secrets)).toBe(secrets)
  })

  it('are refused where one is short, typed or missing', () => {
    const { DHATRI_AfricasTalkingKey: _, ...rest } = secrets
    const wrong = { ...rest, DHATRI_HmacKey: '00'.repeat(32), DHATRI_GatewayTokens: 'tooShort7Bq' }
    const named = refusal(() => judgeSecrets(wrong))
    expect(named.split('\n').sort()).toEqual([
      'config.keyWeak DHATRI_HmacKey',
      'config.missing DHATRI_AfricasTalkingKey',
      'config.tokenShort DHATRI_GatewayTokens',
      'config.wrong',
    ])
    expect(named).not.toContain('tooShort7Bq')
  })
})
