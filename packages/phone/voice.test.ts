import { describe, expect, it } from 'vitest'
import { readVoice } from './voice.ts'

const read = (inside: string, contentType = 'text/plain') =>
  readVoice({ ok: true, status: 200, contentType, body: `<Response>${inside}</Response>` })
const problems = (inside: string) => read(inside).complaints.map((complaint) => complaint.problem)

describe('the answer to a call', () => {
  it('is read action by action', () => {
    expect(
      read(
        '<Say voice="woman">এক</Say><Play url="http://a/b.mp3"/><GetDigits numDigits="2" timeout="7" callbackUrl="http://a/c?n=1&amp;k=1"><Say>চাপুন</Say></GetDigits><Record maxLength="20"/><Dial phoneNumbers="+8801711000009,+8801711000010"/><Redirect>http://a/d</Redirect><Reject/>',
      ),
    ).toEqual({
      ok: true,
      complaints: [],
      elements: [
        { do: 'say', text: 'এক' },
        { do: 'play', url: 'http://a/b.mp3' },
        { do: 'gather', most: 2, finish: '#', timeout: 7, url: new URL('http://a/c?n=1&k=1'), prompt: { say: 'চাপুন' } },
        { do: 'record', most: 20, url: undefined },
        { do: 'dial', number: '+8801711000009' },
        { do: 'redirect', url: new URL('http://a/d') },
        { do: 'reject' },
      ],
    })
  })

  it.each([
    ['two prompts in GetDigits', '<GetDigits><Say>1</Say><Say>2</Say></GetDigits>', 'voice.manyPrompts'],
    ['another action in GetDigits', '<GetDigits><Reject/></GetDigits>', 'voice.nested'],
    ['an unknown action', '<Hangup/>', 'voice.unknownAction'],
    ['an unknown attribute', '<Say language="bn">1</Say>', 'voice.unknownAttribute'],
    ['a relative address', '<Play url="/a.mp3"/>', 'voice.badUrl'],
    ['a redirect to nowhere', '<Redirect></Redirect>', 'voice.badUrl'],
    ['a number that is none', '<GetDigits timeout="soon"/>', 'voice.badNumber'],
    ['a closing key of two', '<GetDigits finishOnKey="##"/>', 'voice.badKey'],
    ['nothing to say', '<Say/>', 'voice.empty'],
    ['text between actions', 'hello<Reject/>', 'voice.looseText'],
    ['a name to dial', '<Dial phoneNumbers="desk"/>', 'voice.badNumber'],
  ])('is complained of for %s', (_what, inside, problem) => {
    expect(problems(inside)).toEqual([problem])
  })

  it('must be XML, and come', () => {
    const body = 'CON hello'
    expect(readVoice({ ok: true, status: 200, contentType: 'text/plain', body })).toMatchObject({ ok: false })
    expect(readVoice({ ok: true, status: 500, contentType: 'text/plain', body: '<Response/>' })).toMatchObject({
      ok: false,
    })
    expect(readVoice({ ok: false })).toMatchObject({ ok: false })
    expect(read('<Reject/>', 'application/json').complaints).toMatchObject([{ problem: 'voice.contentType' }])
  })
})
