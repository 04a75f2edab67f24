/// <reference path="./.sst/platform/config.d.ts" />

/**
 * Every cloud resource of the line. No `link`: it grants `dynamodb:*` and `sqs:*`; names go in by environment and each
 * function gets the actions it needs. SST 4.17.1; the platform's types come from `npx sst@4.17.1 install`.
 */
export default $config({
  app(input) {
    return {
      name: 'dhatri',
      home: 'aws',
      removal: input?.stage === 'production' ? 'retain' : 'remove',
      protect: input?.stage === 'production',
      providers: { aws: { region: 'ap-southeast-1' } },
    }
  },
  async run() {
    const isProduction = $app.stage === 'production'
    const protectedTable = {
      transform: { table: { deletionProtectionEnabled: isProduction, pointInTimeRecovery: { enabled: true } } },
    }

    const table = new sst.aws.Dynamo('Table', {
      fields: { pk: 'string', sk: 'string', shard: 'number', due: 'number', area: 'string' },
      primaryIndex: { hashKey: 'pk', rangeKey: 'sk' },
      globalIndexes: {
        due: { hashKey: 'shard', rangeKey: 'due', projection: 'keys-only' },
        area: { hashKey: 'area', rangeKey: 'pk' },
      },
      ttl: 'ttl',
      ...protectedTable,
    })
    // A table of its own: destroying a woman's key is erasure, and its backups are kept shorter than the data's.
    const keys = new sst.aws.Dynamo('Keys', {
      fields: { pk: 'string' },
      primaryIndex: { hashKey: 'pk' },
      ...protectedTable,
    })

    const dead = new sst.aws.Queue('Dead', { transform: { queue: { messageRetentionSeconds: 14 * 24 * 3600 } } })
    const jobs = new sst.aws.Queue('Jobs', {
      visibilityTimeout: '3 minutes',
      dlq: { queue: dead.arn, retry: 5 },
      transform: { queue: { messageRetentionSeconds: 4 * 24 * 3600 } },
    })

    const api = new sst.aws.ApiGatewayV2('Api')

    const secrets = [
      'HmacKey',
      'BranchKey',
      'GatewayTokens',
      'AfricasTalkingUsername',
      'AfricasTalkingKey',
      'AfricasTalkingFrom',
    ].map((name) => [`DHATRI_${name}`, new sst.Secret(name).value] as const)
    const environment = {
      DHATRI_TABLE: table.name,
      DHATRI_KEYS: keys.name,
      DHATRI_JOBS: jobs.url,
      DHATRI_STAGE: $app.stage,
      DHATRI_PUBLIC_URL: api.url,
      DHATRI_SERVICE_CODE: process.env['DHATRI_SERVICE_CODE'] ?? '',
      DHATRI_AUDIO_URL: process.env['DHATRI_AUDIO_URL'] ?? '',
      DHATRI_VOICE_NUMBER: process.env['DHATRI_VOICE_NUMBER'] ?? '',
      DHATRI_FLOWS: 'flows',
      ...Object.fromEntries(secrets),
    }

    const readWrite = [
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:UpdateItem',
      'dynamodb:DeleteItem',
      'dynamodb:Query',
      'dynamodb:ConditionCheckItem',
    ]
    const onTable = { actions: readWrite, resources: [table.arn, $interpolate`${table.arn}/index/*`] }
    const onKeys = { actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:DeleteItem'], resources: [keys.arn] }
    const enqueue = { actions: ['sqs:SendMessage'], resources: [jobs.arn] }

    const common = {
      runtime: 'nodejs24.x' as const,
      architecture: 'arm64' as const,
      memory: '512 MB' as const,
      logging: { retention: '1 month' as const },
      nodejs: { format: 'cjs' as const, esbuild: { mainFields: ['module', 'main'] } },
      copyFiles: [{ from: 'flows', to: 'flows' }],
      environment,
      permissions: [onTable, onKeys, enqueue],
    }

    api.route('POST /{gateway}/ussd/{token}', { ...common, handler: 'functions/ussd.handler', timeout: '10 seconds' })
    api.route('POST /{gateway}/ussd-end/{token}', {
      ...common,
      handler: 'functions/ussd.handler',
      timeout: '10 seconds',
    })
    api.route('POST /{gateway}/sms/{token}', { ...common, handler: 'functions/sms.handler', timeout: '15 seconds' })
    api.route('POST /{gateway}/voice/{token}', { ...common, handler: 'functions/voice.handler', timeout: '10 seconds' })
    api.route('POST /{gateway}/receipt/{token}', {
      ...common,
      handler: 'functions/receipts.handler',
      timeout: '10 seconds',
    })

    jobs.subscribe(
      { ...common, handler: 'functions/send.handler', timeout: '30 seconds' },
      { batch: { size: 10, partialResponses: true } },
    )

    new sst.aws.CronV2('Tick', {
      schedule: 'rate(1 minute)',
      timezone: 'Asia/Dhaka',
      retries: 2,
      function: { ...common, handler: 'functions/tick.handler', timeout: '55 seconds' },
    })

    return { api: api.url }
  },
})
