/** What a plan must hold to, as data: a claim, and how what breaks it is found. */
import type { Bundle } from '../../functions/bundle.ts'
import type { Plan, Resource } from './plan.ts'

/** A plan with what it is held against. */
export type Scene = {
  /** The tree that was planned. */
  root: string
  plan: Plan
  /** What `functions/bundle.ts` builds of the same tree, by name. */
  bundles: Bundle[]
  /** The values that are secret, by the name a Lambda knows them under. */
  secrets: { [name: string]: string }
  /** What whoever deploys said, by name. */
  given: { [name: string]: string }
  isProduction: boolean
  hasFixedEgress: boolean
}

/** One claim; `find` names each thing that breaks it. */
export type Rule = { claim: string; find: (scene: Scene) => string[] | Promise<string[]> }

/** The resources of a type, given as its last part, for example `Queue` for `aws:sqs/queue:Queue`. */
export const ofType = ({ resources }: Plan, type: string): Resource[] =>
  resources.filter((resource) => resource.type.endsWith(`:${type}`))

/** A value somewhere below a resource's inputs, by a path as `target.retryPolicy`. */
export function read(from: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => {
    if (typeof value !== 'object' || value === null) return undefined
    return (value as { [name: string]: unknown })[name]
  }, from)
}

/** The names of those that are not as they should be. */
export const namesOf = (resources: Resource[], isRight: (resource: Resource) => boolean): string[] =>
  resources.filter((resource) => !isRight(resource)).map(({ name }) => name)

/** As `namesOf`, where there must be at least one: a claim about nothing is no claim. */
export const namesOfSome = (resources: Resource[], isRight: (resource: Resource) => boolean): string[] =>
  resources.length === 0 ? ['there is none'] : namesOf(resources, isRight)

/** The resource that an ARN is of. */
export const byArn = ({ resources }: Plan, arn: unknown): Resource | undefined =>
  resources.find((resource) => resource.arn !== '' && resource.arn === arn)

/** Each Lambda by the name of its bundle, from its handler `<name>.handler`. */
export const lambdas = (plan: Plan): { name: string; resource: Resource }[] =>
  ofType(plan, 'Function').map((resource) => ({
    name: String(resource.inputs['handler']).split('.')[0] ?? '',
    resource,
  }))
