/** Which shard of the due index a record lies in: a plain spread over its id, stable for ever. */
import type { World } from './world.ts'

/** FNV-1a over the id, modulo the number of shards. */
export function shardOf(world: World, id: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < id.length; index++) {
    hash ^= id.charCodeAt(index)
    hash = Math.imul(hash, 0x01000193)
  }
  return (hash >>> 0) % world.settings.shards
}
