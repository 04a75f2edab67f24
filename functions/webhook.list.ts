/** The webhooks there are, apart by channel, so that a Lambda of one channel does not carry the others. */
import type { Reply } from '@dhatri/gateways/gateway'
import { answerCall, sorryCall } from '@dhatri/service/call'
import { answerDial, sorryDial } from '@dhatri/service/dial'
import { takeReceipt } from '@dhatri/service/receipt'
import { takeText } from '@dhatri/service/text'
import type { Webhook, Webhooks } from './webhook.ts'

const dial: Webhook = { answer: answerDial, sorry: sorryDial }

// Nobody waits for words here: the gateway is asked to come again.
const again = (): Reply => ({ status: 503, contentType: 'text/plain', body: '' })

/** USSD; some gateways report the end of a session to an address of its own. */
export const ussdWebhooks: Webhooks = { ussd: dial, 'ussd-end': dial }

/** Inbound SMS. */
export const smsWebhooks: Webhooks = { sms: { answer: takeText, sorry: again } }

/** Calls, both ways. */
export const voiceWebhooks: Webhooks = { voice: { answer: answerCall, sorry: sorryCall } }

/** What became of messages. */
export const receiptWebhooks: Webhooks = { receipt: { answer: takeReceipt, sorry: again } }
