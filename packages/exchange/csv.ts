/**
 * Tables for spreadsheet programs (RFC 4180): UTF-8 with a byte-order mark, by which they know Bangla letters, CRLF at
 * the end of a row, line breaks kept inside quotes. A cell that a program would run as a formula (it begins with = + - @,
 * a tab or a line break; OWASP, CSV Injection) is written with an apostrophe before it, which is taken off again.
 */

/** A row as read: its number as a spreadsheet counts (the head is row 1) and its cells by the name of their column. */
export type CsvRow = { row: number; cells: Record<string, string> }

/** Why a table or a row of it cannot be read; `column` is empty where it is the row as a whole. */
export type CsvFault = { row: number; column: string; code: CsvCode; words: string }

/** What can be wrong with a table before its content is looked at. */
export type CsvCode = 'sheet.empty' | 'sheet.form' | 'sheet.column' | 'sheet.letters' | 'row.cells'

/** The rows of a table and the faults of others; without a usable head there are no rows. */
export type CsvReading = { rows: CsvRow[]; faults: CsvFault[] }

/** What a spreadsheet would take for the beginning of a formula, also in the full width of East Asian keyboards. */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/u

/** Writes a table; every row has as many cells as there are columns. */
export function writeCsv(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return `\uFEFF${[columns, ...rows].map((cells) => `${cells.map(writeCell).join(',')}\r\n`).join('')}`
}

/** Reads a table that has at least these columns, in any order; line breaks inside cells become \n. */
export function readCsv(text: string, columns: readonly string[]): CsvReading {
  const lines = splitRows(text.replace(/^\uFEFF/, ''))
  const head = lines.findIndex((cells) => cells.some((cell) => cell !== ''))
  const names = lines[head]?.map((name) => name.trim().toLowerCase())
  if (names === undefined)
    return { rows: [], faults: [{ row: 1, column: '', code: 'sheet.empty', words: 'there is nothing in it' }] }
  const missing = columns.filter((column) => names.filter((name) => name === column).length !== 1)
  if (missing.length > 0 && isOtherForm(names, columns)) {
    const words = 'save it as CSV with commas, UTF-8'
    return { rows: [], faults: [{ row: head + 1, column: '', code: 'sheet.form', words }] }
  }
  if (missing.length > 0) {
    const words = `write it once in the first row; found: ${names.join(', ')}`
    return { rows: [], faults: missing.map((column) => ({ row: head + 1, column, code: 'sheet.column', words })) }
  }
  const reading: CsvReading = { rows: [], faults: [] }
  for (const [index, cells] of lines.entries()) {
    const row = index + 1
    if (index <= head || cells.every((cell) => cell === '')) continue
    const broken = cells.findIndex((cell) => cell.includes('\uFFFD'))
    if (cells.length !== names.length) {
      reading.faults.push({ row, column: '', code: 'row.cells', words: `${cells.length} cells, not ${names.length}` })
    } else if (broken >= 0) {
      const words = 'letters were lost: save the sheet as CSV UTF-8'
      reading.faults.push({ row, column: names[broken] ?? '', code: 'sheet.letters', words })
    } else
      reading.rows.push({ row, cells: Object.fromEntries(names.map((name, at) => [name, readCell(cells[at] ?? '')])) })
  }
  return reading
}

/** Whether the columns stand there apart by ; or tabs, as spreadsheets of some countries save them, or in UTF-16. */
function isOtherForm(head: readonly string[], columns: readonly string[]): boolean {
  const line = head.join(',')
  const names = line.split(/[;\t]/).map((name) => name.replaceAll('"', '').trim())
  return line.includes('\0') || (names.length > 1 && columns.filter((column) => names.includes(column)).length > 1)
}

function writeCell(text: string): string {
  const guarded = FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n;]|^\s|\s$/u.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
}

function readCell(cell: string): string {
  const text = cell.replace(/\r\n?/g, '\n')
  return text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text
}

/** Rows of cells; an unclosed quote runs to the end of the text. */
function splitRows(text: string): string[][] {
  const rows: string[][] = []
  let cells: string[] = []
  for (const match of text.matchAll(/(?:"((?:[^"]|"")*)(?:"|$)([^,\r\n]*)|([^,\r\n]*))(,|\r\n|\n|\r|$)/g)) {
    const [whole, quoted, tail = '', plain = '', end] = match
    if (whole === '' && cells.length === 0) break
    cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"') + tail)
    if (end === ',') continue
    rows.push(cells)
    cells = []
    if (end === '') break
  }
  return rows
}
