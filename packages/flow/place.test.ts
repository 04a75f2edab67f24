import { describe, expect, it, test } from 'vitest'
import { foundBy, growPlaces, isPlaceName, listInside } from './place.ts'

const places = growPlaces([
  { code: '30', level: 'division', bn: 'ঢাকা', en: 'Dhaka' },
  { code: '3026', level: 'district', bn: 'ঢাকা', en: 'Dhaka' },
  { code: '3033', level: 'district', bn: 'গাজীপুর', en: 'Gazipur' },
  { code: '302614', level: 'upazila', bn: 'ধামরাই', en: 'Dhamrai' },
  { code: '302618', level: 'upazila', bn: 'দোহার', en: 'Dohar' },
  { code: '303334', level: 'upazila', bn: 'কালীগঞ্জ', en: 'Kaliganj' },
  { code: '302699', level: 'upazila', bn: 'কালীগঞ্জ সদর', en: 'Kaliganj Sadar' },
])

describe('upazilas by the letters of their name', () => {
  it.each(['ধামরাই', 'ধাম', 'dhamrai', 'DHAM', ' Dham '])('finds Dhamrai by %s', (typed) => {
    expect(listInside(places, foundBy(typed))).toEqual(['302614'])
  })

  it('takes a name typed to its end for that one, though another begins with it', () => {
    expect(listInside(places, foundBy('Kaliganj'))).toEqual(['303334'])
    expect(listInside(places, foundBy('Kali')).sort()).toEqual(['302699', '303334'])
  })

  it.each(['', '1', '30', 'x', '?', '__proto__', 'Gazipur'])('finds no upazila by "%s"', (typed) => {
    expect(listInside(places, foundBy(typed))).toEqual([])
  })

  it('lists what lies inside a code, and nothing for a code that is none', () => {
    expect(listInside(places, '3026')).toEqual(['302614', '302618', '302699'])
    expect(listInside(places, 'constructor')).toEqual([])
  })
})

test('a text is the name of a place only where it is nothing else', () => {
  for (const name of ['ধামরাই', ' DHAMRAI ', 'Gazipur', 'Kaliganj']) expect(isPlaceName(places, name), name).toBe(true)
  for (const text of ['', 'Kali', 'Bangladesh', 'help Dhamrai', '302614'])
    expect(isPlaceName(places, text), text).toBe(false)
})
