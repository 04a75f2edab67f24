import { describe, expect, it } from 'vitest'
import { groupTurns } from './batch.ts'
import { StoreError, type StoreFault, storeErrors, systemName } from './errors.ts'

function recorder(fail?: Error) {
  const sizes: number[] = []
  let inside = 0
  const batch = groupTurns((work) => {
    inside = 0
    work()
    sizes.push(inside)
    if (fail !== undefined) throw fail
  })
  return {
    sizes,
    run: <T>(work: () => T) =>
      batch.run(() => {
        inside++
        return work()
      }),
    close: batch.close,
  }
}

describe('writes of one turn of the loop', () => {
  it('share one transaction, and the next turn gets the next', async () => {
    const { sizes, run } = recorder()
    expect(await Promise.all([run(() => 1), run(() => 2), run(() => 3)])).toEqual([1, 2, 3])
    await run(() => 4)
    expect(sizes).toEqual([3, 1])
  })

  it('are a thousand at most in one transaction', async () => {
    const { sizes, run } = recorder()
    await Promise.all(Array.from({ length: 2_500 }, (_, n) => run(() => n)))
    expect(sizes).toEqual([1_000, 1_000, 500])
  })

  it('are told only after the transaction', async () => {
    let isDurable = false
    const batch = groupTurns((work) => {
      work()
      isDurable = true
    })
    await batch.run(() => expect(isDurable).toBe(false))
    expect(isDurable).toBe(true)
  })

  it('fail alone when the store refuses one of them', async () => {
    const { run } = recorder()
    const refused = run(() => {
      throw new StoreError('store.unfit')
    })
    const fine = run(() => 'fine')
    await expect(refused).rejects.toMatchObject({ code: 'store.unfit' })
    await expect(fine).resolves.toBe('fine')
  })

  it('fail all together when the disk does, with its name and nothing else', async () => {
    const { run } = recorder(new Error('MDB_MAP_FULL: /home/someone/key'))
    const all = [run(() => 1), run(() => 2)]
    for (const one of all) await expect(one).rejects.toThrow(/^store\.unwritable: MDB_MAP_FULL$/)
  })

  it('that wait at the end are done, later ones refused', async () => {
    const { run, close } = recorder()
    const waiting = run(() => 1)
    await close()
    await expect(waiting).resolves.toBe(1)
    await expect(run(() => 2)).rejects.toMatchObject({ code: 'store.closed' })
  })
})

describe('every fault of the store', () => {
  it.each(Object.keys(storeErrors) as StoreFault[])('%s has words for the caller and the operator', (code) => {
    const { hears, operator } = storeErrors[code]
    expect(hears.bn).toMatch(/[ঀ-৿]/)
    expect(hears.bn.length).toBeLessThanOrEqual(70)
    expect(hears.en.length).toBeLessThanOrEqual(160)
    expect(operator.length).toBeGreaterThan(20)
    expect(new StoreError(code).isRetryable).toBe(storeErrors[code].isRetryable)
  })

  it('the name of a system error is all that is kept of it', () => {
    expect(systemName(new Error('ENOSPC: no space, write /data/x'))).toBe('ENOSPC')
    expect(systemName('something else')).toBe('unknown')
  })
})

describe('where the disk is waited for aside', () => {
  function aside() {
    const begun: { work: () => void; keep: () => void; fail: (error: Error) => void }[] = []
    const batch = groupTurns(
      (work) => new Promise((keep, fail) => begun.push({ work, keep, fail })),
      (flush) => flush(),
    )
    return { batch, begun }
  }
  const turn = () => new Promise((done) => setImmediate(done))

  it('what comes before the transaction begins goes in, what comes later waits for the next', async () => {
    const { batch, begun } = aside()
    const ran: number[] = []
    const told: number[] = []
    const run = (n: number) => void batch.run(() => ran.push(n)).then(() => told.push(n))
    run(1)
    run(2)
    begun[0]?.work()
    run(3)
    await turn()
    expect([ran, told, begun.length]).toEqual([[1, 2], [], 1])
    begun[0]?.keep()
    await turn()
    expect([told, begun.length]).toEqual([[1, 2], 2])
    begun[1]?.work()
    begun[1]?.keep()
    await turn()
    expect(told).toEqual([1, 2, 3])
  })

  it('a commit that fails fails all that were in it, and no other', async () => {
    const { batch, begun } = aside()
    const all = [batch.run(() => 1), batch.run(() => 2)]
    begun[0]?.work()
    const later = batch.run(() => 3)
    begun[0]?.fail(new Error('ENOSPC: no space left'))
    for (const one of all) await expect(one).rejects.toThrow(/^store\.unwritable: ENOSPC$/)
    begun[1]?.work()
    begun[1]?.keep()
    await expect(later).resolves.toBe(3)
  })

  it('a transaction that cannot begin fails all that wait for it', async () => {
    const { batch, begun } = aside()
    const all = [batch.run(() => 1), batch.run(() => 2)]
    begun[0]?.fail(new StoreError('store.unwritable'))
    for (const one of all) await expect(one).rejects.toThrow('store.unwritable')
  })

  it('closing waits for what is under way and for what is waiting', async () => {
    const { batch, begun } = aside()
    const first = batch.run(() => 1)
    begun[0]?.work()
    const second = batch.run(() => 2)
    let isClosed = false
    const closing = batch.close().then(() => {
      isClosed = true
    })
    await expect(batch.run(() => 3)).rejects.toThrow('store.closed')
    begun[0]?.keep()
    await expect(first).resolves.toBe(1)
    expect(isClosed).toBe(false)
    begun[1]?.work()
    begun[1]?.keep()
    await closing
    await expect(second).resolves.toBe(2)
  })
})
