/** A function that is wrongly set up does not start: AWS is told why by name, and nothing outside has been asked. */
import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { hold } from './phone.mjs'

const badToken = 'REPLACE_ME-with-24-characters-at-least'

/** Starts each function with settings that are missing or stand for one, then names that lead nowhere. */
export async function start(line, check) {
  /** What the client reported for a function that must not start. */
  const refuse = async (name, options) => {
    const [calls, asked] = [line.faults.calls(), line.gateway.asked.length]
    const { started, asked: count, exited, said } = await line.start(name, options)
    hold(!started.ok, 'a failed start', 'it started')
    const { code } = await exited
    hold(code !== 0 && count() === 0, 'no event was asked for', { code, count: count() })
    hold(line.faults.calls() === calls && line.gateway.asked.length === asked, 'nobody was called', 'somebody was')
    hold(!said().includes(badToken) && !said().includes(line.token), 'no value is printed', said())
    return started.error
  }

  await check('a missing key and a placeholder stop every function, and both are named', async () => {
    for (const name of line.names) {
      const env = { DHATRI_HmacKey: undefined, DHATRI_GatewayTokens: badToken }
      const { errorMessage } = await refuse(name, { env })
      const named = errorMessage.split('\n').sort().join('; ')
      const expected = 'config.missing DHATRI_HmacKey; config.placeholder DHATRI_GatewayTokens; config.wrong'
      hold(named === expected, name, errorMessage)
    }
    return `${line.names.length} functions`
  })

  await check('a release file that is not there, or is another, stops it', async () => {
    const root = join(line.folder, 'alone')
    mkdirSync(root)
    copyFileSync(join(line.folder, 'ussd/ussd.cjs'), join(root, 'ussd.cjs'))
    const missing = await refuse('ussd', { root })
    hold(missing.errorMessage === 'config.wrong\nrelease.missing DHATRI_RELEASE', 'missing', missing)
    copyFileSync(join(root, 'ussd.cjs'), join(root, 'release.json'))
    const foreign = await refuse('ussd', { root })
    hold(foreign.errorMessage === 'config.wrong\nrelease.foreign DHATRI_RELEASE', 'foreign', foreign)
  })

  await check('a handler or a bundle that does not exist is named by the client', async () => {
    const noHandler = await refuse('ussd', { handler: 'ussd.hander' })
    hold(noHandler.errorType === 'Runtime.HandlerNotFound', 'no handler', noHandler)
    const noBundle = await refuse('ussd', { handler: 'usd.handler' })
    hold(noBundle.errorType === 'Runtime.ImportModuleError', 'no bundle', noBundle)
  })
}
