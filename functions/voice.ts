/** Lambda: the voice webhook of every gateway. */
import { openHandler } from './apigateway.ts'
import { voiceWebhooks } from './webhook.list.ts'

/** Answers one request of API Gateway. */
export const handler = openHandler(voiceWebhooks)
