/** Every function is there, is what we chose, starts, and is reached by the address that is meant for it. */
import { entries } from '../../../functions/bundle.ts'
import { receiptWebhooks, smsWebhooks, ussdWebhooks, voiceWebhooks } from '../../../functions/webhook.list.ts'
import type { Plan } from '../plan.ts'
import { byArn, lambdas, namesOf, namesOfSome, ofType, type Rule, read } from '../rule.ts'
import { startLambda } from '../start.ts'

/** Which function answers the webhooks of which list. */
const webhooks = { ussd: ussdWebhooks, sms: smsWebhooks, voice: voiceWebhooks, receipts: receiptWebhooks }

/** The function that a route leads to. */
function targetOf(plan: Plan, target: unknown): string | undefined {
  const integration = ofType(plan, 'Integration').find(({ name }) => target === `integrations/${name}-id`)
  const lambda = byArn(plan, integration?.inputs['integrationUri'])
  return lambdas(plan).find(({ resource }) => resource === lambda)?.name
}

/** The rules of this file. */
export const functionRules: Rule[] = [
  {
    claim: 'every entry is a function, once',
    find: ({ plan }) => {
      const planned = lambdas(plan).map(({ name }) => name)
      return [
        ...entries.flatMap(({ name }) => (planned.includes(name) ? [] : [`${name} is not deployed`])),
        ...planned.filter((name, at) => planned.indexOf(name) !== at).map((name) => `${name} is there twice`),
        ...planned.filter((name) => !entries.some((entry) => entry.name === name)).map((name) => `${name} is no entry`),
      ]
    },
  },
  {
    claim: 'arm64 and nodejs24.x',
    find: ({ plan }) =>
      namesOfSome(
        ofType(plan, 'Function'),
        ({ inputs }) => String(inputs['architectures']) === 'arm64' && inputs['runtime'] === 'nodejs24.x',
      ),
  },
  {
    claim: "a caller is answered within API Gateway's 30 s, whoever else within its own time",
    find: ({ plan }) =>
      lambdas(plan).flatMap(({ name, resource }) => {
        const most = name in webhooks ? 15 : name === 'tick' ? 60 : 900
        return Number(resource.inputs['timeout']) <= most ? [] : [name]
      }),
  },
  {
    claim: 'every log has an end, and every function a log of the plan',
    find: ({ plan }) => [
      ...namesOfSome(ofType(plan, 'LogGroup'), ({ inputs }) => {
        const days = Number(inputs['retentionInDays'])
        return days > 0 && days <= 90
      }),
      ...namesOf(ofType(plan, 'Function'), ({ inputs }) =>
        ofType(plan, 'LogGroup').some((group) => group.inputs['name'] === read(inputs, 'loggingConfig.logGroup')),
      ),
    ],
  },
  {
    claim: 'every function starts and exports its handler, in the environment of the plan',
    find: async ({ plan }) => {
      const faults = await Promise.all(
        lambdas(plan).map(async ({ name, resource }) => {
          const build = plan.builds.find(({ functionID }) => `${functionID}Function` === resource.name)
          const fault = build === undefined ? 'was not built' : await startLambda(build, resource)
          return fault === undefined ? [] : [`${name}: ${fault}`]
        }),
      )
      return faults.flat()
    },
  },
  {
    claim: 'every webhook has its route, and no other',
    find: ({ plan }) => {
      const wanted = Object.entries(webhooks).flatMap(([lambda, list]) =>
        Object.keys(list).map((channel) => `POST /{gateway}/${channel}/{token} -> ${lambda}`),
      )
      const planned = ofType(plan, 'Route').map(
        ({ inputs }) => `${inputs['routeKey']} -> ${targetOf(plan, inputs['target'])}`,
      )
      return [
        ...wanted.filter((route) => !planned.includes(route)).map((route) => `missing ${route}`),
        ...planned.filter((route) => !wanted.includes(route)).map((route) => `unknown ${route}`),
      ]
    },
  },
  {
    claim: 'the API is throttled, takes no call from a page, and logs no path',
    find: ({ plan }) => [
      ...namesOfSome(ofType(plan, 'Stage'), ({ inputs }) => {
        const rate = Number(read(inputs, 'defaultRouteSettings.throttlingRateLimit'))
        const burst = Number(read(inputs, 'defaultRouteSettings.throttlingBurstLimit'))
        return rate > 0 && rate <= 10_000 && burst > 0 && burst <= 5_000
      }),
      ...namesOfSome(ofType(plan, 'Stage'), ({ inputs }) => {
        const format = String(read(inputs, 'accessLogSettings.format'))
        // The token is in the path, and a GET would bring a number in its query.
        return format.includes('$context.status') && !/context\.(path|http\.path|customDomain|.*query)/i.test(format)
      }),
      ...namesOfSome(ofType(plan, 'Api'), ({ inputs }) => read(inputs, 'corsConfiguration.allowOrigins') === undefined),
    ],
  },
]
