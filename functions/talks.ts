/** On one machine the ways of conversations that are over are kept beside the data, for `dhatri funnels`. */
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LogEntry } from '@dhatri/service/world'

/**
 * A log that puts `talk.over` into `talks.jsonl` of the data folder, readable by its user alone; the rest goes on. A
 * file that cannot be written is told as `talk.unkept`: a caller who has just dialled must not wait for a full disk.
 */
export function keepTalks(folder: string, log: (entry: LogEntry) => void): (entry: LogEntry) => void {
  const file = join(folder, 'talks.jsonl')
  return (entry) => {
    if (entry.code !== 'talk.over') return log(entry)
    try {
      appendFileSync(file, `${JSON.stringify(entry)}\n`, { mode: 0o600 })
    } catch {
      log({ code: 'talk.unkept' })
    }
  }
}
