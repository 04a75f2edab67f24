import { expect, test } from 'vitest'
import { instantOf } from './dhaka.ts'
import { findFacility, isOpen } from './facility.ts'
import type { Facility } from './worker.ts'

const place = (code: string, kind: Facility['kind'], rest: Partial<Facility> = {}): Facility => ({
  code,
  name: { bn: code, en: code },
  kind,
  upazila: '302614',
  services: ['anc'],
  hours: '24',
  ...rest,
})
const noon = instantOf(20_600, 12 * 60)
const night = instantOf(20_600, 23 * 60)
const complex = place('UHC', 'uhc', { services: ['anc', 'delivery', 'csection'] })
const clinic = place('CC', 'cc', { hours: '09-15', union: '30261415' })
const other = place('FAR', 'uhc', { upazila: '201376', services: ['delivery'] })

test('a check is at the nearest kind of place, while it is open', () => {
  expect(findFacility([complex, clinic], '302614', { service: 'anc', at: noon })?.code).toBe('CC')
  expect(findFacility([complex, clinic], '302614', { service: 'anc', at: night })?.code).toBe('UHC')
})

test('her own union comes before another', () => {
  const near = place('ZZ', 'cc', { union: '30261420' })
  expect(findFacility([clinic, near], '30261420', { service: 'anc', at: noon })?.code).toBe('ZZ')
})

test('an emergency goes to a place that is open day and night and can operate, at noon too', () => {
  const day = place('A', 'uhc', { hours: '08-20', services: ['delivery'] })
  const small = place('B', 'uhfwc', { services: ['delivery'] })
  const need = { service: 'delivery' as const, at: noon, isEmergency: true }
  expect(findFacility([day, small, complex], '302614', need)?.code).toBe('UHC')
  expect(findFacility([day, small], '302614', need)?.code).toBe('B')
})

test('where none fits it is the health complex, and no place of elsewhere', () => {
  expect(findFacility([complex, clinic], '302614', { service: 'fp', at: noon })?.code).toBe('UHC')
  expect(findFacility([clinic], '302614', { service: 'fp', at: noon })).toBeUndefined()
  expect(findFacility([other], '302614', { service: 'delivery', at: noon })).toBeUndefined()
  expect(findFacility([other, complex], '', { service: 'delivery', at: noon })).toBeUndefined()
})

test('hours are in at the opening and out at the closing hour', () => {
  const at = (minutes: number) => isOpen({ hours: '09-15' }, instantOf(20_600, minutes))
  expect([539, 540, 899, 900].map(at)).toEqual([false, true, true, false])
})
