/** One machine in production is told of every wrong setting at once, and has touched nothing by then. */
import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { exampleEnvironment, exampleToken } from './example.ts'
import { readLambdaSettings } from './lambda.settings.ts'
import { readServeSettings } from './serve.settings.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dhatri-serve-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const right = () => ({
  DHATRI_TOKENS: exampleToken,
  DHATRI_AT_USERNAME: 'dhatri',
  DHATRI_AT_KEY: 'key-of-the-gateway',
  DHATRI_SERVICE_CODE: '*16789#',
  DHATRI_PUBLIC_URL: 'https://line.dhatri.test/',
  DHATRI_DATA: join(folder, 'data'),
})

type Given = { [name: string]: string | undefined }

/** The lines of a refusal without what is wanted; none where the settings are right. */
const refusal = async (more: Given): Promise<string[]> => {
  try {
    await readServeSettings({ ...right(), ...more })
    return []
  } catch (cause) {
    const [first, ...lines] = cause instanceof Error ? cause.message.split('\n') : []
    expect(first).toBe('config.wrong')
    return lines.map((line) => line.replace(/:.*/, ''))
  }
}

/** What a Lambda says of the same. */
const lambdaRefusal = (more: Given): string[] => {
  try {
    readLambdaSettings({ ...exampleEnvironment, ...more })
    return []
  } catch (cause) {
    const lines = cause instanceof Error ? cause.message.split('\n') : []
    return lines.slice(1).filter((line) => !line.endsWith('DHATRI_RELEASE'))
  }
}

