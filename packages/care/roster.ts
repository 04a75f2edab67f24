/**
 * The programme's own lists, workers and facilities, from what a programme officer's spreadsheet saves. A bad row is
 * named by row, column and reason and left out; the others are unharmed.
 */
import { type Phone, readPhone } from '@dhatri/text/phone'
import { findFault, type RowFault, readSheet } from './roster.csv.ts'
import { CADRES, type Facility, KINDS, roleOf, SERVICES, type Worker } from './worker.ts'

/** What a list is read against: the codes of all places, and of the workers that are there already. */
export type Known = { places: ReadonlySet<string>; workers?: ReadonlySet<string> }

const CODE = /^[A-Za-z0-9-]{2,12}$/
/** A name that fits every screen and text it stands in. */
const mostName = 32
const HOURS = /^(24|([01]\d|2[0-3])-([01]\d|2[0-4]))$/

const isSaid = (cell: string | undefined) => !['', '0', 'no', 'না'].includes((cell ?? '').toLowerCase())

/**
 * Reads `workers.csv`: code, cadre, area (codes with spaces between), number, supervisor; and where there are such
 * columns name, union, away with cover, left with successor. The number of one who has left may be somebody else's now.
 */
export function readWorkers(text: string, known: Known): { workers: Worker[]; faults: RowFault[] } {
  const sheet = readSheet(text, ['code', 'cadre', 'area', 'number', 'supervisor'])
  if (!sheet.ok) return { workers: [], faults: sheet.faults }
  const codes = new Set<string>()
  const numbers = new Set<Phone>()
  // A supervisor whose own row is bad still counts as there: his people are not to blame.
  const people = new Set([...(known.workers ?? []), ...sheet.rows.map(({ cells }) => cells['code'] ?? '')])
  const workers: Worker[] = []
  const faults = [...sheet.faults]
  for (const { row, cells } of sheet.rows) {
    const { code = '', supervisor = '', name = '', union = '', cover = '', successor = '' } = cells
    const hasLeft = isSaid(cells['left'])
    const isStranger = (other: string) => other !== '' && (other === code || !people.has(other))
    const cadre = CADRES.find((one) => one === cells['cadre']?.toLowerCase())
    const areas = splitWords(cells['area'])
    const number = readPhone(cells['number'] ?? '')
    const role = cadre && roleOf(cadre)
    const fault = findFault(row, [
      ['code', 'code.unreadable', !CODE.test(code)],
      ['code', 'code.twice', codes.has(code)],
      ['cadre', 'cadre.unknown', cadre === undefined],
      ['area', 'area.missing', areas.length === 0 && role !== 'desk'],
      ['area', 'area.unknown', areas.some((area) => !known.places.has(area))],
      ['area', 'area.tooWide', role === 'chw' && areas.some((area) => area.length < 6)],
      ['number', number.ok ? '' : number.error, !number.ok],
      ['number', 'number.twice', number.ok && !hasLeft && numbers.has(number.phone)],
      ['supervisor', 'supervisor.missing', supervisor === '' && role === 'chw'],
      ['supervisor', 'supervisor.notFound', isStranger(supervisor)],
      ['cover', 'cover.notFound', isStranger(cover)],
      ['successor', 'successor.notFound', isStranger(successor)],
    ])
    if (fault !== undefined) faults.push(fault)
    if (fault !== undefined || cadre === undefined || !number.ok) continue
    codes.add(code)
    if (!hasLeft) numbers.add(number.phone)
    workers.push({
      code,
      cadre,
      areas,
      phone: number.phone,
      ...(supervisor && { supervisor }),
      ...(name && { name }),
      ...(union && { union }),
      ...(isSaid(cells['away']) && { isAway: true }),
      ...(cover && { cover }),
      ...(hasLeft && { hasLeft }),
      ...(successor && { successor }),
    })
  }
  return { workers, faults: inOrder(faults) }
}

/** Reads `facilities.csv`: code, name (Bangla) and name_en, kind, upazila, services, hours, phone, contact; national_code and union where known. */
export function readFacilities(text: string, known: Known): { facilities: Facility[]; faults: RowFault[] } {
  const sheet = readSheet(text, ['code', 'name', 'kind', 'upazila', 'services', 'hours', 'phone', 'contact'])
  if (!sheet.ok) return { facilities: [], faults: sheet.faults }
  const codes = new Set<string>()
  const facilities: Facility[] = []
  const faults = [...sheet.faults]
  for (const { row, cells } of sheet.rows) {
    const {
      code = '',
      name = '',
      upazila = '',
      hours = '',
      contact = '',
      union = '',
      national_code: national = '',
    } = cells
    const names = { bn: shorten(name), en: shorten(cells['name_en'] || name) }
    const kind = KINDS.find((one) => one === cells['kind']?.toLowerCase())
    const services = splitWords(cells['services']?.toLowerCase())
    const offered = SERVICES.filter((service) => services.includes(service))
    const phone = readLine(cells['phone'] ?? '')
    const fault = findFault(row, [
      ['code', 'code.unreadable', !CODE.test(code)],
      ['code', 'code.twice', codes.has(code)],
      ['name', 'name.missing', name === ''],
      ['name', 'name.long', names.bn.length > mostName],
      ['name_en', 'name.long', names.en.length > mostName],
      ['kind', 'kind.unknown', kind === undefined],
      ['upazila', 'area.unknown', upazila.length !== 6 || !known.places.has(upazila)],
      ['union', 'area.unknown', union !== '' && !/^\d{8}$/.test(union)],
      ['union', 'union.elsewhere', union !== '' && !union.startsWith(upazila)],
      ['national_code', 'code.unreadable', national !== '' && !/^\d{4,12}$/.test(national)],
      ['services', 'service.unknown', offered.length !== new Set(services).size],
      ['hours', 'hours.unreadable', !HOURS.test(hours)],
      ['phone', 'phone.unreadable', phone === undefined],
      ['contact', 'contact.notFound', contact !== '' && known.workers?.has(contact) === false],
    ])
    if (fault !== undefined) faults.push(fault)
    if (fault !== undefined || kind === undefined) continue
    codes.add(code)
    const reach = {
      ...(phone && { phone }),
      ...(contact && { contact }),
      ...(union && { union }),
      ...(national && { national }),
    }
    facilities.push({ code, name: names, kind, upazila, services: offered, hours, ...reach })
  }
  return { facilities, faults: inOrder(faults) }
}

/** People leave the word out as well: "Dhamrai Health Complex". */
function shorten(name: string): string {
  return name.length <= mostName ? name : name.replace(/(^| )(উপজেলা|Upazila) /, '$1')
}

/** A facility may answer on a mobile, a land line or a short code; an empty cell is no line, undefined not a number. */
function readLine(cell: string): string | undefined {
  const mobile = readPhone(cell)
  if (mobile.ok) return mobile.phone
  const digits = cell.replace(/[\s-]/g, '')
  return cell === '' || /^(\d{3,5}|0[2-9]\d{5,9})$/.test(digits) ? digits : undefined
}

function splitWords(cell: string | undefined): string[] {
  return (cell ?? '').split(/[\s;,]+/).filter((word) => word !== '')
}

function inOrder(faults: RowFault[]): RowFault[] {
  return faults.toSorted((first, second) => first.row - second.row)
}
