/**
 * Stands in for `@aws-sdk/credential-provider-node` in the bundles: a Lambda's credentials always come by environment
 * (AWS, "Defined runtime environment variables"), so profiles, SSO, STS, web identity and instance metadata, about
 * 90 KB of them, are dead weight at every cold start. The environment is read at each call, as the SDK's own does.
 */
import { fromEnv } from '@aws-sdk/credential-provider-env'

/** What the SDK's clients ask for by this name when they are given no credentials. */
export const defaultProvider = fromEnv
