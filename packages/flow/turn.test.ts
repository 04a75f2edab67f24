import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { begin, enter, FLOWS, loadFixture, screen } from './fixture.ts'
import { fold } from './turn.ts'

const engine = readFileSync(new URL('../../flows/engine.yaml', import.meta.url), 'utf8')
const library = loadFixture(engine)
const dial = begin(library)
const show = (...inputs: string[]) => screen(library, enter(dial, inputs))
const lines = (text: string) => text.split('\n')

const REGISTERED = { is: 'registered', facts: { id: '572400', edd: '2026-10-08' } }

describe('a dial', () => {
  test('shows the first menu, numbered, without a back line', () => {
    expect(show()).toBe('স্বাগতম\n1 নাম লেখান\n2 খবর\n3 অন্য\n4 বিদায়')
  })

  test('goes through a whole registration to the number and the due date', () => {
    const asked = enter(dial, ['1', '১', '0107', '1', '1', '2', 'রহিমা', '1'])
    const doing = fold(library, asked)
    expect(doing.state).toBe('doing')
    expect(doing.do).toEqual({
      action: 'register',
      with: { whose: 'own', lmp: 'd2025-07-01', place: '302618', name: 'রহিমা' },
      number: 0,
    })
    expect(screen(library, enter(asked, [], [REGISTERED]))).toBe(
      'লেখা হলো। নম্বর 572400। সম্ভাব্য দিন ৮ অক্টোবর ২০২৬।\nভালো থাকবেন। [end]',
    )
  })

  test('in English prints dates and places in English', () => {
    const english = enter(begin(library, { language: 'en' }), ['1', '1', '0107', '302614', 'Rahima'])
    expect(screen(library, english)).toBe('Rahima, 1 Jul, Dhamrai. Right?\n1 Yes\n2 No\n0 Back')
  })

  test('on a gateway of Latin letters falls back to English, engine words too', () => {
    const latin = begin(library, { profile: 'latin' })
    expect(screen(library, enter(latin, ['1']))).toBe("Whose phone?\n1 Mine\n2 Family's\n0 Back")
  })

  test('ends where an option says so', () => {
    expect(show('4')).toBe('ভালো থাকবেন। [end]')
  })

  test('ignores what is entered after its end', () => {
    expect(show('4', '1', '99')).toBe('ভালো থাকবেন। [end]')
  })
})

describe('conditions and names', () => {
  test('leave out what a family phone is not asked', () => {
    const asked = enter(dial, ['1', '2', '302614'])
    expect(fold(library, asked).do?.with).toEqual({ whose: 'family', place: '302614' })
  })

  test('a sub-flow that ends without words ends the conversation with thanks where nothing follows', () => {
    expect(show('1', '2', '302614')).toMatch(/আবার চেষ্টা/)
    const failed = enter(dial, ['1', '2', '302614'], [{ is: 'failed' }])
    expect(screen(library, failed)).toBe('ভালো থাকবেন। [end]')
  })

  test('keep to the flow they belong to: the caller of a flow sees only its result', () => {
    const after = fold(library, enter(dial, ['1', '2', '302614'], [{ is: 'failed' }]))
    expect(after).toMatchObject({ flow: 'home', state: 'ended', answers: {} })
  })
})

describe('back', () => {
  test('returns to the screen before, also out of a flow that was run', () => {
    expect(show('1', '0')).toBe(show())
    expect(show('1', '1', '0')).toBe(show('1'))
  })

  test('forgets the answer that was taken back', () => {
    expect(fold(library, enter(dial, ['1', '1', '5', '0', '6'])).answers).toEqual({ whose: 'own', lmp: 'm6' })
  })

  test('on the first screen shows it again, without a reproach', () => {
    expect(show('0', '0')).toBe(show())
  })

  test('climbs out of the lists of places one level at a time', () => {
    expect(show('1', '2', '1', '1', '0')).toBe(show('1', '2', '1'))
    expect(show('1', '2', '1', '0')).toBe(show('1', '2'))
  })

  test('stops at what was changed, and shows the same screen', () => {
    const inputs = ['3', '572400', '01711000001', '0102', 'জ্বর', '1']
    const outcomes = [{ is: 'found', facts: { weight: 50 } }, { is: 'set' }]
    const changed = enter(begin(library, { flow: 'other' }), inputs, outcomes)
    expect(screen(library, changed)).toBe('এখন থেকে বাংলা। আর কিছু?\n1 না\n2 আবার')
    expect(screen(library, enter(changed, ['0', '0']))).toBe(screen(library, changed))
    expect(screen(library, enter(changed, ['2', '*']))).toBe(screen(library, changed))
    expect(fold(library, enter(changed, ['0']))).toMatchObject({ flow: 'other', step: 'more' })
  })

  test('walks back over a look-up that changed nothing, which is then done anew', () => {
    const asked = enter(begin(library, { flow: 'other' }), ['3', '0'], [{ is: 'found', facts: { weight: 50 } }])
    expect(screen(library, asked)).toMatch(/^কতবার/)
    expect(fold(library, enter(asked, ['4'])).do).toEqual({ action: 'lookUp', with: { visits: 4 }, number: 1 })
  })

  test('is * where the question takes 0 as an answer', () => {
    const asked = begin(library, { flow: 'home' })
    expect(screen(library, enter(asked, ['3']))).toBe('কতবার গেছেন?\n* পিছনে')
    expect(fold(library, enter(asked, ['3', '0'])).do?.with).toEqual({ visits: 0 })
    expect(screen(library, enter(asked, ['3', '*']))).toBe(screen(library, asked))
  })
})

