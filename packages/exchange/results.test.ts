import { readFileSync } from 'node:fs'
import { begin, enter } from '@dhatri/flow/fixture'
import type { Talk } from '@dhatri/flow/funnel'
import { tableOf } from '@dhatri/flow/library'
import type { Table } from '@dhatri/flow/table'
import { traceOf } from '@dhatri/flow/trace'
import { describe, expect, it } from 'vitest'
import { draftService } from './floip.fixture.ts'
import { packResults } from './results.package.ts'
import { listQuestions } from './results.question.ts'
import { askedOfAll } from './results.told.ts'

const engine = readFileSync(new URL('../../flows/engine.yaml', import.meta.url), 'utf8')
const { library } = draftService(engine)
const table = (flow: string) => tableOf(library, flow) as Table

/** A conversation from the first screen, as the log has it. */
function talk(id: string, inputs: string[], more: Partial<Talk> = {}): Talk {
  const trace = traceOf(library, enter(begin(library), inputs, [{ is: 'registered', facts: { id: '572400' } }]))
  if (trace === undefined) throw new Error('no trace')
  return { ...trace, id, seconds: 40, ...more }
}

const TALKS = [
  talk('b', ['1', '1', 'জানি না', '0501', '302614', 'রহিমা', '1']),
  talk('a', ['1', '2', '302614', '1']),
  talk('c', ['3', '2'], { day: '2026-02-28' }),
]
const pack = (flow: string, isPrivate = false, talks = TALKS) =>
  packResults({ table: table(flow), talks, now: '2026-03-05T08:00:00.000Z', isPrivate })

describe('which questions may be told of', () => {
  it('those that everybody comes to', () => {
    expect([...askedOfAll(table('home'))]).toEqual(['start'])
    // Two options lead two ways: who is asked for the last period has said whose phone it is.
    expect([...askedOfAll(table('register'))]).toEqual(['whose'])
    expect([...askedOfAll(table('other'))]).toEqual(['visits'])
    expect([...askedOfAll(table('where'))]).toEqual(['signs'])
  })

  it('none behind a decision on who she is', () => {
    const { flows } = draftService(engine, {
      'news.yaml': `flow: news\ntitle: {bn: ক, en: x}\nabout: service\nlanguages: [bn]\nchannels: [sms]\nsteps:\n  - if: registered is yes\n    go: b\n  - menu: a\n    bn: ক\n    options: [{bn: খ}]\n  - menu: b\n    bn: ক\n    options: [{bn: খ}]\n`,
    })
    expect(flows.flatMap(({ table: one }) => (one.flow === 'news' ? [...askedOfAll(one)] : []))).toEqual([])
  })
})

it('questions have a type, their choices or range, a meaning, and say whether answers name somebody', () => {
  const questions = {
    ...listQuestions(table('wide')),
    ...listQuestions(table('other')),
    ...listQuestions(table('where')),
  }
  const told = Object.entries(questions).map(
    ([id, { type, type_options: options, is_personal_information: isPersonal }]) =>
      [id, type, JSON.stringify(options), isPersonal ? 'personal' : ''].join(' ').trim(),
  )
  expect(told).toEqual(
    expect.arrayContaining([
      'wide.whose select_one {"choices":["own","family","3"]} personal',
      'wide.age numeric {"range":[10,55]} personal',
      'wide.born date {} personal',
      'wide.story audio {} personal',
      'wide.voice open {} personal',
      'where.signs select_many {"choices":["fever","fits","none"]} personal',
      'other.visits numeric {"range":[0,12]}',
      'other.note text {} personal',
      'other.phone text {} personal',
    ]),
  )
  expect(questions['wide.lmp']).toMatchObject({
    label: 'Last period?',
    semantic_labels: ['LOINC::8665-2', 'dhatri::wide.lmp'],
  })
})

describe('a package', () => {
  const { descriptor, rows } = pack('register')

  it('has what the specification wants', () => {
    expect(descriptor).toMatchObject({
      profile: 'flow-results-package',
      flow_results_specification_version: '1.0.0-rc1',
      name: 'dhatri-register',
      created: '2026-03-05T08:00:00.000Z',
    })
    expect(descriptor.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    const [{ schema, ...resource }] = descriptor.resources
    expect(resource).toMatchObject({ path: 'responses.json', access_method: 'file' })
    expect(schema).toMatchObject({ language: 'eng', fields: { length: 7 } })
    expect(Object.keys((schema as { questions: object }).questions)).toEqual([
      'register.whose',
      'register.lmp',
      'register.place',
      'register.name',
      'register.right',
    ])
  })

  it('has a row of seven for each who came to a question that everybody comes to, on the day and no answer', () => {
    expect(rows).toHaveLength(2)
    for (const row of rows) {
      expect(row).toHaveLength(7)
      expect(row[0]).toBe('2026-03-01T00:00:00+06:00')
      expect(row.slice(4)).toEqual(['register.whose', null, { response: 'withheld', not_understood: 0, left: false }])
    }
    expect(new Set(rows.map(([, id]) => id)).size).toBe(2)
  })

  it('says what is withheld and why', () => {
    const { withheld, responses, isPrivate } = descriptor.dhatri
    expect(withheld.map(({ question }) => question)).toEqual([
      'register.lmp',
      'register.place',
      'register.name',
      'register.right',
    ])
    expect(responses).toMatch(/^withheld/)
    expect(isPrivate).toBe(false)
  })

  it('asked for, tells of the other questions too, and still of no answer', () => {
    const whole = pack('register', true)
    expect(whole.descriptor.dhatri.withheld).toEqual([])
    expect(whole.rows.length).toBeGreaterThan(rows.length)
    expect(whole.rows.find(([, , , , question]) => question === 'register.lmp')?.[6]).toMatchObject({
      not_understood: 1,
    })
    const text = JSON.stringify(whole)
    for (const answer of ['0501', 'রহিমা', '302614', 'জানি', '572400']) expect(text).not.toContain(answer)
    expect(whole.rows.every(([, , , , , response]) => response === null)).toBe(true)
  })

  it('does not join what one woman did in several flows, nor tell in which order they called', () => {
    const [mine] = pack('home', false, [TALKS[0] as Talk]).rows
    const [same] = pack('register', false, [TALKS[0] as Talk]).rows
    expect(mine?.[3]).not.toBe(same?.[3])
    expect(JSON.stringify(pack('home', false, TALKS).rows)).toBe(
      JSON.stringify(pack('home', false, TALKS.toReversed()).rows),
    )
  })

  it('counts conversations once, leaves out those of another version or without a day, and says so', () => {
    const [one] = TALKS as [Talk]
    const old = { ...one, id: 'old', versions: { home: 'other' } }
    const { day: _, ...undated } = { ...one, id: 'undated' }
    const { rows: found, descriptor: told } = pack('home', false, [one, one, old, undated])
    expect(found).toHaveLength(1)
    expect(told.dhatri).toMatchObject({ rows: 1, otherVersion: 1, undated: 1 })
  })
})
