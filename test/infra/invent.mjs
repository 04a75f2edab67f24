/**
 * What AWS would make of a resource, as far as other resources ask for it: names, ARNs, addresses; and what it would
 * answer to the questions that SST's components put. Account and addresses are made up.
 */
const account = '123456789012'

/** ARNs by type, from the resource's name. */
const arns = {
  'aws:dynamodb/table:Table': ['dynamodb', 'table/'],
  'aws:sqs/queue:Queue': ['sqs', ''],
  'aws:sns/topic:Topic': ['sns', ''],
  'aws:kms/key:Key': ['kms', 'key/'],
  'aws:lambda/function:Function': ['lambda', 'function:'],
  'aws:cloudwatch/logGroup:LogGroup': ['logs', 'log-group:'],
  'aws:scheduler/schedule:Schedule': ['scheduler', 'schedule/default/'],
}

/** The id and the properties of a resource once it is made. */
export function inventState(type, title, inputs, region) {
  const name = inputs.name ?? title
  const id = `${title}-id`
  const [service, prefix] = arns[type] ?? ['made-up', `${type.split(':').pop()}/`]
  const place = service === 'iam' ? '' : region
  const arn =
    type === 'aws:iam/role:Role'
      ? `arn:aws:iam::${account}:role/${name}`
      : `arn:aws:${service}:${place}:${account}:${prefix}${name}`
  const common = { ...inputs, name, arn }
  switch (type) {
    case 'aws:sqs/queue:Queue':
      return { id, state: { ...common, url: `https://sqs.${region}.amazonaws.com/${account}/${name}` } }
    case 'aws:apigatewayv2/api:Api':
      return {
        id,
        state: {
          ...common,
          apiEndpoint: `https://${title.toLowerCase()}.execute-api.${region}.amazonaws.com`,
          executionArn: `arn:aws:execute-api:${region}:${account}:${title}`,
        },
      }
    case 'aws:lambda/function:Function':
      return { id, state: { publish: false, ...common, qualifiedArn: `${arn}:1`, invokeArn: `${arn}/invocations` } }
    case 'aws:ec2/eip:Eip':
      return { id, state: { ...common, publicIp: '192.0.2.1' } }
    case 'random:index/randomBytes:RandomBytes':
      return { id, state: { ...inputs, base64: Buffer.alloc(inputs.length, 7).toString('base64') } }
    default:
      return { id, state: common }
  }
}

const list = (value) => (value === undefined ? [] : [value].flat())

/** A policy document as AWS prints it. */
function printPolicy({ statements = [] }) {
  const conditionsOf = (conditions) => {
    const tests = {}
    for (const { test, variable, values } of conditions) tests[test] = { ...tests[test], [variable]: values }
    return tests
  }
  const Statement = statements.map(({ effect, actions, resources, conditions, principals }) => ({
    Effect: effect ?? 'Allow',
    Action: list(actions),
    ...(resources === undefined ? {} : { Resource: list(resources) }),
    ...(conditions === undefined ? {} : { Condition: conditionsOf(conditions) }),
    ...(principals === undefined
      ? {}
      : { Principal: Object.fromEntries(principals.map(({ type, identifiers }) => [type, identifiers])) }),
  }))
  return JSON.stringify({ Version: '2012-10-17', Statement })
}

/** The answer to a question; throws for one that nobody has put yet. */
export function answerCall(token, inputs, region) {
  switch (token) {
    case 'aws:index/getRegion:getRegion':
      return { id: region, name: region, region }
    case 'aws:index/getCallerIdentity:getCallerIdentity':
      return { accountId: account, arn: `arn:aws:iam::${account}:user/deployer`, id: account, userId: 'deployer' }
    case 'aws:index/getPartition:getPartition':
      return { partition: 'aws', dnsSuffix: 'amazonaws.com', id: 'aws', reverseDnsPrefix: 'com.amazonaws' }
    case 'aws:index/getAvailabilityZones:getAvailabilityZones':
      return { id: region, names: ['a', 'b', 'c'].map((zone) => `${region}${zone}`), zoneIds: [] }
    case 'aws:iam/getPolicyDocument:getPolicyDocument': {
      const json = printPolicy(inputs)
      return { id: 'policy', json, minifiedJson: json, statements: inputs.statements ?? [] }
    }
    default:
      throw new Error(`plan.unknownCall ${token}`)
  }
}
