/** Lambda: the voice webhook of every gateway. */
import { handle } from 'hono/aws-lambda'
import { createApp } from './app.ts'
import { openWorld } from './lambda.ts'
import { openQueue } from './queue.ts'

/** Answers one request of API Gateway. */
export const handler = handle(createApp(openWorld(openQueue()), ['voice']))
