/** Events as AWS hands them to a Lambda: an HTTP API's (payload format 2.0), an SQS batch, EventBridge Scheduler's. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'

const account = '123456789012'
const domain = 'line.dhatri.test'

/** API Gateway gives these as they are and everything else as base64 (AWS, "Working with AWS Lambda proxy integrations for HTTP APIs"). */
const isText = (type) => /^(text\/|application\/(json|javascript|xml)\b)/.test(type)

/** A request through API Gateway; `url` may hold a query, header names are lower case. */
export function httpEvent({ url, body = '', type = 'application/x-www-form-urlencoded', method = 'POST', more = {} }) {
  const { pathname, search } = new URL(url, `https://${domain}`)
  const rawQueryString = search.slice(1)
  const [, gateway, channel, token] = pathname.split('/')
  const now = new Date()
  return {
    version: '2.0',
    routeKey: `POST /{gateway}/${channel}/{token}`,
    rawPath: pathname,
    rawQueryString,
    cookies: ['AWSALB=of-the-gateway', 'seen=1'],
    headers: {
      accept: '*/*',
      'accept-encoding': 'gzip, deflate',
      'content-length': String(Buffer.byteLength(body)),
      'content-type': type,
      host: domain,
      'user-agent': 'AfricasTalking',
      'x-amzn-trace-id': `Root=1-${randomBytes(4).toString('hex')}-${randomBytes(12).toString('hex')}`,
      'x-forwarded-for': '196.201.214.1',
      'x-forwarded-port': '443',
      'x-forwarded-proto': 'https',
    },
    ...(rawQueryString === '' ? {} : { queryStringParameters: Object.fromEntries(new URLSearchParams(search)) }),
    requestContext: {
      accountId: account,
      apiId: 'a1b2c3d4e5',
      domainName: domain,
      domainPrefix: 'line',
      http: { method, path: pathname, protocol: 'HTTP/1.1', sourceIp: '196.201.214.1', userAgent: 'AfricasTalking' },
      requestId: randomBytes(12).toString('base64'),
      routeKey: `POST /{gateway}/${channel}/{token}`,
      stage: '$default',
      time: now.toUTCString(),
      timeEpoch: now.getTime(),
    },
    pathParameters: { gateway, token },
    ...(body === '' ? {} : { body: isText(type) ? body : Buffer.from(body).toString('base64') }),
    isBase64Encoded: body !== '' && !isText(type),
    ...more,
  }
}

/** What API Gateway makes of a result: status, type and body; throws where it would answer 500 instead. */
export function readHttp(result) {
  const { statusCode, headers = {}, body = '', isBase64Encoded = false, ...rest } = result ?? {}
  const isFit =
    Number.isInteger(statusCode) &&
    typeof body === 'string' &&
    typeof isBase64Encoded === 'boolean' &&
    Object.values(headers).every((text) => typeof text === 'string') &&
    Object.keys(rest).every((name) => name === 'cookies')
  if (!isFit) throw new Error(`API Gateway cannot read ${JSON.stringify(result)}`)
  const type = headers['content-type'] ?? headers['Content-Type'] ?? ''
  return {
    status: statusCode,
    type,
    body: (isBase64Encoded ? Buffer.from(body, 'base64').toString() : body).normalize('NFC'),
  }
}

/** A batch of messages as `ReceiveMessage` gave them. */
export function sqsEvent(messages, queueArn, region) {
  return {
    Records: messages.map(({ MessageId, ReceiptHandle, Body, Attributes = {} }) => ({
      messageId: MessageId,
      receiptHandle: ReceiptHandle,
      body: Body,
      attributes: {
        ApproximateReceiveCount: '1',
        SentTimestamp: String(Date.now()),
        SenderId: 'AROAIDOFTHEROLE00000:dhatri-ussd',
        ApproximateFirstReceiveTimestamp: String(Date.now()),
        ...Attributes,
      },
      messageAttributes: {},
      md5OfBody: createHash('md5').update(Body).digest('hex'),
      eventSource: 'aws:sqs',
      eventSourceARN: queueArn,
      awsRegion: region,
    })),
  }
}

/** What EventBridge Scheduler sends where a schedule has no input of its own. */
export function scheduleEvent(region) {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.scheduler',
    account,
    time: `${new Date().toISOString().slice(0, 19)}Z`,
    region,
    resources: [`arn:aws:scheduler:${region}:${account}:schedule/default/dhatri-Tick`],
    detail: '{}',
  }
}
