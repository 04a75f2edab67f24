/**
 * Stands in, in the bundles, for two parts of the SDK that DynamoDB's client names and no call of ours reaches: the
 * cache of endpoint discovery (off unless asked for, and no command of this client takes its middleware) and the event
 * streams of other services. Together 20 KB; whoever does reach them is told by name.
 */

const absent = (): never => {
  throw new Error('bundle.absent')
}

/** For `@aws-sdk/endpoint-cache`: made by every client, asked by none. */
export class EndpointCache {
  readonly get = absent
  readonly getEndpoint = absent
  readonly set = absent
  readonly delete = absent
}

/** For `@smithy/core/event-streams`: made where an answer is a stream of events. */
export class EventStreamSerde {
  constructor() {
    absent()
  }
}

/** For the same. */
export const eventStreamSerdeProvider = absent
