/**
 * Reads the XML a service answers a call with into actions, as strictly as Africa's Talking's documentation words them
 * (docs.africastalking.com/voice/actions); whatever it would not understand is a complaint.
 */
import type { Answer } from './network.ts'
import { readXml, type XmlElement } from './xml.ts'

/** The one prompt inside a GetDigits or a Record. */
export type Prompt = { play: string } | { say: string }

/** One action of a voice answer; times are seconds. */
export type VoiceElement =
  | { do: 'play'; url: string }
  | { do: 'say'; text: string }
  | { do: 'gather'; most: number | undefined; finish: string; timeout: number; url: URL | undefined; prompt?: Prompt }
  | { do: 'record'; most: number; url: URL | undefined; prompt?: Prompt }
  | { do: 'redirect'; url: URL }
  | { do: 'dial'; number: string }
  | { do: 'reject' }

/** The actions of an answer; without `ok` there is nothing a gateway could do. */
export type VoiceReading =
  | { ok: true; elements: VoiceElement[]; complaints: Fault[] }
  | { ok: false; complaints: Fault[] }
type Fault = { problem: string; words: string }

const ATTRIBUTES: Record<string, string[]> = {
  Say: ['voice', 'playBeep'],
  Play: ['url'],
  GetDigits: ['numDigits', 'timeout', 'finishOnKey', 'callbackUrl'],
  Record: ['finishOnKey', 'maxLength', 'timeout', 'trimSilence', 'playBeep', 'callbackUrl'],
  Dial: ['phoneNumbers', 'record', 'sequential', 'callerId', 'maxDuration', 'ringBackTone'],
  Redirect: [],
  Reject: [],
}

/** Reads the answer to one voice request. */
export function readVoice(answer: Answer): VoiceReading {
  if (!answer.ok || answer.status !== 200) {
    return { ok: false, complaints: [{ problem: 'voice.noAnswer', words: answer.ok ? String(answer.status) : '' }] }
  }
  const complaints: Fault[] = []
  if (!/^(text|application)\/(plain|xml)\b/.test(answer.contentType)) {
    complaints.push({ problem: 'voice.contentType', words: answer.contentType })
  }
  const xml = readXml(answer.body)
  if (!xml.ok || xml.root.name !== 'Response') {
    return { ok: false, complaints: [...complaints, { problem: 'voice.notXml', words: answer.body }] }
  }
  const elements: VoiceElement[] = []
  for (const element of xml.root.children) {
    const action = readAction(element, complaints)
    if (action) elements.push(action)
  }
  if (xml.root.text !== '') complaints.push({ problem: 'voice.looseText', words: xml.root.text })
  return { ok: true, elements, complaints }
}

function readAction(element: XmlElement, complaints: Fault[]): VoiceElement | undefined {
  const { name, attributes } = element
  const complain = (problem: string, words: string) => {
    complaints.push({ problem, words: `${name} ${words}` })
    return undefined
  }
  const allowed = ATTRIBUTES[name]
  if (!allowed) return complain('voice.unknownAction', '')
  for (const attribute of Object.keys(attributes)) {
    if (!allowed.includes(attribute)) complain('voice.unknownAttribute', attribute)
  }
  const whole = (attribute: string, orElse: number): number => {
    const value = attributes[attribute]
    if (value !== undefined && !/^[1-9]\d{0,4}$/.test(value)) complain('voice.badNumber', `${attribute} ${value}`)
    return Number(value ?? orElse) || orElse
  }
  switch (name) {
    case 'Say':
    case 'Play':
      return readPrompt(element, complaints)
    case 'GetDigits': {
      const finish = attributes['finishOnKey'] ?? '#'
      if (!/^[0-9*#]$/.test(finish)) complain('voice.badKey', finish)
      const most = attributes['numDigits'] === undefined ? undefined : whole('numDigits', 1)
      return { do: 'gather', most, finish, timeout: whole('timeout', 5), ...readRest(element, complaints) }
    }
    case 'Record':
      return { do: 'record', most: whole('maxLength', 60), ...readRest(element, complaints) }
    case 'Redirect': {
      const url = readUrl(element.text)
      return url ? { do: 'redirect', url } : complain('voice.badUrl', element.text)
    }
    case 'Dial': {
      const number = (attributes['phoneNumbers'] ?? '').split(',')[0]?.trim() ?? ''
      return /^(\+\d{8,15}|\S+@\S+)$/.test(number) ? { do: 'dial', number } : complain('voice.badNumber', number)
    }
    default:
      return { do: 'reject' }
  }
}

function readPrompt(
  element: XmlElement,
  complaints: Fault[],
): Extract<VoiceElement, { do: 'play' | 'say' }> | undefined {
  if (element.children.length > 0) complaints.push({ problem: 'voice.nested', words: element.name })
  if (element.name === 'Say') {
    if (element.text === '') complaints.push({ problem: 'voice.empty', words: 'Say' })
    return { do: 'say', text: element.text }
  }
  const url = readUrl(element.attributes['url'] ?? '')
  if (!url) complaints.push({ problem: 'voice.badUrl', words: `Play ${element.attributes['url'] ?? ''}` })
  return url ? { do: 'play', url: url.href } : undefined
}

function readRest(element: XmlElement, complaints: Fault[]): { url: URL | undefined; prompt?: Prompt } {
  const address = element.attributes['callbackUrl']
  const url = address === undefined ? undefined : readUrl(address)
  if (address !== undefined && !url) complaints.push({ problem: 'voice.badUrl', words: `${element.name} ${address}` })
  const [first, ...others] = element.children
  // Africa's Talking reads one Say or Play here and no more.
  if (others.length > 0) complaints.push({ problem: 'voice.manyPrompts', words: element.name })
  const prompt = first && (first.name === 'Say' || first.name === 'Play') ? readPrompt(first, complaints) : undefined
  if (first && !prompt) complaints.push({ problem: 'voice.nested', words: `${element.name} ${first.name}` })
  if (!prompt) return { url }
  return { url, prompt: prompt.do === 'play' ? { play: prompt.url } : { say: prompt.text } }
}

function readUrl(text: string): URL | undefined {
  return /^https?:\/\//.test(text) && URL.canParse(text) ? new URL(text) : undefined
}
