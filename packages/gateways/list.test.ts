import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { gateways, isGatewayName } from './list.ts'
import { gatewaySettings } from './settings.ts'

/** The modules a file loads when it runs, itself included; imports of types alone load nothing. */
function loaded(file: URL, seen = new Set<string>()): Set<string> {
  if (seen.has(file.href)) return seen
  seen.add(file.href)
  const source = readFileSync(file, 'utf8').replace(/import type [\s\S]*?'\n/g, '')
  for (const [, name = ''] of source.matchAll(/from '([^']+)'/g)) {
    if (name.startsWith('.')) loaded(new URL(name, file), seen)
    else seen.add(name)
  }
  return seen
}

test('a gateway stands under its own name, and has settings', () => {
  for (const [name, gateway] of Object.entries(gateways)) expect(gateway.name).toBe(name)
  expect(Object.keys(gatewaySettings)).toEqual(Object.keys(gateways))
  expect(isGatewayName('africastalking')).toBe(true)
  expect(isGatewayName('toString')).toBe(false)
})

test('the gateways load without zod, so that a USSD turn does', () => {
  const modules = loaded(new URL('./list.ts', import.meta.url))
  expect([...modules].some((name) => name.endsWith('/africastalking/ussd.ts'))).toBe(true)
  expect(modules.has('zod')).toBe(false)
  expect(loaded(new URL('./settings.ts', import.meta.url)).has('zod')).toBe(true)
})
