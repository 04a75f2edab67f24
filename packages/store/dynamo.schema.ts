/**
 * The two tables, as `CreateTable` takes them, for local engines; in the cloud the same are declared in
 * `sst.config.ts`. The index of what is due holds keys only, to cost one small write when `due` moves.
 */
import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb'

/** The table of everything but keys. */
export function tableSchema(TableName: string): CreateTableCommandInput {
  return {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'S' },
      { AttributeName: 'shard', AttributeType: 'N' },
      { AttributeName: 'due', AttributeType: 'N' },
      { AttributeName: 'area', AttributeType: 'S' },
    ],
    KeySchema: keySchema('pk', 'sk'),
    GlobalSecondaryIndexes: [
      { IndexName: 'due', KeySchema: keySchema('shard', 'due'), Projection: { ProjectionType: 'KEYS_ONLY' } },
      { IndexName: 'area', KeySchema: keySchema('area', 'pk'), Projection: { ProjectionType: 'ALL' } },
    ],
  }
}

/** The table of wrapped keys: apart, so that its backups can be short. */
export function vaultSchema(TableName: string): CreateTableCommandInput {
  return {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'S' },
    ],
    KeySchema: keySchema('pk', 'sk'),
  }
}

function keySchema(hash: string, range: string): CreateTableCommandInput['KeySchema'] {
  return [
    { AttributeName: hash, KeyType: 'HASH' },
    { AttributeName: range, KeyType: 'RANGE' },
  ]
}
