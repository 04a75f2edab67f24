/** An engine that is named and not there is told within seconds, by the name of its setting. */
import { afterEach, expect, it, vi } from 'vitest'
import { startEngine } from './local.ts'

afterEach(() => vi.unstubAllEnvs())

it.each([
  ['http://127.0.0.1:1', /^config\.unreachable DHATRI_DYNAMO_ENDPOINT: /],
  ['http://nowhere.invalid:8000', /^config\.unreachable DHATRI_DYNAMO_ENDPOINT: /],
  ['here', /^config\.url DHATRI_DYNAMO_ENDPOINT: /],
])('%s', async (endpoint, words) => {
  vi.stubEnv('DHATRI_DYNAMO_ENDPOINT', endpoint)
  const start = Date.now()
  await expect(startEngine()).rejects.toThrow(words)
  expect(Date.now() - start).toBeLessThan(10_000)
})
