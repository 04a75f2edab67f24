import { beforeEach, describe, expect, it } from 'vitest'
import { type Rehearsal, rehearse } from './fake.ts'
import { makePerson, type Person } from './person.ts'

let rehearsal: Rehearsal
let rina: Person

beforeEach(() => {
  rehearsal = rehearse()
  rina = makePerson('Rina', rehearsal.operator.handset('+8801711000001'), {
    settle: rehearsal.operator.settle,
    serviceCode: '*16789#',
    shortCode: '16789',
    voiceNumber: '+8809612016789',
  })
})

describe('what a person sees', () => {
  it('reads as prose', async () => {
    await rina.dials()
    rina.sees('ধাত্রী সেবা', /^99 বিপদ$/m)
    rina.doesNotSee('গর্ভ')
    await rina.presses('2', '1203')
    rina.seesLast(/1203/)
  })

  it('finds the same letter however it is composed', async () => {
    await rina.dials('*16789*99#')
    rina.sees('হাসপাতালে যান', 'পেছনে')
    await rina.dials('*16789*1#')
    rina.seesLast('বিশ্রাম নিন'.normalize('NFD'))
  })

  it('fails with the screen and all that was said', async () => {
    await rina.dials()
    await rina.presses('99')
    expect(() => rina.sees('ধাত্রী')).toThrow(
      [
        'Rina (+8801711000001) does not see "ধাত্রী"',
        '  ┌ 38 units of ucs2',
        '  │ এখনই হাসপাতালে যান।',
        '  │ 1 এখন ঘটছে',
        '  │ 0 পেছনে',
        '  └',
        '  so far:',
        '    > dials *16789#',
        '    < sees ধাত্রী সেবা',
        '      1 এই সপ্তাহে',
        '      2 তারিখ লিখুন',
        '      99 বিপদ',
        '    > enters 99',
        '    < sees এখনই হাসপাতালে যান।',
        '      1 এখন ঘটছে',
        '      0 পেছনে',
      ].join('\n'),
    )
  })

  it('fails on a screen beyond the budget in its real encoding', async () => {
    await rina.dials()
    await rina.presses('8')
    expect(() => rina.seesLast('অ')).toThrow('does not fit: 81 units of ucs2, at most 70')
  })

  it('fails on an unreplaced placeholder', async () => {
    await rina.dials()
    await rina.presses('9')
    expect(() => rina.seesLast()).toThrow('unreplaced placeholder: {edd}')
  })

  it("fails on the network's own words", async () => {
    await rina.dials()
    await rina.presses('7')
    expect(() => rina.seesLast()).toThrow("the network's own words")
  })

  it('tells a question from a last word', async () => {
    await rina.dials()
    expect(() => rina.seesLast()).toThrow('is still asked')
    await rina.presses('1')
    expect(() => rina.sees()).toThrow('is asked nothing more')
    await expect(rina.presses('1')).rejects.toThrow('cannot enter 1')
  })
})

describe('what a person receives', () => {
  it('is read once, in order', async () => {
    await rina.receivesNothing()
    await rina.texts('one')
    await rina.texts('two')
    await expect(rina.receivesNothing()).rejects.toThrow('unread: পেয়েছি: one')
    await rina.receives('one')
    await expect(rina.receives('one')).rejects.toThrow('unread: পেয়েছি: two')
    expect(await rina.receives(/two/)).toMatchObject({ size: { encoding: 'ucs2', segments: 1 } })
    await rina.receivesNothing()
  })

  it('must have its placeholders filled', async () => {
    await rehearsal.fake.send(rina.number, 'নির্ধারিত দিন {edd}')
    await expect(rina.receives('নির্ধারিত')).rejects.toThrow('{edd}')
  })
})

describe('what a person hears', () => {
  it('is asked for in order, by words or by the key of a recording', async () => {
    await rina.calls()
    rina.hears('bn/hello', 'bn/press')
    expect(() => rina.hears('bn/hello')).toThrow('does not hear "bn/hello"')
    await rina.keys('4')
    rina.hears('আপনি চেপেছেন 4')
    rina.isCutOff()
  })

  it('begins anew with the next call', async () => {
    await rina.isNotCalled()
    await rehearsal.fake.ring(rina.number)
    await rina.isCalled()
    await rina.answers()
    rina.hears('bn/press')
    await rina.hangsUp({ after: 3 })
    await rehearsal.fake.ring(rina.number)
    await rina.answers()
    rina.hears('bn/hello')
    expect(() => rina.isCutOff()).toThrow('waits for keys')
  })
})
