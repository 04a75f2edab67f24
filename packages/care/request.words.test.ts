import { makeShortId } from '@dhatri/text/shortid'
import { expect, test } from 'vitest'
import { readSaid, readWorkerAnswer } from './request.words.ts'

const ticket = makeShortId(57_240)

test.each([
  ['প্রশ্ন: আয়রন কখন খাব?', { kind: 'question', words: 'আয়রন কখন খাব?' }],
  ['Proshno kobe jabo', { kind: 'question', words: 'kobe jabo' }],
  ['ASK', { kind: 'question', words: '' }],
  ['অভিযোগ কর্মী আসেন না', { kind: 'complaint', words: 'কর্মী আসেন না' }],
  ['ধন্যবাদ', { kind: 'thanks', words: '' }],
  ['উত্তর', { kind: 'answers' }],
  [`Answer ${ticket}`, { kind: 'answers' }],
])('%s', (text, said) => expect(readSaid(text)).toEqual(said))

test.each(['আমার প্রশ্ন আছে', 'উত্তর দেন না কেন', 'asking', '1', ''])('%s is none', (text) =>
  expect(readSaid(text)).toBeUndefined())

test.each([
  [`T ${ticket} সকালে খাবেন`, { is: 'words', ticket, words: 'সকালে খাবেন' }],
  [`t: ${ticket}, after food`, { is: 'words', ticket, words: 'after food' }],
  [`1 ${ticket}`, { is: 'yes', ticket, rest: '' }],
  [`২ ${ticket} ১৫০৭`, { is: 'no', ticket, rest: '1507' }],
  ['2 15/7', { is: 'no', rest: '15/7' }],
  ['হ্যাঁ', { is: 'yes', rest: '' }],
  ['না', { is: 'no', rest: '' }],
])('%s', (text, answer) => expect(readWorkerAnswer(text)).toEqual(answer))

test.each([`T ${ticket}`, 'T 572401 x', 'ANC 102341', '3', 'T'])('%s answers nothing', (text) =>
  expect(readWorkerAnswer(text)).toBeUndefined())
