/**
 * Form bodies (`application/x-www-form-urlencoded`, WHATWG URL Standard §5), read more strictly than the standard does:
 * a broken percent sequence, a key given twice or an array is a malformed request, not a guess.
 */

/** The fields of a form by name, or undefined when the body is not a plain form. */
export function readForm(body: string): Map<string, string> | undefined {
  try {
    decodeURIComponent(body)
  } catch {
    return undefined
  }
  const fields = new Map<string, string>()
  for (const [name, value] of new URLSearchParams(body)) {
    if (fields.has(name) || /[[\]]/.test(name)) return undefined
    fields.set(name, value)
  }
  return fields
}

/** The fields as a form body, in the order given; undefined values are left out. */
export function writeForm(fields: Record<string, string | undefined>): string {
  const given = Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return new URLSearchParams(given).toString()
}
