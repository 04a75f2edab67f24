/**
 * USSD of Africa's Talking: every request carries the whole input of the session joined by `*`, the reply begins with
 * CON or END. An end notice comes to the events URL (or to the same one) with a `status` and no `text`.
 */
import { readAddress } from '../address.ts'
import { readForm } from '../form.ts'
import type { Reading, Reply, Verified } from '../gateway.ts'
import { malformed } from './request.ts'

const ENDINGS = new Map<string, 'finished' | 'cutOff' | 'failed'>([
  ['Success', 'finished'],
  ['Incomplete', 'cutOff'],
  ['Failed', 'failed'],
])

/** Reads a dial, a turn or an end notice. */
export function readUssd(request: Verified): Reading {
  const fields = readForm(request.body)
  const session = fields?.get('sessionId')
  const phone = fields?.get('phoneNumber')
  if (fields === undefined || !session || !phone) return malformed
  const from = readAddress(phone)
  const text = fields.get('text')
  const status = fields.get('status')
  if (text === undefined) {
    if (status === undefined) return malformed
    return { ok: true, event: { kind: 'ussd.end', session, from, status: ENDINGS.get(status) ?? 'failed' } }
  }
  const serviceCode = fields.get('serviceCode') ?? ''
  if (text === '') return { ok: true, event: { kind: 'ussd.dial', session, from, serviceCode, deep: [] } }
  const inputs = splitInputs(text)
  const before = inputs.slice(0, -1)
  const repeat = { by: 'count', count: before.length } as const
  const input = inputs.at(-1) ?? ''
  return { ok: true, event: { kind: 'ussd.turn', session, from, serviceCode, input, before, repeat } }
}

/** The screen as a response: CON keeps the session open, END closes it. */
export function replyUssd(screen: { text: string; isEnd: boolean }): Reply {
  const body = `${screen.isEnd ? 'END' : 'CON'} ${screen.text}`
  return { status: 200, contentType: 'text/plain; charset=utf-8', body }
}

/**
 * `1**` may be an entered star or two empty entries. The star is what people enter (it is "back" where 0 is an
 * answer), and two empty entries in a row then only bring the same screen again.
 */
function splitInputs(text: string): string[] {
  const inputs: string[] = []
  let isOpen = false
  for (const part of text.split('*')) {
    if (isOpen && part === '') {
      inputs[inputs.length - 1] = '*'
      isOpen = false
    } else {
      inputs.push(part)
      isOpen = part === ''
    }
  }
  return inputs
}
