/**
 * Transcripts as a page to print or to show: each conversation a strip of phone screens, messages and calls, in order,
 * with what she pressed between them. One file without scripts, fonts or anything from elsewhere.
 */
import { measureSms } from '@dhatri/text/sms'
import { measureUssd } from '@dhatri/text/ussd'
import type { Transcript, TranscriptLine } from './transcript.ts'
import { escapeXml } from './xml.ts'

/** Draws transcripts as one HTML page, in the order given. */
export function drawStrips(transcripts: readonly Transcript[]): string {
  return `<!doctype html>
<html lang="bn"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Dhatri: conversations</title>
<style>${STYLE}</style>
${transcripts.map(drawStrip).join('\n')}
</html>
`
}

function drawStrip({ title, begins, phone, talk }: Transcript): string {
  const head = `<h2>${escapeXml(title)}</h2><p>${escapeXml(begins)} · ${escapeXml(phone)}</p>`
  return `<section>${head}<ol>${talk.map(drawLine).join('')}</ol></section>`
}

function drawLine({ does, what }: TranscriptLine): string {
  const words = escapeXml(what)
  switch (does) {
    case 'sees':
    case 'seesLast': {
      const { units, encoding } = measureUssd(what)
      const end = does === 'seesLast' ? ' · end' : ''
      return `<li class="screen"><pre>${words}</pre><small>USSD · ${units} ${encoding === 'ucs2' ? 'UCS-2' : 'GSM-7'}${end}</small></li>`
    }
    case 'receives': {
      const { segments } = measureSms(what)
      return `<li class="sms"><pre>${words}</pre><small>SMS · ${segments}</small></li>`
    }
    case 'hears':
      return `<li class="call"><pre>${words}</pre><small>call</small></li>`
    case 'waits':
      return `<li class="time">${words}</li>`
    default:
      return `<li class="hers"><small>${SIGNS[does] ?? does}</small>${words === '' ? '' : `<b>${words}</b>`}</li>`
  }
}

const SIGNS: Partial<Record<TranscriptLine['does'], string>> = {
  hangsUp: 'hangs up',
  staysQuiet: 'presses nothing',
  isCalled: 'her phone rings',
  ignores: 'lets it ring',
}

const STYLE = `
body { font: 14px/1.5 "Noto Sans Bengali", "Noto Sans", sans-serif; margin: 2rem; color: #1c2321; background: #fff }
section { break-inside: avoid-page; margin-bottom: 2.5rem }
h2 { margin: 0; font-size: 1.1rem } p { margin: 0 0 .75rem; color: #5c6763 }
ol { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: .6rem; align-items: center }
li { max-width: 15rem } pre { margin: 0; font: inherit; white-space: pre-wrap; overflow-wrap: anywhere }
small { color: #5c6763; display: block }
.screen, .sms, .call { padding: .6rem .8rem; border-radius: .6rem; border: 1px solid #b9c4bf }
.screen { background: #e6efe4; border-width: 2px } .sms { background: #fdf6e3 } .call { background: #eaf0f8 }
.hers { text-align: center } .hers b { display: inline-block; padding: .1rem .7rem; border-radius: 1rem; background: #1f5b4e; color: #fff }
.time { color: #8a5a00; font-style: italic }
`
