/** Somebody hears when the line stands still, and a gateway knows us by an address that stays. */
import { readFileSync } from 'node:fs'
import { isCaller } from '../demand.ts'
import type { Plan } from '../plan.ts'
import { lambdas, namesOf, namesOfSome, ofType, type Rule, read } from '../rule.ts'

/** Whether an alarm looks at this metric of this queue or function. */
const isWatched = (plan: Plan, metric: string, dimension: string, name: unknown): boolean =>
  ofType(plan, 'MetricAlarm').some(
    ({ inputs }) => inputs['metricName'] === metric && read(inputs, `dimensions.${dimension}`) === name,
  )

/** The rules of this file. */
export const watchRules: Rule[] = [
  {
    claim: 'every alarm reaches somebody: a mail address in production, and no alarm without one',
    find: ({ plan, given, isProduction }) => {
      const email = given['DHATRI_ALARM_EMAIL']
      const alarms = ofType(plan, 'MetricAlarm')
      if (email === undefined) return [...(isProduction ? ['no address'] : []), ...alarms.map(({ name }) => name)]
      const heard = ofType(plan, 'TopicSubscription').flatMap(({ inputs }) =>
        inputs['protocol'] === 'email' && inputs['endpoint'] === email ? [inputs['topic']] : [],
      )
      return namesOfSome(alarms, ({ inputs }) => [inputs['alarmActions']].flat().some((topic) => heard.includes(topic)))
    },
  },
  {
    claim: 'dead letters, failing functions, waiting jobs and a silent tick raise an alarm',
    find: ({ plan, given }) => {
      if (given['DHATRI_ALARM_EMAIL'] === undefined) return []
      const queues = ofType(plan, 'Queue').filter(({ inputs }) => {
        const metric =
          inputs['redrivePolicy'] === undefined ? 'ApproximateNumberOfMessagesVisible' : 'ApproximateAgeOfOldestMessage'
        return !isWatched(plan, metric, 'QueueName', inputs['name'])
      })
      const silent = lambdas(plan).flatMap(({ name, resource }) => {
        const metrics = name === 'tick' ? ['Errors', 'Invocations'] : ['Errors']
        return metrics
          .filter((metric) => !isWatched(plan, metric, 'FunctionName', resource.inputs['name']))
          .map((metric) => `${metric} of ${name}`)
      })
      const tick = ofType(plan, 'MetricAlarm').filter(({ inputs }) => inputs['metricName'] === 'Invocations')
      return [
        ...queues.map(({ name }) => name),
        ...silent,
        ...namesOf(tick, ({ inputs }) => inputs['treatMissingData'] === 'breaching'),
      ]
    },
  },
  {
    claim:
      'with a fixed address, what speaks to gateways stands behind it and nothing else; without, there is no network',
    find: ({ plan, bundles, hasFixedEgress }) => {
      const callers = bundles.filter(({ file }) => isCaller(readFileSync(file, 'utf8'))).map(({ name }) => name)
      const addresses = ofType(plan, 'Eip').length
      const gateways = ofType(plan, 'NatGateway').length
      if (!hasFixedEgress)
        return [
          ...plan.resources.filter(({ type }) => type.startsWith('aws:ec2/')).map(({ name }) => name),
          ...namesOf(ofType(plan, 'Function'), ({ inputs }) => inputs['vpcConfig'] === undefined),
        ]
      const inside = lambdas(plan).flatMap(({ name, resource }) =>
        resource.inputs['vpcConfig'] === undefined ? [] : [name],
      )
      const told = [plan.outputs['egress'] ?? []].flat().length
      const tables = ofType(plan, 'VpcEndpoint').filter(({ inputs }) =>
        String(inputs['serviceName']).endsWith('.dynamodb'),
      )
      return [
        ...(callers.length === 0 ? ['nothing speaks to gateways'] : []),
        ...callers.filter((name) => !inside.includes(name)).map((name) => `${name} is outside`),
        ...inside.filter((name) => !callers.includes(name)).map((name) => `${name} is inside`),
        ...(addresses === 0 || addresses !== gateways ? [`${addresses} addresses for ${gateways} gateways`] : []),
        ...(told === addresses ? [] : ['the addresses are not told']),
        ...(tables.length === 1 ? [] : ['records would leave the network']),
      ]
    },
  },
]
