/** What the page's buttons do to a handset: each deed reads its own fields from the posted JSON and nothing else. */
import { type Handset, NotNow } from './handset.ts'

/** A deed was done, the posted fields do not fit it, or the handset cannot do it now. */
export type Done = { ok: true } | { ok: false; error: 'request.malformed' | 'phone.notNow' }

type Fields = Record<string, unknown>
type Deed = (handset: Handset, fields: Fields) => Promise<unknown> | unknown

class Malformed extends Error {}

/** The most a person may type at once. */
const MOST = 2000

const DEEDS: Record<string, Deed> = {
  dial: (handset, fields) => handset.dials(readText(fields, 'code')),
  enter: (handset, fields) => handset.enters(readText(fields, 'text')),
  text: (handset, fields) => handset.texts(readText(fields, 'to'), readText(fields, 'text')),
  call: (handset, fields) => handset.calls(readText(fields, 'to')),
  ring: (handset, fields) => handset.rings(readText(fields, 'to')),
  answer: (handset) => handset.answers(),
  decline: (handset) => handset.declines(),
  ignore: (handset) => handset.ignores(),
  keys: (handset, fields) => handset.keys(readText(fields, 'keys')),
  speak: (handset, fields) => handset.speaks(readCount(fields, 'seconds')),
  hangup: (handset) => handset.hangsUp(),
  // Two pages may watch the same call: only what is true of the call as it now stands counts.
  silence: (handset, fields) => isFresh(handset, fields) && handset.staysQuiet(),
  heard: (handset, fields) => isFresh(handset, fields) && handset.hearsOut(),
}

/** The names of the deeds, each a path of the API. */
export const DEED_NAMES = Object.keys(DEEDS)

/** Does one deed with a handset. */
export async function doDeed(name: string, handset: Handset, fields: Fields): Promise<Done> {
  try {
    // A terminal plays nothing: it says how long the prompts would have taken.
    if (fields['spent'] !== undefined && handset.call()?.state === 'active') handset.spends(readCount(fields, 'spent'))
    await DEEDS[name]?.(handset, fields)
    return { ok: true }
  } catch (fault) {
    if (fault instanceof NotNow) return { ok: false, error: 'phone.notNow' }
    if (fault instanceof Malformed) return { ok: false, error: 'request.malformed' }
    throw fault
  }
}

function readText(fields: Fields, name: string): string {
  const text = fields[name]
  if (typeof text !== 'string' || text === '' || text.length > MOST) throw new Malformed(name)
  return text
}

function readCount(fields: Fields, name: string): number {
  const count = fields[name]
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 0) throw new Malformed(name)
  return count
}

function isFresh(handset: Handset, fields: Fields): boolean {
  return handset.call()?.state === 'active' && readCount(fields, 'after') === handset.heard().length
}
