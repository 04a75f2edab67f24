/** Webhooks for tests, let through as the shell does it; bodies are the bytes that went over the wire. */

import type { AfricastalkingSettings } from '../africastalking.settings.ts'
import { africastalking } from '../africastalking.ts'
import type { Incoming, Verified } from '../gateway.ts'

/** The settings of a made-up account. */
export const account: AfricastalkingSettings = {
  username: 'dhatri',
  apiKey: 'atsk_secret',
  serviceCode: '*384*1234#',
  from: 'DHATRI',
  voiceNumber: '+8809612345678',
  publicUrl: 'https://line.example',
  smsUrl: 'https://api.africastalking.com',
  voiceUrl: 'https://voice.africastalking.com',
}

/** One request to a webhook. */
export function webhook(channel: string, body: string, query = ''): Incoming {
  return {
    method: 'POST',
    url: `https://line.example/africastalking/${channel}/secret${query}`,
    path: { channel, token: 'secret' },
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body,
  }
}

/** The same, verified. */
export function arrive(channel: string, body: string, query = ''): Verified {
  const verification = africastalking.verify(webhook(channel, body, query), account, ['secret'])
  if (!verification.ok) throw new Error(verification.error)
  return verification.request
}
