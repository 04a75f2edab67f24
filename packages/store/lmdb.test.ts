import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import { describeTable, describeVault } from './contract.ts'
import { lmdbTable } from './lmdb.ts'
import { lmdbVault } from './lmdb.vault.ts'

const folder = mkdtempSync(join(tmpdir(), 'dhatri-lmdb-'))
const table = lmdbTable({ folder: join(folder, 'table') })
const vault = lmdbVault({ folder: join(folder, 'keys') })

afterAll(async () => {
  await table.close()
  await vault.close()
  rmSync(folder, { recursive: true, force: true })
})

describeTable('LMDB', async () => table)
describeVault('LMDB', async () => vault)

describe('on one machine', () => {
  const key = { pk: 'K#1', sk: 'RECORD' }

  it('what was answered is there after closing and opening again', async () => {
    const path = join(folder, 'again')
    const first = lmdbTable({ folder: path })
    await first.write([{ put: { ...key, shard: 3, due: 7, area: '30', tags: new Set(['a']) } }])
    const late = first.update(key, { add: { n: 1 } })
    await first.close()
    await expect(late).resolves.toMatchObject({ ok: true })
    const second = lmdbTable({ folder: path })
    expect(await second.get(key)).toEqual({ ...key, shard: 3, due: 7, area: '30', tags: new Set(['a']), n: 1 })
    expect(await second.due(3, 9, 9)).toEqual([{ ...key, due: 7 }])
    expect(await second.list('30')).toHaveLength(1)
    await second.close()
  })

  it('a closed table refuses and says so', async () => {
    const closed = lmdbTable({ folder: join(folder, 'closed') })
    await closed.close()
    await closed.close()
    await expect(closed.get(key)).rejects.toMatchObject({ code: 'store.closed' })
    await expect(closed.update(key, { add: { n: 1 } })).rejects.toMatchObject({ code: 'store.closed' })
  })

  it.skipIf(process.platform === 'win32')('folders and files are for their owner alone', () => {
    for (const part of ['table', 'keys']) {
      const path = join(folder, part)
      expect(statSync(path).mode & 0o777).toBe(0o700)
      for (const file of readdirSync(path, { recursive: true, withFileTypes: true })) {
        const mode = statSync(join(file.parentPath, file.name)).mode & 0o777
        expect([file.name, mode]).toEqual([file.name, file.isDirectory() ? 0o700 : 0o600])
      }
    }
  })

  it('a transaction that throws leaves nothing behind', async () => {
    const { openEnvironment, openPart, transact } = await import('./lmdb.env.ts')
    const env = openEnvironment(join(folder, 'undone'))
    const part = openPart<string, string>(env, 'part')
    const work = () => {
      part.put('a', 'x')
      throw new Error('on purpose')
    }
    expect(() => transact(env, work)).toThrow('on purpose')
    expect(part.get('a')).toBeUndefined()
    await env.close()
  })

  it('a transaction aside that throws leaves nothing behind, and the next one begins', async () => {
    const { openEnvironment, openPart, transactAside } = await import('./lmdb.env.ts')
    const env = openEnvironment(join(folder, 'undone aside'))
    const part = openPart<string, string>(env, 'part')
    const work = () => {
      part.put('a', 'x')
      throw new Error('on purpose')
    }
    await expect(transactAside(env, work)).rejects.toThrow('on purpose')
    expect(part.get('a')).toBeUndefined()
    await transactAside(env, () => void part.put('b', 'y'))
    expect([part.get('a'), part.get('b')]).toEqual([undefined, 'y'])
    await env.close()
  })

  it.skipIf(process.platform === 'win32')(
    'a commit that fails refuses all who were in it, and loses no other',
    async () => {
      const { stdout } = await runElsewhere(
        `
      const { lmdbTable } = await import(${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'lmdb.ts')).href)})
      const table = lmdbTable({ folder: ${JSON.stringify(join(folder, 'full'))} })
      const put = (n, sk, rest) => table.write([{ put: { pk: 'K#' + n, sk, ...rest } }])
      let [kept, refused] = [0, []]
      while (refused.length === 0 && kept < 500) {
        const both = await Promise.allSettled([put(kept, 'A', { big: 'x'.repeat(50_000) }), put(kept, 'B', {})])
        refused = both.flatMap(({ reason }) => reason === undefined ? [] : [reason.code])
        if (refused.length === 0) kept += 1
      }
      const there = []
      for (let n = 0; n <= kept; n += 1) there.push(await table.get({ pk: 'K#' + n, sk: 'B' }))
      const lost = there.slice(0, kept).filter((item) => item === undefined).length
      const { ok } = await put('small', 'A', {})
      await table.close()
      console.log(JSON.stringify({ refused, isKept: kept > 0, lost, isHalf: there[kept] !== undefined, ok }))
      `,
        1_000,
      )
      const refused = ['store.unwritable', 'store.unwritable']
      expect(JSON.parse(stdout)).toEqual({ refused, isKept: true, lost: 0, isHalf: false, ok: true })
    },
  )

  it('a folder written by a later version is left alone', async () => {
    const path = join(folder, 'later')
    const { openEnvironment, openPart } = await import('./lmdb.env.ts')
    const env = openEnvironment(path)
    openPart<number, string>(env, 'about').putSync('format', 2)
    await env.close()
    expect(() => lmdbTable({ folder: path })).toThrow('store.refused')
  })

  it('another process reads what this one wrote, and adds to it', async () => {
    await table.write([{ put: { ...key, n: 1 } }])
    const script = `
      const { lmdbTable } = await import(${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'lmdb.ts')).href)})
      const reader = lmdbTable({ folder: ${JSON.stringify(join(folder, 'table'))}, isReadOnly: true })
      const { n } = await reader.get({ pk: 'K#1', sk: 'RECORD' })
      const refused = await reader.update({ pk: 'K#1', sk: 'RECORD' }, { add: { n: 1 } }).catch((error) => error.code)
      await reader.close()
      const writer = lmdbTable({ folder: ${JSON.stringify(join(folder, 'table'))} })
      await writer.update({ pk: 'K#1', sk: 'RECORD' }, { add: { n: 1 } })
      await writer.close()
      console.log(n, refused)
    `
    const { stdout } = await runElsewhere(script)
    expect(stdout.trim()).toBe('1 store.refused')
    expect(await table.get(key)).toMatchObject({ n: 2 })
  })
})

