/** The recording sheet on paper (A4, across): words large enough to read aloud from, room for takes, and the consent. */
import type { Language } from '@dhatri/flow/channel'
import { type Caption, caption, printCount, showText } from './caption.ts'
import { escapeMarkup } from './markup.ts'
import { listTables } from './order.ts'
import type { Line, Order } from './sheet.ts'

const STYLE = `
@page{size:A4 landscape;margin:12mm}
body{font:10pt/1.4 'Noto Sans Bengali','Hind Siliguri','Nirmala UI',Vrinda,'Noto Sans',Arial,sans-serif;color:#1d2925;margin:8mm}
h1{font-size:18pt;margin:0 0 3mm}h2{font-size:13pt;margin:6mm 0 1mm;break-after:avoid}
table{border-collapse:collapse;width:100%}thead{display:table-header-group}tr{break-inside:avoid}
th,td{border:1px solid #9db5ac;padding:1mm 2mm;text-align:left;vertical-align:top}th{font-size:8.5pt;font-weight:400;color:#5a6a64;background:#f3f7f5}
.words{font-size:14pt;line-height:1.5;white-space:pre-wrap;width:40%}.hint{font-size:9pt;width:26%}.context{color:#5a6a64;white-space:pre-wrap}
.key{font:8pt/1.3 monospace;overflow-wrap:anywhere;width:13%}.number{text-align:right}.stale,.missing,.stand-in{color:#a03021}
.take{white-space:nowrap}.box{display:inline-block;width:4mm;height:4mm;border:1px solid #1d2925;margin-right:2mm}
.seal{border:1px solid #1d2925;padding:3mm;margin:3mm 0}.seal div{display:grid;grid-template-columns:repeat(5,1fr);gap:4mm;margin-top:10mm}.seal div span{border-top:1px solid #1d2925;font-size:9pt;padding-top:1mm}
@media print{body{margin:0 1px}}
`

const STATES: Record<Line['state'], Caption> = {
  recorded: 'recorded',
  'stand-in': 'standIn',
  stale: 'stale',
  missing: 'missing',
}

/** Writes the sheet as one HTML file that fetches nothing. */
export function writeSheetHtml(
  { library, language }: Pick<Order, 'library' | 'language'>,
  lines: readonly Line[],
): string {
  const words = library.languages[language]?.of ?? language
  const say = (name: Caption): string => escapeMarkup(caption(name, words))
  const tables = new Map(listTables(library).map((table) => [table.flow, showText(table.title, 'voice', [words])]))
  const sections = [...new Set(lines.map(({ section }) => section))]
  const minutes = printCount(Math.ceil(lines.reduce((sum, { seconds }) => sum + seconds, 0) / 60), words)
  const open = printCount(lines.filter(({ state }) => state !== 'recorded').length, words)
  const title = `${caption('sheet', words)}: ${library.languages[language]?.name ?? language}`
  const fields = (['speaker', 'form', 'licence', 'date', 'signature'] as const).map(
    (name) => `<span>${say(name)}</span>`,
  )
  const numbered = new Map(lines.map((line, index) => [line, index + 1]))
  const blocks = sections.map((section) => {
    const rows = lines
      .filter((line) => line.section === section)
      .map((line) => writeLine(line, numbered.get(line) ?? 0, words))
    const heads = (['line', 'words', 'how', 'seconds', 'state', 'takes', 'file'] as const).map(
      (name) => `<th>${say(name)}</th>`,
    )
    return `<h2>${escapeMarkup(tables.get(section) ?? nameSection(section, words))} <small>${escapeMarkup(section)}</small></h2>
<table><thead><tr>${heads.join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`
  })
  return `<!doctype html>
<html lang="${escapeMarkup(language)}">
<head>
<meta charset="utf-8">
<title>${escapeMarkup(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escapeMarkup(title)}</h1>
<p>${escapeMarkup(`${printCount(lines.length, words)} ${caption('prompts', words)}, ${minutes} ${caption('minutes', words)}; ${open} ${caption('toRecord', words)}. ${caption('sound', words)}`)}</p>
<div class="seal">${say('agree')}<div>${fields.join('')}</div></div>
${blocks.join('\n')}
</body>
</html>
`
}

function writeLine({ key, words, context, hint, seconds, state }: Line, number: number, language: Language): string {
  const around = context === '' ? '' : `<div class="context">${escapeMarkup(context)}</div>`
  const box = '<i class="box"></i>'
  const length = new Intl.NumberFormat(language === 'bn' ? 'bn-BD' : 'en', { minimumFractionDigits: 1 }).format(seconds)
  return `<tr><td class="number">${printCount(number, language)}</td><td class="words">${escapeMarkup(words)}</td><td class="hint">${escapeMarkup(hint)}${around}</td><td class="number">${length}</td><td class="${state}">${escapeMarkup(caption(STATES[state], language))}</td><td class="take">${box}${box}${box}</td><td class="key">${escapeMarkup(`${key}.mp3`)}</td></tr>`
}

function nameSection(section: string, language: Language): string {
  const names: Record<string, Caption> = {
    messages: 'messages',
    engine: 'engine',
    number: 'numbers',
    digit: 'digits',
    month: 'months',
    key: 'keys',
    place: 'places',
  }
  const name = names[section]
  return name === undefined ? section : caption(name, language)
}
