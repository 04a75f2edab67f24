import { afterAll, describe, expect, it, vi } from 'vitest'
import { describeTable, describeVault } from './contract.ts'
import { makeClient } from './dynamo.client.ts'
import { openDynamo } from './dynamo.ts'
import { connectDynamo, startEngine } from './local.ts'

const engine = await startEngine()

if (engine.ok) {
  const connection = await connectDynamo(engine.endpoint)
  afterAll(async () => {
    await connection.close()
    await engine.stop()
  })
  describeTable(`DynamoDB on ${engine.name}`, async () => connection.table)
  describeVault(`DynamoDB on ${engine.name}`, async () => connection.vault)

  it('the address in AWS_ENDPOINT_URL is honoured', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL', engine.endpoint)
    const client = makeClient({ region: 'ap-southeast-1', credentials: { accessKeyId: 'x', secretAccessKey: 'x' } })
    const table = openDynamo(client, connection.tableName)
    const key = { pk: 'by', sk: 'environment' }
    expect(await table.write([{ put: key }])).toEqual({ ok: true })
    expect(await connection.table.get(key)).toEqual(key)
    await table.close()
    vi.unstubAllEnvs()
  })
} else {
  describe('DynamoDB', () => {
    it.skip(`is not tested here: ${engine.why}`)
  })
}
