/**
 * Tables as spreadsheets save them (RFC 4180): quoted cells with commas, quotes and line breaks inside, a byte-order
 * mark, CRLF or LF; blank lines and lines that open with # are passed over.
 */

/** One line of a table: its row number as a spreadsheet counts (the head is row 1) and its cells by column name. */
export type Row = { row: number; cells: { [column: string]: string } }

/** What is wrong in one cell of a table; `column` is empty when it is the row as a whole. */
export type RowFault = { row: number; column: string; reason: string }

/**
 * A table's rows, or the fault that makes all of it unreadable: no head, a column missing or named twice, or a form that is
 * not ours (`table.commas`: cells apart by ; or tabs, UTF-16), which is said once.
 */
export type Sheet = { ok: true; rows: Row[]; faults: RowFault[] } | { ok: false; faults: RowFault[] }

/** Reads a table whose first line names its columns, in any order and case; rows that do not fit the head are faults. */
export function readSheet(text: string, columns: readonly string[]): Sheet {
  const [head, ...lines] = splitCells(text.replace(/^\uFEFF/, '')).filter(
    ({ cells }) => cells.some((cell) => cell !== '') && !cells[0]?.startsWith('#'),
  )
  if (head === undefined) return { ok: false, faults: [{ row: 1, column: '', reason: 'table.empty' }] }
  const names = head.cells.map((name) => name.toLowerCase())
  const faults = columns.flatMap((column) => {
    const found = names.filter((name) => name === column).length
    return found === 1 ? [] : [{ row: head.row, column, reason: found === 0 ? 'column.missing' : 'column.twice' }]
  })
  if (faults.length > 0 && isOtherForm(head.cells, columns))
    return { ok: false, faults: [{ row: head.row, column: '', reason: 'table.commas' }] }
  if (faults.length > 0) return { ok: false, faults }
  const isFull = ({ cells }: Line): boolean => cells.length === names.length
  return {
    ok: true,
    rows: lines.filter(isFull).map(({ row, cells }) => ({ row, cells: nameCells(names, cells) })),
    faults: lines
      .filter((line) => !isFull(line))
      .map(({ row, cells }) => ({ row, column: '', reason: cells.length < names.length ? 'row.short' : 'row.long' })),
  }
}

/** The first check of a row that is true, as a fault: column, reason, and whether it is so. */
export function findFault(
  row: number,
  checks: [column: string, reason: string, isSo: boolean][],
): RowFault | undefined {
  const found = checks.find(([, , isSo]) => isSo)
  return found && { row, column: found[0], reason: found[1] }
}

/** Whether the columns stand there apart by ; or tabs, as spreadsheets of some countries save them, or in UTF-16. */
function isOtherForm(head: readonly string[], columns: readonly string[]): boolean {
  const line = head.join(',').toLowerCase()
  const names = line.split(/[;\t]/).map((name) => name.replaceAll('"', '').trim())
  return line.includes('\0') || (names.length > 1 && columns.filter((column) => names.includes(column)).length > 1)
}

type Line = { row: number; cells: string[] }

function nameCells(names: string[], cells: string[]): Row['cells'] {
  return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']))
}

function splitCells(text: string): Line[] {
  const lines: Line[] = []
  let cells: string[] = []
  // A cell and what ends it; an unclosed quote runs to the end of the text.
  for (const match of text.matchAll(/(?:"((?:[^"]|"")*)(?:"|$)([^,\r\n]*)|([^,\r\n]*))(,|\r\n|\n|\r|$)/g)) {
    const [, quoted, tail = '', plain = '', end] = match
    cells.push((quoted === undefined ? plain : quoted.replaceAll('""', '"') + tail).trim().normalize('NFC'))
    if (end === ',') continue
    lines.push({ row: lines.length + 1, cells })
    cells = []
    if (end === '') break
  }
  return lines
}
