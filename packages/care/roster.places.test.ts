import { readFileSync } from 'node:fs'
import { compose } from '@dhatri/text/normal'
import { expect, test } from 'vitest'
import { readPlaces } from './roster.places.ts'

const text = readFileSync(new URL('../../flows/places/places.csv', import.meta.url), 'utf8')
const { places, faults } = readPlaces(text)

test('the list of places has no fault: every parent exists, no name is missing or stands twice under one parent', () => {
  expect(faults).toEqual([])
})

test('8 divisions, 64 districts, 495 upazilas', () => {
  const count = (level: string): number => places.filter((place) => place.level === level).length
  expect([count('division'), count('district'), count('upazila')]).toEqual([8, 64, 495])
})

test('Bangla names are in Bangla letters, English ones in Latin, and no district is without an upazila', () => {
  for (const { bn, en } of places) {
    expect(bn).toMatch(/^[\u0980-\u09ff]+( [\u0980-\u09ff]+)*$/)
    expect(en).toMatch(/^[A-Z][A-Za-z']+( [A-Z][a-z]+)*$/)
  }
  const parents = new Set(places.map(({ code }) => code.slice(0, 4)))
  expect(places.filter(({ code, level }) => level === 'district' && !parents.has(code))).toEqual([])
  expect(new Set(places.filter(({ level }) => level === 'upazila').map(({ code }) => code.slice(0, 4))).size).toBe(64)
})

test.each([
  ['30', 'ঢাকা', 'Dhaka'],
  ['3026', 'ঢাকা', 'Dhaka'],
  ['302614', 'ধামরাই', 'Dhamrai'],
  ['201376', 'মতলব দক্ষিণ', 'Matlab Dakshin'],
  ['201379', 'মতলব উত্তর', 'Matlab Uttar'],
  ['603687', 'শায়েস্তাগঞ্জ', 'Shayestaganj'],
  ['609162', 'সিলেট সদর', 'Sylhet Sadar'],
])('%s is %s', (code, bn, en) => {
  expect(places.find((place) => place.code === code)).toMatchObject({ bn: compose(bn), en })
})

test('a bad row is named and the others are read', () => {
  const read = readPlaces(
    'code,parent,bn,en\n30,,ঢাকা,Dhaka\n3,,ক,A\n3026,30,ঢাকা,Dhaka\n302614,3029,ধামরাই,Dhamrai\n3029,30,,Faridpur\n3033,30,ঢাকা,Gazipur\n30,,খ,B',
  )
  expect(read.places.map(({ code }) => code)).toEqual(['30', '3026'])
  expect(read.faults).toEqual([
    { row: 3, column: 'code', reason: 'place.code' },
    { row: 5, column: 'parent', reason: 'place.parent' },
    { row: 6, column: 'bn', reason: 'name.missing' },
    { row: 7, column: 'bn', reason: 'name.twice' },
    { row: 8, column: 'code', reason: 'code.twice' },
  ])
})
