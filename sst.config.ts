/// <reference path="./.sst/platform/config.d.ts" />

/**
 * Every cloud resource of the line, for SST 4.17.1; `npm run check:infra` types it, plans it and holds the plan to its
 * word. Nothing is linked: `link` grants `dynamodb:*` and `sqs:*`, so names go in by environment and each function may
 * do only what its code does. What whoever deploys must say is in `functions/deploy.settings.ts`.
 */
export default $config({
  app(input) {
    const isProduction = input?.stage === 'production'
    return {
      name: 'dhatri',
      home: 'aws',
      removal: isProduction ? 'retain' : 'remove',
      protect: isProduction,
      providers: { aws: { region: 'ap-southeast-1', version: '7.20.0' } },
    }
  },
  async run() {
    const { execFileSync } = await import('node:child_process')
    const { judgeSecrets, readDeploySettings, secretNames } = await import('./functions/deploy.settings.ts')
    const { isProduction, alarmEmail, hasFixedEgress, environment } = readDeploySettings($app.stage)

    // The tool's own bundling knows no aliases and would ship other code than is tested; it takes a folder as it is.
    const shipment = '.release'
    execFileSync(process.execPath, ['--import', 'tsx', 'functions/shipment.ts', shipment], {
      cwd: $cli.paths.root,
      stdio: 'pipe',
    })

    const region = aws.getRegionOutput({}).region
    const account = aws.getCallerIdentityOutput({}).accountId

    // One key for everything at rest. It also wraps the secrets, the branch key among them: they reach a Lambda as
    // environment, which AWS keeps sealed under this key and opens once a cold start, so no KMS client is shipped.
    const useActions = ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey']
    // In the policy of a key `*` is that key.
    const ofKey = { Effect: 'Allow', Resource: '*' }
    const key = new aws.kms.Key(
      'Key',
      {
        description: `Dhatri ${$app.stage}: tables, queues, logs, alarms and secrets`,
        enableKeyRotation: true,
        deletionWindowInDays: 30,
        policy: $jsonStringify({
          Version: '2012-10-17',
          Statement: [
            // AWS, "Default key policy": without it no IAM policy has any say over the key.
            { ...ofKey, Principal: { AWS: $interpolate`arn:aws:iam::${account}:root` }, Action: 'kms:*' },
            {
              ...ofKey,
              Principal: { Service: $interpolate`logs.${region}.amazonaws.com` },
              Action: [...useActions, 'kms:ReEncryptFrom', 'kms:ReEncryptTo'],
              Condition: {
                ArnLike: { 'kms:EncryptionContext:aws:logs:arn': $interpolate`arn:aws:logs:${region}:${account}:*` },
              },
            },
            {
              ...ofKey,
              Principal: { Service: 'cloudwatch.amazonaws.com' },
              // AWS's own page on alarms with a sealed topic has no condition here; with one on the account they fall silent.
              Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
            },
          ],
        }),
      },
      // Tables that are kept could not be read again without it.
      { retainOnDelete: isProduction, protect: isProduction },
    )

    const kept = (recoveryPeriodInDays: number) => ({
      table: {
        serverSideEncryption: { enabled: true, kmsKeyArn: key.arn },
        pointInTimeRecovery: { enabled: true, recoveryPeriodInDays },
      },
    })
    const table = new sst.aws.Dynamo('Table', {
      fields: { pk: 'string', sk: 'string', shard: 'number', due: 'number', area: 'string' },
      primaryIndex: { hashKey: 'pk', rangeKey: 'sk' },
      globalIndexes: {
        due: { hashKey: 'shard', rangeKey: 'due', projection: 'keys-only' },
        area: { hashKey: 'area', rangeKey: 'pk' },
      },
      ttl: 'ttl',
      deletionProtection: isProduction,
      transform: kept(35),
    })
    // A table of its own, without TTL: destroying a key is erasure, complete once the last backup has forgotten it.
    const keys = new sst.aws.Dynamo('Keys', {
      fields: { pk: 'string', sk: 'string' },
      primaryIndex: { hashKey: 'pk', rangeKey: 'sk' },
      deletionProtection: isProduction,
      transform: kept(7),
    })

    const held = (messageRetentionSeconds: number) => ({
      queue: { kmsMasterKeyId: key.arn, kmsDataKeyReusePeriodSeconds: 3600, messageRetentionSeconds },
    })
    const deadJobs = new sst.aws.Queue('DeadJobs', { transform: held(14 * 24 * 3600) })
    const deadTicks = new sst.aws.Queue('DeadTicks', { transform: held(14 * 24 * 3600) })
    // What is due stays due in the table, so a job need not live long: it only has to outlive its five tries.
    const jobs = new sst.aws.Queue('Jobs', {
      visibilityTimeout: '12 minutes',
      dlq: { queue: deadJobs.arn, retry: 5 },
      transform: held(4 * 3600),
    })

    const api = new sst.aws.ApiGatewayV2('Api', {
      cors: false,
      accessLog: { retention: '1 month' },
      transform: {
        logGroup: { kmsKeyId: key.arn },
        stage: (args) => {
          // A crowd after a broadcast is some thousands of turns a second; what is above it is no crowd.
          const [throttlingRateLimit, throttlingBurstLimit] = isProduction ? [5000, 2500] : [50, 50]
          args.defaultRouteSettings = { throttlingRateLimit, throttlingBurstLimit }
          // No path: the token in it is a gateway's only proof.
          const facts = ['requestTime', 'requestId', 'routeKey', 'status', 'responseLatency', 'identity.sourceIp']
          const format = JSON.stringify(Object.fromEntries(facts.map((name) => [name, `$context.${name}`])))
          args.accessLogSettings = $output(args.accessLogSettings).apply((settings) => ({
            destinationArn: settings?.destinationArn ?? '',
            format,
          }))
        },
      },
    })

    // Judged before any function is touched: with a secret that is no secret the line would not start.
    const told = secretNames.map((name) => [`DHATRI_${name}`, new sst.Secret(name).value] as const)
    const secrets = $resolve(Object.fromEntries(told)).apply(judgeSecrets)
    const made = { DHATRI_TABLE: table.name, DHATRI_KEYS: keys.name, DHATRI_JOBS: jobs.url, DHATRI_PUBLIC_URL: api.url }
    const whole = secrets.apply((values) => ({ ...environment, ...values, ...made }))

    const egress = hasFixedEgress ? new sst.aws.Vpc('Egress', { az: isProduction ? 2 : 1, nat: 'managed' }) : undefined
    if (egress !== undefined) {
      // Records of women go to their table by AWS's own network, not through the NAT.
      new aws.ec2.VpcEndpoint('EgressTable', {
        vpcId: egress.id,
        serviceName: $interpolate`com.amazonaws.${region}.dynamodb`,
        vpcEndpointType: 'Gateway',
        routeTableIds: egress.nodes.privateRouteTables.apply((tables) => tables.map(({ id }) => id)),
      })
    }

    // What the code does at the table, the keys and the queue, per function; the check compares it with the bundles.
    const index = (name: string) => $interpolate`${table.arn}/index/${name}`
    const useKey = {
      actions: useActions,
      resources: [key.arn],
      conditions: [
        {
          test: 'StringEquals',
          variable: 'kms:ViaService',
          values: ['dynamodb', 'lambda', 'logs', 'sqs'].map((name) => $interpolate`${name}.${region}.amazonaws.com`),
        },
      ],
    }
    const enqueue = { actions: ['sqs:SendMessage'], resources: [jobs.arn] }
    // Removed: what a report takes back, an old name's mark, a request's place on a list that is over.
    const serve = [
      {
        actions: ['ConditionCheckItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'].map(
          (name) => `dynamodb:${name}`,
        ),
        resources: [table.arn],
      },
      { actions: ['dynamodb:Query'], resources: [index('area')] },
      { actions: ['dynamodb:GetItem', 'dynamodb:PutItem'], resources: [keys.arn] },
      enqueue,
      useKey,
    ]
    const work = [
      ...serve,
      { actions: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'], resources: [jobs.arn] },
    ]
    const tell = [
      { actions: ['dynamodb:GetItem', 'dynamodb:UpdateItem'], resources: [table.arn] },
      { actions: ['dynamodb:Query'], resources: [index('due')] },
      {
        // It destroys the keys of old days and can destroy no woman's.
        actions: ['dynamodb:DeleteItem', 'dynamodb:Query'],
        resources: [keys.arn],
        conditions: [{ test: 'ForAllValues:StringEquals', variable: 'dynamodb:LeadingKeys', values: ['D'] }],
      },
      enqueue,
      useKey,
    ]

    type Args = sst.aws.FunctionArgs
    const build = (name: string, permissions: Args['permissions'], more: Partial<Args>) =>
      new sst.aws.Function(`${name[0]?.toUpperCase()}${name.slice(1)}`, {
        bundle: `${$cli.paths.root}/${shipment}/lambdas/${name}`,
        handler: `${name}.handler`,
        copyFiles: [{ from: `${shipment}/release.json`, to: 'release.json' }],
        runtime: 'nodejs24.x',
        architecture: 'arm64',
        memory: '512 MB',
        timeout: '10 seconds',
        logging: { retention: '1 month' },
        environment: whole,
        permissions,
        transform: {
          function: { kmsKeyArn: key.arn },
          logGroup: { kmsKeyId: key.arn },
          // SST 4.17.1 lets whoever is in the account take a function's role; only `sst dev` needs that.
          role: $dev
            ? {}
            : { assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: 'lambda.amazonaws.com' }) },
        },
        ...more,
      })

    // Somebody waits with a phone in her hand: more memory is more processor at a cold start.
    const ussd = build('ussd', serve, { memory: '1024 MB' })
    const voice = build('voice', serve, { memory: '1024 MB' })
    const sms = build('sms', serve, {})
    const receipts = build('receipts', serve, {})
    // Five jobs at once, each with a gateway that may take ten seconds and be asked once more.
    const send = build('send', work, { timeout: '2 minutes', ...(egress === undefined ? {} : { vpc: egress }) })
    // A tick that failed is not tried again by Lambda: the next comes within a minute and takes what was left.
    const tick = build('tick', tell, { timeout: '55 seconds', retries: 0 })

    for (const [channel, { arn }] of Object.entries({ ussd, 'ussd-end': ussd, sms, voice, receipt: receipts }))
      api.route(`POST /{gateway}/${channel}/{token}`, arn)

    // Twenty at once, so that reminders never take the account's concurrency from a live caller: some 40 messages a
    // second, while all of Bangladesh needs 19 (820,000 a day in twelve hours).
    jobs.subscribe(send.arn, {
      batch: { size: 5, partialResponses: true },
      transform: { eventSourceMapping: { scalingConfig: { maximumConcurrency: 20 } } },
    })

    new sst.aws.CronV2('Minute', {
      schedule: 'rate(1 minute)',
      timezone: 'Asia/Dhaka',
      retries: 2,
      dlq: deadTicks.arn,
      function: tick.arn,
      transform: {
        schedule: (args) => {
          // A tick that is a minute late is the next one.
          const retryPolicy = { maximumRetryAttempts: 2, maximumEventAgeInSeconds: 60 }
          args.target = $output(args.target).apply((target) => ({ ...target, retryPolicy }))
        },
        role: (args) => {
          const statements = [{ actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [key.arn] }]
          const sealed = { name: 'sealed', policy: aws.iam.getPolicyDocumentOutput({ statements }).json }
          args.inlinePolicies = $output(args.inlinePolicies).apply((inline) => [...(inline ?? []), sealed])
        },
      },
    })

    if (alarmEmail !== undefined) {
      const topic = new sst.aws.SnsTopic('Alarms', { transform: { topic: { kmsMasterKeyId: key.arn } } })
      new aws.sns.TopicSubscription('AlarmMail', { topic: topic.arn, protocol: 'email', endpoint: alarmEmail })
      type Alarm = Partial<aws.cloudwatch.MetricAlarmArgs>
      const warn = (name: string, alarmDescription: string, of: Alarm, metricName: string, more: Alarm = {}) =>
        new aws.cloudwatch.MetricAlarm(name, {
          ...of,
          alarmDescription,
          metricName,
          statistic: 'Maximum',
          period: 300,
          evaluationPeriods: 1,
          threshold: 0,
          comparisonOperator: 'GreaterThanThreshold',
          treatMissingData: 'notBreaching',
          alarmActions: [topic.arn],
          okActions: [topic.arn],
          ...more,
        })
      const onQueue = ({ nodes }: sst.aws.Queue) => ({
        namespace: 'AWS/SQS',
        dimensions: { QueueName: nodes.queue.name },
      })
      const onFunction = (lambda: sst.aws.Function) => ({
        namespace: 'AWS/Lambda',
        dimensions: { FunctionName: lambda.name },
      })
      const [visible, age] = ['ApproximateNumberOfMessagesVisible', 'ApproximateAgeOfOldestMessage']
      warn('JobsGaveUp', 'A job failed five times', onQueue(deadJobs), visible)
      warn('TicksGaveUp', 'A tick could not be started', onQueue(deadTicks), visible)
      warn('JobsWait', 'A job waits for more than 15 minutes', onQueue(jobs), age, { threshold: 900 })
      warn('TickSilent', 'No tick for ten minutes: nothing is sent', onFunction(tick), 'Invocations', {
        evaluationPeriods: 2,
        threshold: 1,
        comparisonOperator: 'LessThanThreshold',
        treatMissingData: 'breaching',
      })
      for (const [name, lambda] of Object.entries({ ussd, voice, sms, receipts, send, tick }))
        warn(`${name}Fails`, `${name} does not start, breaks or takes too long`, onFunction(lambda), 'Errors')
    }

    return {
      api: api.url,
      ...(egress === undefined ? {} : { egress: egress.nodes.elasticIps.apply((ips) => ips.map((ip) => ip.publicIp)) }),
    }
  },
})
