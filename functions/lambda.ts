/** One world per Lambda process, built from the environment at its start and kept. */
import { randomBytes } from 'node:crypto'
import { africastalking } from '@dhatri/gateways/africastalking'
import { connect } from '@dhatri/service/connection'
import type { World } from '@dhatri/service/world'
import { openDynamo } from '@dhatri/store/dynamo'
import { makeClient } from '@dhatri/store/dynamo.client'
import { openDynamoVault } from '@dhatri/store/dynamo.vault'
import { openKeyring } from '@dhatri/store/keyring'
import { readLambdaSettings } from './lambda.settings.ts'
import { openQueue } from './queue.ts'
import { post, writeLog } from './shell.ts'

/** Opens the world of this process; throws `config.wrong` with every fault before anything is opened. */
export function openWorld(): World {
  const { content, tables, queueUrl, root, tokens, gateway, line } = readLambdaSettings()
  const client = makeClient()
  const voiceUrl = `${gateway.publicUrl}/africastalking/voice/${tokens[0] ?? ''}`
  return {
    now: () => Date.now(),
    random: () => Math.random(),
    id: () => randomBytes(16).toString('hex'),
    table: openDynamo(client, tables.line),
    keyring: openKeyring(openDynamoVault(client, tables.keys), root),
    ...content,
    connections: { africastalking: connect(africastalking, gateway, tokens, voiceUrl) },
    post,
    enqueue: openQueue(client, queueUrl, writeLog),
    log: writeLog,
    settings: line,
  }
}