/** Starts `dhatri serve` or the demo; gives all it said once it ended, or said that it is open. */
async function start(words: string[], env: Given): Promise<{ said: string; code: number | null }> {
  const bin = fileURLToPath(new URL('../packages/cli/bin.js', import.meta.url))
  const given = { PATH: process.env['PATH'], HOME: folder, ...env }
  const child = spawn(process.execPath, [bin, ...words], { cwd: folder, env: given, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  const hear = (bytes: Buffer) => {
    said += bytes
    if (/Serving on|DEMO\. Open/.test(said) && !child.killed) child.kill()
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const code = await new Promise<number | null>((done) => child.once('close', done))
  return { said, code }
}

async function takePort(): Promise<{ port: number; close: () => Promise<unknown> }> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0
  return { port, close: () => new Promise((done) => server.close(done)) }
}

describe('the settings of one machine', () => {
  it('are read', async () => {
    const { stand, gateway, line } = await readServeSettings({ ...right(), DHATRI_DESK: '+8801711000009', PORT: '' })
    expect(stand).toEqual({ port: 8080, host: '127.0.0.1', folder: join(folder, 'data') })
    expect(gateway.publicUrl).toBe('https://line.dhatri.test')
    expect(line).toMatchObject({
      calls: 'callBack',
      pilot: 'listed',
      audioUrl: 'https://line.dhatri.test/audio',
      desk: '+8801711000009',
    })
    expect(line).not.toHaveProperty('minors')
    expect(existsSync(join(folder, 'data'))).toBe(false)
  })

  it.each([
    ['DHATRI_TOKENS', 'changemechangemechangeme', 'config.placeholder'],
    ['DHATRI_TOKENS', 'kX7Bq2vM', 'config.tokenShort'],
    ['DHATRI_AT_KEY', 'your-api-key', 'config.placeholder'],
    ['DHATRI_AT_USERNAME', 'none', 'config.placeholder'],
    ['DHATRI_AT_FROM', 'A NAME TOO LONG FOR SMS', 'config.form'],
    ['DHATRI_AT_VOICE_NUMBER', '09612345678', 'config.form'],
    ['DHATRI_PUBLIC_URL', 'http://line.dhatri.test', 'config.url'],
    ['DHATRI_PUBLIC_URL', 'https://line.example.org', 'config.url'],
    ['DHATRI_AUDIO_URL', 'audio', 'config.url'],
    ['PORT', 'banana', 'config.form'],
    ['PORT', '70000', 'config.form'],
    ['HOST', 'not a host', 'config.form'],
    ['HOST', 'nowhere.invalid', 'config.host'],
  ])('%s of %j is refused', async (name, value, code) => {
    expect(await refusal({ [name]: value })).toEqual([`${code} ${name}`])
  })

  it.each([
    ['DHATRI_DESK', '123'],
    ['DHATRI_DESK', '01711000009'],
    ['DHATRI_DESK', '+880171100000'],
    ['DHATRI_DESK', '+8801711000009'],
    ['DHATRI_MISSED_CALL_NUMBER', 'the usual'],
    ['DHATRI_MISSED_CALL_NUMBER', '+8809600016780'],
    ['DHATRI_MINORS', 'some'],
    ['DHATRI_MINORS', 'guardian'],
    ['DHATRI_PILOT', 'everybody'],
    ['DHATRI_PILOT', ' everyone '],
    ['DHATRI_CALLS', 'anwser'],
    ['DHATRI_CALLS', ''],
    ['DHATRI_CALL_BACKS_A_DAY', 'many'],
    ['DHATRI_CALL_BACKS_A_DAY', '20'],
    ['DHATRI_CALLS', 'answer'],
    ['DHATRI_SERVICE_CODE', '16789'],
  ])('%s of %j is judged as a Lambda does', async (name, value) => {
    expect(await refusal({ [name]: value })).toEqual(lambdaRefusal({ [name]: value }))
  })

  it('name a data folder that is a file, lies below one, or is the demo’s', async () => {
    writeFileSync(join(folder, 'file'), '')
    mkdirSync(join(folder, 'demo'))
    writeFileSync(join(folder, 'demo/owner'), 'demo\n')
    expect(await refusal({ DHATRI_DATA: join(folder, 'file') })).toEqual(['config.folder DHATRI_DATA'])
    expect(await refusal({ DHATRI_DATA: join(folder, 'file/data') })).toEqual(['config.folder DHATRI_DATA'])
    expect(await refusal({ DHATRI_DATA: join(folder, 'demo') })).toEqual(['config.foreignFolder DHATRI_DATA'])
  })

  it.skipIf(process.getuid?.() === 0)('name a data folder that may not be written', async () => {
    mkdirSync(join(folder, 'shut'))
    chmodSync(join(folder, 'shut'), 0o500)
    expect(await refusal({ DHATRI_DATA: join(folder, 'shut/data') })).toEqual(['config.folder DHATRI_DATA'])
  })
})

describe('a machine that is started', () => {
  it('names all that is wrong at once, by what is wanted and never by value, and makes nothing', async () => {
    const wrong = {
      DHATRI_TOKENS: 'changemechangemechangeme',
      DHATRI_AT_KEY: 'your-api-key',
      DHATRI_SERVICE_CODE: '16789',
      DHATRI_PUBLIC_URL: 'line.dhatri.test',
      DHATRI_DESK: '123',
      DHATRI_MISSED_CALL_NUMBER: '999',
      DHATRI_CALLS: 'anwser',
      DHATRI_PILOT: 'everybody',
      DHATRI_MINORS: 'some',
      PORT: 'banana',
      HOST: 'not a host',
      DHATRI_DATA: join(folder, 'data'),
    }
    const { said, code } = await start(['serve'], wrong)
    expect(code).toBe(1)
    const lines = said.trim().split('\n')
    expect(lines[0]).toBe('config.wrong')
    const named = lines.slice(1).map((line) => line.split(/[ :]/)[1])
    const { DHATRI_DATA: _, ...names } = wrong
    expect(named.sort()).toEqual([...Object.keys(names), 'DHATRI_AT_USERNAME'].sort())
    for (const value of ['changeme', 'your-api', 'anwser', 'banana', 'everybody']) expect(said).not.toContain(value)
    expect(said).toContain('config.form DHATRI_DESK: a number with its country, like +8801711000009')
    expect(readdirSync(folder)).toEqual([])
  })

  it('names a port that is taken and a folder that cannot be made, and makes nothing', async () => {
    const { port, close } = await takePort()
    const taken = await start(['serve'], { ...right(), PORT: String(port) })
    await close()
    expect(taken).toMatchObject({ code: 1, said: expect.stringMatching(/^config\.wrong\nconfig\.port PORT: /) })
    expect(readdirSync(folder)).toEqual([])
    const shut = await start(['serve'], { ...right(), PORT: String(port), DHATRI_DATA: '/proc/dhatri/data' })
    expect(shut).toMatchObject({ code: 1, said: expect.stringMatching(/config\.folder DHATRI_DATA: /) })
  })

  it('serves where all is right, and so does the demo without any', async () => {
    const { port, close } = await takePort()
    await close()
    const serving = await start(['serve'], { ...right(), PORT: String(port) })
    expect(serving).toEqual({ code: 0, said: `Serving on http://127.0.0.1:${port}\n` })
    const demo = await start(['start', '--empty'], { PORT: String(port) })
    expect(demo).toMatchObject({ code: 0, said: expect.stringContaining('DEMO. Open') })
    expect(readdirSync(folder).sort()).toEqual(['.dhatri', '.dhatri-keys', 'data', 'data-keys'])
  })

  it('names the port that the demo cannot have', async () => {
    const { said, code } = await start(['start'], { PORT: '70000', HOST: 'nowhere.invalid' })
    expect([code, said.split('\n').map((line) => line.split(':')[0])]).toEqual([
      1,
      ['config.wrong', 'config.form PORT', 'config.host HOST', ''],
    ])
    expect(readdirSync(folder)).toEqual([])
  })
})
