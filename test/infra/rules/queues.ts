/** Nothing that was taken on is lost on its way, and no lateness of ours holds up a caller. */
import { byArn, namesOfSome, ofType, type Rule, read, type Scene } from '../rule.ts'

const fortnight = 14 * 24 * 3600

const redriveOf = (policy: unknown): { deadLetterTargetArn?: string; maxReceiveCount?: number } =>
  typeof policy === 'string' ? JSON.parse(policy) : {}

const mappings = ({ plan }: Scene) => ofType(plan, 'EventSourceMapping')

/** Queues that somebody reads. */
const consumed = (scene: Scene) =>
  mappings(scene).flatMap(({ inputs }) => byArn(scene.plan, inputs['eventSourceArn']) ?? [])

/** Queues that what was given up lies in. */
const deadLetters = ({ plan }: Scene) => {
  const targets = [
    ...ofType(plan, 'Queue').map(({ inputs }) => redriveOf(inputs['redrivePolicy']).deadLetterTargetArn),
    ...ofType(plan, 'Schedule').map(({ inputs }) => read(inputs, 'target.deadLetterConfig.arn')),
  ]
  return targets.flatMap((arn) => byArn(plan, arn) ?? [])
}

/** The rules of this file. */
export const queueRules: Rule[] = [
  {
    claim: 'a failed job fails alone, not its whole batch',
    find: (scene) =>
      namesOfSome(mappings(scene), ({ inputs }) =>
        [inputs['functionResponseTypes']].flat().includes('ReportBatchItemFailures'),
      ),
  },
  {
    claim: 'reminders cannot take the concurrency of live callers',
    find: (scene) =>
      namesOfSome(mappings(scene), ({ inputs }) => Number(read(inputs, 'scalingConfig.maximumConcurrency')) <= 50),
  },
  {
    claim: 'every queue that is read has a dead-letter queue',
    find: (scene) =>
      namesOfSome(consumed(scene), ({ inputs }) => {
        const { deadLetterTargetArn, maxReceiveCount = 0 } = redriveOf(inputs['redrivePolicy'])
        return byArn(scene.plan, deadLetterTargetArn) !== undefined && maxReceiveCount >= 3 && maxReceiveCount <= 10
      }),
  },
  {
    claim: 'dead letters are kept 14 days',
    find: (scene) => namesOfSome(deadLetters(scene), ({ inputs }) => inputs['messageRetentionSeconds'] === fortnight),
  },
  {
    claim: 'a queue waits six times as long as its function may take, and holds a job through all its tries',
    find: (scene) =>
      mappings(scene).flatMap(({ name, inputs }) => {
        const queue = byArn(scene.plan, inputs['eventSourceArn'])?.inputs ?? {}
        const patience = Number(byArn(scene.plan, inputs['functionName'])?.inputs['timeout'])
        const wait = Number(queue['visibilityTimeoutSeconds'])
        const tries = redriveOf(queue['redrivePolicy']).maxReceiveCount ?? 0
        const isRight = wait >= 6 * patience && Number(queue['messageRetentionSeconds']) > tries * wait
        return isRight ? [] : [name]
      }),
  },
  {
    claim: "the tick runs in Dhaka's time, with retries that are said",
    find: ({ plan }) =>
      namesOfSome(ofType(plan, 'Schedule'), ({ inputs }) => {
        const tries = read(inputs, 'target.retryPolicy.maximumRetryAttempts')
        const age = read(inputs, 'target.retryPolicy.maximumEventAgeInSeconds')
        const isSaid = typeof tries === 'number' && tries > 0 && typeof age === 'number'
        return inputs['scheduleExpressionTimezone'] === 'Asia/Dhaka' && inputs['state'] === 'ENABLED' && isSaid
      }),
  },
  {
    claim: 'a tick that cannot start leaves a dead letter',
    find: ({ plan }) =>
      namesOfSome(
        ofType(plan, 'Schedule'),
        ({ inputs }) => byArn(plan, read(inputs, 'target.deadLetterConfig.arn')) !== undefined,
      ),
  },
]
