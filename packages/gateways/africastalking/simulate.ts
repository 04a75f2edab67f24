/** Africa's Talking the other way round: its webhooks from what happened on a phone, and its reading of our replies. */
import { writeForm } from '../form.ts'
import type { CallFacts, Fact, HeardAction, Reply, Simulate } from '../gateway.ts'
import { STATUSES } from './receipt.ts'
import { CAUSES } from './voice.ts'

const ENDINGS = { finished: 'Success', cutOff: 'Incomplete', failed: 'Failed' }

/** The simulated gateway. */
export const simulate: Simulate = {
  request: (fact) => ({ contentType: 'application/x-www-form-urlencoded', ...writeRequest(fact) }),
  screen: (reply) => {
    const match = reply.status === 200 ? /^(CON|END) ?([\s\S]*)$/.exec(reply.body) : null
    return match === null ? undefined : { text: match[2] ?? '', isEnd: match[1] === 'END' }
  },
  actions: readActions,
}

function writeRequest(fact: Fact): { channel: string; body: string } {
  switch (fact.kind) {
    case 'ussd':
    case 'ussd.end': {
      const { session: sessionId, from: phoneNumber, serviceCode } = fact
      const who = { sessionId, serviceCode, networkCode: '99999', phoneNumber }
      const input = fact.inputs.join('*')
      return fact.kind === 'ussd'
        ? { channel: 'ussd', body: writeForm({ ...who, text: input }) }
        : { channel: 'ussd-end', body: writeForm({ ...who, status: ENDINGS[fact.status], input }) }
    }
    case 'sms': {
      const { text, to, id, at: date, from } = fact
      return { channel: 'sms', body: writeForm({ linkId: `${id}-link`, text, to, id, date, from }) }
    }
    case 'receipt': {
      const status = findKey(STATUSES, fact.state)
      return {
        channel: 'receipt',
        body: writeForm({ id: fact.ref, status, phoneNumber: fact.to, failureReason: fact.reason }),
      }
    }
    case 'call': {
      const { digits: dtmfDigits, recording: recordingUrl } = fact
      return { channel: 'voice', body: writeForm({ isActive: '1', ...writeCall(fact), dtmfDigits, recordingUrl }) }
    }
    case 'call.end': {
      const hangupCause = findKey(CAUSES, fact.cause)
      const durationInSeconds = String(fact.seconds)
      return {
        channel: 'voice',
        body: writeForm({ isActive: '0', ...writeCall(fact), durationInSeconds, hangupCause }),
      }
    }
  }
}

function writeCall(call: CallFacts): Record<string, string | undefined> {
  return {
    sessionId: call.session,
    direction: call.direction === 'out' ? 'Outbound' : 'Inbound',
    callerNumber: call.from,
    destinationNumber: call.to,
    clientRequestId: call.ref,
  }
}

function findKey<Value>(map: Map<string, Value>, value: Value): string | undefined {
  return [...map].find(([, other]) => other === value)?.[0]
}

/** Reads only the XML that we write ourselves: flat, with at most one prompt inside GetDigits. */
function readActions(reply: Reply): HeardAction[] | undefined {
  const content = /^<\?xml [^>]*\?><Response>(.*)<\/Response>$/su.exec(reply.body)?.[1]
  if (reply.status !== 200 || content === undefined) return undefined
  return Array.from(
    content.matchAll(/<(\w+)([^>]*?)(?:\/>|>(.*?)<\/\1>)/gsu),
    ([, name = '', attributes = '', inner = '']) => {
      const attribute = (key: string): string =>
        unescapeXml(new RegExp(` ${key}="([^"]*)"`).exec(attributes)?.[1] ?? '')
      return readAction(name, attribute, inner)
    },
  )
}

function readAction(name: string, attribute: (key: string) => string, inner: string): HeardAction {
  const url = attribute('callbackUrl')
  switch (name) {
    case 'Play':
      return { do: 'play', url: attribute('url') }
    case 'Say':
      return { do: 'say', text: unescapeXml(inner) }
    case 'GetDigits': {
      const prompt = /^<Play url="([^"]*)"\/>$/u.exec(inner) ?? /^<Say>(.*)<\/Say>$/su.exec(inner)
      const heard = unescapeXml(prompt?.[1] ?? '')
      const gather = {
        do: 'gather',
        digits: Number(attribute('numDigits')),
        timeout: Number(attribute('timeout')),
        finish: attribute('finishOnKey'),
        url,
      } as const
      return prompt ? { ...gather, prompt: inner.startsWith('<Play') ? { play: heard } : { say: heard } } : gather
    }
    case 'Record':
      return { do: 'record', seconds: Number(attribute('maxLength')), url }
    case 'Redirect':
      return { do: 'redirect', url: unescapeXml(inner) }
    case 'Dial':
      return { do: 'dial', to: attribute('phoneNumbers') }
    default:
      return { do: 'reject' }
  }
}

function unescapeXml(text: string): string {
  const letters: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }
  return text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => letters[name] ?? '')
}
