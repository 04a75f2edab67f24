/**
 * The flows as a paper for a ministry's review (A4): every step in the order of the conversation, its words in several
 * languages side by side as each channel gives them, where it leads, where the words come from, and boxes to sign. One
 * HTML file that fetches nothing and runs nothing.
 */
import { caption, captions, showText } from './caption.ts'
import { escapeMarkup } from './markup.ts'
import { listTables } from './order.ts'
import type { Brief } from './script.brief.ts'
import { writeFlow, writeMessages } from './script.flow.ts'
import { scriptStyle } from './script.style.ts'

/** Writes the paper of some flows, or of all of them and the messages. */
export function writeScript(brief: Brief, flows?: readonly string[]): string {
  const { audit, languages } = brief
  const tables = listTables(audit.library).filter(({ flow }) => flows === undefined || flows.includes(flow))
  const sections = tables.map((table) => writeFlow(brief, table))
  const contents = tables.map(({ flow, title }) => {
    const words = showText(title, 'ussd', languages)
    return `<li><a href="#${escapeMarkup(flow)}">${escapeMarkup(words)}</a> <small>${escapeMarkup(flow)}</small></li>`
  })
  const isAll = flows === undefined
  const title = captions('script', languages)
  const { name, ussd } = brief.profile
  const limits = `${name}, ${ussd.ucs2} UCS-2 / ${ussd.gsm7} GSM-7`
  return `<!doctype html>
<html lang="${escapeMarkup(languages[0] ?? 'bn')}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeMarkup(`Dhatri: ${title}${isAll ? '' : ` (${tables.map(({ flow }) => flow).join(', ')})`}`)}</title>
<style>${scriptStyle}</style>
</head>
<body>
<h1>${escapeMarkup(title)}</h1>
${languages.map((language) => `<p class="size">${escapeMarkup(`${caption('widest', language)} ${caption('measured', language)}: ${limits}`)}</p>`).join('\n')}
${isAll ? `<nav><b>${escapeMarkup(captions('contents', languages))}</b><ol>${contents.join('')}<li><a href="#messages">${escapeMarkup(captions('messages', languages))}</a></li></ol></nav>` : ''}
${sections.join('\n')}
${isAll ? writeMessages(brief) : ''}
</body>
</html>
`
}
