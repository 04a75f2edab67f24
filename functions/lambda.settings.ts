/**
 * What a Lambda is told by its environment (the deployment sets it), read and checked as one before anything is opened.
 * What the form of a gateway's settings is, stands in `africastalking.settings.ts` too; zod is not carried here.
 */
import { join } from 'node:path'
import type { AfricastalkingSettings } from '@dhatri/gateways/africastalking.settings'
import type { Settings } from '@dhatri/service/world'
import { openReader, type Source } from './env.ts'
import { dialled, number, readDecided, sender } from './line.settings.ts'
import { readRelease, type WorldContent } from './release.file.ts'

/** Everything that comes from outside the code. */
export type LambdaSettings = {
  content: WorldContent
  tables: { line: string; keys: string }
  queueUrl: string
  root: { hmac: Uint8Array; branch: Uint8Array }
  tokens: string[]
  gateway: AfricastalkingSettings
  line: Settings
}

/** Reads all of it; throws `config.wrong` with every fault, the release file's among them. */
export function readLambdaSettings(source: Source = process.env): LambdaSettings {
  const reader = openReader(source)
  const { text, optional, url } = reader
  // A Lambda is given these by AWS; without them the first call would fail in the middle of a turn.
  for (const name of ['AWS_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'])
    if ((source[name] ?? '') === '') reader.refuse('config.missing', name)
  // The SDK reads this one by itself, and says of a wrong one only that an address is.
  if (source['AWS_ENDPOINT_URL'] && !URL.canParse(source['AWS_ENDPOINT_URL']))
    reader.refuse('config.url', 'AWS_ENDPOINT_URL')
  reader.stage('DHATRI_STAGE')
  const content = reader.attempt('DHATRI_RELEASE', () => readRelease(releasePath(source)))
  const voiceNumber = optional('DHATRI_VOICE_NUMBER', number)
  const gateway: AfricastalkingSettings = {
    username: text('DHATRI_AfricasTalkingUsername'),
    apiKey: reader.secret('DHATRI_AfricasTalkingKey'),
    from: text('DHATRI_AfricasTalkingFrom', sender),
    serviceCode: text('DHATRI_SERVICE_CODE', dialled),
    publicUrl: url('DHATRI_PUBLIC_URL'),
    smsUrl: url('DHATRI_SMS_URL', 'https://api.africastalking.com'),
    voiceUrl: url('DHATRI_VOICE_URL', 'https://voice.africastalking.com'),
    ...(voiceNumber === undefined ? {} : { voiceNumber }),
  }
  const settings = {
    tables: { line: text('DHATRI_TABLE'), keys: text('DHATRI_KEYS') },
    queueUrl: url('DHATRI_JOBS'),
    root: { hmac: reader.key('DHATRI_HmacKey'), branch: reader.key('DHATRI_BranchKey') },
    tokens: reader.tokens('DHATRI_GatewayTokens'),
    gateway,
    line: {
      serviceCode: gateway.serviceCode,
      gateway: 'africastalking',
      ...readDecided(reader),
      audioUrl: url('DHATRI_AUDIO_URL'),
      shards: 16,
    } satisfies Settings,
  }
  reader.close()
  // Only for the compiler: without content it has just thrown.
  if (content === undefined) throw new Error('release.missing')
  return { content, ...settings }
}

/** The release lies beside the bundle unless told otherwise. */
function releasePath(source: Source): string {
  return source['DHATRI_RELEASE'] || join(source['LAMBDA_TASK_ROOT'] ?? '.', 'release.json')
}
