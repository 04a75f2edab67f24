/** Lambda: the sms webhook of every gateway. */
import { openHandler } from './apigateway.ts'
import { smsWebhooks } from './webhook.list.ts'

/** Answers one request of API Gateway. */
export const handler = openHandler(smsWebhooks)
