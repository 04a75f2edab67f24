import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readPlaces } from './roster.places.ts'
import { readFacilities, readWorkers } from './roster.ts'
import { roleOf, serves } from './worker.ts'

const file = (name: string): string => readFileSync(new URL(`../../flows/${name}`, import.meta.url), 'utf8')
const places = new Set(readPlaces(file('places/places.csv')).places.map(({ code }) => code))

describe('the shipped lists', () => {
  const { workers, faults } = readWorkers(file('workers.csv'), { places })
  test('workers have no fault and every one is marked as made up', () => {
    expect(faults).toEqual([])
    expect(workers).toHaveLength(15)
    expect(
      file('workers.csv')
        .trim()
        .split('\n')
        .slice(2)
        .every((line) => line.endsWith(',made up')),
    ).toBe(true)
  })
  test('every area has a supervisor, and there is a duty desk for all', () => {
    const areas = new Set(workers.filter(({ cadre }) => roleOf(cadre) === 'chw').flatMap((worker) => worker.areas))
    expect([...areas].sort()).toEqual(['201376', '302614', '558558'])
    for (const area of areas) {
      const here = workers.filter((worker) => serves(worker, area)).map(({ cadre }) => roleOf(cadre))
      expect(here).toEqual(expect.arrayContaining(['chw', 'supervisor', 'desk']))
    }
  })
  test('facilities have no fault and each is answered for', () => {
    const read = readFacilities(file('facilities.csv'), { places, workers: new Set(workers.map(({ code }) => code)) })
    expect(read.faults).toEqual([])
    expect(read.facilities.map(({ contact }) => contact)).not.toContain(undefined)
    expect(read.facilities[0]).toMatchObject({ code: 'UHC-DHM', kind: 'uhc', hours: '24', phone: '+8801700000110' })
  })
})

describe('a row of workers that does not fit', () => {
  const head = 'code,cadre,area,number,supervisor'
  const good = ['D1,desk,,01700000001,', 'S1,supervisor,302614,01700000002,D1']
  const read = (...rows: string[]) => readWorkers([head, ...good, ...rows].join('\n'), { places })
  test.each([
    ['a code twice', 'S1,ha,302614,01700000003,D1', 'code', 'code.twice'],
    ['a code that is none', ',ha,302614,01700000003,S1', 'code', 'code.unreadable'],
    ['a cadre nobody knows', 'H1,doctor,302614,01700000003,S1', 'cadre', 'cadre.unknown'],
    ['an area nobody knows', 'H1,ha,302615,01700000003,S1', 'area', 'area.unknown'],
    ['no area', 'H1,ha,,01700000003,S1', 'area', 'area.missing'],
    ['a whole district for a field worker', 'H1,ha,3026,01700000003,S1', 'area', 'area.tooWide'],
    ['a number with a digit missing', 'H1,ha,302614,0170000000,S1', 'number', 'phone.length'],
    ['a number that is no mobile', 'H1,ha,302614,01200000003,S1', 'number', 'phone.notMobile'],
    ['a number that is words', 'H1,ha,302614,none,S1', 'number', 'phone.unreadable'],
    ['a number twice, written otherwise', 'H1,ha,302614,+880 1700-000002,S1', 'number', 'number.twice'],
    ['no supervisor', 'H1,ha,302614,01700000003,', 'supervisor', 'supervisor.missing'],
    ['a supervisor who is not there', 'H1,ha,302614,01700000003,S9', 'supervisor', 'supervisor.notFound'],
    ['a worker under himself', 'H1,ha,302614,01700000003,H1', 'supervisor', 'supervisor.notFound'],
  ])('%s', (_, row, column, reason) => {
    const { workers, faults } = read(row, 'H2,fwa,302614 302618,০১৭০০০০০০০৯,S1')
    expect(faults).toEqual([{ row: 4, column, reason }])
    expect(workers.map(({ code }) => code)).toEqual(['D1', 'S1', 'H2'])
  })
  test('a supervisor further down, or already there, is found; one whose own row is bad takes nobody down', () => {
    const text = [
      head,
      'H1,ha,302614,01700000003,S1',
      'S1,supervisor,302614,bad,',
      'H2,ha,302614,01700000004,OLD',
    ].join('\n')
    const { workers, faults } = readWorkers(text, { places, workers: new Set(['OLD']) })
    expect(workers.map(({ code }) => code)).toEqual(['H1', 'H2'])
    expect(faults).toEqual([{ row: 3, column: 'number', reason: 'phone.unreadable' }])
  })
  test('Bangla digits, several areas and a name are read', () => {
    expect(read('H2,FWA,302614; 302618,০১৭০০০০০০০৯,S1').workers[2]).toEqual({
      code: 'H2',
      cadre: 'fwa',
      areas: ['302614', '302618'],
      phone: '+8801700000009',
      supervisor: 'S1',
    })
  })
})

