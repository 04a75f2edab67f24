import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { addEdition, joinEditions, lastPublished, MOST_EDITIONS, type Published } from './edition.ts'
import { ACTIONS, begin, enter, FLOWS, loadFixture, PLACES, PROFILES } from './fixture.ts'
import { makeGolden, replay, standing } from './golden.ts'
import { shapeOf } from './library.ts'
import { loadFlows } from './load.ts'
import { fold } from './turn.ts'

const engine = readFileSync(new URL('../../flows/engine.yaml', import.meta.url), 'utf8')
const nothing: Published = { editions: [], tables: {}, places: {} }
const register = FLOWS['register.yaml'] ?? ''
const load = (content = register) => loadFixture(engine, { 'register.yaml': content })

/** The fixture with another step before the last question, and so another structure. */
const longer = load(
  register.replace('  - menu: right', '  - say: nearly\n    bn: প্রায় শেষ।\n    en: Nearly done.\n  - menu: right'),
)
const first = load()
const published = addEdition(nothing, first, '2026-03-01')

describe('published structures', () => {
  it('let a conversation go on as it began, after the flow has changed', () => {
    const talk = enter(begin(first), ['1', '1', '0501', '302614', 'রহিমা'])
    expect(fold(longer, talk).state).toBe('lost')
    const joined = joinEditions(longer, published)
    expect(fold(joined, talk)).toMatchObject({ state: 'asking', step: 'right' })
    const fresh = enter(begin(joined), ['1', '1', '0501', '302614', 'রহিমা'])
    expect(
      fold(joined, fresh)
        .screen.lead.map(({ key }) => key)
        .join(),
    ).toContain('register.nearly')
  })

  it('give old conversations the newest words of their structure', () => {
    const reworded = load(register.replace('কার ফোন?', 'ফোনটা কার?'))
    const joined = joinEditions(reworded, published)
    const talk = enter(begin(first), ['1'])
    expect(JSON.stringify(fold(joined, talk).screen)).toContain('ফোনটা কার?')
    expect(addEdition(published, reworded, '2026-03-02').editions).toHaveLength(1)
  })

  it('know the last table of a flow, and nothing of one never published', () => {
    expect(lastPublished(published, 'register')?.own).toBe(lastPublished(published, 'register')?.own)
    expect(lastPublished(addEdition(published, longer, '2026-03-02'), 'register')?.steps.map(({ id }) => id)).toContain(
      'nearly',
    )
    expect(lastPublished(published, 'nowhere')).toBeUndefined()
    expect(lastPublished(nothing, 'register')).toBeUndefined()
  })

  it('keep the newest editions and let go of tables nobody needs', () => {
    let many = nothing
    for (let count = 0; count < MOST_EDITIONS + 3; count += 1) {
      const say = `  - say: extra${count}\n    bn: প্রায় শেষ।\n    en: Nearly done.\n  - menu: right`
      many = addEdition(many, load(register.replace('  - menu: right', say)), `2026-03-0${count + 1}`)
    }
    expect(many.editions).toHaveLength(MOST_EDITIONS)
    const kept = Object.keys(many.tables).filter((own) => own.startsWith('register@'))
    expect(kept).toHaveLength(MOST_EDITIONS)
  })
})

describe('pages and lists are part of a structure', () => {
  const news = FLOWS['news.yaml'] ?? ''
  const long = 'প্রতিদিন ডিম, ডাল, শাক আর ফল খান। পানি বেশি খান। ভারী কাজ করবেন না। দিনে একবার শুয়ে বিশ্রাম নিন, রাতে ভালো ঘুমান।'
  const loadNews = (words: string) => loadFixture(engine, { 'news.yaml': news.replace(long, words) })

  it('words that leave the pages as they were keep it', () => {
    expect(shapeOf(loadNews(long.replace('ডিম', 'মাছ')), 'news')).toBe(shapeOf(first, 'news'))
  })

  it('a page fewer is another structure, and an old conversation goes on under its own', () => {
    const shorter = loadNews('ডিম খান।')
    expect(shapeOf(shorter, 'news')).not.toBe(shapeOf(first, 'news'))
    const talk = enter(begin(first), ['2', '1', '1'])
    const [was, is] = [fold(first, talk), fold(joinEditions(shorter, published), talk)]
    expect(standing(is)).toEqual(standing(was))
    expect(is.screen.page).toBe(was.screen.page)
  })

  it('a place more in a list leaves old choices what they were', () => {
    const more = loadFlows(
      { ...FLOWS, 'engine.yaml': engine },
      [...PLACES.slice(0, -2), { code: '302610', level: 'upazila', bn: 'আগে', en: 'Before' }, ...PLACES.slice(-2)],
      ACTIONS,
      PROFILES,
    )
    if (!more.ok) throw new Error('does not load')
    const talk = enter(begin(first), ['1', '2', '1', '1', '1'])
    expect(fold(first, talk).answers['place']).toBe('302614')
    expect(fold(joinEditions(more.library, published), talk).answers['place']).toBe('302614')
    const fresh = enter(begin(more.library), ['1', '2', '1', '1', '1'])
    expect(fold(more.library, fresh).answers['place']).toBe('302610')
  })
})

describe('golden conversations', () => {
  const shape = shapeOf(first, 'home') ?? ''
  const golden = makeGolden(first, 'home', shape, 'ussd', [{}])

  it('come to every step that is ever waited at, and to every end', () => {
    const steps = new Set(golden.map(({ at }) => at.step))
    for (const step of ['home.start', 'register.lmp', 'register.right', 'register.save', 'news.two', 'other.visits']) {
      expect(steps, step).toContain(step)
    }
  })

  it('stand where they stood, and would tell a changed engine', () => {
    for (const one of golden) expect(standing(fold(first, replay('home', shape, one)))).toEqual(one.at)
    const [moved] = golden.filter(({ inputs }) => inputs.length > 2)
    const other = moved && { ...moved, inputs: [...moved.inputs.slice(0, -1), '99'] }
    expect(other && standing(fold(first, replay('home', shape, other)))).not.toEqual(moved?.at)
  })
})
