/** Nobody may do more than it does. */
import { demandOf } from '../demand.ts'
import type { Plan, Resource } from '../plan.ts'
import { allStatements, managedPolicies, roleOf, type Statement, statementsOf } from '../policy.ts'
import { byArn, lambdas, namesOf, namesOfSome, ofType, type Rule } from '../rule.ts'

/** Wildcards that are meant, by owner, and why. */
export const exceptions: { [owner: string]: string } = {
  Key: 'in the policy of a key * is that key, and without kms:* for the account no IAM policy has a say over it',
  AWSLambdaBasicExecutionRole: 'writes logs; AWS keeps it, with * for the log groups of the account',
  AWSLambdaVPCAccessExecutionRole: 'network interfaces of a Lambda behind the NAT have no name before they are made',
}

const isWide = ({ owner, effect, actions, resources }: Statement): boolean =>
  effect === 'Allow' && !(owner in exceptions) && [...actions, ...resources].some((text) => text.includes('*'))

/** What a Lambda is allowed, in the words of `demand.ts`. */
function grantsOf(plan: Plan, lambda: Resource): Set<string> {
  const role = roleOf(plan, lambda)
  const named = (arn: string): string => {
    const [table = '', ...index] = arn.split('/index/')
    const of = byArn(plan, table)?.name.replace(/(Table|Queue)$/, '') ?? arn
    return [of, ...index].join('/index/')
  }
  const allowed = (role === undefined ? [] : statementsOf(role)).filter(({ effect }) => effect === 'Allow')
  return new Set(
    allowed
      .flatMap(({ actions, resources }) => actions.flatMap((action) => resources.map((on) => `${action} ${named(on)}`)))
      .filter((grant) => !grant.startsWith('kms:')),
  )
}

/** What reading a queue takes (AWS, "Using Lambda with Amazon SQS"). */
const consuming = ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage']

/** What reading the queues takes that lead to a Lambda. */
function readsOf(plan: Plan, lambda: Resource): string[] {
  const sources = ofType(plan, 'EventSourceMapping').filter(({ inputs }) => inputs['functionName'] === lambda.arn)
  return sources.flatMap(({ inputs }) => {
    const queue = byArn(plan, inputs['eventSourceArn'])?.name.replace(/Queue$/, '')
    return consuming.map((action) => `${action} ${queue}`)
  })
}

const isByService = (service: string, document: unknown): boolean => {
  const { Statement = [] } = (typeof document === 'string' ? JSON.parse(document) : document) as { Statement?: unknown }
  return (
    JSON.stringify([Statement].flat().map((each) => (each as { Principal?: unknown }).Principal)) ===
    JSON.stringify([{ Service: service }])
  )
}

/** The rules of this file. */
export const permissionRules: Rule[] = [
  {
    claim: 'no action and no resource with a wildcard',
    find: ({ plan }) => [
      ...allStatements(plan).flatMap((each) =>
        isWide(each) ? [`${each.owner}: ${each.actions.join(' ')} on ${each.resources.join(' ')}`] : [],
      ),
      ...managedPolicies(plan).flatMap(({ owner, arn }) =>
        (arn.split('/').at(-1) ?? '') in exceptions ? [] : [`${owner}: ${arn}`],
      ),
    ],
  },
  {
    claim: 'nothing is linked',
    find: ({ plan }) => [
      ...plan.builds.flatMap(({ functionID, links }) =>
        Object.keys(links).map((name) => `${functionID} links ${name}`),
      ),
      ...allStatements(plan).flatMap(({ owner, actions }) =>
        actions.filter((action) => /^(dynamodb|sqs|sns|s3):\*$/.test(action)).map((action) => `${owner}: ${action}`),
      ),
    ],
  },
  {
    claim: 'each function may do what its bundle does, and no more',
    find: ({ plan, bundles, root }) =>
      lambdas(plan).flatMap(({ name, resource }) => {
        const bundle = bundles.find((each) => each.name === name)
        if (bundle === undefined) return [`${name} has no bundle`]
        const { actions, unread } = demandOf(bundle, root)
        const needs = new Set([...actions, ...readsOf(plan, resource)])
        const grants = grantsOf(plan, resource)
        return [
          ...unread.map((use) => `${name} uses the store as the check cannot read: ${use}`),
          ...[...needs].filter((need) => !grants.has(need)).map((need) => `${name} may not ${need}`),
          ...[...grants].filter((grant) => !needs.has(grant)).map((grant) => `${name} may ${grant} and never does`),
        ]
      }),
  },
  {
    claim: 'of keys, those of days alone can be destroyed, and by the tick',
    find: ({ plan }) => {
      // Whatever is destroyed in the line's own table can be restored; a key cannot.
      const line = ofType(plan, 'Table').flatMap(({ name, arn }) => (name.startsWith('Keys') ? [] : [arn]))
      const deleting = ofType(plan, 'Role')
        .flatMap(statementsOf)
        .filter(({ actions }) => actions.includes('dynamodb:DeleteItem'))
        .filter(({ resources }) => !resources.every((arn) => line.includes(arn)))
      const only = JSON.stringify({ 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['D'] } })
      return deleting.filter(({ condition }) => JSON.stringify(condition) !== only).map(({ owner }) => owner)
    },
  },
  {
    claim: 'the key is used only through the services that hold data',
    find: ({ plan }) => {
      const keys = ofType(plan, 'Key').map(({ arn }) => arn)
      return lambdas(plan).flatMap(({ name, resource }) => {
        const role = roleOf(plan, resource)
        const uses = (role === undefined ? [] : statementsOf(role)).filter(({ actions }) =>
          actions.some((action) => action.startsWith('kms:')),
        )
        if (uses.length === 0) return [`${name} may not use the key`]
        const isRight = ({ resources, condition }: Statement) =>
          resources.every((arn) => keys.includes(arn)) && JSON.stringify(condition ?? '').includes('kms:ViaService')
        return uses.filter((use) => !isRight(use)).map(({ actions }) => `${name}: ${actions.join(' ')}`)
      })
    },
  },
  {
    claim: 'a role is for the service that runs it, for nobody else',
    find: ({ plan }) => [
      ...lambdas(plan).flatMap(({ name, resource }) =>
        isByService('lambda.amazonaws.com', roleOf(plan, resource)?.inputs['assumeRolePolicy'] ?? '{}') ? [] : [name],
      ),
      ...namesOfSome(ofType(plan, 'Schedule'), ({ inputs }) => {
        const role = byArn(plan, (inputs['target'] as { roleArn?: unknown }).roleArn)
        return isByService('scheduler.amazonaws.com', role?.inputs['assumeRolePolicy'] ?? '{}')
      }),
    ],
  },
  {
    claim: 'a function is called by this API only',
    find: ({ plan }) =>
      namesOf(ofType(plan, 'Permission'), ({ inputs }) => {
        const { principal, sourceArn, action } = inputs
        return (
          principal === 'apigateway.amazonaws.com' &&
          action === 'lambda:InvokeFunction' &&
          /^arn:aws:execute-api:[^*]+\/\*$/.test(String(sourceArn))
        )
      }),
  },
]
