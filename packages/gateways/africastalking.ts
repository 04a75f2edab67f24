/**
 * Africa's Talking: USSD, SMS and calls by form posts, the screen or the XML in the response. It signs nothing, so the
 * secret path is the only proof. Formats are from docs.africastalking.com and its own SDK africastalking-node.js.
 */

import { replyVoice } from './africastalking/actions.ts'
import { readReceipt } from './africastalking/receipt.ts'
import { readSms, readSmsSent, sendSms } from './africastalking/sms.ts'
import { readUssd, replyUssd } from './africastalking/ussd.ts'
import { placeCall, readCall, readCallPlaced } from './africastalking/voice.ts'
import type { AfricastalkingSettings } from './africastalking.settings.ts'
import type { Gateway, Reply } from './gateway.ts'
import { verifyToken } from './token.ts'

const done = (): Reply => ({ status: 200, contentType: 'text/plain; charset=utf-8', body: '' })

/** The gateway. */
export const africastalking: Gateway<AfricastalkingSettings> = {
  name: 'africastalking',
  capabilities: {
    ussd: { name: 'africastalking', ussd: { gsm7: 160, ucs2: 70, charset: 'ucs2' }, endNotice: true },
    sms: { clientRef: false, canAsk: false },
    voice: { clientRef: true, bargeIn: 'lastPrompt' },
    unsigned: true,
  },
  verify: (incoming, _settings, tokens) => verifyToken(incoming, tokens),
  ussd: { read: readUssd, reply: replyUssd, ended: done },
  sms: { read: readSms, acknowledge: done, send: sendSms, sent: readSmsSent },
  receipt: { read: readReceipt, acknowledge: done },
  voice: { read: readCall, reply: replyVoice, call: placeCall, called: readCallPlaced, ended: done },
}
