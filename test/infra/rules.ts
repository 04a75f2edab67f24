/** Everything that a plan is held to. */
import type { Rule } from './rule.ts'
import { functionRules } from './rules/functions.ts'
import { permissionRules } from './rules/permissions.ts'
import { queueRules } from './rules/queues.ts'
import { secretRules } from './rules/secrets.ts'
import { shipmentRules } from './rules/shipment.ts'
import { storageRules } from './rules/storage.ts'
import { watchRules } from './rules/watch.ts'

/** Every rule there is. */
export const rules: Rule[] = [
  ...permissionRules,
  ...queueRules,
  ...storageRules,
  ...functionRules,
  ...shipmentRules,
  ...secretRules,
  ...watchRules,
]
