import { expect, test } from 'vitest'
import { readPin, writePin } from './pin.ts'

const pin = { flow: 'home', shape: '1sbv1uc17od3b0', day: 20_758, profile: 'africastalking' }

test('a pin is read as it was written, the first time and every other', () => {
  const text = writePin(pin)
  expect(text).toBe('home 1sbv1uc17od3b0 20758 africastalking')
  expect(readPin(text)).toEqual(pin)
  expect(readPin(text)).toEqual(pin)
})

test('a profile may be called by several words, or by none', () => {
  for (const profile of ['a b  c', '']) expect(readPin(writePin({ ...pin, profile }))).toEqual({ ...pin, profile })
})

test('a dial without a flow and without a shape is none that a library knows', () => {
  expect(readPin('')).toEqual({ flow: '', shape: '', day: 0, profile: '' })
  expect(readPin(writePin({ ...pin, shape: '' }))).toEqual({ ...pin, shape: '' })
})

test('many days are read right, whichever of them are still kept', () => {
  for (let day = 0; day < 2_500; day += 1) expect(readPin(writePin({ ...pin, day })).day).toBe(day)
  expect(readPin(writePin(pin))).toEqual(pin)
})