describe('erasure on one machine', () => {
  const mark = (n: number) => Uint8Array.from({ length: 48 }, (_, i) => (i * 37 + n * 101) % 256)

  function holds(path: string, bytes: Uint8Array): boolean {
    const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((file) => file.isFile())
    return files.some((file) => readFileSync(join(file.parentPath, file.name)).includes(Buffer.from(bytes)))
  }

  it('leaves no byte of a destroyed key in the folder, and every other key', async () => {
    const path = join(folder, 'erasure')
    const keys = lmdbVault({ folder: path })
    for (let n = 0; n < 200; n++) await keys.put(`W#${n}`, mark(n))
    expect(holds(path, mark(77))).toBe(true)
    await keys.destroy('W#77')
    expect(holds(path, mark(77))).toBe(false)
    expect(holds(path, mark(78))).toBe(true)
    expect(await keys.list('W#')).toHaveLength(199)
    await keys.close()
    const again = lmdbVault({ folder: path })
    expect(await again.get('W#78')).toEqual(mark(78))
    expect(await again.get('W#77')).toBeUndefined()
    await again.close()
  })

  it('several at once, between puts, lose nothing', async () => {
    const keys = lmdbVault({ folder: join(folder, 'busy') })
    for (let n = 0; n < 10; n++) await keys.put(`W#${n}`, mark(n))
    await Promise.all([
      ...[1, 3, 5].map((n) => keys.destroy(`W#${n}`)),
      ...[10, 11, 12].map((n) => keys.put(`W#${n}`, mark(n))),
      keys.destroy('W#7'),
      keys.put('W#13', mark(13)),
    ])
    expect(await keys.list('')).toEqual([0, 2, 4, 6, 8, 9, 10, 11, 12, 13].map((n) => `W#${n}`).sort())
    await keys.close()
  })

  it('a vault that is open elsewhere follows to the new file', async () => {
    const path = join(folder, 'two')
    const [here, there] = [lmdbVault({ folder: path }), lmdbVault({ folder: path })]
    await here.put('W#1', mark(1))
    expect(await there.get('W#1')).toEqual(mark(1))
    const { stdout } = await runElsewhere(`
      const { lmdbVault } = await import(${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'lmdb.vault.ts')).href)})
      const other = lmdbVault({ folder: ${JSON.stringify(path)} })
      await other.put('W#2', Uint8Array.of(2))
      await other.destroy('W#1')
      await other.close()
      console.log('done')
    `)
    expect(stdout.trim()).toBe('done')
    expect(await there.get('W#1')).toBeUndefined()
    expect(await there.put('W#3', mark(3))).toMatchObject({ isNew: true })
    expect(await here.list('W#')).toEqual(['W#2', 'W#3'])
    await here.close()
    await there.close()
  })

  it('interrupted between the copy and the leaving, the copy is taken up', async () => {
    const path = join(folder, 'torn')
    const keys = lmdbVault({ folder: path })
    await keys.put('W#1', mark(1))
    await keys.close()
    const { openEnvironment, openPart } = await import('./lmdb.env.ts')
    const half = openEnvironment(join(path, 'W-2'))
    openPart<Uint8Array, string>(half, 'keys').putSync('W#9', mark(9))
    await half.close()
    const again = lmdbVault({ folder: path })
    expect(await again.list('W#')).toEqual(['W#1'])
    await again.destroy('W#1')
    expect(await again.list('W#')).toEqual([])
    expect(readdirSync(path)).toEqual(['W-2'])
    await again.close()
  })
})

/** Runs a module in a process of its own, whose files may have so many KiB at most. */
function runElsewhere(script: string, most?: number) {
  const words = ['--import', 'tsx', '--input-type=module', '-e', script]
  const options = { cwd: import.meta.dirname }
  if (most === undefined) return promisify(execFile)(process.execPath, words, options)
  return promisify(execFile)(
    'bash',
    ['-c', `ulimit -f ${most}; exec "$@"`, 'bash', process.execPath, ...words],
    options,
  )
}
