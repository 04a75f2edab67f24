import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCsv, writeCsv } from './csv.ts'

const read = (text: string) => readCsv(text, ['key', 'text'])
const cells = (text: string) => read(text).rows.map((row) => row.cells)

describe('a table', () => {
  it('is UTF-8 with a mark, with quotes only where they are needed', () => {
    expect(
      writeCsv(
        ['key', 'text'],
        [
          ['a', 'বাংলা'],
          ['b', 'x, "y"\nz'],
        ],
      ),
    ).toBe('\uFEFFkey,text\r\na,বাংলা\r\nb,"x, ""y""\nz"\r\n')
  })

  it('comes back as it went out, whatever stands in it', () => {
    const text = fc.string({ unit: fc.constantFrom(...'ab ,;"\'=+-@\t\nকি＝।') })
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text)), (rows) => {
        const filled = rows.filter((row) => row.some((cell) => cell !== ''))
        const back = cells(writeCsv(['key', 'text'], filled)).map((row) => [row['key'], row['text']])
        expect(back).toEqual(filled)
      }),
      { seed: 3 },
    )
  })

  it.each([
    '=1+1',
    '+8801',
    '-2',
    '@SUM(A1)',
    '\t=1',
    '＝1',
    "'=1",
    '\n=1',
  ])('hands no formula to a spreadsheet: %j', (text) => {
    const written = writeCsv(['key', 'text'], [['a', text]])
    expect(written.split('\r\n')[1]).toMatch(/^a,"?'/)
    expect(cells(written)).toEqual([{ key: 'a', text }])
  })

  it('is read with columns in any order, without a mark, and with LF', () => {
    expect(cells('TEXT, Key \nx,a\n\n"y\r\nz",b\n')).toEqual([
      { text: 'x', key: 'a' },
      { text: 'y\nz', key: 'b' },
    ])
  })

  it('counts rows as a spreadsheet does', () => {
    expect(read('key,text\r\na,"one\ntwo"\r\nb\r\nc,d\r\n').faults).toMatchObject([{ row: 3, code: 'row.cells' }])
    expect(read('key,text\r\na,"one\ntwo"\r\nb\r\nc,d\r\n').rows.map(({ row }) => row)).toEqual([2, 4])
  })

  it('names a missing column, lost letters and an empty file', () => {
    expect(read('key\na').faults).toMatchObject([{ row: 1, column: 'text', code: 'sheet.column' }])
    expect(read('key,text,text\na,b,c').faults).toMatchObject([{ column: 'text', code: 'sheet.column' }])
    expect(read('key,text\na,\uFFFD\nb,c')).toMatchObject({
      rows: [{ row: 3 }],
      faults: [{ row: 2, column: 'text', code: 'sheet.letters' }],
    })
    expect(read('').faults).toMatchObject([{ code: 'sheet.empty' }])
  })

  it.each([
    ['semicolons', 'key;text\na;b'],
    ['semicolons and quotes', '"key";"text"\n"a";"b, c"'],
    ['tabs', 'key\ttext\na\tb'],
    ['UTF-16', Buffer.from('\uFEFFkey\ttext\na\tb', 'utf16le').toString('utf8')],
  ])('says once how %s are to be saved', (_, text) => {
    const words = 'save it as CSV with commas, UTF-8'
    expect(read(text)).toEqual({ rows: [], faults: [{ row: 1, column: '', code: 'sheet.form', words }] })
  })
})
