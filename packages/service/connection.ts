/**
 * A gateway with its settings and tokens bound: what the shell calls. The gateway itself stays a pure translator; its
 * settings never leave this closure.
 */
import type {
  CallOut,
  Gateway,
  Incoming,
  InResponse,
  OutRequest,
  Profile,
  Reply,
  SendResult,
  SmsOut,
  Verification,
  VoiceAction,
} from '@dhatri/gateways/gateway'
import { SAFE_BUDGET } from '@dhatri/text/ussd'

/** One connected gateway. */
export type Connection = {
  name: string
  profile: Profile
  gateway: Pick<Gateway<unknown>, 'ussd' | 'sms' | 'receipt' | 'voice'>
  verify: (incoming: Incoming) => Verification
  sendSms: (message: SmsOut) => OutRequest
  readSent: (response: InResponse) => SendResult
  placeCall: (call: CallOut) => OutRequest
  readCalled: (response: InResponse) => SendResult
  /** What to do in a call, as the gateway wants it said. */
  speak: (actions: VoiceAction[], audioUrl: string) => Reply
}

const absent = (channel: string) => (): never => {
  throw new Error(`gateway.no${channel}`)
}

/** Binds a gateway to its settings, to the tokens that prove its webhooks, and to its public voice webhook. */
export function connect<S>(gateway: Gateway<S>, settings: S, tokens: string[], voiceUrl: string): Connection {
  const { sms, voice } = gateway
  const { ussd, receipt } = gateway
  return {
    name: gateway.name,
    profile: gateway.capabilities.ussd ?? { name: gateway.name, ussd: SAFE_BUDGET },
    gateway: {
      ...(ussd === undefined ? {} : { ussd }),
      ...(sms === undefined ? {} : { sms: { ...sms, send: absent('Settings') } }),
      ...(receipt === undefined ? {} : { receipt }),
      ...(voice === undefined ? {} : { voice: { ...voice, call: absent('Settings') } }),
    },
    verify: (incoming) => gateway.verify(incoming, settings, tokens),
    sendSms: sms === undefined ? absent('Sms') : (message) => sms.send(message, settings),
    readSent: sms === undefined ? absent('Sms') : (response) => sms.sent(response),
    placeCall: voice === undefined ? absent('Voice') : (call) => voice.call(call, settings),
    readCalled: voice === undefined ? absent('Voice') : (response) => voice.called(response),
    speak: voice === undefined ? absent('Voice') : (actions, audio) => voice.reply(actions, { turn: voiceUrl, audio }),
  }
}
