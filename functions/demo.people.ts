/**
 * Who is there when the demo starts: the made-up workers and facilities of `flows/`, the handsets on the page, and a
 * few made-up women at different weeks, registered by the same code as everybody else.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { civilDay } from '@dhatri/care/dhaka'
import type { PlaceRow } from '@dhatri/flow/place'
import type { Demo } from '@dhatri/phone/demo'
import { importFacilities, importWorkers } from '@dhatri/service/import'
import { loadPhone } from '@dhatri/service/phone'
import { layRegistration } from '@dhatri/service/registration'
import type { World } from '@dhatri/service/world'
import { phoneKey } from '@dhatri/store/items'
import { shippedFolder } from './content.ts'

/** The handsets on the page at first. */
export const people: Demo['people'] = [
  { number: '+8801711000001', name: { bn: 'রিনা (মা)', en: 'Rina (mother)' }, role: 'mother' },
  { number: '+8801700000011', name: { bn: 'নাসরিন (স্বাস্থ্যকর্মী)', en: 'Nasrin (health worker)' }, role: 'worker' },
]

/** Texts to try. */
export const examples: Demo['examples'] = [
  { by: 'worker', text: 'REG 5M 01711000002 রহিমা', about: { bn: 'এক এসএমএসে নিবন্ধন', en: 'Register with one SMS' } },
  { by: 'mother', text: 'অনেক রক্ত যাচ্ছে', about: { bn: 'বিপদের কথা', en: 'Words of danger' } },
  { by: 'mother', text: 'বন্ধ', about: { bn: 'আর বার্তা চাই না', en: 'STOP' } },
]

/** Who is not there in the demo: what a woman of Dhamrai says shall reach the one worker whose phone lies on the page. */
const absent = /^(HA-DHM-2|FWA-DHM-1|CHCP-DHM-1),.*\n/gm

/** Weeks of pregnancy of the made-up women. */
const weeks = [9, 15, 22, 27, 31, 35]

/** Brings workers, facilities and, unless it shall be empty, the made-up women; what is there already stays. */
export async function bringPeople(world: World, places: PlaceRow[], isEmpty: boolean): Promise<void> {
  const read = (name: string) => readFileSync(join(shippedFolder, name), 'utf8')
  await importWorkers(world, read('workers.csv').replace(absent, ''), places, false)
  await importFacilities(world, read('facilities.csv'), places, false)
  if (isEmpty) return
  for (const [index, week] of weeks.entries()) {
    const number = `+88017990000${10 + index}`
    const pseudonym = world.keyring.pseudonym(number)
    const phone = await loadPhone(world, pseudonym)
    if (phone.links.women.length > 0) continue
    const laid = await layRegistration(world, {
      id: world.keyring.pseudonym(`demo|${index}`),
      by: 'self',
      consent: 'agreed',
      consentWords: 'demo',
      phone,
      number,
      isFamily: false,
      lmp: civilDay(world.now()) - week * 7,
      dating: { by: 'lmp', within: 3 },
      area: '302614',
      chw: 'HA-DHM-1',
      channel: 'sms',
    })
    if (laid.is !== 'registered' || laid.phone === undefined) continue
    await world.table.write([...laid.writes, { update: phoneKey(pseudonym), change: laid.phone }])
  }
}
