/** What a script for review is written from. */
import type { Audit } from '@dhatri/flow/audit'
import type { Language } from '@dhatri/flow/channel'
import type { Profile } from '@dhatri/flow/profile'

/** Files taken apart, their contents (for who reviewed them), the languages side by side, and the gateway to measure by. */
export type Brief = { audit: Audit; files: Record<string, string>; languages: readonly Language[]; profile: Profile }
