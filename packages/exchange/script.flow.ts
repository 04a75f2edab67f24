/** One flow of the script: what it is about, who stands for its words, its picture, its steps, and the boxes to sign. */
import type { Language } from '@dhatri/flow/channel'
import type { MessageSource } from '@dhatri/flow/message.load'
import type { Table } from '@dhatri/flow/table'
import { compileText } from '@dhatri/flow/texts'
import { hasOwnWords } from '@dhatri/flow/wording'
import { measureSms } from '@dhatri/text/sms'
import { captions, showText } from './caption.ts'
import { escapeMarkup } from './markup.ts'
import { drawPicture } from './picture.ts'
import type { Brief } from './script.brief.ts'
import { writeBoxes, writeSeal } from './script.sign.ts'
import { writeStep } from './script.step.ts'
import { writeSvg } from './svg.ts'

/** The section of a flow. */
export function writeFlow(brief: Brief, table: Table): string {
  const { audit, languages, files } = brief
  const source = audit.flows.find((flow) => flow.table.flow === table.flow)?.source
  const titles = languages.map((language) => showText(table.title, 'ussd', [language])).filter(Boolean)
  const facts = { ...table, file: files[source?.file ?? ''] ?? '' }
  const [language = 'bn'] = languages
  const picture = writeSvg(drawPicture(table, { library: audit.library, language }))
  return `<section id="${escapeMarkup(table.flow)}">
<h2>${escapeMarkup([...new Set(titles)].join(' / '))} <small>${escapeMarkup(table.flow)}</small></h2>
${writeFacts(facts, languages)}
<img alt="" src="data:image/svg+xml;base64,${toBase64(picture)}">
${table.steps.map((step, index) => writeStep(brief, table, step, index)).join('\n')}
${writeSeal(languages)}
</section>`
}

/** The section of all messages. */
export function writeMessages(brief: Brief): string {
  const { audit, languages, files } = brief
  const messages = audit.messages.map(
    (source) => `<div class="step"><h3>${escapeMarkup(source.message.name)}</h3>
${writeFacts({ ...source.message, file: files[source.file] ?? '' }, languages)}
${writeForms(source, languages)}
${writeBoxes(languages)}</div>`,
  )
  return `<section id="messages"><h2>${escapeMarkup(captions('messages', languages))}</h2>
${messages.join('\n')}
${writeSeal(languages)}
</section>`
}

function writeForms({ texts, message }: MessageSource, languages: readonly Language[]): string {
  const heard = texts.filter(({ form, source }) => form === 'full' && hasOwnWords(source.byKey, 'voice'))
  const forms = [
    ...texts.map(({ form, source }) => ({ form: form as string, source, isSpoken: form === 'voice' })),
    ...heard.map(({ source }) => ({ form: 'full, voice', source, isSpoken: true })),
  ]
  const rows = forms.map(({ form, source, isSpoken }) => {
    const text = compileText(source)
    const cells = languages.map((language) => {
      const words = showText(text, isSpoken ? 'voice' : 'sms', [language])
      const { segments } = measureSms(words)
      const size =
        isSpoken || words === ''
          ? ''
          : `<div class="size">${segments} ${escapeMarkup(captions('part', [language]))}</div>`
      return `<td><div class="words">${escapeMarkup(words === '' ? captions('wordless', [language]) : words)}</div>${size}</td>`
    })
    return `<tr><th>${escapeMarkup(form)}</th>${cells.join('')}</tr>`
  })
  const asks = message.asks === undefined ? '' : `<p class="ways">→ ${escapeMarkup(message.asks)}</p>`
  return `<table>${rows.join('')}</table>${asks}`
}

function writeFacts(
  { about, source, isReviewed, file }: { about: Table['about']; source?: string; isReviewed: boolean; file: string },
  languages: readonly Language[],
): string {
  const signed = /^reviewed:[ \t]*yes[ \t]*#[ \t]*(.+)$/m.exec(file)?.[1] ?? ''
  const isClinical = source !== undefined || about !== 'service'
  const state = isReviewed
    ? escapeMarkup(signed)
    : isClinical
      ? `<span class="open">${escapeMarkup(captions('unreviewed', languages))}</span>`
      : escapeMarkup(captions('unclinical', languages))
  const rows: [string, string][] = [
    [captions('about', languages), escapeMarkup(captions(about, languages))],
    [captions('source', languages), escapeMarkup(source ?? '—')],
    [captions('reviewed', languages), state],
  ]
  return `<dl>${rows.map(([name, value]) => `<dt>${escapeMarkup(name)}</dt><dd>${value}</dd>`).join('')}</dl>`
}

function toBase64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64')
}
