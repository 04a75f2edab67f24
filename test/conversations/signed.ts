/** A woman whom a worker has signed up by SMS and who has agreed on her own phone: what most reports begin with. */

import type { Person } from '@dhatri/phone/person'
import { loadWoman, type Woman } from '@dhatri/service/woman'
import { shortIdKey } from '@dhatri/store/items'
import { expect } from 'vitest'
import type { Town } from '../world.ts'

/** Signs her up, has her agree, and returns the id that the worker knows her by. */
export async function signsUp(town: Town, worker: Person, woman: Person, lmp: string, name: string): Promise<string> {
  await worker.texts(`REG ${lmp} ${woman.number.replace('+88', '')} ${name} sms`)
  const { text } = await worker.receives(name)
  await town.clock.moves({ minutes: 2 })
  await woman.receives('3')
  await woman.texts('1')
  await woman.receives(/./)
  return idIn(text)
}

/** The six digits of an id in a reply. */
export function idIn(text: string): string {
  return /\d{6}/.exec(text)?.[0] ?? ''
}

/** Her record as it is kept. */
export async function recordOf(town: Town, id: string): Promise<Woman> {
  const { w } = (await town.world.table.get(shortIdKey('302614', id))) ?? {}
  const woman = await loadWoman(town.world, String(w))
  if (woman === undefined) throw new Error('no such woman')
  return woman
}

/** What a person has received since a moment, by texts. */
export function since(person: Person, before: number): string[] {
  return person.handset
    .inbox()
    .slice(before)
    .map(({ text }) => text)
}

/** Everything a worker asks for and confirms with 1. */
export async function confirms(worker: Person, report: string, ...echo: (string | RegExp)[]): Promise<string> {
  await worker.texts(report)
  const asked = await worker.receives('1', '2', ...echo)
  await worker.texts('1')
  const { text } = await worker.receives(/./)
  expect(text).not.toBe(asked.text)
  return text
}
