/**
 * What every vault must do. Test support.
 */
import type { Vitest } from './contract.key.ts'
import type { Vault } from './vault.ts'

let serial = Date.now()

/** Declares the contract of the key table for one store. */
export function describeVaultKeys({ describe, expect, it }: Vitest, name: string, open: () => Promise<Vault>): void {
  describe(`${name} vault`, () => {
    let opened: Promise<Vault> | undefined
    const vault = () => {
      opened ??= open()
      return opened
    }
    const fresh = (kind: string) => `${kind}#${++serial}`

    it('keeps a key, and the first one that was put', async () => {
      const keys = await vault()
      const id = fresh('W')
      expect(await keys.get(id)).toBeUndefined()
      expect(await keys.put(id, Uint8Array.of(1, 2))).toEqual({ isNew: true, wrapped: Uint8Array.of(1, 2) })
      expect(await keys.put(id, Uint8Array.of(3))).toEqual({ isNew: false, wrapped: Uint8Array.of(1, 2) })
      expect(await keys.get(id)).toEqual(Uint8Array.of(1, 2))
    })

    it('put twenty times at once keeps one, and everyone hears which', async () => {
      const keys = await vault()
      const id = fresh('D')
      const all = await Promise.all(Array.from({ length: 20 }, (_, n) => keys.put(id, Uint8Array.of(n))))
      expect(all.filter((answer) => answer.isNew)).toHaveLength(1)
      const kept = await keys.get(id)
      for (const answer of all) expect(answer.wrapped).toEqual(kept)
    })

    it('destroys a key and no other, and again without complaint', async () => {
      const keys = await vault()
      const [gone, stays, day] = [fresh('W'), fresh('W'), fresh('D')]
      for (const id of [gone, stays, day]) await keys.put(id, Uint8Array.of(9))
      await keys.destroy(gone)
      await keys.destroy(gone)
      expect(await keys.get(gone)).toBeUndefined()
      expect(await keys.get(stays)).toEqual(Uint8Array.of(9))
      expect(await keys.get(day)).toEqual(Uint8Array.of(9))
    })

    it('lists the ids that begin with a prefix, in order', async () => {
      const keys = await vault()
      for (const kind of ['D', 'W']) {
        const mark = `${kind}#${++serial}x`
        for (const n of [2, 1, 3]) await keys.put(`${mark}${n}`, Uint8Array.of(n))
        expect(await keys.list(mark)).toEqual([`${mark}1`, `${mark}2`, `${mark}3`])
        expect(await keys.list(`${mark}2`)).toEqual([`${mark}2`])
        expect(await keys.list(`${mark}4`)).toEqual([])
      }
    })
  })
}
