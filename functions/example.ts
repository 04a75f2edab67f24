/** Test support: an environment that is right, a world that needs nothing, a port that does what a test says. */
import { createHash } from 'node:crypto'
import { createServer, type Socket } from 'node:net'
import { africastalking } from '@dhatri/gateways/africastalking'
import { connect } from '@dhatri/service/connection'
import type { LogEntry, World } from '@dhatri/service/world'
import { openKeyring } from '@dhatri/store/keyring'
import { memoryTable, memoryVault } from '@dhatri/store/memory'
import { usualCallBacks } from './callbacks.ts'
import { type Content, loadContent } from './content.ts'

const hash = (text: string) => createHash('sha256').update(text)

/** The one token of the example. */
export const exampleToken = 'q8ZkX2vB7nM4tR9sW1yD5fGh'

/** What the deployment would set; `DHATRI_RELEASE` is the test's own. */
export const exampleEnvironment = {
  AWS_REGION: 'ap-southeast-1',
  AWS_ACCESS_KEY_ID: 'id-of-a-role',
  AWS_SECRET_ACCESS_KEY: 'key-of-a-role',
  DHATRI_STAGE: 'dev',
  DHATRI_TABLE: 'dhatri-dev-Table',
  DHATRI_KEYS: 'dhatri-dev-Keys',
  DHATRI_JOBS: 'https://sqs.ap-southeast-1.amazonaws.com/123456789012/jobs',
  DHATRI_PUBLIC_URL: 'https://line.dhatri.test',
  DHATRI_AUDIO_URL: 'https://line.dhatri.test/audio',
  DHATRI_SERVICE_CODE: '*16789#',
  DHATRI_HmacKey: hash('hmac').digest('hex'),
  DHATRI_BranchKey: hash('branch').digest('base64'),
  DHATRI_GatewayTokens: exampleToken,
  DHATRI_AfricasTalkingUsername: 'dhatri',
  DHATRI_AfricasTalkingKey: 'key-of-the-gateway',
  DHATRI_AfricasTalkingFrom: '16789',
}

let shipped: Content | undefined

/** What is shipped, read once. */
export const exampleContent = (): Content => {
  shipped ??= loadContent()
  return shipped
}

/** A world in memory, at two in the night, with what it logged; parts of it may be others. */
export function openExample(parts: Partial<World> = {}): { world: World; log: LogEntry[] } {
  const log: LogEntry[] = []
  let ids = 0
  const settings = {
    username: 'dhatri',
    apiKey: 'key-of-the-gateway',
    serviceCode: '*16789#',
    publicUrl: 'https://line.dhatri.test',
    smsUrl: 'https://api.dhatri.test',
    voiceUrl: 'https://voice.dhatri.test',
  }
  const world: World = {
    now: () => Date.UTC(2026, 5, 1, 20),
    random: () => 0.5,
    id: () => `id${++ids}`,
    table: memoryTable(),
    keyring: openKeyring(memoryVault(), {
      hmac: new Uint8Array(hash('hmac').digest()),
      branch: new Uint8Array(hash('branch').digest()),
    }),
    ...exampleContent().world,
    connections: { africastalking: connect(africastalking, settings, [exampleToken], 'https://line.dhatri.test/v') },
    post: () => Promise.reject(new Error('example.noNetwork')),
    enqueue: async () => {},
    log: (entry) => log.push(entry),
    settings: {
      serviceCode: '*16789#',
      gateway: 'africastalking',
      calls: 'callBack',
      callBacksADay: 3,
      allCallBacksADay: usualCallBacks,
      pilot: 'everyone',
      audioUrl: 'https://line.dhatri.test/audio',
      shards: 4,
    },
    ...parts,
  }
  return { world, log }
}

/** A request of Africa's Talking: everything entered so far, joined by stars. */
export const dialRequest = (text: string, session = 'ATUid_1') => ({
  method: 'POST',
  url: `https://line.dhatri.test/africastalking/ussd/${exampleToken}`,
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams({
    sessionId: session,
    serviceCode: '*16789#',
    phoneNumber: '+8801711000001',
    networkCode: '47001',
    text,
  }).toString(),
})

/** A loopback port that does this with each connection; `close` ends them all. */
export async function openPort(
  answer: (socket: Socket) => void,
): Promise<{ url: string; close: () => Promise<unknown> }> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}))
    answer(socket)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((done) => server.close(done))
    },
  }
}
