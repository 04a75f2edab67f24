/** Lambda: the ussd webhook of every gateway. */
import { openHandler } from './apigateway.ts'
import { ussdWebhooks } from './webhook.list.ts'

/** Answers one request of API Gateway. */
export const handler = openHandler(ussdWebhooks)
