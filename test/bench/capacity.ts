/** The meter of a real DynamoDB engine: what it says itself that each call has consumed, indexes and all. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { Meter } from './units.ts'

type Consumed = { TableName?: string; CapacityUnits?: number }
type Handler = (args: { input: object }) => Promise<{ output: { ConsumedCapacity?: Consumed | Consumed[] } }>

/**
 * Asks for the consumed capacity with every call of a client and puts it on the meter of its table. A call that is
 * refused tells of none.
 */
export function meterClient(client: DynamoDBClient, meterOf: (tableName: string) => Meter): void {
  const watch = (next: Handler, { commandName = '' }: { commandName?: string }): Handler => {
    if (/Table/.test(commandName)) return next
    const isRead = /^(Get|Query|Scan)/.test(commandName)
    return async (args) => {
      const answer = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'INDEXES' } })
      for (const { TableName = '', CapacityUnits = 0 } of [answer.output.ConsumedCapacity ?? []].flat()) {
        const { used } = meterOf(TableName)
        used[isRead ? 'readCalls' : 'writeCalls'] += 1
        used[isRead ? 'reads' : 'writes'] += CapacityUnits
      }
      return answer
    }
  }
  // The SDK types a handler by the command it is for; what is read here is the same for all of them.
  client.middlewareStack.add(watch as never, { step: 'initialize', name: 'meterUnits' })
}
