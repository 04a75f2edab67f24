/** After all of it: nothing private in what the functions wrote to their logs, put on the queue or left in the tables. */
import { ScanCommand } from '@aws-sdk/client-dynamodb'
import { name } from './letters.mjs'
import { secrets } from './line.mjs'
import { hold } from './phone.mjs'

/** The numbers of everybody here in Latin and Bangla digits, a name, words that were texted, a gateway's own ids. */
const confidential = [
  /1711000[1-9]\d\d|17000000[01]\d/,
  /১৭১১০০০[১-৯][০-৯][০-৯]|১৭০০০০০০[০১][০-৯]/,
  new RegExp(name.normalize('NFC')),
  /rokto|রক্ত|জরুরি|Dhamrai|ধামরাই/,
  /(ATUid|ATXid|ATVId|sms)_\w/,
]

const findIn = (bytes) => {
  const text = bytes.toString().normalize('NFC')
  const words = confidential.flatMap((pattern) => pattern.exec(text)?.[0] ?? [])
  return [...words, ...secrets.filter((secret) => text.includes(secret))]
}

/** What a funnel is counted from: names of flows and steps, editions, kinds of mistakes, seconds. */
const isShape = (value) => {
  if (typeof value === 'object' && value !== null) return Object.entries(value).flat().every(isShape)
  return typeof value !== 'string' || (/^[\w.-]{0,48}$/.test(value) && !/\d{6}/.test(value))
}

/** A line of ours is one JSON object of codes and counts. */
const isCode = (line) => {
  const { code, gateway, job, count, cause, talk, ...rest } = JSON.parse(line)
  const isWord = (value) => value === undefined || /^[A-Za-z]+(\.[A-Za-z]+)*$/.test(value)
  return (
    [code, gateway, job, cause].every(isWord) &&
    ['number', 'undefined'].includes(typeof count) &&
    isShape(talk) &&
    Object.keys(rest).length === 0
  )
}

const bytesOf = (value) => {
  if (typeof value === 'string') return Buffer.from(value)
  if (value instanceof Uint8Array) return Buffer.from(value)
  if (typeof value !== 'object' || value === null) return Buffer.from(String(value))
  return Buffer.concat(
    Object.entries(value).flatMap(([key, one]) => [Buffer.from(key), Buffer.from(' '), bytesOf(one)]),
  )
}

async function scan(client, TableName) {
  const items = []
  for (let from; ; ) {
    const { Items = [], LastEvaluatedKey } = await client.send(new ScanCommand({ TableName, ExclusiveStartKey: from }))
    items.push(...Items)
    if (LastEvaluatedKey === undefined) return items
    from = LastEvaluatedKey
  }
}

/** Looks through all that was left behind. */
export async function search(line, check) {
  await check('no log of any function holds a number, a name, a text, an id of the gateway or a secret', () => {
    const logs = line.started.map(({ said }) => said())
    const found = logs.flatMap((log) => findIn(Buffer.from(log)))
    hold(found.length === 0, 'nothing private', found)
    const own = logs.flatMap((log) => log.split('\n').filter((text) => text.startsWith('{')))
    hold(
      own.length > 10 && own.every(isCode),
      'codes only',
      own.filter((text) => !isCode(text)),
    )
    return Promise.resolve(`${own.length} lines of ${logs.length} environments`)
  })

  await check('no message on the queue holds more than what to do and an id', () => {
    const { bodies } = line.queue
    const isIds = (body) => Object.keys(JSON.parse(body)).join() === 'do,id'
    const own = bodies.filter((body) => body.endsWith('}'))
    hold(own.length > 20 && own.every(isIds) && findIn(Buffer.from(bodies.join())).length === 0, 'ids', bodies)
    return Promise.resolve(`${own.length} messages`)
  })

  await check('no number, name or text lies in the clear in the tables', async () => {
    const { client, tableName } = line.tables
    const items = [...(await scan(client, tableName)), ...(await scan(client, line.environment.DHATRI_KEYS))]
    const found = items.flatMap((item) => findIn(bytesOf(item)).map((word) => `${item.pk?.S}: ${word}`))
    hold(items.length > 50 && found.length === 0, 'nothing private', found)
    return `${items.length} items`
  })
}
