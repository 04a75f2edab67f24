/** The women and the worker that the corpus of reports is read against, on 15 June 2026, and how a reading is written. */

import type { Baby } from '@dhatri/care/birth'
import type { Record } from '@dhatri/care/record'
import { type ReportReading, readPractice, readReport } from '@dhatri/care/report'
import { renderMessage } from '@dhatri/flow/message'
import type { Letter } from '@dhatri/service/letter'
import { linkChange, loadPhone, sealNumber } from '@dhatri/service/phone'
import { takeReport } from '@dhatri/service/report'
import { applyToWoman, createWoman } from '@dhatri/service/woman'
import { phoneKey, shortIdKey } from '@dhatri/store/items'
import { printIso, readIso } from '@dhatri/text/day'
import { compose } from '@dhatri/text/normal'
import { numbers, openTown, type Town } from '../world.ts'

/** The day on which the corpus is read. */
export const today = readIso('2026-06-15') ?? 0

const born = { kind: 'born', day: today - 10, babies: 2, by: 'worker' } as const

/** Opens the town with its women; their ids, names and phones are those of the corpus. */
export async function openCorpus(on = '2026-06-15'): Promise<Town> {
  const town = await openTown({ on })
  await settles(town, '102341', 'রহিমা', '+8801711000002')
  await settles(town, '205520', 'সালমা', '+8801711000003')
  await settles(town, '310173', 'করিমা', '+8801711000004')
  await settles(town, '617332', 'আমেনা', '+8801711000005')
  await settles(town, '550097', 'জমিলা', '+8801711000005', '2026-03-20')
  await settles(town, '441200', 'দূরের', '+8801711000099', '2026-01-05', '302618')
  await applyToWoman(town.world, 'w205520', born)
  await applyToWoman(town.world, 'w310173', { kind: 'lost', loss: 'miscarriage', by: 'worker' })
  return town
}

async function settles(
  { world }: Town,
  id: string,
  name: string,
  number: string,
  lmp = '2026-01-05',
  area = '302614',
): Promise<void> {
  const phone = await loadPhone(world, world.keyring.pseudonym(number))
  const record: Record = {
    id: `w${id}`,
    area,
    chw: area === '302614' ? 'HA1' : 'HA9',
    by: 'worker',
    consent: 'agreed',
    consentAt: world.now(),
    state: 'pregnant',
    lmp: readIso(lmp) ?? 0,
    dating: { by: 'lmp', within: 3 },
    schedule: 'bd-4@1',
    registered: today,
    phone: phone.pseudonym,
    channel: 'sms',
    visits: {},
    missed: [],
    settledTo: 0,
    settled: [],
    flights: [],
  }
  const links = { ...phone.links, women: [...phone.links.women, record.id] }
  await world.table.write([
    ...(await createWoman(world, record, id, { name })),
    { put: { ...shortIdKey(area, id), w: record.id } },
    {
      update: phoneKey(phone.pseudonym),
      change: linkChange(phone, links, await sealNumber(world, phone.pseudonym, number)),
    },
  ])
}

/** What a text was read as, on one line. */
export function sayReading(text: string, on = today): string {
  const practised = readPractice(text)
  if (practised !== undefined) return `practice: ${say(readReport(practised, on))}`
  return say(readReport(text, on))
}

function say(reading: ReportReading | undefined): string {
  if (reading === undefined) return 'none'
  const as = reading.readAs === undefined ? '' : ` (read as ${reading.readAs})`
  if (!reading.ok) return `${reading.form}: ${reading.error.replace('report.', '')}${as}`
  const parts = Object.entries(reading.report).flatMap(([name, value]: [string, unknown]) => {
    if (name === 'kind') return []
    if ((name === 'lmp' || name === 'day') && typeof value === 'number') return [printIso(value)]
    if (name === 'who') return Object.values(value as object).map(short)
    if (name === 'dating') return [(value as { by: string }).by]
    if (name === 'each') return (value as Baby[]).map(({ fate, sex }) => (fate === 'alive' ? (sex ?? '-') : fate))
    return name === 'words' && value === '' ? [] : [short(value)]
  })
  return [reading.report.kind, ...parts].join(' ') + as
}

const short = (value: unknown): string => String(value).replace('+880', '0')

/** The reply to a text, were it the only one; nothing is written. */
export async function replyOf({ world }: Town, text: string): Promise<{ message: string; text: string } | undefined> {
  const phone = await loadPhone(world, world.keyring.pseudonym(numbers.chw), true)
  const claim = { remove: { pk: 'none', sk: 'none' } }
  const letter: Letter = { id: `letter-${text}`, text, number: numbers.chw, phone, claim, known: [] }
  const effects = await takeReport(world, letter)
  const reply = effects?.reply
  if (reply === undefined) return undefined
  const how = { language: 'bn', privacy: 'neutral', channel: 'sms', facts: reply.facts } as const
  const said = reply.text ?? renderMessage(world.library, world.messages, reply.message, how).text
  return { message: reply.message, text: compose(said) }
}

/** Whether a text is these messages filled in, one after the other. */
export function isFilled({ world }: Town, names: string, text: string): boolean {
  const pattern = names
    .split(' + ')
    .map((name) =>
      (world.messages[name]?.neutral['bn'] ?? ['?'])
        .map((part) => (typeof part === 'string' ? literal(compose(part)) : '.+'))
        .join(''),
    )
    .join(' ')
  return new RegExp(`^${pattern}$`, 'su').test(compose(text))
}

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
