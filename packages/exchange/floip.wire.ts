/**
 * What FLOIP's flow specification 1.0.0-rc4 (July 2022) puts into a file. Where its prose and its published JSON schema
 * differ the schema is followed: `resources` is a list, `ivr` is written small, a last exit has no destination (not
 * null), and a container has no description.
 */

/** Any JSON. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** A JSON object. */
export type JsonObject = { [key: string]: Json }

/** The version that is written. */
export const SPECIFICATION = '1.0.0-rc4'

/** The one key under `vendor_metadata` that holds what plain FLOIP cannot carry. */
export const VENDOR = 'dhatri'

/** Ways of meeting a contact; `TEXT` is SMS and USSD together. */
export type Mode = 'TEXT' | 'SMS' | 'USSD' | 'IVR' | 'RICH_MESSAGING' | 'OFFLINE'

/** Words or a recording in one language. */
export type ResourceValue = {
  language_id: string
  content_type: string
  mime_type?: string
  modes: Mode[]
  value: string
}

/** The same content in every language and mode. */
export type Resource = { uuid: string; values: ResourceValue[] }

/** A way out of a block: by its test, or by default; without a destination the flow is over. */
export type Exit = { uuid: string; name: string; destination_block?: string; test?: string; default?: boolean }

/** One step. */
export type Block = {
  uuid: string
  name: string
  label?: string
  semantic_label?: string
  tags?: string[]
  type: string
  config: JsonObject
  exits: Exit[]
  ui_metadata?: JsonObject
  vendor_metadata?: JsonObject
}

/** A language as FLOIP names it: `ben`, `eng`, `ben-latn`. */
export type FloipLanguage = { id: string; label?: string; iso_639_3: string; variant?: string; bcp_47?: string }

/** One flow. */
export type Flow = {
  uuid: string
  name: string
  label?: string
  last_modified: string
  interaction_timeout: number
  supported_modes: Mode[]
  first_block_id: string
  exit_block_id?: string
  languages: FloipLanguage[]
  blocks: Block[]
  resources: Resource[]
  vendor_metadata?: JsonObject
}

/** One file. */
export type Container = {
  specification_version: string
  uuid: string
  name: string
  vendor_metadata?: JsonObject
  flows: Flow[]
}
