/**
 * What whoever deploys the line must say, judged before anything is made. The Lambdas' own reader is the judge, so that
 * what it would refuse at its start is refused here: by code and name, never by value.
 */
import { openReader, type Source } from './env.ts'
import { readLambdaSettings } from './lambda.settings.ts'

/** Settings that go to the Lambdas from the environment or `.env`; the reader knows which may be missing. */
const asked = [
  'DHATRI_SERVICE_CODE',
  'DHATRI_AUDIO_URL',
  'DHATRI_VOICE_NUMBER',
  'DHATRI_MISSED_CALL_NUMBER',
  'DHATRI_DESK',
  'DHATRI_CALLS',
  'DHATRI_CALL_BACKS_A_DAY',
  'DHATRI_PILOT',
  'DHATRI_MINORS',
  'DHATRI_SMS_URL',
  'DHATRI_VOICE_URL',
]

/** Secrets by the names they are set under, with `sst secret set`; a Lambda is given each as `DHATRI_<name>`. */
export const secretNames = [
  'HmacKey',
  'BranchKey',
  'GatewayTokens',
  'AfricasTalkingUsername',
  'AfricasTalkingKey',
  'AfricasTalkingFrom',
]

/** What was said, and what follows from the stage. */
export type DeploySettings = {
  isProduction: boolean
  /** Where alarms go; there are none without it. */
  alarmEmail: string | undefined
  /** Whether what speaks to gateways does so from addresses that stay. */
  hasFixedEgress: boolean
  /** What goes to every Lambda as it is. */
  environment: { [name: string]: string }
}

/** Reads all of it; throws `config.wrong` with every fault. */
export function readDeploySettings(stage: string, source: Source = process.env): DeploySettings {
  const isProduction = stage === 'production'
  const said: Source = { ...source, DHATRI_STAGE: stage }
  const reader = openReader(said)
  const mail = /^[^@\s]+@[^@\s]+\.[a-z]+$/i
  const hasFixedEgress = reader.optional('DHATRI_FIXED_EGRESS', /^[01]$/) === '1'
  // A line for a whole country is not left without anybody who hears when it stands still.
  const alarmEmail = (isProduction ? reader.text : reader.optional)('DHATRI_ALARM_EMAIL', mail)
  const names = ['DHATRI_STAGE', ...asked]
  const faults = [...faultsOf(() => readLambdaSettings(said), names), ...faultsOf(reader.close)]
  if (faults.length > 0) throw new Error(`config.wrong\n${faults.join('\n')}`)
  const given = names.map((name) => [name, said[name]?.trim() ?? ''] as const)
  const environment = Object.fromEntries(given.filter(([, value]) => value !== ''))
  return { isProduction, alarmEmail, hasFixedEgress, environment }
}

/** Secrets as a Lambda is given them; throws `config.wrong` where one is missing, short or stands for one. */
export function judgeSecrets<T extends Source>(secrets: T): T {
  const names = secretNames.map((name) => `DHATRI_${name}`)
  const faults = faultsOf(() => readLambdaSettings(secrets), names)
  if (faults.length > 0) throw new Error(`config.wrong\n${faults.join('\n')}`)
  return secrets
}

/** The faults a reading throws, those of these names where any are given: the rest is for the deployment to say. */
function faultsOf(read: () => unknown, names?: string[]): string[] {
  try {
    read()
    return []
  } catch (cause) {
    if (!(cause instanceof Error) || !cause.message.startsWith('config.wrong\n')) throw cause
    const [, ...lines] = cause.message.split('\n')
    return lines.filter((line) => names?.includes(line.split(' ')[1] ?? '') ?? true)
  }
}
