/** What an operator sets for Africa's Talking; every base URL is a setting, so that the sandbox or a test stands in. */
import * as z from 'zod'

const base = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''))

/** The schema; unknown names are refused so that a misspelt setting is noticed. */
export const africastalkingSettings = z.strictObject({
  username: z.string().min(1),
  apiKey: z.string().min(1),
  /** The dialled code, `*384*1234#`. */
  serviceCode: z.string().regex(/^\*[0-9*]*[0-9]#$/),
  /** The sender of SMS: a short code or a registered name; absent, the gateway's own. */
  from: z.string().min(1).max(15).optional(),
  /** Our number for calls; absent, no call is placed. */
  voiceNumber: z
    .string()
    .regex(/^\+[0-9]{8,15}$/)
    .optional(),
  /** Where the gateway reaches our webhooks. */
  publicUrl: base,
  /** `https://api.sandbox.africastalking.com` for the sandbox. */
  smsUrl: base.default('https://api.africastalking.com'),
  voiceUrl: base.default('https://voice.africastalking.com'),
})

/** The settings as read. */
export type AfricastalkingSettings = z.output<typeof africastalkingSettings>
