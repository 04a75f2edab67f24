import { expect, test } from 'vitest'
import { africastalkingSettings } from './africastalking.settings.ts'

const given = { username: 'dhatri', apiKey: 'k', serviceCode: '*384*1234#', publicUrl: 'https://line.example/' }

test('the live hosts are the default, and no address ends in a slash', () => {
  expect(africastalkingSettings.parse(given)).toEqual({
    ...given,
    publicUrl: 'https://line.example',
    smsUrl: 'https://api.africastalking.com',
    voiceUrl: 'https://voice.africastalking.com',
  })
})

test.each([
  ['username', ''],
  ['apiKey', undefined],
  ['serviceCode', '384'],
  ['from', 'A NAME TOO LONG FOR SMS'],
  ['voiceNumber', '09612345678'],
  ['publicUrl', 'line.example'],
  ['smsUrl', 'ftp://api.example'],
  ['smsURL', 'https://api.example'],
])('a bad %s is refused by its name', (setting, value) => {
  const reading = africastalkingSettings.safeParse({ ...given, [setting]: value })
  expect(JSON.stringify(reading.error?.issues)).toContain(`"${setting}"`)
})