describe('00 and 99', () => {
  test('00 goes to the start and keeps nothing, not even the way back', () => {
    expect(show('1', '1', '5', '00')).toBe(show())
    expect(show('1', '1', '5', '00', '0')).toBe(show())
  })

  test('99 gives the danger advice from anywhere, before any answer and inside an ask', () => {
    for (const inputs of [[], ['1', '1'], ['1', '1', '5'], ['1', '2', '1'], ['2'], ['3'], ['7'], ['7', '7']]) {
      expect(show(...inputs, '99')).toMatch(/^এখনই হাসপাতালে যান/)
      expect(show(...inputs, '৯৯')).toMatch(/^এখনই হাসপাতালে যান/)
    }
  })

  test('99 by mistake is left with 0, and nothing entered is lost', () => {
    expect(show('1', '1', '5', '99', '0')).toBe(show('1', '1', '5'))
  })

  test('after the danger flow the conversation is over', () => {
    expect(show('1', '1', '99', '2')).toBe('ধন্যবাদ। [end]')
    const told = enter(dial, ['1', '1', '99', '1'], [{ is: 'opened' }])
    expect(screen(library, told)).toBe('জানানো হলো। [end]')
  })
})

describe('pages', () => {
  test('of a list keep their numbers, and 9 turns them', () => {
    const first = show('1', '2', '1')
    expect(lines(first).at(-2)).toBe('9 আরও')
    const numbers = [first, show('1', '2', '1', '9'), show('1', '2', '1', '9', '9')]
      .flatMap(lines)
      .flatMap((line) => /^(\d+) /.exec(line)?.[1] ?? [])
      .filter((number) => number !== '0' && number !== '9')
    expect(numbers).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '10', '11'])
  })

  test('0 turns a page back before it leaves the screen', () => {
    expect(show('1', '2', '1', '9', '0')).toBe(show('1', '2', '1'))
    expect(show('1', '2', '1', '9', '9', '0')).toBe(show('1', '2', '1', '9'))
  })

  test('an option of another page can be chosen from any', () => {
    expect(show('1', '2', '1', '9', '1')).toBe(show('1', '2', '1', '1'))
  })

  test('9 after the last page begins again', () => {
    expect(show('1', '2', '1', '9', '9', '9')).toBe(show('1', '2', '1'))
  })

  test('of a text are turned by any key, and then the next text comes', () => {
    expect(show('2')).toMatch(/^প্রতিদিন ডিম.*\n1 এরপর 0 পিছনে$/)
    expect(show('2', '1')).toMatch(/^কাজ করবেন না.*\n1 এরপর 0 পিছনে$/)
    expect(show('2', '1', '5')).toBe('ঘুমান।\n1 এরপর 0 পিছনে')
    expect(show('2', '1', '5', '9')).toBe('চেকআপে যান।\n1 এরপর 0 পিছনে')
    expect(show('2', '1', '1', '1', '1')).toBe('এই ছিল খবর।\nভালো থাকবেন। [end]')
  })
})

describe('a long last text', () => {
  const long = { 'home.yaml': (FLOWS['home.yaml'] ?? '').replace('ভালো থাকবেন।', 'ভালো থাকবেন, খোঁজ নেবেন। '.repeat(5)) }
  const other = loadFixture(engine, long)
  const last = enter(begin(other), ['4'])

  test('is turned like any other, and only its last page ends the session', () => {
    expect(screen(other, last)).toMatch(/\n9 আরও$/)
    expect(fold(other, last)).toMatchObject({ state: 'asking', isUseful: false })
    expect(screen(other, enter(last, ['9']))).toMatch(/\[end\]$/)
    expect(fold(other, enter(last, ['9']))).toMatchObject({ state: 'ended' })
  })

  test('can be turned back, and left for danger', () => {
    expect(screen(other, enter(last, ['0']))).toBe(screen(other, enter(begin(other), [])))
    expect(fold(other, enter(last, ['99'])).flow).toBe('danger')
  })

  test('is one message by SMS', () => {
    expect(fold(other, enter(begin(other, { channel: 'sms' }), ['4'])).state).toBe('ended')
  })
})

