/** The settings of every gateway, beside the list so that a turn never loads zod. */
import { africastalkingSettings } from './africastalking.settings.ts'
import type { GatewayName } from './list.ts'

/** The schema of each gateway's settings. */
export const gatewaySettings = { africastalking: africastalkingSettings } satisfies Record<GatewayName, unknown>
