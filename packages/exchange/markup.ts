/** Text inside SVG and HTML: whatever stands in a flow, a name or a count file is shown and never read as markup. */

const NAMES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** A text as the content of an element or of a quoted attribute; what XML 1.0 cannot carry at all is left out. */
export function escapeMarkup(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"']/g, (sign) => NAMES[sign] ?? sign)
}
