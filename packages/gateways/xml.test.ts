import { expect, test } from 'vitest'
import { escapeXml, writeElement } from './xml.ts'

test('everything that XML reads as its own is escaped', () => {
  expect(escapeXml(`A & B < C > D "E" 'F' &amp;`)).toBe('A &amp; B &lt; C &gt; D &quot;E&quot; &apos;F&apos; &amp;amp;')
})

test('characters that XML forbids are dropped, line breaks and Bangla stay', () => {
  expect(escapeXml('ক\0\u0008\ud800\uffff্ষ\n😀')).toBe('ক্ষ\n😀')
})

test('an element without content is an empty tag', () => {
  expect(writeElement('Play', { url: 'https://a/b?c=1&d=2' })).toBe('<Play url="https://a/b?c=1&amp;d=2"/>')
  expect(writeElement('Say', {}, '')).toBe('<Say></Say>')
})