describe('a row of facilities that does not fit', () => {
  const head = 'code,name,kind,upazila,services,hours,phone,contact'
  const read = (...rows: string[]) => readFacilities([head, ...rows].join('\n'), { places, workers: new Set(['S1']) })
  test.each([
    ['kind', 'kind.unknown', 'F1,ক,hotel,302614,anc,24,,S1'],
    ['upazila', 'area.unknown', 'F1,ক,uhc,3026,anc,24,,S1'],
    ['services', 'service.unknown', 'F1,ক,uhc,302614,anc surgery,24,,S1'],
    ['hours', 'hours.unreadable', 'F1,ক,uhc,302614,anc,9 to 5,,S1'],
    ['phone', 'phone.unreadable', 'F1,ক,uhc,302614,anc,24,12,S1'],
    ['contact', 'contact.notFound', 'F1,ক,uhc,302614,anc,24,,S2'],
    ['name', 'name.missing', 'F1,,uhc,302614,anc,24,,S1'],
    ['name', 'name.long', `F1,${'ক'.repeat(33)},uhc,302614,anc,24,,S1`],
  ])('%s: %s', (column, reason, row) => {
    const { facilities, faults } = read(row, 'F2,খ,cc,302614,anc;epi,09-15,16263,')
    expect(faults).toEqual([{ row: 2, column, reason }])
    expect(facilities).toEqual([
      {
        code: 'F2',
        name: { bn: 'খ', en: 'খ' },
        kind: 'cc',
        upazila: '302614',
        services: ['anc', 'epi'],
        hours: '09-15',
        phone: '16263',
      },
    ])
  })
})

describe('what a facility may say besides', () => {
  const head = 'code,national_code,name,name_en,kind,upazila,union,services,hours,phone,contact'
  const read = (row: string) => readFacilities(`${head}\n${row}`, { places })
  test('code, union and both names; the word upazila goes where a name is too long for a screen', () => {
    const row = 'F1,10000123,মিঠাপুকুর উপজেলা স্বাস্থ্য কমপ্লেক্স,Mithapukur Upazila Health Complex,uhc,302614,30261415,anc,24,,'
    expect(read(row).facilities).toEqual([
      expect.objectContaining({
        national: '10000123',
        union: '30261415',
        name: { bn: 'মিঠাপুকুর স্বাস্থ্য কমপ্লেক্স', en: 'Mithapukur Health Complex' },
      }),
    ])
  })
  test.each([
    ['union', 'union.elsewhere', 'F1,,ক,,cc,302614,20137615,anc,24,,'],
    ['union', 'area.unknown', 'F1,,ক,,cc,302614,302614,anc,24,,'],
    ['national_code', 'code.unreadable', 'F1,x1,ক,,cc,302614,,anc,24,,'],
  ])('%s: %s', (column, reason, row) => expect(read(row).faults).toEqual([{ row: 2, column, reason }]))
})

test('a worker serves the place, or the district, and a desk without an area serves all', () => {
  const worker = { code: 'A', phone: '' as never, cadre: 'ha' as const }
  expect(serves({ ...worker, areas: ['302614'] }, '302614')).toBe(true)
  expect(serves({ ...worker, areas: ['302614'] }, '302618')).toBe(false)
  expect(serves({ ...worker, areas: ['3026'] }, '302618')).toBe(true)
  expect(serves({ ...worker, areas: ['3026'] }, '')).toBe(false)
  expect(serves({ ...worker, areas: [] }, '302618')).toBe(false)
  expect(serves({ ...worker, cadre: 'desk', areas: [] }, '')).toBe(true)
})

describe('who is away and who has left', () => {
  const head = 'code,cadre,area,number,supervisor,union,away,cover,left,successor'
  const read = (...rows: string[]) => readWorkers([head, ...rows].join('\n'), { places })
  const desk = 'D1,desk,,01700000001,,,,,,'
  test('the number of one who has left may be the successor’s', () => {
    const { workers, faults } = read(
      desk,
      'H1,ha,302614,01700000003,D1,সুতিপাড়া,,,2026-06-01,H2',
      'H2,ha,302614,01700000003,D1,সুতিপাড়া,yes,H3,,',
      'H3,ha,302614,01700000004,D1,,no,,,',
    )
    expect(faults).toEqual([])
    expect(workers.map(({ hasLeft, successor, isAway, cover }) => ({ hasLeft, successor, isAway, cover }))).toEqual([
      {},
      { hasLeft: true, successor: 'H2' },
      { isAway: true, cover: 'H3' },
      {},
    ])
  })
  test.each([
    ['a cover who is not there', 'H1,ha,302614,01700000003,D1,,yes,H9,,', 'cover', 'cover.notFound'],
    ['a successor of oneself', 'H1,ha,302614,01700000003,D1,,,,yes,H1', 'successor', 'successor.notFound'],
  ])('%s is refused', (_, row, column, reason) => {
    expect(read(desk, row).faults).toEqual([{ row: 3, column, reason }])
  })
})
