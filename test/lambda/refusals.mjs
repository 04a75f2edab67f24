/** What is forged, too large or broken gets its status before anything is read from the table or put on the queue. */
import { httpEvent, readHttp } from './event.mjs'
import { hold } from './phone.mjs'

const functions = { ussd: 'ussd', sms: 'sms', voice: 'voice', receipt: 'receipts' }

const form = {
  ussd: { sessionId: 'ATUid_x', serviceCode: '*16789#', phoneNumber: '+8801711000501', networkCode: '47001', text: '' },
  sms: { id: 'sms_x', from: '+8801711000501', to: '16789', text: 'STOP', date: '2026-01-01 04:00:00' },
  voice: { isActive: '1', sessionId: 'ATVId_x', direction: 'Inbound', callerNumber: '+8801711000501' },
  receipt: { id: 'ATXid_x', status: 'Success', phoneNumber: '+8801711000501' },
}

const encode = (fields) => new URLSearchParams(fields).toString()

/** Each of the four webhooks with everything that it must refuse. */
export async function refuse(line, check) {
  const { token } = line
  const kinds = (channel) => {
    const good = `/africastalking/${channel}/${token}`
    const body = encode(form[channel])
    return [
      ['a wrong token', { url: good.slice(0, -1), body }, 401],
      ['a token of the right length', { url: `/africastalking/${channel}/${'x'.repeat(token.length)}`, body }, 401],
      ['an empty token', { url: `/africastalking/${channel}/`, body }, 401],
      ['no token', { url: `/africastalking/${channel}`, body }, 401],
      ['another gateway', { url: `/nobody/${channel}/${token}`, body }, 404],
      ['a gateway named like a property', { url: `/__proto__/${channel}/${token}`, body }, 404],
      [
        'a channel of another function',
        { url: `/africastalking/${channel === 'sms' ? 'ussd' : 'sms'}/${token}`, body },
        404,
      ],
      ['GET', { url: good, body, method: 'GET' }, 404],
      ['20 KB', { url: good, body: `${body}&x=${'1'.repeat(20_000)}` }, 413],
      ['5 MB', { url: good, body: `${body}&x=${'1'.repeat(5_000_000)}` }, 413],
      ['nothing', { url: good, body: '' }, 400],
      ['JSON', { url: good, body: JSON.stringify(form[channel]), type: 'application/json' }, 400],
      ['broken percent signs', { url: good, body: 'id=%E0%A4%A&sessionId=%&from=%' }, 400],
      ['base64 that is none', { url: good, more: { body: '\u0000***', isBase64Encoded: true } }, 400],
    ]
  }

  for (const [channel, name] of Object.entries(functions)) {
    const tried = kinds(channel)
    await check(`${name} refuses ${tried.length} bad requests before it reads or keeps anything`, async () => {
      // Any request may look up corrections, every half minute at most, whatever it is: that is done with first.
      await line.invoke(name, httpEvent({ url: '/nobody' }))
      const before = line.faults.calls()
      for (const [words, request, status] of tried) {
        const answer = readHttp(await line.invoke(name, httpEvent(request)))
        hold(answer.status === status && answer.body === '', `${words} is ${status}`, answer)
      }
      hold(line.faults.calls() === before, 'no call of the table', line.faults.calls() - before)
      hold((await line.queue.receive()).length === 0, 'nothing queued', 'something')
    })
  }
}
