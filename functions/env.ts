/**
 * Settings and secrets from the environment. There is no code path in which the absence of a secret means "skip": a
 * missing, short or placeholder value stops the process and is named, never printed.
 */

const placeholders = /^(replace_?me|change_?me|secret|password|test|example|todo|xxx+|placeholder.*|<.*>)$/i

/** A setting that must be there. */
export function requireSetting(name: string): string {
  const value = process.env[name]?.trim() ?? ''
  if (value === '') throw new Error(`config.missing ${name}`)
  if (placeholders.test(value)) throw new Error(`config.placeholder ${name}`)
  return value
}

/** A key of 32 bytes, as base64 or hex. */
export function readKey(name: string): Uint8Array {
  const value = requireSetting(name)
  const bytes = Buffer.from(value, /^[0-9a-f]{64}$/i.test(value) ? 'hex' : 'base64')
  if (bytes.length !== 32) throw new Error(`config.keyLength ${name}`)
  return bytes
}
