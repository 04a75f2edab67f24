/** What one machine in production is told by its environment, read and judged as one before anything is opened. */
import type { AfricastalkingSettings } from '@dhatri/gateways/africastalking.settings'
import type { Settings } from '@dhatri/service/world'
import { openReader, type Source } from './env.ts'
import { dialled, number, readDecided, sender } from './line.settings.ts'
import { readStand, type Stand, wantedOfStand } from './machine.settings.ts'
import { shardsOf } from './machine.ts'

/** Everything that comes from outside the code. */
export type ServeSettings = { stand: Stand; tokens: string[]; gateway: AfricastalkingSettings; line: Settings }

const aNumber = 'a number with its country, like +8801711000009'
const anAddress = 'an address like https://line.example.org'

/** What is wanted in each setting, for whoever reads that one is wrong. */
const wanted: Source = {
  ...wantedOfStand,
  DHATRI_TOKENS: '24 letters and digits or more each, drawn by chance, separated by commas',
  DHATRI_AT_USERNAME: "the name of the account at Africa's Talking",
  DHATRI_AT_KEY: "the key that Africa's Talking gave you",
  DHATRI_AT_FROM: 'the sender of SMS, at most 15 characters',
  DHATRI_AT_VOICE_NUMBER: aNumber,
  DHATRI_DESK: aNumber,
  DHATRI_MISSED_CALL_NUMBER: aNumber,
  DHATRI_SERVICE_CODE: 'the code as it is dialled, like *16789#',
  DHATRI_PUBLIC_URL: anAddress,
  DHATRI_AUDIO_URL: anAddress,
  DHATRI_SMS_URL: anAddress,
  DHATRI_VOICE_URL: anAddress,
  DHATRI_CALLS: 'answer or callBack',
  DHATRI_CALL_BACKS_A_DAY: 'a number from 1 to 999999',
  DHATRI_PILOT: 'listed or everyone',
  DHATRI_MINORS: 'serve, guardian or workerOnly',
}

/** Reads all of it; throws `config.wrong` with every fault. */
export async function readServeSettings(source: Source = process.env): Promise<ServeSettings> {
  const reader = openReader(source)
  const { text, optional, url } = reader
  const tokens = reader.tokens('DHATRI_TOKENS')
  const from = optional('DHATRI_AT_FROM', sender)
  const voiceNumber = optional('DHATRI_AT_VOICE_NUMBER', number)
  const gateway: AfricastalkingSettings = {
    username: text('DHATRI_AT_USERNAME'),
    apiKey: reader.secret('DHATRI_AT_KEY'),
    serviceCode: text('DHATRI_SERVICE_CODE', dialled),
    publicUrl: url('DHATRI_PUBLIC_URL'),
    smsUrl: url('DHATRI_SMS_URL', 'https://api.africastalking.com'),
    voiceUrl: url('DHATRI_VOICE_URL', 'https://voice.africastalking.com'),
    ...(from === undefined ? {} : { from }),
    ...(voiceNumber === undefined ? {} : { voiceNumber }),
  }
  const line = {
    serviceCode: gateway.serviceCode,
    gateway: 'africastalking',
    ...readDecided(reader),
    audioUrl: url('DHATRI_AUDIO_URL', gateway.publicUrl && `${gateway.publicUrl}/audio`),
    shards: shardsOf.production,
  } satisfies Settings
  const stand = await readStand(reader, 'production', '.dhatri-data')
  reader.close(wanted)
  return { stand, tokens, gateway, line }
}
