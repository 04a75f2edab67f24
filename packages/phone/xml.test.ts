import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escapeXml, readXml } from './xml.ts'

describe('reading a voice answer', () => {
  it('reads elements, attributes and text, whatever stands between them', () => {
    const reading = readXml(
      '<?xml version="1.0" encoding="UTF-8"?>\n<!-- hello -->\n<Response>\n <Play url="http://a/b.mp3?x=1&amp;y=2"/><Say voice=\'woman\'> ১ &lt; ২ </Say >\n</Response>\n',
    )
    expect(reading).toEqual({
      ok: true,
      root: {
        name: 'Response',
        attributes: {},
        text: '',
        children: [
          { name: 'Play', attributes: { url: 'http://a/b.mp3?x=1&y=2' }, children: [], text: '' },
          { name: 'Say', attributes: { voice: 'woman' }, children: [], text: '১ < ২' },
        ],
      },
    })
  })

  it('reads numeric entities', () => {
    expect(readXml('<Say>&#2447;&#x995;</Say>')).toMatchObject({ ok: true, root: { text: 'এক' } })
  })

  it.each([
    ['an unescaped ampersand', '<Say>A & B</Say>'],
    ['an unescaped ampersand in a URL', '<Play url="http://a?a=1&b=2"/>'],
    ['an unescaped less-than sign', '<Say>B < C</Say>'],
    ['an element left open', '<Response><Say>hello</Response>'],
    ['an unknown entity', '<Say>&nbsp;</Say>'],
    ['two roots', '<Response/><Response/>'],
    ['an attribute without quotes', '<Play url=http://a/>'],
    ['the same attribute twice', '<Play url="a" url="b"/>'],
    ['plain text', 'CON hello'],
    ['nothing', ''],
  ])('refuses %s', (_what, text) => {
    expect(readXml(text)).toMatchObject({ ok: false, error: 'xml.malformed' })
  })

  it('gives back any text that was escaped', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const reading = readXml(`<Say a="${escapeXml(text)}">${escapeXml(text)}</Say>`)
        expect(reading).toMatchObject({ ok: true, root: { text: text.trim(), attributes: { a: text } } })
      }),
    )
  })
})
