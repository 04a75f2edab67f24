/** What every outgoing request to Africa's Talking and its answer have in common. */
import type { AfricastalkingSettings } from '../africastalking.settings.ts'
import { failSend, type SendError } from '../errors.ts'
import type { OutRequest, SendResult } from '../gateway.ts'

/** A form post with our key. */
export function signRequest(url: string, body: string, { apiKey }: AfricastalkingSettings): OutRequest {
  const contentType = 'application/x-www-form-urlencoded'
  return {
    method: 'POST',
    url,
    headers: { apikey: apiKey, accept: 'application/json', 'content-type': contentType },
    body,
  }
}

/** The JSON object of an answer, or undefined when it is anything else. */
export function readJson(body: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Whether a value from JSON has members to read. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** What an HTTP status alone says when the body says nothing: a refusal of 4xx is certain, all else is not. */
export function failStatus(status: number): SendResult {
  return failSend(nameStatus(status))
}

function nameStatus(status: number): SendError {
  if (status === 429) return 'send.throttled'
  if (status === 401 || status === 403) return 'send.unauthorised'
  if (status === 408) return 'send.noAnswer'
  if (status >= 400 && status < 500) return 'send.malformed'
  return status >= 500 ? 'send.failed' : 'send.garbled'
}
