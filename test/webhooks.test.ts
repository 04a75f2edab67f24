/** What comes in from outside and is not what it should be: forged, oversized, malformed, repeated, or at a bad moment. */

import { createApp } from '@dhatri/functions/app'
import { phoneKey } from '@dhatri/store/items'
import { describe, expect, it } from 'vitest'
import { openTown, type Town } from './world.ts'

const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString()
const dial = {
  sessionId: 'ATUid_1',
  serviceCode: '*16789#',
  phoneNumber: '+8801711000001',
  networkCode: '47001',
  text: '',
}

const send = (town: Town, path: string, body: string, headers: Record<string, string> = {}) =>
  createApp(town.world).request(`http://dhatri.test${path}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  })

const isEmpty = async (town: Town) =>
  (await town.world.table.get(phoneKey(town.world.keyring.pseudonym('+8801711000001')))) === undefined

describe('a webhook', () => {
  it.each([
    ['a wrong token', '/africastalking/ussd/wrong', form(dial), 401],
    ['an empty token', '/africastalking/ussd/%20', form(dial), 401],
    ['a token of another length', '/africastalking/ussd/locallocal', form(dial), 401],
    ['an unknown gateway', '/nobody/ussd/local', form(dial), 404],
    ['a gateway named like a property', '/__proto__/ussd/local', form(dial), 404],
    ['a body of 20 KB', '/africastalking/ussd/local', form({ ...dial, text: '1'.repeat(20_000) }), 413],
    ['no phone number', '/africastalking/ussd/local', form({ ...dial, phoneNumber: '' }), 400],
    ['broken percent signs', '/africastalking/ussd/local', 'sessionId=%E0%A4%A&phoneNumber=%', 400],
    ['JSON instead of a form', '/africastalking/ussd/local', JSON.stringify(dial), 400],
    ['nothing at all', '/africastalking/sms/local', '', 400],
  ])('with %s gets its status and leaves nothing behind', async (_, path, body, status) => {
    const town = await openTown({ on: '2026-03-02' })
    const response = await send(town, path, body)
    expect(response.status).toBe(status)
    expect(await response.text()).not.toContain('8801711000001')
    expect(await isEmpty(town)).toBe(true)
  })

  it('ends in a short screen, never in silence, when the store fails, and the log names no number', async () => {
    const town = await openTown({ on: '2026-03-02' })
    town.world.table.update = () => Promise.reject(new Error('+8801711000001 could not be written'))
    const response = await send(town, '/africastalking/ussd/local', form(dial))
    const text = await response.text()
    expect(response.status).toBe(200)
    expect(text).toMatch(/^END .{5,70}$/su)
    expect(JSON.stringify(town.log)).not.toContain('1711000001')
    expect(town.log.map(({ code }) => code)).toContain('ussd.failed')
  })

  it('is asked to come again when an SMS could not be kept, and does its work once when it does', async () => {
    const town = await openTown({ on: '2026-03-02' })
    const { write } = town.world.table
    const sms = form({
      id: 'sms-1',
      from: '+8801711000001',
      to: '16789',
      text: 'STOP',
      date: '2026-03-02 04:00:00',
      linkId: '',
    })
    town.world.table.write = () => Promise.reject(new Error('down'))
    expect((await send(town, '/africastalking/sms/local', sms)).status).toBe(503)
    town.world.table.write = write
    expect((await send(town, '/africastalking/sms/local', sms)).status).toBe(200)
    expect((await send(town, '/africastalking/sms/local', sms)).status).toBe(200)
    const rina = town.person('Rina', '+8801711000001')
    await town.settle()
    await rina.receives(/./)
    await rina.receivesNothing()
  })

  it('catches up a session whose dial, or a turn in between, never arrived', async () => {
    const town = await openTown({ on: '2026-03-02' })
    const whole = await send(town, '/africastalking/ussd/local', form({ ...dial, text: '2*1*0501' }))
    const screen = await whole.text()
    expect(screen).toContain('উপজেলা')
    const next = await send(town, '/africastalking/ussd/local', form({ ...dial, text: '2*1*0501*Dhamrai*1' }))
    expect(await next.text()).toMatch(/^END /)
  })

  it('takes a number of 500 letters, and every kind of junk, as a wrong answer and asks again', async () => {
    const town = await openTown({ on: '2026-03-02' })
    const junks = ['x'.repeat(500), '😀😀', '<script>', '{id}', '٣١', '-1', '9'.repeat(60)]
    for (const [index, junk] of junks.entries()) {
      const rina = town.person('Rina', `+880171100010${index}`)
      await rina.dials()
      await rina.presses('2', '1', junk)
      rina.sees('শেষ মাসিক')
      await rina.hangsUp()
    }
  })
})
