/** IAM policies as the plan holds them (AWS, "IAM JSON policy elements reference"), read into flat statements. */
import type { Plan, Resource } from './plan.ts'
import { byArn, ofType, read } from './rule.ts'

/** One statement of a policy and whose it is. */
export type Statement = { owner: string; effect: string; actions: string[]; resources: string[]; condition: unknown }

type Json = { [name: string]: unknown }

const list = (value: unknown): string[] => (value === undefined ? [] : [value].flat().map(String))

/** The statements of a policy document, as text or as an object. */
export function readPolicy(owner: string, document: unknown): Statement[] {
  const { Statement = [] } = (typeof document === 'string' ? JSON.parse(document) : document) as Json
  return [Statement].flat().map((each) => {
    const { Effect, Action, NotAction, Resource: on, NotResource, Condition } = each as Json
    return {
      owner,
      effect: String(Effect),
      // Everything but something is as wide as everything.
      actions: NotAction === undefined ? list(Action) : ['*'],
      resources: NotResource === undefined ? list(on) : ['*'],
      condition: Condition,
    }
  })
}

/** What a role allows inline. */
export const statementsOf = ({ name, inputs }: Resource): Statement[] =>
  list(inputs['inlinePolicies'] === undefined ? undefined : JSON.stringify(inputs['inlinePolicies'])).flatMap((text) =>
    (JSON.parse(text) as Json[]).flatMap(({ policy }) => readPolicy(name, policy)),
  )

/** The role that a Lambda runs in. */
export const roleOf = (plan: Plan, lambda: Resource): Resource | undefined => byArn(plan, lambda.inputs['role'])

/** Every statement of the plan: roles, policies on their own, and those that resources carry. */
export function allStatements(plan: Plan): Statement[] {
  const carried = plan.resources.filter(({ type }) => !type.endsWith(':Role'))
  return [
    ...ofType(plan, 'Role').flatMap(statementsOf),
    ...carried.flatMap(({ name, inputs }) => {
      const policy = read(inputs, 'policy')
      return policy === undefined ? [] : readPolicy(name, policy)
    }),
  ]
}

/** Policies that AWS keeps, by role. */
export const managedPolicies = (plan: Plan): { owner: string; arn: string }[] => [
  ...ofType(plan, 'Role').flatMap(({ name, inputs }) =>
    list(inputs['managedPolicyArns']).map((arn) => ({ owner: name, arn })),
  ),
  ...ofType(plan, 'RolePolicyAttachment').map(({ inputs }) => ({
    owner: String(inputs['role']),
    arn: String(inputs['policyArn']),
  })),
]
