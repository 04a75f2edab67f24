/**
 * What each function really asked of the tables, held against what the plan of the deployment grants it: that is read
 * off the text of its bundle (`test/infra/demand.ts`), and here the same bundle has run.
 */

import { demandOf } from '../infra/demand.ts'
import { root } from '../killed/server.mjs'
import { hold } from './phone.mjs'
import { keyIdOf } from './runtime.mjs'

/** Compares what was done with what may be done. */
export async function compare(line, check) {
  await check('no function asked the tables for anything that its role does not grant', () => {
    const tables = { [line.tables.tableName]: 'Table', [line.environment.DHATRI_KEYS]: 'Keys' }
    const named = [...line.faults.uses].map((use) => {
      const [id, action, on] = use.split(' ')
      const [table, ...index] = on.split('/')
      return { id, deed: `${action} ${[tables[table] ?? table, ...index].join('/')}` }
    })
    const seen = line.bundles.map((bundle) => {
      const { actions } = demandOf(bundle, root)
      const own = named.filter(({ id }) => id === keyIdOf(bundle.name)).map(({ deed }) => deed)
      // One environment was given the name of a table that is nobody's.
      const beyond = own.filter((deed) => !actions.has(deed) && !deed.endsWith('dhatri-of-nobody'))
      hold(own.length > 0 && beyond.length === 0, bundle.name, beyond)
      return `${bundle.name} ${own.filter((deed) => actions.has(deed)).length}`
    })
    return Promise.resolve(`actions seen: ${seen.join(', ')}`)
  })
}
