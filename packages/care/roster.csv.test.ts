import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readSheet } from './roster.csv.ts'

const read = (text: string) => readSheet(text, ['code', 'name'])

describe('a table from a spreadsheet', () => {
  test('a byte-order mark, CRLF, quotes, commas and line breaks inside a cell', () => {
    expect(read('\uFEFFCode,Name\r\n1,"Dhamrai, ""north"""\r\n2,"two\nlines"\r\n')).toEqual({
      ok: true,
      rows: [
        { row: 2, cells: { code: '1', name: 'Dhamrai, "north"' } },
        { row: 3, cells: { code: '2', name: 'two\nlines' } },
      ],
      faults: [],
    })
  })
  test('columns in any order, cells trimmed, blank lines and # lines passed over but counted', () => {
    expect(read('# made up\nname,code,note\n\n রহিমা , 7 ,x')).toMatchObject({
      rows: [{ row: 4, cells: { code: '7', name: 'রহিমা', note: 'x' } }],
    })
  })
  test('a row that is too short or too long is named, the others are read', () => {
    expect(read('code,name\n1\n2,b\n3,c,d')).toMatchObject({
      ok: true,
      rows: [{ row: 3 }],
      faults: [
        { row: 2, column: '', reason: 'row.short' },
        { row: 4, column: '', reason: 'row.long' },
      ],
    })
  })
  test('a head without a needed column, with one twice, or no head at all', () => {
    expect(read('code\n1')).toEqual({ ok: false, faults: [{ row: 1, column: 'name', reason: 'column.missing' }] })
    expect(read('code,name,CODE\n1,2,3')).toMatchObject({
      ok: false,
      faults: [{ column: 'code', reason: 'column.twice' }],
    })
    expect(read('\n\n')).toEqual({ ok: false, faults: [{ row: 1, column: '', reason: 'table.empty' }] })
  })
  test.each([
    ['semicolons', 'code;name\n1;a'],
    ['semicolons and quotes', '"code";"name"\n"1";"a, b"'],
    ['tabs', 'code\tname\n1\ta'],
    ['UTF-16', Buffer.from('\uFEFFcode\tname\n1\ta', 'utf16le').toString('utf8')],
  ])('%s are told once', (_, text) => {
    expect(read(text)).toEqual({ ok: false, faults: [{ row: 1, column: '', reason: 'table.commas' }] })
  })
  test('what is written with quotes is read back, whatever the cells hold', () => {
    const cell = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\r', '').trim().normalize('NFC'))
    const rows = fc.array(
      fc.tuple(cell, cell).filter(([first, second]) => !first.startsWith('#') && first + second !== ''),
    )
    const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`
    fc.assert(
      fc.property(rows, (cells) => {
        const sheet = read(['code,name', ...cells.map((row) => row.map(quote).join(','))].join('\n'))
        expect(sheet.ok && sheet.rows.map(({ cells: { code, name } }) => [code, name])).toEqual(cells)
      }),
    )
  })
  test('no text makes it throw', () => {
    const junk = fc
      .array(fc.constantFrom('"', ',', '\n', '\r', 'a', ' ', '""', '\u0000', '৭'))
      .map((parts) => parts.join(''))
    fc.assert(fc.property(junk, (text) => void read(`code,name\n${text}`)))
  })
})
