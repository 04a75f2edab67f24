/**
 * One world per Lambda process, built from the environment at the first request and kept. Names and secrets come in by
 * environment; a missing or placeholder one refuses to start and is named.
 */
import { randomBytes } from 'node:crypto'
import { africastalking } from '@dhatri/gateways/africastalking'
import { connect } from '@dhatri/service/connection'
import type { Job, World } from '@dhatri/service/world'
import { openDynamo } from '@dhatri/store/dynamo'
import { makeClient } from '@dhatri/store/dynamo.client'
import { openDynamoVault } from '@dhatri/store/dynamo.vault'
import { openKeyring } from '@dhatri/store/keyring'
import { readKey, requireSetting } from './env.ts'
import { readRelease } from './release.file.ts'
import { post, writeLog } from './shell.ts'

type Enqueue = (jobs: Job[]) => Promise<void>

let world: World | undefined

/** The world of this process; `enqueue` is passed in so that the USSD bundle carries no queue client it does not use. */
export function openWorld(enqueue: Enqueue): World {
  world ??= buildWorld(enqueue)
  return world
}

function buildWorld(enqueue: Enqueue): World {
  const content = readRelease(process.env['DHATRI_RELEASE'] ?? 'release.json')
  const client = makeClient()
  const vault = openDynamoVault(client, requireSetting('DHATRI_KEYS'))
  const publicUrl = requireSetting('DHATRI_PUBLIC_URL')
  const tokens = requireSetting('DHATRI_GatewayTokens').split(',')
  const voiceNumber = process.env['DHATRI_VOICE_NUMBER'] || undefined
  const settings = {
    username: requireSetting('DHATRI_AfricasTalkingUsername'),
    apiKey: requireSetting('DHATRI_AfricasTalkingKey'),
    from: requireSetting('DHATRI_AfricasTalkingFrom'),
    serviceCode: requireSetting('DHATRI_SERVICE_CODE'),
    publicUrl,
    smsUrl: process.env['DHATRI_SMS_URL'] ?? 'https://api.africastalking.com',
    voiceUrl: process.env['DHATRI_VOICE_URL'] ?? 'https://voice.africastalking.com',
    ...(voiceNumber === undefined ? {} : { voiceNumber }),
  }
  return {
    now: () => Date.now(),
    random: () => Math.random(),
    id: () => randomBytes(16).toString('hex'),
    table: openDynamo(client, requireSetting('DHATRI_TABLE')),
    keyring: openKeyring(vault, { hmac: readKey('DHATRI_HmacKey'), branch: readKey('DHATRI_BranchKey') }),
    ...content,
    connections: {
      africastalking: connect(africastalking, settings, tokens, `${publicUrl}/africastalking/voice/${tokens[0] ?? ''}`),
    },
    post,
    enqueue,
    log: writeLog,
    settings: {
      serviceCode: settings.serviceCode,
      gateway: 'africastalking',
      calls: process.env['DHATRI_CALLS'] === 'answer' ? 'answer' : 'callBack',
      callBacksADay: 5,
      audioUrl: requireSetting('DHATRI_AUDIO_URL'),
      shards: 16,
      ...(process.env['DHATRI_DESK'] === undefined ? {} : { desk: process.env['DHATRI_DESK'] }),
    },
  }
}
