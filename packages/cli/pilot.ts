/** `dhatri pilot`: who may get clinical words that are not reviewed yet, in the store of this machine. */

import { civilDay } from '@dhatri/care/dhaka'
import { listPilot, setPilot } from '@dhatri/service/pilot'
import { printIso } from '@dhatri/text/day'
import { openStoreAtHome } from './home.ts'

/** Adds, removes or lists numbers; 1 where one was refused. */
export async function runPilot(args: string[]): Promise<number> {
  const isJson = args.includes('--json')
  const [what = '', ...numbers] = args.filter((word) => word !== '--json')
  const isChange = what === 'add' || what === 'remove'
  if (!isChange && what !== 'list') throw new Error('pilot.what: write add, remove or list')
  if (isChange && numbers.length === 0) throw new Error('pilot.noNumber: write `dhatri pilot add 01711000001`')
  const home = await openStoreAtHome()
  const world = { table: home.table, keyring: home.keyring, now: () => Date.now() }
  try {
    let refused = 0
    for (const [index, number] of numbers.entries()) {
      if (!isChange || (await setPilot(world, number, what === 'add'))) continue
      refused += 1
      console.error(`pilot.number: number ${index + 1} is no mobile number`)
    }
    const listed = await listPilot(world)
    if (isJson) console.log(JSON.stringify({ count: listed.length, refused, listed }))
    else {
      if (what === 'list') for (const { number, at } of listed) console.log(`${number}  ${printIso(civilDay(at))}`)
      console.log(`${listed.length} numbers in the pilot`)
    }
    return refused > 0 ? 1 : 0
  } finally {
    await home.close()
  }
}
