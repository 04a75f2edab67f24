import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { begin, enter, FLOWS, loadFixture, screen } from './fixture.ts'
import { fold } from './turn.ts'

const engine = readFileSync(new URL('../../flows/engine.yaml', import.meta.url), 'utf8')
const library = loadFixture(engine)
const dial = begin(library)

const REGISTERED = { is: 'registered', facts: { id: '572400', edd: '2026-10-08' } }

describe('a session that was cut off', () => {
  const before = enter(dial, ['1', '1', '5'])
  const again = { ...dial, previous: before }

  test('is offered without a word about what it was', () => {
    expect(screen(library, again)).toBe('আগের কাজ শেষ হয়নি।\n1 চালিয়ে যান\n2 নতুন করে')
  })

  test('goes on where it was, back and all', () => {
    expect(screen(library, enter(again, ['1']))).toBe(screen(library, before))
    expect(screen(library, enter(again, ['1', '0']))).toBe(screen(library, enter(before, ['0'])))
    expect(fold(library, enter(again, ['1', '302614', 'রহিমা', '1'])).do?.with).toMatchObject({
      lmp: 'm5',
      name: 'রহিমা',
    })
  })

  test('starts anew when asked to', () => {
    expect(screen(library, enter(again, ['2']))).toBe(screen(library, dial))
  })

  test('is still offered after it was cut off at the offer, however often', () => {
    const twice = { ...dial, previous: { ...again } }
    const deep = { ...dial, previous: twice }
    expect(fold(library, twice).isUseful).toBe(true)
    expect(screen(library, enter(deep, ['1']))).toBe(screen(library, before))
  })

  test('performs what was left undone', () => {
    const undone = { ...dial, previous: enter(dial, ['1', '2', '302614']) }
    const position = fold(library, enter(undone, ['1']))
    expect(position).toMatchObject({ state: 'doing', do: { action: 'register', number: 0 } })
    expect(screen(library, enter(undone, ['1'], [REGISTERED]))).toMatch(/^লেখা হলো/)
  })

  test('is shown as the gateway of today can show it', () => {
    const latin = enter(begin(library, { profile: 'latin' }), ['1', '1'])
    expect(screen(library, latin)).toBe('Last period?\n0 Back')
    expect(screen(library, enter({ ...dial, previous: latin }, ['1']))).toBe('শেষ মাসিক কবে?\n0 পিছনে')
  })

  test('that had ended simply starts anew', () => {
    expect(screen(library, enter({ ...dial, previous: enter(dial, ['4']) }, ['1']))).toBe(screen(library, dial))
  })

  test('does not stand in the way of danger', () => {
    expect(screen(library, enter(again, ['99']))).toMatch(/^এখনই হাসপাতালে/)
    expect(screen(library, enter(again, ['99', '0', '1']))).toBe(screen(library, before))
  })

  test('is not worth offering before an answer, after its work is done, or when it only read', () => {
    expect(fold(library, dial).isUseful).toBe(false)
    expect(fold(library, enter(dial, ['1'])).isUseful).toBe(false)
    expect(fold(library, enter(dial, ['1', '1'])).isUseful).toBe(true)
    expect(fold(library, enter(dial, ['2', '1'])).isUseful).toBe(false)
    expect(fold(library, enter(dial, ['1', '2', '302614'], [REGISTERED])).isUseful).toBe(false)
  })

  test('is not worth offering where nothing would come of the answers', () => {
    const asking =
      'answers: {like: {type: choice}}\nsteps:\n  - menu: like\n    bn: ক\n    en: x\n    options: [{bn: হ্যাঁ, en: "Yes"}]'
    const other = loadFixture(engine, { 'news.yaml': (FLOWS['news.yaml'] ?? '').replace('steps:', asking) })
    const read = fold(other, enter(begin(other), ['2', '1']))
    expect(read).toMatchObject({ answers: { like: '1' }, isUseful: false })
  })

  test('is worth offering from inside a flow that the answers wait for', () => {
    const register = (FLOWS['register.yaml'] ?? '').replace(
      '  - do: save',
      '  - run: news\n    name: save\n  - do: store',
    )
    const other = loadFixture(engine, { 'register.yaml': register })
    const read = fold(other, enter(begin(other), ['1', '2', '302614']))
    expect(read).toMatchObject({ flow: 'news', answers: {}, isUseful: true })
  })
})
