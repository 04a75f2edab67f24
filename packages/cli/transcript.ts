/** How `dhatri talk` prints what a phone shows: screens in a frame with their real size, messages, calls, the inspector. */

import type { Inspection } from '@dhatri/phone/demo'
import type { CallView, HandsetView, HeardView } from '@dhatri/phone/view'
import { measureSms, type SmsSize } from '@dhatri/text/sms'

/** The commands of a talk. */
export const TALK_HELP = `  *16789#            dial a code (or: dial)       1, 99, 0407, …  answer what is asked
  text REG …         send an SMS                  inbox           all messages
  call [number]      call                         ring [number]   ring once and hang up
  answer, decline, ignore, wait (press nothing), speak [seconds], hangup
  as 2, as 017…      take another phone, or a new one             phones
  day, week, due, to 2026-08-01   move the clock
  record file.yaml   write this phone's conversation down
  inspect            what the service knows of this phone
  quit`

/** A USSD screen in a frame, with its size in the encoding it would be sent in. */
export function printScreen(screen: NonNullable<HandsetView['screen']>): string {
  const room = screen.encoding === 'ucs2' ? 70 : 160
  const head = `  ┌─ ${screen.units}/${room} ${screen.encoding === 'ucs2' ? 'UCS-2' : 'GSM-7'}${screen.by === 'network' ? ' · network' : ''}`
  const lines = screen.text.split('\n').map((line) => `  │ ${line}`)
  return [head, ...lines, screen.isEnd ? '  └─ end' : '  └─ …'].join('\n')
}

/** Messages, each with what it costs. */
export function printInbox(messages: { way: 'in' | 'out'; other: string; text: string; size?: SmsSize }[]): string {
  if (messages.length === 0) return '  no messages'
  return messages
    .map(({ way, other, text, size = measureSms(text) }) => {
      const name = size.encoding === 'ucs2' ? 'UCS-2' : 'GSM-7'
      const head = `  ${way === 'in' ? '✉ from' : '→ to'} ${other} · ${size.units} ${name} · ${size.segments} SMS`
      return [head, ...text.split('\n').map((line) => `      ${line}`)].join('\n')
    })
    .join('\n')
}

/** A call: what was heard since the last look, and what it waits for. */
export function printCall(call: CallView, from: number): string {
  const lines = call.heard.slice(from).map((one) => `  ♪ ${printHeard(one)}`)
  if (call.state === 'ringing') lines.push(`  ${call.other} rings: answer, decline or ignore`)
  if (call.state === 'ended') lines.push(`  call ended after ${call.seconds} s`)
  if (call.waiting?.for === 'keys') {
    const { typed, timeout } = call.waiting
    lines.push(`  … waits ${timeout} s for keys${typed === '' ? '' : `, so far ${typed}`}; "wait" presses nothing`)
  }
  if (call.waiting?.for === 'voice') lines.push('  … records: speak [seconds]')
  return lines.join('\n')
}

function printHeard(one: HeardView): string {
  if ('say' in one) return `${one.say} [read by a machine]`
  if ('dial' in one) return `connected to ${one.dial}`
  return `${one.caption || one.key}${one.isStandIn ? ' [stand-in voice]' : ''}`
}

/** The phones, the one in hand marked. */
export function printHandsets(views: HandsetView[], number: string): string {
  return views
    .map((view, index) => {
      const name = view.name ? `${view.name.bn} · ${view.name.en}` : view.role
      return `  ${view.number === number ? '▸' : ' '} ${index + 1}  ${view.number}  ${name}`
    })
    .join('\n')
}

/** What the service knows of a phone, as indented lines. */
export function printInspection(inspection: Inspection, printMoment: (at: number) => string): string {
  const lines: string[] = []
  const add = (name: string, fields: object) => {
    const pairs = Object.entries(fields).map(([key, value]) => `${key} ${value ?? '–'}`)
    if (pairs.length > 0) lines.push(`  ${name}: ${pairs.join(' · ')}`)
  }
  add('phone', inspection.phone)
  for (const one of inspection.conversations) {
    lines.push(`  ${one.channel}: ${one.flow} › ${one.step} (${one.state}) entered ${one.inputs.join(' ') || '–'}`)
    add('  answers', one.answers)
  }
  if (inspection.worker) add('worker', inspection.worker)
  for (const one of inspection.cases ?? []) add('case', one)
  for (const woman of inspection.women) {
    add(`woman ${woman.id}`, woman.record)
    if (woman.next) lines.push(`    next: ${printMoment(woman.next.at)} ${woman.next.what}`)
    for (const item of woman.items) {
      lines.push(`    ${item.state.padEnd(7)} ${printMoment(item.at)} ${item.what}${item.why ? ` (${item.why})` : ''}`)
    }
  }
  return lines.length > 0 ? lines.join('\n') : '  nothing is known of this number'
}
