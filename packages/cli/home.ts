/** The data folder of this machine, whoever wrote it: what a command that reads or writes the store opens. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Home, openHome } from '@dhatri/functions/machine'
import type { Owner } from '@dhatri/functions/machine.settings'

/** Opens `DHATRI_DATA`, the demo's folder where nothing is set. */
export async function openStoreAtHome(): Promise<Home & { owner: Owner }> {
  const folder = process.env['DHATRI_DATA'] ?? '.dhatri'
  const sign = join(folder, 'owner')
  const isProduction = existsSync(sign) && readFileSync(sign, 'utf8').trim() === 'production'
  const owner = isProduction ? 'production' : 'demo'
  return { ...(await openHome(folder, owner)), owner }
}
