/** A secret is where it is needed, sealed, and nowhere else. */
import { readLambdaSettings } from '../../../functions/lambda.settings.ts'
import { lambdas, type Rule, read } from '../rule.ts'

/** The names of settings that a Lambda looks for, found by letting it look. */
function namesRead(): Set<string> {
  const names = new Set<string>()
  const watched = new Proxy<{ [name: string]: string }>({}, { get: (_, name) => void names.add(String(name)) })
  try {
    readLambdaSettings(watched)
  } catch {
    // It finds nothing, and says so.
  }
  return names
}

/** The rules of this file. */
export const secretRules: Rule[] = [
  {
    claim: 'a secret stands in the sealed environment of functions and nowhere else, least of all in what is printed',
    find: ({ plan, secrets }) => {
      const holds = (value: unknown) =>
        Object.entries(secrets).flatMap(([name, secret]) =>
          JSON.stringify(value ?? null).includes(secret) ? [name] : [],
        )
      const inResources = plan.resources.flatMap(({ name, type, inputs, sealed }) =>
        Object.entries(inputs).flatMap(([input, value]) => {
          const isPlace = type.endsWith(':Function') && input === 'environment' && sealed.includes(input)
          return isPlace ? [] : holds(value).map((secret) => `${secret} in ${name}.${input}`)
        }),
      )
      return [...inResources, ...holds(plan.outputs).map((secret) => `${secret} in the outputs`)]
    },
  },
  {
    claim: 'no function is told what it does not read',
    find: ({ plan }) => {
      const known = namesRead()
      return lambdas(plan).flatMap(({ name, resource }) =>
        Object.keys(read(resource.inputs, 'environment.variables') ?? {})
          .filter((setting) => setting.startsWith('DHATRI_') && !known.has(setting))
          .map((setting) => `${name} does not read ${setting}`),
      )
    },
  },
  {
    claim: 'every setting that whoever deploys gave reaches the functions',
    find: ({ plan, given }) => {
      const known = namesRead()
      return lambdas(plan).flatMap(({ name, resource }) => {
        const told = read(resource.inputs, 'environment.variables') as { [name: string]: string }
        const wanted = Object.entries(given).filter(([setting]) => known.has(setting))
        return wanted.flatMap(([setting, value]) => (told[setting] === value ? [] : [`${name} lacks ${setting}`]))
      })
    },
  },
]
