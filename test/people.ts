/** What many conversations begin with: a woman who has registered herself, a day's walk with a phone that may ring. */
import type { Person } from '@dhatri/phone/person'
import { importFacilities, importWorkers } from '@dhatri/service/import'
import { shipped, type Town } from './world.ts'

/** Registers a woman by USSD with the date of her last period (`0501`), in Dhamrai, and reads the last screen. */
export async function registers(person: Person, lmp: string, whose: 'own' | 'family' = 'own'): Promise<void> {
  await person.dials()
  await person.presses('2', whose === 'own' ? '1' : '2', lmp, '302614', '1')
  person.seesLast(/./)
}

/** Lets so many days go by; every ring on the way is left unanswered. */
export async function letPass(town: Town, days: number): Promise<void> {
  for (let rings = 0; rings < 200; rings++) {
    if (await town.clock.moves({ days: rings === 0 ? days : 0 })) return
    for (const handset of town.operator.handsets()) if (handset.isRinging()) handset.ignores()
    await town.settle()
  }
  throw new Error('the phone never stops ringing')
}

/** Says under "my matters", where she is, that something has changed, with the answers that say what. */
export async function changes(person: Person, ...answers: string[]): Promise<void> {
  const shown = person.handset.sees()?.text ?? ''
  const line = shown.split('\n').find((one) => one.includes('বদলে'))
  await person.presses(/^\d+/.exec(line ?? '')?.[0] ?? '2', ...answers)
  while (person.handset.sees()?.isEnd === false) await person.presses('1')
  person.seesLast(/./)
}

/** Lets all of so many days go by, however often phones ring on the way; nobody answers. */
export async function liveThrough(town: Town, days: number): Promise<void> {
  const end = town.world.now() + days * 86_400_000
  for (let rings = 0; rings < 2000; rings++) {
    if (await town.clock.moves({ minutes: (end - town.world.now()) / 60_000 })) return
    for (const handset of town.operator.handsets()) if (handset.isRinging()) handset.ignores()
    await town.settle()
  }
  throw new Error('the phone never stops ringing')
}

/** Brings places of care into a town; Salma, who serves elsewhere and watches nobody here, answers for them. */
export async function bringPlaces(town: Town, rows: string): Promise<void> {
  const { places } = shipped()
  const workers = `code,cadre,area,number,supervisor,name
SUP2,supervisor,302618,01700000015,,Mina
CHCP,chcp,302618,01700000014,SUP2,Salma
`
  const head = 'code,national_code,name,name_en,kind,upazila,union,services,hours,phone,contact'
  const { faults } = await importWorkers(town.world, workers, places, false)
  const { faults: bad } = await importFacilities(town.world, `${head}\n${rows}`, places, false)
  if (faults.length + bad.length > 0) throw new Error(JSON.stringify([faults, bad]))
}
