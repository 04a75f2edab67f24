/**
 * What to do in a call as Africa's Talking's XML (docs.africastalking.com/voice/actions). GetDigits holds one prompt
 * only, so of several prompts the last is inside it and the others stand before: a key pressed during those is lost.
 */
import type { Reply, SpokenPrompt, VoiceAction, VoiceUrls } from '../gateway.ts'
import { escapeXml, writeElement } from '../xml.ts'

/** The XML for one request of a call, in order; what waits for keys or a voice is followed by a way on for silence. */
export function replyVoice(actions: VoiceAction[], urls: VoiceUrls): Reply {
  const elements = actions.flatMap((action, index) => {
    const isFollowed = actions[index + 1]?.do === 'redirect'
    const waits = action.do === 'gather' || action.do === 'record'
    return waits && !isFollowed ? [write(action, urls), redirect(action.count, urls)] : [write(action, urls)]
  })
  const body = `<?xml version="1.0" encoding="UTF-8"?><Response>${elements.join('')}</Response>`
  return { status: 200, contentType: 'text/plain; charset=utf-8', body }
}

function write(action: VoiceAction, urls: VoiceUrls): string {
  switch (action.do) {
    case 'play':
      return speak({ play: action.key }, urls)
    case 'say':
      return speak({ say: action.text }, urls)
    case 'gather': {
      const attributes = {
        numDigits: action.digits,
        timeout: action.timeout,
        finishOnKey: action.finish,
        callbackUrl: `${countUrl(action.count, urls)}&keys=1`,
      }
      const spoken = action.prompts.map((prompt) => speak(prompt, urls))
      return spoken.slice(0, -1).join('') + writeElement('GetDigits', attributes, spoken.at(-1))
    }
    case 'record': {
      const callbackUrl = countUrl(action.count, urls)
      return writeElement('Record', {
        finishOnKey: '#',
        maxLength: action.seconds,
        trimSilence: 'true',
        playBeep: 'true',
        callbackUrl,
      })
    }
    case 'redirect':
      return redirect(action.count, urls)
    case 'dial':
      return writeElement('Dial', { phoneNumbers: action.to })
    case 'reject':
      return writeElement('Reject', {})
  }
}

function speak(prompt: SpokenPrompt, urls: VoiceUrls): string {
  if ('say' in prompt) return writeElement('Say', {}, escapeXml(prompt.say))
  const isWhole = /^https?:\/\//.test(prompt.play)
  return writeElement('Play', { url: isWhole ? prompt.play : `${urls.audio}/${encodeURI(prompt.play)}` })
}

function redirect(count: number, urls: VoiceUrls): string {
  return writeElement('Redirect', {}, escapeXml(countUrl(count, urls)))
}

function countUrl(count: number, urls: VoiceUrls): string {
  const url = new URL(urls.turn)
  url.searchParams.set('count', String(count))
  return url.href
}
