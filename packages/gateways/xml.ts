/** XML 1.0 for voice replies, with everything escaped that an attribute or a text must not carry bare. */

/** A text made safe for an element's content or a quoted attribute; characters XML 1.0 forbids are dropped. */
export function escapeXml(text: string): string {
  return text
    .replace(/\p{Cs}|[^\P{Cc}\n\t\r]|[\ufffe\uffff]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;')
}

/** One element; `content` is XML already, undefined makes an empty tag. */
export function writeElement(name: string, attributes: Record<string, string | number>, content?: string): string {
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
  return content === undefined ? `<${name}${pairs.join('')}/>` : `<${name}${pairs.join('')}>${content}</${name}>`
}
