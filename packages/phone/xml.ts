/**
 * Reads the small, strict XML that a voice gateway takes: elements, attributes, text, comments, the five named
 * entities and numeric ones (XML 1.0, W3C 2008). Anything else, above all an unescaped & or <, is refused, because
 * Africa's Talking ends a call whose answer it cannot read.
 */

/** One element: its name, attributes, child elements and the text directly inside it (trimmed). */
export type XmlElement = { name: string; attributes: Record<string, string>; children: XmlElement[]; text: string }

/** A document's root, or the place (offset in UTF-16 units) of the first fault. */
export type XmlReading = { ok: true; root: XmlElement } | { ok: false; error: 'xml.malformed'; at: number }

const NAME = /[A-Za-z_][\w.-]*/y
const SPACE = /\s*/y
const ATTRIBUTE = /([A-Za-z_][\w.-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y
const SKIPPED = /(?:\s+|<\?[\s\S]*?\?>|<!--(?:(?!--)[\s\S])*-->)*/y
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

class XmlFault extends Error {
  readonly at: number
  constructor(at: number) {
    super('xml.malformed')
    this.at = at
  }
}

/** Reads one document; the error says where it stopped being XML. */
export function readXml(text: string): XmlReading {
  try {
    const start = skip(text, 0)
    const { element, end } = readElement(text, start)
    const last = skip(text, end)
    if (last !== text.length) throw new XmlFault(last)
    return { ok: true, root: element }
  } catch (fault) {
    if (fault instanceof XmlFault) return { ok: false, error: 'xml.malformed', at: fault.at }
    throw fault
  }
}

/** Writes text so that it may stand in an element or in a quoted attribute. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => {
    const name = Object.keys(ENTITIES).find((entity) => ENTITIES[entity] === sign)
    return `&${name};`
  })
}

function readElement(text: string, start: number): { element: XmlElement; end: number } {
  if (text[start] !== '<') throw new XmlFault(start)
  const name = match(NAME, text, start + 1)?.[0]
  if (name === undefined) throw new XmlFault(start + 1)
  const { attributes, end } = readAttributes(text, start + 1 + name.length)
  const element: XmlElement = { name, attributes, children: [], text: '' }
  if (text.startsWith('/>', end)) return { element, end: end + 2 }
  if (text[end] !== '>') throw new XmlFault(end)
  return { element, end: readInside(text, end + 1, element) }
}

function readInside(text: string, start: number, element: XmlElement): number {
  let at = start
  for (;;) {
    const next = text.indexOf('<', at)
    if (next < 0) throw new XmlFault(text.length)
    element.text += resolveEntities(text.slice(at, next), at)
    if (text.startsWith('<!--', next)) {
      at = skip(text, next)
      if (at === next) throw new XmlFault(next)
    } else if (text.startsWith('</', next)) {
      const close = `</${element.name}`
      const end = match(SPACE, text, next + close.length)
      const after = next + close.length + (end?.[0].length ?? 0)
      if (!text.startsWith(close, next) || text[after] !== '>') throw new XmlFault(next)
      element.text = element.text.trim()
      return after + 1
    } else {
      const child = readElement(text, next)
      element.children.push(child.element)
      at = child.end
    }
  }
}

function readAttributes(text: string, start: number): { attributes: Record<string, string>; end: number } {
  const attributes: Record<string, string> = {}
  let at = start
  for (;;) {
    const space = match(SPACE, text, at)?.[0].length ?? 0
    const found = match(ATTRIBUTE, text, at + space)
    if (!found) return { attributes, end: at + space }
    const [whole, name = '', double, single] = found
    if (space === 0 || name in attributes) throw new XmlFault(at)
    attributes[name] = resolveEntities(double ?? single ?? '', at)
    at += space + whole.length
  }
}

function resolveEntities(text: string, at: number): string {
  return text.replace(/&([^;&\s]{0,10};)?/g, (_whole, body: string | undefined, offset: number) => {
    const name = body?.slice(0, -1) ?? ''
    const code = /^#(\d+)$/.exec(name)?.[1] ?? (/^#x([0-9a-fA-F]+)$/.test(name) ? `0${name.slice(1)}` : undefined)
    const sign = code === undefined ? ENTITIES[name] : String.fromCodePoint(Math.min(Number(code), 0x10ffff))
    if (sign === undefined) throw new XmlFault(at + offset)
    return sign
  })
}

function skip(text: string, at: number): number {
  return at + (match(SKIPPED, text, at)?.[0].length ?? 0)
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}
