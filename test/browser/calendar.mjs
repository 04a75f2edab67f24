/** Civil days of Dhaka in the words of this test: how a date is typed, printed in Bangla, and what is planned for it. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../killed/server.mjs'

/** A day in milliseconds. */
export const day = 86_400_000

const months = 'জানুয়ারি ফেব্রুয়ারি মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর'.normalize('NFC').split(' ')

/** The civil day in Dhaka of an instant, as an ISO date. */
export const dayOf = (at) => new Date(at + 6 * 3_600_000).toISOString().slice(0, 10)

/** An ISO date some days later or earlier. */
export const addDays = (iso, days) => new Date(Date.parse(iso) + days * day).toISOString().slice(0, 10)

/** Whether words occur in a text, however their letters are composed. */
export const has = (text, words) => text.normalize('NFC').includes(words.normalize('NFC'))

/** Digits in Bangla letters. */
export const inBangla = (text) => text.replace(/\d/g, (digit) => '০১২৩৪৫৬৭৮৯'[digit])

/** Bangla digits as 0 to 9. */
export const inLatin = (text) => text.replace(/[০-৯]/g, (digit) => String('০১২৩৪৫৬৭৮৯'.indexOf(digit)))

/** A date as a caller types it, day and month. */
export const typed = (iso) => iso.slice(8) + iso.slice(5, 7)

/** A date as a health worker writes it, day, month and year. */
export const written = (iso) => typed(iso) + iso.slice(0, 4)

/** Day and month as they are printed in Bangla. */
export const printed = (iso) => `${inBangla(String(Number(iso.slice(8))))} ${months[Number(iso.slice(5, 7)) - 1]}`

/** What `npx dhatri plan` lists for a woman with these dates: the day, the message, and what it is of (`epi.m9.day`). */
export async function listPlan(lmp, birth) {
  const words = [
    join(root, 'packages/cli/bin.js'),
    'plan',
    '--lmp',
    lmp,
    ...(birth ? ['--birth', birth] : []),
    '--json',
  ]
  const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: root })
  return JSON.parse(stdout)
    .filter(({ to }) => to === 'woman')
    .map(({ at, message, key }) => ({ on: dayOf(Date.parse(at)), message, key }))
}

/** What is left of rows whose day lies after the day of one instant and before that of another. */
export const between = (rows, { after, before }) => rows.filter(({ on }) => on > dayOf(after) && on < dayOf(before))