describe('what a flow says at its end', () => {
  const home = (FLOWS['home.yaml'] ?? '').replace('run: news}', 'run: news, go: start}')
  const other = loadFixture(engine, { 'home.yaml': home })
  const read = enter(begin(other), ['2', '1', '1', '1', '1'])

  test('is read before the question that follows it elsewhere', () => {
    expect(screen(other, read)).toBe('এই ছিল খবর।\n1 এরপর 0 পিছনে')
    expect(screen(other, enter(read, ['1']))).toMatch(/^স্বাগতম\n1 /)
    expect(screen(other, enter(read, ['1', '0']))).toBe(screen(other, read))
  })

  test('goes out together with that question by SMS', () => {
    const sms = enter(begin(other, { channel: 'sms' }), ['2'])
    expect(screen(other, sms)).toMatch(/এই ছিল খবর।\nস্বাগতম\n1 /)
  })
})

describe('steps that go round without a question', () => {
  test('are given up, not followed for ever', () => {
    const round = '  - if: whose is known\n    name: round\n    go: round\n    else: round\n  - ask: lmp'
    const looping = loadFixture(engine, {
      'register.yaml': (FLOWS['register.yaml'] ?? '').replace('  - ask: lmp', round),
    })
    expect(fold(looping, enter(begin(looping), ['1', '1'])).state).toBe('lost')
  })

  test('nor flows that run themselves', () => {
    const nested = loadFixture(engine, {
      'news.yaml': (FLOWS['news.yaml'] ?? '').replace('  - say: one', '  - run: news\n  - say: one'),
    })
    expect(fold(nested, enter(begin(nested), ['2'])).state).toBe('lost')
  })
})

describe('a bad answer', () => {
  test('gets the same question with what was wrong and an example in front', () => {
    expect(show('1', '1', '3102')).toBe('এমন দিন নেই। যেমন 0507\nশেষ মাসিক কবে?\n0 পিছনে')
    expect(show('7')).toMatch(/^নম্বরটি নেই। যেমন 1\nস্বাগতম/)
  })

  test('gets the words of the step where it has its own', () => {
    expect(show('1', '1', '5', '302614', '123')).toBe('নাম আবার লিখুন\nনাম লিখুন\n0 পিছনে')
  })

  test('three times in a row ends the session politely', () => {
    expect(show('7', '7')).not.toMatch(/\[end\]/)
    expect(show('7', '7', '7')).toMatch(/^দুঃখিত.*\[end\]$/)
    expect(fold(library, enter(dial, ['7', '7', '7']))).toMatchObject({ state: 'ended', result: 'gaveUp' })
  })

  test('is forgotten once a good one came', () => {
    expect(show('7', '7', '1', '7', '7')).not.toMatch(/\[end\]/)
  })

  test('of five hundred characters is only a bad answer', () => {
    expect(show('1', '1', '5', '302614', 'ক'.repeat(500))).toMatch(/^নাম আবার/)
  })
})

describe('an action', () => {
  test('waits with its entries until it has its outcome', () => {
    const doing = fold(library, enter(dial, ['1', '2', '302614', '9', '9']))
    expect(doing).toMatchObject({ state: 'doing', step: 'save' })
  })

  test('with an outcome the flow does not have is lost, and says so', () => {
    const odd = enter(dial, ['1', '2', '302614'], [{ is: 'exploded' }])
    expect(fold(library, odd).state).toBe('lost')
    expect(screen(library, odd)).toBe('দুঃখিত, সেবাটি বদলে গেছে। আবার শুরু করুন। [end]')
  })

  test('that sets the language is answered in it', () => {
    const inputs = ['3', '572400', '01711000001', '0102', 'জ্বর']
    const found = { is: 'found', facts: { weight: 50 } }
    const asked = enter(begin(library, { flow: 'other' }), inputs, [found])
    expect(screen(library, asked)).toMatch(/^৩ 572400 …001 ১ ফেব্রুয়ারি ২০২৬। ভাষা\?/)
    const set = enter(asked, ['2'], [{ is: 'set', facts: { language: 'en' } }])
    expect(screen(library, set)).toBe('English from now on. Anything else?\n1 No\n2 Once more')
    expect(fold(library, set)).toMatchObject({ language: 'en', answers: { tongue: 'en' } })
  })
})

describe('a conversation of another shape', () => {
  test('is lost, and told to start again', () => {
    const old = { ...dial, start: { ...dial.start, shape: 'older' } }
    expect(fold(library, old)).toMatchObject({ state: 'lost', flow: 'home' })
    expect(screen(library, old)).toMatch(/আবার শুরু করুন। \[end\]$/)
  })

  test('or of no flow at all', () => {
    for (const flow of ['nowhere', '__proto__', 'constructor']) {
      expect(fold(library, { ...dial, start: { ...dial.start, flow } }).state).toBe('lost')
    }
  })
})
