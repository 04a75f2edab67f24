/** What is kept is found again, sealed, and not lost by a slip. */
import { tableSchema, vaultSchema } from '@dhatri/store/dynamo.schema'
import type { Resource } from '../plan.ts'
import { namesOf, namesOfSome, ofType, type Rule, read } from '../rule.ts'

type Index = { name: string; hashKey: string; rangeKey: string; projectionType: string }

/** A planned table in the words of `CreateTable`. */
function schemaOf({ inputs }: Resource): unknown {
  const keySchema = (hash: unknown, range: unknown) => [
    { AttributeName: hash, KeyType: 'HASH' },
    { AttributeName: range, KeyType: 'RANGE' },
  ]
  const attributes = inputs['attributes'] as { name: string; type: string }[]
  const indexes = inputs['globalSecondaryIndexes'] as Index[]
  return {
    TableName: '',
    BillingMode: inputs['billingMode'],
    AttributeDefinitions: attributes.map(({ name, type }) => ({ AttributeName: name, AttributeType: type })),
    KeySchema: keySchema(inputs['hashKey'], inputs['rangeKey']),
    ...(indexes.length === 0
      ? {}
      : {
          GlobalSecondaryIndexes: indexes.map(({ name, hashKey, rangeKey, projectionType }) => ({
            IndexName: name,
            KeySchema: keySchema(hashKey, rangeKey),
            Projection: { ProjectionType: projectionType },
          })),
        }),
  }
}

const schemas: { [name: string]: unknown } = { TableTable: tableSchema(''), KeysTable: vaultSchema('') }

/** Where each kind of resource says under which key it is sealed. */
const seals: [type: string, path: string][] = [
  ['Table', 'serverSideEncryption.kmsKeyArn'],
  ['Queue', 'kmsMasterKeyId'],
  ['LogGroup', 'kmsKeyId'],
  ['Function', 'kmsKeyArn'],
]

/** The rules of this file. */
export const storageRules: Rule[] = [
  {
    claim: 'the tables are those that the store was tested on',
    find: ({ plan }) => {
      const tables = ofType(plan, 'Table')
      const missing = Object.keys(schemas).filter((name) => !tables.some((table) => table.name === name))
      return [
        ...missing,
        ...namesOf(tables, (table) => JSON.stringify(schemaOf(table)) === JSON.stringify(schemas[table.name])),
      ]
    },
  },
  {
    claim: 'what has an end is cleaned by TTL, keys never',
    find: ({ plan }) =>
      namesOfSome(ofType(plan, 'Table'), ({ name, inputs }) => {
        const { attributeName, enabled } = (inputs['ttl'] ?? {}) as { attributeName?: string; enabled?: boolean }
        return name === 'KeysTable' ? attributeName === undefined : attributeName === 'ttl' && enabled === true
      }),
  },
  {
    claim: 'tables can be brought back to any moment, keys for a week only',
    find: ({ plan }) =>
      namesOfSome(ofType(plan, 'Table'), ({ name, inputs }) => {
        const days = read(inputs, 'pointInTimeRecovery.recoveryPeriodInDays')
        const isRight = name === 'KeysTable' ? days === 7 : days === 35
        return read(inputs, 'pointInTimeRecovery.enabled') === true && isRight
      }),
  },
  {
    claim: 'in production no table and no key can be deleted by a slip',
    find: ({ plan, isProduction }) => [
      ...namesOfSome(ofType(plan, 'Table'), ({ inputs, isRetained }) => {
        const isKept = inputs['deletionProtectionEnabled'] === true && isRetained === true
        return isProduction ? isKept : true
      }),
      ...namesOfSome(ofType(plan, 'Key'), ({ isRetained, isProtected }) =>
        isProduction ? isRetained === true && isProtected === true : true,
      ),
      ...(isProduction && plan.outputs['_protect'] !== true ? ['the stage itself'] : []),
    ],
  },
  {
    claim: 'one key seals tables, queues, logs and secrets, and is renewed every year',
    find: ({ plan }) => {
      const [key, ...others] = ofType(plan, 'Key')
      if (key === undefined || others.length > 0) return ['there is not one key']
      const open = seals.flatMap(([type, path]) =>
        namesOfSome(ofType(plan, type), ({ inputs }) => read(inputs, path) === key.arn),
      )
      const topics = namesOf(ofType(plan, 'Topic'), ({ inputs }) => inputs['kmsMasterKeyId'] === key.arn)
      return [...open, ...topics, ...(key.inputs['enableKeyRotation'] === true ? [] : [key.name])]
    },
  },
]
