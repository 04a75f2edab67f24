/** The gateways there are, by the name that stands in their webhooks' paths. */
import { africastalking } from './africastalking.ts'

/** Every gateway; a new one is one file and one word here (and its settings in `settings.ts`). */
export const gateways = { africastalking }

/** The name of a gateway. */
export type GatewayName = keyof typeof gateways

/** Whether a name, from a path or a setting, is one of ours. */
export function isGatewayName(name: string): name is GatewayName {
  return Object.hasOwn(gateways, name)
}
