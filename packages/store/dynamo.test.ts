import { afterAll, describe, it } from 'vitest'
import { describeTable, describeVault } from './contract.ts'
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
} else {
  describe('DynamoDB', () => {
    it.skip(`is not tested here: ${engine.why}`)
  })
}
