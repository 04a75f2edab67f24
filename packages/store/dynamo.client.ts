/**
 * The DynamoDB client as a phone call needs it: one attempt a call, since this package knows which calls may be
 * repeated, and an end to waiting well within the seconds that a USSD session allows.
 */
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'

/** A client; region, credentials and `AWS_ENDPOINT_URL` come from the environment unless given. */
export function makeClient(config: DynamoDBClientConfig = {}): DynamoDBClient {
  return new DynamoDBClient({
    maxAttempts: 1,
    // The last is for an answer that begins and never ends; without it the SDK waits five minutes.
    requestHandler: {
      connectionTimeout: 500,
      requestTimeout: 1_500,
      throwOnRequestTimeout: true,
      socketTimeout: 1_500,
    },
    ...config,
  })
}
