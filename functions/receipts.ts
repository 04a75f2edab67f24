/** Lambda: the receipt webhook of every gateway. */
import { openHandler } from './apigateway.ts'
import { receiptWebhooks } from './webhook.list.ts'

/** Answers one request of API Gateway. */
export const handler = openHandler(receiptWebhooks)
